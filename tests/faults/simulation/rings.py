"""What a simulated world is made of: stores that break as told, rings over them, and the lines between them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal, NoReturn, TypeVar

from counter_app.domain.errors import CounterError, OfficerCanMend, TryLater
from counter_app.domain.times import VIETNAM
from counter_app.server import asking, intake, letting_in, numbers, telling
from counter_app.server.door import CityClock, House, Refusal
from counter_app.storage.enrolments import EnrolledDevice, device_of
from counter_app.storage.store import Store
from counter_app.storage.transaction import Look, Transaction
from counter_app.sync import wire, wire_numbers
from counter_app.sync.ring_above import BatchRefused, Greeting, Meanwhile, RingAway, RingRefuses, nothing

MORNING: Final = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
FALLS: Final = "FALLS-OVER-"
"""An event with this and a ring's role in its request makes that ring fall over, whenever it comes."""

Blow = Literal["", "crash", "crash_after", "full"]
Fault = Literal["", "cut", "lost", "doubled", "late", "500", "busy", "rubbish"]
Answer = TypeVar("Answer")
SaidAnswer = TypeVar("SaidAnswer", bound=wire.Said)


class Crash(BaseException):
    """The process is dead, in the middle of what it did."""


class BreakingStore(Store):
    """A store whose commits break as `fuse` says: the process dies before or after it, or the disk is full."""

    commits = 0

    def fuse(self) -> Blow:
        """Nothing breaks until somebody puts another fuse in."""
        return ""

    @contextmanager
    def transaction(self, look: Look | None = None) -> Iterator[Transaction]:
        with super().transaction(look) as tx:
            yield tx
            blown = self.fuse()
            if blown == "crash":
                raise Crash
            if blown == "full":
                raise OfficerCanMend("disk_full", store=self.place)
        self.commits += 1
        if blown == "crash_after":
            raise Crash


