"""How often somebody may try a one-time code that is refused."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MOST_ASKERS: Final = 10_000


class Attempts:
    """A bucket of `most` failures for each asker that refills within `seconds`; kept in this process's memory.

    Only failures count: an office that lets in twenty counters from behind one address is no attack. Codes are 80
    random bits, so this bounds noise and load; it is not what keeps a guesser out.
    """

    def __init__(self, most: int, seconds: float, monotonic: Callable[[], float]) -> None:
        self._most, self._seconds, self._monotonic = most, seconds, monotonic
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, asker: str) -> float:
        """Return 0 when `asker` may try, else the seconds until he may."""
        with self._lock:
            left = self._now_left(asker)
        return 0.0 if left >= 1 else (1 - left) * self._seconds / self._most

    def failed(self, asker: str) -> None:
        """Count one refused code of `asker`."""
        with self._lock:
            self._left[asker] = (self._now_left(asker) - 1, self._monotonic())
            self._left.move_to_end(asker)
            if len(self._left) > MOST_ASKERS:
                self._left.popitem(last=False)

    def _now_left(self, asker: str) -> float:
        left, since = self._left.get(asker, (float(self._most), self._monotonic()))
        return min(float(self._most), left + (self._monotonic() - since) * self._most / self._seconds)
