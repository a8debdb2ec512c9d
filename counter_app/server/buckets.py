"""How often somebody may do something: try a one-time code that is refused, or send requests at all."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MOST_ASKERS: Final = 10_000


class Buckets:
    """A bucket of `most` for each asker that refills within `seconds`; kept in this process's memory."""

    def __init__(self, most: int, seconds: float, monotonic: Callable[[], float]) -> None:
        self._most, self._seconds, self._monotonic = most, seconds, monotonic
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, asker: str) -> float:
        """Return 0 when something is left for `asker`, else the seconds until there is."""
        with self._lock:
            return self._missing(self._now_left(asker))

    def take(self, asker: str) -> float:
        """Take one for `asker` and return 0; where nothing is left take nothing and return the seconds until there is.

        Who takes in vain does not wait longer for it.
        """
        with self._lock:
            left = self._now_left(asker)
            if left >= 1:
                self._left[asker] = (left - 1, self._monotonic())
                self._left.move_to_end(asker)
                if len(self._left) > MOST_ASKERS:
                    self._left.popitem(last=False)
            return self._missing(left)

    def _missing(self, left: float) -> float:
        return 0.0 if left >= 1 else (1 - left) * self._seconds / self._most

    def _now_left(self, asker: str) -> float:
        left, since = self._left.get(asker, (float(self._most), self._monotonic()))
        return min(float(self._most), left + (self._monotonic() - since) * self._most / self._seconds)
