"""A printer that is not there: for practice and tests. It behaves like a queue, and can be told what goes wrong."""

import threading
from dataclasses import dataclass
from enum import StrEnum

from counter_app.devices.clock import Clock
from counter_app.devices.printer import (
    MediaType,
    Paper,
    PrinterHealth,
    PrintJob,
    PrintStage,
    PrintState,
    Ticket,
    judged,
    refusal,
    refuse_unfit,
)
from counter_app.devices.reasons import Reason


class Trouble(StrEnum):
    """What the practice printer can be told to suffer from."""

    NO_PAPER = "no_paper"
    JAM = "jam"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    SLOW = "slow"
    DIES_AFTER_ACCEPTING = "dies_after_accepting"


_REASONS = {
    Trouble.NO_PAPER: Reason.NO_PAPER,
    Trouble.JAM: Reason.JAM,
    Trouble.COVER_OPEN: Reason.COVER_OPEN,
    Trouble.OFFLINE: Reason.OFFLINE,
    Trouble.SLOW: Reason.BUSY,
    Trouble.DIES_AFTER_ACCEPTING: Reason.OFFLINE,
}
_SLOW_SECONDS = 20.0
_MOST_KEPT = 500


@dataclass(slots=True)
class _Queued:
    job: PrintJob
    accepted: float
    ready: float
    outcome: PrintState | None = None


class SimulatedPrinter:
    """Keeps what it printed; jobs wait in it while it has trouble and come out when it is mended.

    A paper takes `seconds` (no time by default), one after the other. `dies_after_accepting` swallows the next job:
    nobody will ever know whether it came out, and it does not.
    """

    def __init__(
        self, name: str, clock: Clock, papers: frozenset[Paper] = frozenset(Paper), seconds: float = 0
    ) -> None:
        self._name = name
        self._clock = clock
        self._papers = papers
        self._seconds = seconds
        self._busy_until = 0.0
        self._trouble: Trouble | None = None
        self._jobs: dict[str, _Queued] = {}
        self._printed: list[PrintJob] = []
        self._last = 0
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._name

    @property
    def papers(self) -> frozenset[Paper]:
        return self._papers

    @property
    def printed(self) -> tuple[PrintJob, ...]:
        """What came out, oldest first (the last 500)."""
        with self._lock:
            self._work()
            return tuple(self._printed)

    def suffer(self, trouble: Trouble | None) -> None:
        """Begin to have `trouble`, or none any more: waiting jobs then come out."""
        with self._lock:
            self._work()
            self._trouble = trouble
            self._work()

    def send(self, job: PrintJob) -> Ticket:
        refuse_unfit(self._name, self._papers, frozenset(MediaType), job)
        with self._lock:
            if self._trouble is Trouble.OFFLINE:
                raise refusal(self._name, Reason.OFFLINE)
            self._last += 1
            now = self._clock.monotonic()
            self._busy_until = max(now, self._busy_until) + self._seconds
            queued = _Queued(job, now, self._busy_until)
            if self._trouble is Trouble.DIES_AFTER_ACCEPTING:
                queued.outcome = PrintState(PrintStage.UNKNOWN, (Reason.LINE_LOST,))
            number = str(self._last)
            self._jobs[number] = queued
            self._forget()
            self._work()
            return Ticket(self._name, number, self._state(queued))

    def state(self, ticket: Ticket) -> PrintState:
        with self._lock:
            self._work()
            queued = self._jobs.get(ticket.job)
            return self._state(queued) if queued else PrintState(PrintStage.UNKNOWN)

    def health(self) -> PrinterHealth:
        with self._lock:
            return judged((_REASONS[self._trouble],) if self._trouble else ())

    def _state(self, queued: _Queued) -> PrintState:
        if queued.outcome:
            return queued.outcome
        return PrintState(PrintStage.SPOOLED, (_REASONS[self._trouble],) if self._trouble else ())

    def _work(self) -> None:
        now = self._clock.monotonic()
        for queued in self._jobs.values():
            slow_done = self._trouble is Trouble.SLOW and now - queued.accepted >= _SLOW_SECONDS
            well = self._trouble is None and now >= queued.ready
            if queued.outcome is None and (well or slow_done):
                queued.outcome = PrintState(PrintStage.CONFIRMED)
                self._printed.append(queued.job)
        del self._printed[:-_MOST_KEPT]

    def _forget(self) -> None:
        while len(self._jobs) > _MOST_KEPT:
            del self._jobs[next(iter(self._jobs))]
