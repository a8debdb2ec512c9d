"""Who waits for news hears it when it is there: one look at the store twice a second for all who wait."""

import asyncio
from collections.abc import Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool

from counter_app.storage import news
from counter_app.storage.store import Store

LOOK_SECONDS: Final = 0.4
"""How old news may be before it is heard; the look is one small statement, whoever waits and however many."""


class Bells:
    """Marks of each unit, looked at in common while anybody waits.

    Every worker process has its own: what another process committed is seen in the store, not told by it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._marks: Mapping[str, str] = {}
        self._waiting = 0
        self._ending = False
        self._looked = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    async def wait(self, unit: str, mark: str, seconds: float) -> None:
        """Return when the mark of `unit` is another than `mark`, at the latest after `seconds`."""
        self._waiting += 1
        try:
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look())
            async with asyncio.timeout(seconds):
                while not self._ending and self.of(self._marks, unit) in ("", mark):
                    await self._looked.wait()
        except TimeoutError:
            return
        finally:
            self._waiting -= 1

    def end(self) -> None:
        """Let go whoever waits, and nobody waits any more: serving ends. Called from the event loop's thread."""
        self._ending = True
        self._looked.set()

    @staticmethod
    def of(marks: Mapping[str, str], unit: str) -> str:
        """Return a unit's mark among those that `news.marks` gave; a unit without events has the common one."""
        return marks.get(unit) or marks.get("", "")

    async def _look(self) -> None:
        while self._waiting:
            self._marks = await run_in_threadpool(self._read)
            self._looked.set()
            self._looked = asyncio.Event()
            await asyncio.sleep(LOOK_SECONDS)

    def _read(self) -> Mapping[str, str]:
        with self._store.reading() as reading:
            return news.marks(reading)
