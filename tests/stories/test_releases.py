"""A counter whose release does not fit the city's: it is told in three parts, goes on, and loses nothing."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from counter_app.cli.enrol import enrol
from counter_app.domain.times import VIETNAM
from counter_app.practice.people import citizens
from counter_app.server.app import city_app
from counter_app.server.door import CityClock, House
from counter_app.settings import Places, Settings, load
from counter_app.storage import dossiers
from counter_app.storage.store import Store
from counter_app.sync.codes import new_code
from counter_app.sync.protocols import SPOKEN, Protocols
from tests.server.listening import listening
from tests.stories.conftest import Open
from tests.stories.opened import SETTINGS, Opened, wait_until

TAKES_OLD, TOO_NEW = Protocols(2, 3, 1), Protocols(3, 4, 2)


class ChangingCity:
    """A city at one address and store, now of this release and now of another."""

    def __init__(self, store: Store) -> None:
        house = House(store, False, b"", CityClock())
        self._apps = {one: city_app(replace(house, spoken=one)) for one in (SPOKEN, TAKES_OLD, TOO_NEW)}
        self.store, self.spoken, self.url = store, SPOKEN, ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self._apps[self.spoken](scope, receive, send)

    def dossiers(self) -> int:
        with self.store.reading() as reading:
            return dossiers.count(reading)


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[ChangingCity]:
    with ExitStack() as closing:
        made = ChangingCity(closing.enter_context(Store.open(tmp_path / "city.db", role="city", practice=False)))
        host, port = closing.enter_context(listening(made))
        made.url = f"http://{host}:{port}"
        yield made


@pytest.fixture
def settings(changing: ChangingCity, tmp_path: Path) -> Settings:
    places = Places.of(practice=False, home=tmp_path / "counter-0")
    code = new_code(changing.store, SETTINGS.unit, "", datetime.now(VIETNAM))
    enrol(places, replace(SETTINGS, device=""), changing.url, code, None, practice=False)
    return load(places.settings)


def told(counter: Opened) -> None:
    wait_until(lambda: not counter.banner.isHidden(), "the counter says something by itself")


def test_an_outdated_counter_delivers_and_is_told_to_be_updated(
    changing: ChangingCity, settings: Settings, open_counter: Open, tmp_path: Path
) -> None:
    changing.spoken = TAKES_OLD
    counter = open_counter(settings, home=tmp_path / "counter-0").open()
    told(counter)
    assert counter.said == (
        "This counter's program is older than the ring above it wants. Everything saved so far is safe. Go on "
        "registering and printing: it is still sent, but nothing new is heard. Ask the administrator to update "
        "counter-app (Ctrl+6 shows the release)."
    )
    counter.serve(next(citizens()), "ks")
    wait_until(lambda: changing.dossiers() == 1, "it is delivered")
    assert len(counter.receipts()) == 1
    wait_until(lambda: "The city wants a newer release of this program" in counter.strip, "the strip goes on saying so")
    assert counter.light == "amber"


def test_a_counter_that_is_too_old_keeps_everything_and_says_so(
    changing: ChangingCity, settings: Settings, open_counter: Open, tmp_path: Path
) -> None:
    changing.spoken = TOO_NEW
    counter = open_counter(settings, home=tmp_path / "counter-0").open()
    told(counter)
    assert "too old" in counter.said
    assert "everything is kept here" in counter.said
    counter.serve(next(citizens()), "ks")
    assert len(counter.receipts()) == 1
    assert changing.dossiers() == 0
    wait_until(lambda: "too old for The city" in counter.strip and "1 unsent" in counter.strip, "the strip says so")
    changing.spoken = SPOKEN
    counter.desk.send_now()
    wait_until(lambda: changing.dossiers() == 1, "what was kept is sent once they fit")
