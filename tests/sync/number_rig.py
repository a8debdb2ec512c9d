"""Counters and hubs that keep official numbers of a real store above, over a line that loses questions and answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar, cast

from counter_app.domain.events import Event, new_id
from counter_app.domain.times import VIETNAM
from counter_app.server import numbers as server_numbers
from counter_app.server.door import CityClock, House
from counter_app.storage import arrivals, enrolments, events, number_register, registering
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.number_register import NumberRegister
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.sync import wire_numbers
from counter_app.sync.number_keeper import NumberKeeper
from counter_app.sync.number_plan import Appetite
from counter_app.sync.ring_above import RingAbove, RingAway
from tests.storage.made import ELECTRONIC_CODE, UNIT, received

Answer = TypeVar("Answer")

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
SMALL = Appetite(want=6, low=3)


@dataclass
class World:
    """The time that is right, and how much of it has passed."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - MONDAY).total_seconds()

    def pass_(self, **given: float) -> None:
        self.at += timedelta(**given)


@dataclass
class Ring:
    """A ring above: a real store and the server's own functions over it."""

    store: Store
    world: World
    house: House = field(init=False)

    def __post_init__(self) -> None:
        clock = CityClock()
        clock.now = self.world.now  # type: ignore[method-assign]
        self.house = House(self.store, True, b"", clock)

    def enrol(self, device: str, slot: int, kind: enrolments.Kind = "counter") -> EnrolledDevice:
        with self.store.transaction() as tx:
            code = f"{device}{slot}".encode()
            enrolments.mint(
                tx, code_hash=code, unit=UNIT, device_name=device, expires_at=self.world.at + timedelta(1), kind=kind
            )
            return enrolments.enrol(
                tx,
                code_hash=code,
                device=device,
                name=device,
                token_hash=code,
                practice=True,
                now=self.world.at,
            )

    def take(self, found: list[Event]) -> None:
        """Take events as a courier's batch brings them."""
        with self.store.transaction() as tx:
            batch = [arrivals.Arrival(event, events.as_row(event)["payload"]) for event in found]
            outcomes = arrivals.accept(tx, UNIT, batch)
        assert {outcome.state for outcome in outcomes} <= {"stored", "known"}, outcomes

    def register(self, day: date) -> NumberRegister:
        return register(self.store, day)


class Line:
    """A device's way to a ring above. `faults` are used up one a call: "" (none), "lost", "unanswered", "doubled"."""

    def __init__(self, ring: Ring, device: EnrolledDevice) -> None:
        self.ring, self.device = ring, device
        self.faults: list[str] = []
        self.away = False
        self.asked: list[wire_numbers.LeaseRequest] = []

    def lease(self, asked: wire_numbers.LeaseRequest) -> wire_numbers.LeaseAnswer:
        self.asked.append(asked)
        body = asked.model_dump_json().encode()
        return self._through(lambda: server_numbers.lease(self.ring.house, self.device, body))

    def give_back(self, returned: wire_numbers.ReturnRequest) -> wire_numbers.ReturnAnswer:
        body = returned.model_dump_json(exclude_none=True).encode()
        return self._through(lambda: server_numbers.take_back(self.ring.house, self.device, body))

    def _through(self, call: Callable[[], Answer]) -> Answer:
        fault = self.faults.pop(0) if self.faults else ""
        if self.away or fault == "lost":
            raise RingAway("unreachable")
        answer = call()
        if fault == "doubled":
            answer = call()
        if fault == "unanswered":
            raise RingAway("timed_out")
        return answer


class Counter:
    """A counter with a real store that registers, keeps numbers and delivers."""

    def __init__(self, path: Path, world: World, line: Line, slot: int) -> None:
        self.path, self.world, self.line, self.slot = path, world, line, slot
        self.off = timedelta(0)
        self.codes: list[str] = []
        self.unsent: list[Event] = []
        self.sent: list[Event] = []
        self.store = Store.open(path, practice=True)
        self.keeper = self._keeper()

    def now(self) -> datetime:
        return self.world.at + self.off

    def _keeper(self) -> NumberKeeper:
        return keeper(self.store, self.line, self.now, self.world, lambda _: (ELECTRONIC_CODE,), SMALL)

    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.path, practice=True)
        self.keeper = self._keeper()

    def register(self) -> str:
        """Register one dossier at this counter's time; return its code."""
        id_ = new_id()
        with self.store.transaction() as tx:
            done = registering.register(
                tx,
                dossier=id_,
                electronic_code=ELECTRONIC_CODE,
                slot=self.slot,
                day=self.now().date(),
                make_event=received(id_, device=self.line.device.id, at=self.now()),
            )
        self.codes.append(done.dossier.code)
        self.unsent.append(done.event)
        return done.dossier.code

    def number(self) -> int:
        """Register one dossier; return its number."""
        return int(self.register().rpartition("-")[2])

    def deliver(self) -> None:
        if self.unsent:
            self.line.ring.take(self.unsent)
        self.sent += self.unsent
        self.unsent = []

    def keep(self) -> None:
        """Let the keeper have its way, whatever it would wait for."""
        self.world.pass_(minutes=2)
        self.keeper.step()

    def numbers_register(self, day: date) -> NumberRegister:
        return register(self.store, day)


def keeper(
    store: Store,
    line: Line,
    now: Callable[[], datetime],
    world: World,
    codes: Callable[[Reading], Iterable[str]],
    appetite: Appetite,
) -> NumberKeeper:
    """Return a keeper over a line, which plays as much of a ring above as numbers need."""
    return NumberKeeper(
        store, cast("RingAbove", line), now=now, monotonic=world.monotonic, codes=codes, appetite=appetite
    )


def register(store: Store, day: date) -> NumberRegister:
    with store.reading() as reading:
        return number_register.register_of(reading, ELECTRONIC_CODE, day)
