"""Drills in the middle of a day, with real rings and whole counters: a store is put back, or one disk is started twice.

The day before is played by the hour before: the backup knows a part of today's leases, which is the harder case.
"""

import shutil
import threading
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.__main__ import main
from counter_app.bootstrap.counter import Counter, start_counter
from counter_app.cli.enrol import enrol
from counter_app.domain.draft import Draft, GivenPaper
from counter_app.domain.person import Applicant
from counter_app.domain.scan import CardScan, read
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.practice.people import citizens
from counter_app.settings import Places, Settings, load
from counter_app.storage import clones, dossiers, leases, outbox
from counter_app.storage.events import broken_links, events_of
from counter_app.storage.number_register import register_of
from counter_app.storage.store import Role, Store
from counter_app.storage.unapplied import unapplied
from tests.rings.counters import code_of
from tests.storage.made import ELECTRONIC_CODE, UNIT

PATIENCE = 90.0
PEOPLE = citizens(20261123)


@dataclass
class Quay:
    """A whole counter in its home, as a window would start it."""

    places: Places
    counter: Counter

    @property
    def store(self) -> Store:
        return self.counter.store

    def leased(self) -> bool:
        """Say whether it holds numbers that the rings above gave to its present epoch."""
        with self.store.reading() as reading:
            return bool(leases.stock(reading).left.get((ELECTRONIC_CODE, datetime.now(VIETNAM).date())))

    def why_renewed(self) -> str:
        with self.store.reading() as reading:
            told = clones.renewal(reading)
        return "" if told is None else told.reason


@dataclass
class Day:
    """A city, a hub and the counters of an office; what was printed at any of them."""

    folder: Path
    city: CityProcess
    hub: HubProcess
    ends: ExitStack
    changed: threading.Condition = field(default_factory=threading.Condition)
    quays: dict[str, Quay] = field(default_factory=dict)
    printed: dict[str, set[str]] = field(default_factory=dict)

    def begin(self, name: str) -> Quay:
        """Start the counter in the home of that name, enrolled before or now."""
        places = Places.of(practice=True, home=self.folder / name)
        if not places.settings.exists():
            named = Settings(device_name=name, officer="Lê Thị Thử", electronic_code=ELECTRONIC_CODE, printer="folder:")
            enrol(places, named, self.hub.url, code_of(self.hub), None, practice=True)
        counter = start_counter(places, load(places.settings), self._heard, practice=True)
        self.quays[name] = quay = Quay(places, counter)
        assert self.until(quay.leased)
        return quay

    def end(self, name: str) -> None:
        self.quays.pop(name).counter.close()

    def register(self, quay: Quay, count: int) -> None:
        desk = quay.counter.desk
        procedure = desk.procedure("2.000815")
        assert procedure is not None
        papers = tuple(replace(GivenPaper.expected(line), given=True) for line in procedure.checklist)
        for _ in range(count):
            scan = read(next(PEOPLE).card)
            assert isinstance(scan, CardScan)
            draft = Draft(procedure=procedure, applicant=Applicant(scan.card.person()), papers=papers, copies="3*2")
            self.printed.setdefault(str(draft.id), set()).add(desk.register(draft).code)

    def renumber_what_was_refused(self, quay: Quay) -> None:
        """Do what a person does on the page of unsent rows (F6), once for each."""
        for row in quay.counter.desk.outbox():
            printed = self.printed[str(row.dossier)]
            if row.last_answer.startswith("code_taken") and len(printed) == 1:
                printed.add(quay.counter.desk.renumber(row.dossier, "trùng mã").code)

    def until(self, holds: Callable[[], bool]) -> bool:
        """Wait until `holds`, looked at when a counter hears something and twice a second."""
        end = time.monotonic() + PATIENCE
        with self.changed:
            while not holds():
                if time.monotonic() > end:
                    return False
                self.changed.wait(0.5)
        return True

    def through(self) -> bool:
        """Say whether nothing is unsent in any ring and all have the same events under the same seals."""
        found = [self._state(place, role) for place, role in self.stores()]
        return all(found[0][1] == held and not unsent for unsent, held in found)

    def stores(self) -> list[tuple[str, Role]]:
        counters: list[tuple[str, Role]] = [(str(quay.places.store), "counter") for quay in self.quays.values()]
        return [(self.city.store, "city"), (self.hub.store, "hub"), *counters]

    def check(self) -> None:
        """Nothing is lost or doubled, no code is there twice, and every number is explained, in every ring."""
        assert self.until(self.through), [
            (Path(place).parent.name, *self._state(place, role)) for place, role in self.stores()
        ]
        today = datetime.now(VIETNAM).date()
        for place, role in self.stores():
            with self._open(place, role) as store, store.reading() as reading:
                codes = {str(line.id): line.code for line in dossiers.page(reading, None, 10_000)}
                assert set(codes) == set(self.printed)
                assert all(code in self.printed[id_] for id_, code in codes.items())
                assert max(Tally(codes.values()).values()) == 1
                assert register_of(reading, ELECTRONIC_CODE, today).unexplained == ()
                assert unapplied(reading) == ()
                if role != "city":
                    assert broken_links(reading) == ()

    def _state(self, place: str, role: Role) -> tuple[int, list[str]]:
        with self._open(place, role) as store, store.reading() as reading:
            state = outbox.state(reading)
            lines = dossiers.page(reading, None, 10_000)
            held = sorted(event.hash for line in lines for event in events_of(reading, line.id))
            return (0 if role == "city" else state.waiting + state.parked), held

    @staticmethod
    def _open(place: str, role: Role) -> Store:
        return Store.open(place, role=role, practice=True, alone=False)

    def _heard(self, kinds: Iterable[str]) -> None:
        with self.changed:
            self.changed.notify_all()


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with ExitStack() as ends:
        city = ends.enter_context(CityProcess(tmp_path / "city.db", tmp_path / "city.log"))
        hub = ends.enter_context(HubProcess(tmp_path / "hub", city, UNIT))
        made = Day(tmp_path, city, hub, ends)
        yield made
        for name in list(made.quays):
            made.end(name)


