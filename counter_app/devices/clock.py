"""What time it is, as a machine that can be wrong, stopped or stepped."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from counter_app.domain.times import VIETNAM, vietnam


class Clock(Protocol):
    """Wall time for what people read, monotonic time for how long something took."""

    def now(self) -> datetime:
        """The moment, aware, in Vietnamese time; it may jump when the PC's clock is put right."""

    def monotonic(self) -> float:
        """Seconds since some fixed moment; never goes back."""


class SystemClock:
    """The PC's own clock."""

    def now(self) -> datetime:
        return datetime.now(VIETNAM)

    def monotonic(self) -> float:
        # Linux stops its plain monotonic clock while it sleeps; a night must not look like a clock put forward.
        boot = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boot is None else time.clock_gettime(boot)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for documents and rules that must come out the same every time."""

    moment: datetime

    def now(self) -> datetime:
        return vietnam(self.moment)

    def monotonic(self) -> float:
        return 0.0


class SteppedClock:
    """A clock that moves only when told, for a practice day and for tests of anything that waits."""

    def __init__(self, moment: datetime) -> None:
        self._moment = vietnam(moment)
        self._passed = 0.0

    def now(self) -> datetime:
        return self._moment

    def monotonic(self) -> float:
        return self._passed

    def step(self, by: timedelta) -> None:
        """Let time pass; `by` must not be negative."""
        if by < timedelta(0):
            raise ValueError("time passes forwards; use put_right for a wall clock that jumps")
        self._moment += by
        self._passed += by.total_seconds()

    def put_right(self, moment: datetime) -> None:
        """Set the wall time as an administrator does: it may jump either way, the monotonic time does not notice."""
        self._moment = vietnam(moment)
