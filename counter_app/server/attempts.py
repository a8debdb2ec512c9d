"""How often somebody may try a one-time code."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MOST_ASKERS: Final = 10_000


class Attempts:
    """A bucket of `most` attempts for each asker that refills within `seconds`; kept in this process's memory.

    Codes are 80 random bits, so this bounds noise and load; it is not what keeps a guesser out.
    """

    def __init__(self, most: int, seconds: float, monotonic: Callable[[], float]) -> None:
        self._most, self._seconds, self._monotonic = most, seconds, monotonic
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, asker: str) -> float:
        """Take one attempt of `asker`; return 0, or the seconds until there is one."""
        now = self._monotonic()
        with self._lock:
            left, since = self._left.pop(asker, (float(self._most), now))
            left = min(float(self._most), left + (now - since) * self._most / self._seconds)
            allowed = left >= 1
            self._left[asker] = (left - 1 if allowed else left, now)
            if len(self._left) > MOST_ASKERS:
                self._left.popitem(last=False)
            return 0.0 if allowed else (1 - left) * self._seconds / self._most
