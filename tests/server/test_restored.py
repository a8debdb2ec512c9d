"""A counter that forgot: restored, rolled back or doubled, against a real city, by courier and listener."""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.devices.clock import SystemClock
from counter_app.domain.heard import Heard
from counter_app.storage import backup, clones, dossiers, numbers, outbox, sending, unapplied
from counter_app.storage.events import broken_links, events_of
from counter_app.storage.restore import restore
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.courier import Courier
from counter_app.sync.listener import Listener, Place
from tests.domain.events_made import START
from tests.server.conftest import Served
from tests.server.listening import listening
from tests.storage.made import ELECTRONIC_CODE, UNIT
from tests.sync.made import Desk

LATER = START + timedelta(hours=1)


@dataclass
class Line:
    """What a counter's courier and listener do, step by step."""

    url: str
    token: str
    device: str

    def carry(self, desk: Desk, steps: int = 12) -> set[str]:
        """Send what is unsent, then hear what is new; return the kinds of things that changed."""
        changed: set[str] = set()
        with self._city(desk) as city:
            courier = Courier(desk.store, city, SystemClock(), on_change=changed.update, chance=random.random)
            for _ in range(steps):
                courier.step()
        with self._city(desk) as city:
            place = Place(self.device, UNIT)
            listener = Listener(desk.store, city, SystemClock(), place, Heard(), on_change=changed.update)
            for _ in range(steps):
                if listener.step() > 0:
                    break
        return changed

    @contextmanager
    def _city(self, desk: Desk) -> Iterator[HttpCity]:
        city = HttpCity(Address(self.url, None, insecure=True), practice=True, token=self.token)
        try:
            yield city
        finally:
            city.close()


@pytest.fixture
def line(city: Served) -> Iterator[Line]:
    said = city.enrol()
    with listening(city.web._transport.app) as (host, port):
        yield Line(f"http://{host}:{port}", said["token"], said["device"])


@pytest.fixture
def desk(line: Line, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "home").mkdir()
    made = Desk(Store.open(tmp_path / "home" / "counter.db", practice=True), line.device)
    clones.settle(made.store, blocks=[(ELECTRONIC_CODE, 0)], now=START, mark="pc-1")
    yield made
    made.store.close()


def held(store: Store) -> dict[str, list[str]]:
    with store.reading() as reading:
        lines = dossiers.page(reading, None, 1000)
        return {line.code: [event.hash for event in events_of(reading, line.id)] for line in lines}


def unsent(store: Store) -> tuple[int, int]:
    with store.reading() as reading:
        state = outbox.state(reading)
        return state.waiting, state.parked


def work(desk: Desk, count: int) -> None:
    """Register; a copy that may not use its slot's numbers any more is lent others, as the ring above would do."""
    for _ in range(count):
        try:
            desk.register()
        except numbers.NumbersExhausted:
            desk.slot += 10
            desk.register()


def back_up(desk: Desk, tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    backup.make(desk.store, stick, home=tmp_path / "home", extra=(), now=START, release="0.1.0", pause=0)
    return stick


def test_t_restore_with_the_ring_above_alive_nothing_at_all_is_lost(
    city: Served, line: Line, desk: Desk, tmp_path: Path
) -> None:
    desk.register(10)
    line.carry(desk)
    desk.register(3)
    stick = back_up(desk, tmp_path)
    desk.register(7)
    line.carry(desk)
    before = held(desk.store)
    desk.store.close()
    shutil.rmtree(tmp_path / "home")

    restore(stick, tmp_path / "new", role="counter", now=LATER, blocks=lambda _: [(ELECTRONIC_CODE, 0)])
    with Store.open(tmp_path / "new" / "counter.db", practice=True) as store:
        again = Desk(store, line.device, slot=5)
        assert len(held(store)) == 13
        again.register(2)
        line.carry(again)
        after = held(store)
        assert {code: after[code] for code in before} == before
        assert len(after) == 22
        assert held(city.house.store) == after
        assert unsent(store) == (0, 0)
        with store.reading() as reading:
            assert broken_links(reading) == ()
            assert unapplied.unapplied(reading) == ()


def test_t_restore_disk_put_back_to_an_older_state_is_found_by_the_news(
    city: Served, line: Line, desk: Desk, tmp_path: Path
) -> None:
    """No restore command, the same machine: only what the ring above knows of us shows it."""
    desk.register(4)
    line.carry(desk)
    desk.store.copy_to(tmp_path / "older.db", pause=0)
    desk.register(3)
    line.carry(desk)
    before, old = held(desk.store), desk.store.epoch
    with Store.open(tmp_path / "older.db", practice=True) as store:
        rolled = Desk(store, line.device, slot=5)
        assert clones.settle(store, blocks=[(ELECTRONIC_CODE, 0)], now=LATER, mark="pc-1").where == "here"
        assert "renewed" in line.carry(rolled)
        assert store.epoch != old
        with store.reading() as reading:
            told = clones.renewal(reading)
        assert told is not None
        assert told.reason == "rolled_back"
        assert held(store) == before
        rolled.register(2)
        line.carry(rolled)
        assert held(city.house.store) == held(store)
        assert unsent(store) == (0, 0)


def test_t_restore_disk_put_back_and_work_went_on_before_the_line_came(
    city: Served, line: Line, desk: Desk, tmp_path: Path
) -> None:
    desk.register(4)
    line.carry(desk)
    desk.store.copy_to(tmp_path / "older.db", pause=0)
    desk.register(3)
    line.carry(desk)
    before = held(desk.store)
    with Store.open(tmp_path / "older.db", practice=True) as store:
        rolled = Desk(store, line.device, slot=5)
        rolled.register(5)
        for _ in range(3):
            line.carry(rolled)
        after = held(store)
        assert {code: after[code] for code in before} == before
        assert len(after) == 12
        assert held(city.house.store) == after
        assert unsent(store) == (0, 0)
        with store.reading() as reading:
            assert broken_links(reading) == ()
            assert unapplied.unapplied(reading) == ()


def test_t_clone_one_disk_image_on_two_counters_loses_and_doubles_nothing(
    city: Served, line: Line, desk: Desk, tmp_path: Path
) -> None:
    desk.register(4)
    line.carry(desk)
    desk.store.copy_to(tmp_path / "copy.db", pause=0)
    with Store.open(tmp_path / "copy.db", practice=True) as store:
        other = Desk(store, line.device, slot=5)
        for _ in range(3):
            work(desk, 3)
            work(other, 2)
            line.carry(desk)
            line.carry(other)
        for _ in range(3):
            line.carry(desk)
            line.carry(other)
        assert len({desk.store.epoch, other.store.epoch}) == 2
        for one in (desk, other):
            assert unsent(one.store) == (0, 0)
            with one.store.reading() as reading:
                assert broken_links(reading) == ()
                assert unapplied.unapplied(reading) == ()
        everything = held(city.house.store)
        assert len(everything) == 4 + 9 + 6
        assert held(desk.store) == held(other.store) == everything


def test_greeting_brings_the_key_for_parcels(line: Line, desk: Desk, city: Served) -> None:
    line.carry(desk)
    with desk.store.reading() as reading:
        assert sending.note_of(reading, "ring_parcel_key").startswith("age1")