@dataclass
class Time:
    """The time that is right."""

    at: datetime = MORNING

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - MORNING) / timedelta(seconds=1)

    def pass_(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class MachineClock(CityClock):
    """The clock of one machine: wrong by `off`."""

    time: Time
    off: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.time.at + self.off

    def monotonic(self) -> float:
        return self.time.monotonic()


@dataclass
class Ring:
    """A hub or the city: a real store, and the server's own functions over it."""

    name: str
    role: Literal["hub", "city"]
    path: Path
    time: Time
    taken: Callable[[], None] = lambda: None
    reopened: Callable[[], None] = lambda: None
    down: bool = False
    fuse: Callable[[], Blow] = lambda: ""
    store: BreakingStore = field(init=False)
    house: House = field(init=False)

    def open(self) -> None:
        """Start the process."""
        self.store = BreakingStore.open(self.path, role=self.role, practice=True, alone=False)
        self.store.fuse = self.fuse  # type: ignore[method-assign]
        clock = MachineClock(self.time)
        self.house = House(self.store, True, b"", clock, role=self.role, taken=self._tell)

    def _tell(self) -> None:
        self.taken()

    def restart(self) -> None:
        """The process died; another one opens the file."""
        self.store.close()
        self.open()
        self.reopened()


class Line:
    """A device's way to a ring, as the real client offers it. `fault` says what goes wrong with each request; `late`
    takes requests that arrive some time after their asker has given up; `broken` is told of a ring that died."""

    def __init__(
        self,
        ring: Ring,
        token_hash: bytes,
        *,
        fault: Callable[[], Fault],
        pause: Callable[[], float],
        late: Callable[[Callable[[], object]], None],
        clock: MachineClock,
    ) -> None:
        self.ring, self._token_hash = ring, token_hash
        self._fault, self._pause, self._late, self._clock = fault, pause, late, clock

    def greet(self) -> Greeting:
        def call() -> Greeting:
            offset = self.ring.house.clock.now() - self._clock.now()
            return Greeting(self.ring.house.ring(), round(offset / timedelta(milliseconds=1)), 0)

        return self._through(call)

    def enrol(self, request: wire.EnrolRequest) -> wire.EnrolAnswer:
        return self._through(lambda: letting_in.let_in(self.ring.house, request.model_dump_json().encode()))

    def push(self, batch: bytes, meanwhile: Meanwhile = nothing) -> wire.BatchAnswer:
        falls = f"{FALLS}{self.ring.role}".encode() in batch

        def call() -> wire.BatchAnswer:
            if falls:
                raise RingAway("answered_500", status=500)
            return _read(wire.BatchAnswer, intake.take(self.ring.house, self._device(), batch))

        meanwhile()
        return self._through(call)

    def catalogue(self, after: str) -> wire.CatalogueNews:
        return self._through(lambda: asking.news(self.ring.house, after))

    def news(self, asked: wire.NewsAsked) -> wire.News:
        def call() -> wire.News:
            said, runs = telling.tell(self.ring.house, self._device(), asked)
            text = said.model_dump_json(exclude_defaults=True, by_alias=True)
            return wire.News.model_validate_json(f'{text[:-1]},"runs":{runs}}}')

        return self._through(call)

    def lease(self, asked: wire_numbers.LeaseRequest) -> wire_numbers.LeaseAnswer:
        body = asked.model_dump_json().encode()
        return self._through(lambda: numbers.lease(self.ring.house, self._device(), body))

    def give_back(self, returned: wire_numbers.ReturnRequest) -> wire_numbers.ReturnAnswer:
        body = returned.model_dump_json(exclude_none=True).encode()
        return self._through(lambda: numbers.take_back(self.ring.house, self._device(), body))

    def state(self, codes: tuple[str, ...] = ()) -> wire.RingState:
        return self._through(lambda: asking.state(self.ring.house, codes))

    def interrupt(self) -> None:
        """Nothing is ever under way between two steps."""

    def close(self) -> None:
        """Nothing is held."""

    def _device(self) -> EnrolledDevice:
        with self.ring.store.reading() as reading:
            found = device_of(reading, self._token_hash)
        if found is None or found.revoked_at is not None:
            raise Refusal(401, "token_refused", "")
        return found

    def _through(self, call: Callable[[], Answer]) -> Answer:
        fault = self._fault()
        if self.ring.down or fault == "cut":
            raise RingAway("unreachable", reason="no_connection")
        if fault == "500":
            raise RingAway("answered_500", status=500)
        if fault == "busy":
            raise RingAway("busy", retry_after=self._pause(), status=503)
        if fault == "rubbish":
            raise RingAway("answered_rubbish", reason="not_our_protocol")
        if fault == "late":
            self._late(call)
            raise RingAway("timed_out", reason="no_answer")
        answer = self._served(call)
        if fault == "doubled":
            answer = self._served(call)
        if fault == "lost":
            raise RingAway("timed_out", reason="no_answer")
        return answer

    def _served(self, call: Callable[[], Answer]) -> Answer:
        try:
            return call()
        except Crash:
            self.ring.restart()
            raise RingAway("unreachable", reason="connection_lost") from None
        except Refusal as error:
            _refused(error)
        except (RingAway, RingRefuses, BatchRefused):
            raise
        except CounterError as error:
            if isinstance(error, TryLater) or error.code == "disk_full":
                raise RingAway("busy", retry_after=2.0, status=503) from None
            raise RingAway("answered_500", status=500) from None


def _refused(error: Refusal) -> NoReturn:
    if error.status == 401:
        raise RingRefuses(error.code, status=error.status) from None
    raise BatchRefused(error.code, status=error.status) from None


def _read(model: type[SaidAnswer], answer: Any) -> SaidAnswer:
    """Return the answer as it comes out of the wire."""
    return model.model_validate_json(answer.model_dump_json(exclude_defaults=True, by_alias=True))
