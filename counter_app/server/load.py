"""How much this process works on at once; what comes on top is asked to come again, each at another moment."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

MOST_AT_WORK: Final = 48
"""Requests at work at once in one process. A batch takes up to some tenths of a second, so the last one of so many is
answered well within the twenty seconds for which a counter listens; work for one who has gone away would be in vain."""
SPREAD_SECONDS: Final = 10


class Overloaded(Exception):
    """Too much is being worked on; `retry_after` is in whole seconds and differs from one asker to the next."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__("busy")


class Load:
    """Counts what is at work. Used from the event loop's thread alone.

    A body that is still on its way and a question for news that waits are no work and hold no place.
    """

    def __init__(self, most: int = MOST_AT_WORK, chance: Callable[[], float] = random.random) -> None:
        self._most, self._chance = most, chance
        self._at_work = 0

    def look(self) -> None:
        """Raise Overloaded when there is no place: before a body is read that would only be sent again."""
        if self._at_work >= self._most:
            raise Overloaded(1 + int(self._chance() * SPREAD_SECONDS))

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold one place for the time of the work. Raises Overloaded."""
        self.look()
        self._at_work += 1
        try:
            yield
        finally:
            self._at_work -= 1
