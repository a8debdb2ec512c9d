"""Who waits for news hears it when it is there: one look at the store twice a second for all who wait."""

import asyncio
import time
from collections.abc import Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool

from counter_app.storage import news
from counter_app.storage.store import Store

LOOK_SECONDS: Final = 0.4
"""How old news may be before it is heard; the look is one small statement, whoever waits and however many."""
MOST_AT_ONCE: Final = 4
"""So many questions for news are read from the store at once; the others stand behind them, for some milliseconds."""

Bell = set["asyncio.Future[None]"]


class Bells:
    """Marks of each unit, looked at in common while anybody waits; a change wakes those of its unit and no others.

    Every worker process has its own: what another process committed is seen in the store, not told by it. `turn` is
    held while news are read: a ring that wakes hundreds must not refuse them as too many, nor leave events no place.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._marks: Mapping[str, str] = {}
        self._waiting = 0
        self._ending = False
        self._next_look: Bell = set()
        self._units: dict[str, Bell] = {}
        self._looking: asyncio.Task[None] | None = None
        self.looked_at = 0.0
        """The moment (time.monotonic) at which the last look that ended began."""
        self.turn = asyncio.Semaphore(MOST_AT_ONCE)

    def still(self, unit: str, mark: str, after: str) -> bool:
        """Say whether by the last look, a moment ago, nothing is new for an asker who has all up to `after`."""
        last = mark.partition("/")[0]
        known = self._looking is not None and not self._looking.done() and self.of(self._marks, unit) == mark
        return known and after == f"{self._store.epoch}.{last}"

    async def wait(self, unit: str, mark: str, seconds: float) -> None:
        """Return when the mark of `unit` is another than `mark`, at the latest after `seconds`."""
        self._waiting += 1
        try:
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look())
            async with asyncio.timeout(seconds):
                # What was seen last may be older than the asker's mark: only a new look says what is new.
                if not self._ending:
                    await _rung(self._next_look)
                while not self._ending and self.of(self._marks, unit) in ("", mark):
                    await _rung(self._units.setdefault(unit, set()))
        except TimeoutError:
            return
        finally:
            self._waiting -= 1

    def end(self) -> None:
        """Let go whoever waits, and nobody waits any more: serving ends. Called from the event loop's thread."""
        self._ending = True
        for bell in (self._next_look, *self._units.values()):
            _ring(bell)

    @staticmethod
    def of(marks: Mapping[str, str], unit: str) -> str:
        """Return a unit's mark among those that `news.marks` gave; a unit without events has the common one."""
        return marks.get(unit) or marks.get("", "")

    async def _look(self) -> None:
        while self._waiting:
            began = time.monotonic()
            before, self._marks = self._marks, await run_in_threadpool(self._read)
            self.looked_at = began
            _ring(self._next_look)
            for unit, bell in self._units.items():
                if self.of(self._marks, unit) != self.of(before, unit):
                    _ring(bell)
            await asyncio.sleep(LOOK_SECONDS)

    def _read(self) -> Mapping[str, str]:
        with self._store.reading() as reading:
            return news.marks(reading)


async def _rung(bell: Bell) -> None:
    waiting = asyncio.get_running_loop().create_future()
    bell.add(waiting)
    try:
        await waiting
    finally:
        bell.discard(waiting)


def _ring(bell: Bell) -> None:
    for waiting in bell:
        if not waiting.done():
            waiting.set_result(None)
