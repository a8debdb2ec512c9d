"""What one look woke many for is read and written once: nine counters of a unit hear the same of the tenth."""

import asyncio
import time
from typing import Final

from starlette.concurrency import run_in_threadpool

from counter_app.domain.events import canonical
from counter_app.server import telling
from counter_app.server.bells import Bells
from counter_app.server.door import House
from counter_app.server.load import Overloaded
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.sync import wire

MOST_KEPT: Final = 500
MOST_CHARACTERS: Final = 64_000
"""Answers that are kept until the next look, and the longest of them: a bound for the memory."""
MOST_STANDING: Final = 2_000
"""Questions for news that stand before the store at once; who comes on top is asked to come again."""

Told = tuple[wire.News, str]
"""News, and the JSON of its runs."""


class Board:
    """Answers to questions for news. Used from the event loop's thread alone.

    News never take the places of events (`load`): so many are read at once as `Bells.turn` lets in, the others stand
    behind them.
    """

    def __init__(self, house: House, bells: Bells) -> None:
        self._house, self._bells = house, bells
        self._kept: dict[tuple[str, str], Told] = {}
        self._heads: dict[str, tuple[str, str]] = {}
        self._look = 0.0
        self._making: dict[tuple[str, str], asyncio.Task[Told]] = {}
        self._standing = 0

    def still(self, unit: str, mark: str, after: str) -> bool:
        """Say whether since the last look nothing is new for an asker who has all up to `after`."""
        self._forget_older()
        return bool(mark) and self._heads.get(unit) == (after, mark)

    async def for_one(self, device: EnrolledDevice, asked: wire.NewsAsked) -> Told:
        """Return what is new for `device` now. Raises Overloaded."""
        if self._standing >= MOST_STANDING:
            raise Overloaded(2)
        self._standing += 1
        try:
            async with self._bells.turn:
                return await run_in_threadpool(telling.tell, self._house, device, asked)
        finally:
            self._standing -= 1

    async def for_woken(self, device: EnrolledDevice, asked: wire.NewsAsked) -> Told:
        """Return what is new for `device`, not older than the look that woke it. Raises Overloaded."""
        self._forget_older()
        key = (device.unit, asked.after)
        kept = self._kept.get(key)
        if kept is None:
            making = self._making.get(key)
            if making is None:
                making = self._making[key] = asyncio.create_task(self._make(key, device))
            said, runs = await asyncio.shield(making)
        else:
            said, runs = kept
        if f'"device":{canonical(device.id)}' in runs:
            # What is its own may be left out for this one.
            return await self.for_one(device, asked)
        return said.model_copy(update={"ring": self._house.ring()}), runs

    async def _make(self, key: tuple[str, str], device: EnrolledDevice) -> Told:
        made = time.monotonic()
        try:
            told = await self.for_one(device, wire.NewsAsked(after=key[1]))
        finally:
            del self._making[key]
        self._forget_older()
        said, runs = told
        if made >= self._bells.looked_at and len(runs) <= MOST_CHARACTERS and len(self._kept) < MOST_KEPT:
            self._kept[key] = told
            if not said.more:
                self._heads[key[0]] = (said.cursor, said.mark)
        return told

    def _forget_older(self) -> None:
        if self._look != self._bells.looked_at:
            self._look = self._bells.looked_at
            self._kept, self._heads = {}, {}
