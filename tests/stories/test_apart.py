"""Practice and real never meet: not over the wire in either direction, not in a store."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.practice.city_process import CityProcess
from counter_app.practice.people import citizens
from counter_app.settings import Places
from counter_app.sync.token import keep_token
from tests.stories.conftest import Open
from tests.stories.opened import SETTINGS, Opened, wait_until


@pytest.fixture(scope="module")
def practice_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityProcess]:
    folder = tmp_path_factory.mktemp("practice-city")
    with CityProcess(folder / "city.db", folder / "city.log", practice=True) as running:
        yield running


@pytest.mark.parametrize("practice", [True, False], ids=["practice counter", "real counter"])
def test_a_counter_gives_nothing_to_a_city_of_the_other_kind(
    open_counter: Open, city: CityProcess, practice_city: CityProcess, tmp_path: Path, practice: bool
) -> None:
    wrong = city if practice else practice_city
    home = tmp_path / "counter-0"
    keep_token(Places.of(practice=practice, home=home), wrong.admin_token, practice=practice)
    before = wrong.client().state()
    counter = open_counter(replace(SETTINGS, city=wrong.url), home=home, practice=practice).open()
    codes = [counter.serve(citizen, "ks") for citizen in (next(citizens(61)), next(citizens(62)))]
    counter.desk.send_now()
    wait_until(lambda: counter.desk.sync().last_error == "mode_mismatch", "it is refused")
    wait_until(lambda: "practice" in counter.strip.lower(), "the strip says why")
    assert "2 unsent" in counter.strip
    assert "mode_mismatch" not in counter.strip
    assert counter.light != "green"
    assert [row.ring for row in counter.desk.page(None, 9)] == ["counter", "counter"]
    after = wrong.client().state(tuple(codes))
    assert (after.held, after.dossiers, after.events) == ((), before.dossiers, before.events)


@pytest.mark.parametrize("practice", [True, False], ids=["practice store", "real store"])
def test_a_store_of_the_other_kind_is_not_opened(open_counter: Open, tmp_path: Path, practice: bool) -> None:
    other = open_counter(practice=practice).open()
    other.serve(next(citizens(63)), "ks")
    other.close()
    home = tmp_path / "moved"
    target = Places.of(practice=not practice, home=home)
    target.home.mkdir(parents=True)
    shutil.copy(other.places.store, target.store)
    content = target.store.read_bytes()
    counter = open_counter(home=home, practice=not practice)
    assert counter.open_in_vain().code == "store_kind_mismatch"
    assert "practice" in counter.said.lower()
    assert "store_kind_mismatch" not in counter.said
    assert counter.window.counter is None
    assert target.store.read_bytes() == content


def test_practice_says_so_on_the_screen_and_on_paper(open_counter: Open) -> None:
    practice: Opened = open_counter(practice=True).open()
    assert practice.window.screen.mark is not None
    assert practice.window.screen.mark.isVisible()
    code = practice.serve(next(citizens(64)), "ks")
    assert practice.places.home.name == "practice"
    assert practice.receipts() == [code]
    real: Opened = open_counter().open()
    assert real.window.screen.mark is None
