"""A whole counter without a screen: real store, real papers, a simulated printer, a clock that stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.bootstrap.counter import Counter, start_counter
from counter_app.devices.clock import SteppedClock
from counter_app.devices.drivers.simulated import SimulatedPrinter
from counter_app.domain.draft import Draft, GivenPaper
from counter_app.domain.person import Applicant
from counter_app.domain.scan import CardScan, read
from counter_app.domain.times import VIETNAM
from counter_app.practice.people import Citizen, citizens
from counter_app.settings import Places, Settings
from counter_app.usecases.desk import Desk
from counter_app.usecases.printing import Machines

MONDAY = datetime(2026, 11, 23, 8, 15, tzinfo=VIETNAM)

SETTINGS = Settings(
    device="quay-1",
    device_name="Quầy 1",
    slot=1,
    officer="Lê Thị Thử",
    unit="31120",
    electronic_code="H13.00.01",
)


@dataclass
class Bench:
    """The counter under test with its machines in reach."""

    counter: Counter
    clock: SteppedClock
    printer: SimulatedPrinter
    places: Places
    told: list[frozenset[str]] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        return self.counter.desk


def open_bench(home: Path, city: str = "", settings: Settings = SETTINGS, now: datetime = MONDAY) -> Bench:
    clock = SteppedClock(now)
    printer = SimulatedPrinter("receipts", clock)
    told: list[frozenset[str]] = []

    def announce(kinds: Iterable[str]) -> None:
        told.append(frozenset(kinds))

    places = Places(home)
    machines = Machines(receipts=printer, labels=printer, slips=printer)
    counter = start_counter(
        places, replace(settings, city=city), announce, practice=False, machines=machines, clock=clock
    )
    return Bench(counter, clock, printer, places, told)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = open_bench(tmp_path)
    yield made
    made.counter.close()


def draft_of(desk: Desk, citizen: Citizen | None = None, code: str = "1.001193", copies: str = "") -> Draft:
    """Return a complete draft, made from a card text as the screen makes it."""
    citizen = citizen or next(citizens())
    scan = read(citizen.card)
    assert isinstance(scan, CardScan)
    procedure = desk.procedure(code)
    assert procedure is not None
    papers = tuple(
        GivenPaper(line.id, line.name, line.required, True, line.original, line.certified, line.photocopy)
        for line in procedure.checklist
    )
    return Draft(procedure=procedure, applicant=Applicant(scan.card.person()), papers=papers, copies=copies)