def back_up(store: str | Path, stick: Path) -> None:
    assert main(["--practice", "backup", "--store", str(store), str(stick)]) == 0


def restore(stick: Path, home: Path) -> None:
    assert main(["--practice", "--home", str(home), "restore", str(stick)]) == 0


def test_t_restore_the_hub_is_put_back_in_the_middle_of_a_day(day: Day, tmp_path: Path) -> None:
    one, two = day.begin("quay-1"), day.begin("quay-2")
    day.register(one, 3)
    assert day.until(day.through)
    back_up(day.hub.store, tmp_path / "stick")
    day.register(one, 2)
    day.register(two, 4)
    assert day.until(day.through)
    day.hub.stop()
    day.register(two, 2)
    restore(tmp_path / "stick", tmp_path / "hub-again")
    places = Places.of(practice=True, home=tmp_path / "hub-again")
    code = day.city.enrolment_code(UNIT, hub=True)
    enrol(places, load(places.settings), day.city.url, code, None, practice=True)
    day.hub = day.ends.enter_context(HubProcess(tmp_path / "hub-again", day.city, UNIT, port=day.hub.port))
    day.register(one, 2)
    day.check()


def test_t_restore_the_city_is_put_back_in_the_middle_of_a_day(day: Day, tmp_path: Path) -> None:
    one, two = day.begin("quay-1"), day.begin("quay-2")
    day.register(one, 3)
    assert day.until(day.through)
    back_up(day.city.store, tmp_path / "stick")
    day.register(one, 2)
    day.register(two, 4)
    assert day.until(day.through)
    day.city.stop()
    day.register(two, 2)
    restore(tmp_path / "stick", tmp_path / "city-again")
    again = CityProcess(tmp_path / "city-again/practice/city.db", tmp_path / "city-again.log", port=day.city.port)
    day.city = day.ends.enter_context(again)
    day.register(one, 2)
    day.check()


def test_t_restore_one_counter_is_put_back_in_the_middle_of_a_day(day: Day, tmp_path: Path) -> None:
    one, two = day.begin("quay-1"), day.begin("quay-2")
    day.register(one, 3)
    assert day.until(day.through)
    back_up(one.places.store, tmp_path / "stick")
    day.register(one, 3)
    day.register(two, 2)
    assert day.until(day.through)
    old = one.store.epoch
    day.end("quay-1")
    restore(tmp_path / "stick", tmp_path / "quay-1-again")
    places = Places.of(practice=True, home=tmp_path / "quay-1-again")
    enrol(places, load(places.settings), day.hub.url, code_of(day.hub), None, practice=True)
    again = day.begin("quay-1-again")
    assert again.store.epoch != old
    day.register(again, 3)
    day.check()


def test_t_clone_one_disk_image_is_started_on_two_counters_below_one_hub(day: Day, tmp_path: Path) -> None:
    """Nothing on the two machines shows it (their marks are the same): the hub does, by the epoch. What both printed
    before they could know has one code on two papers; it is never stored so, and a person gives one of them another."""
    one, two = day.begin("quay-1"), day.begin("quay-2")
    day.register(one, 2)
    day.register(two, 1)
    assert day.until(day.through)
    old = one.store.epoch
    day.end("quay-1")
    shutil.copytree(tmp_path / "quay-1", tmp_path / "quay-1-image")
    one, image = day.begin("quay-1"), day.begin("quay-1-image")
    assert one.store.epoch == image.store.epoch == old
    day.register(one, 3)
    day.register(image, 3)
    copies = (one, image)
    assert day.until(lambda: any(quay.why_renewed() for quay in copies))
    assert day.until(lambda: all(quay.leased() for quay in copies))

    def settled() -> bool:
        for quay in copies:
            if quay.leased():
                day.renumber_what_was_refused(quay)
        return day.through()

    assert day.until(settled)
    assert sum(len(codes) - 1 for codes in day.printed.values()) == 3
    assert one.store.epoch != image.store.epoch
    for quay in (*copies, two):
        day.register(quay, 2)
    day.check()
    assert len(day.printed) == 2 + 1 + 3 + 3 + 6
