"""Who is behind a token, remembered: a thousand counters that ask all day are not looked up at each question."""

import threading
import time
from collections.abc import Callable
from typing import Final

from counter_app.storage.enrolments import EnrolledDevice, changes, device_of
from counter_app.storage.store import Store

REMEMBERED_SECONDS: Final = 1.0
"""How late this process may see that a token was taken back or replaced."""
MOST: Final = 20_000


class Tokens:
    """Devices by the hashes of their tokens; all are forgotten when any device is let in, put out or given a new token.

    Whether that happened is asked at most once in `seconds`, whoever comes and however many.
    """

    def __init__(
        self, store: Store, seconds: float = REMEMBERED_SECONDS, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._store, self._seconds, self._monotonic = store, seconds, monotonic
        self._lock = threading.Lock()
        self._known: dict[bytes, EnrolledDevice] = {}
        self._changes: tuple[int, ...] = ()
        self._looked: float | None = None

    def at_once(self, token_hash: bytes) -> EnrolledDevice | None:
        """Return the device if it is remembered and that may still be relied on; never asks the store."""
        return self._known.get(token_hash) if self._is_fresh() else None

    def find(self, token_hash: bytes) -> EnrolledDevice | None:
        """Return the device that may come in by this token, None when nobody may (blocking)."""
        with self._store.reading() as reading:
            now = self._monotonic()
            if not self._is_fresh():
                seen = changes(reading)
                with self._lock:
                    if seen != self._changes:
                        self._known, self._changes = {}, seen
                    self._looked = now
            before = self._changes
            known = self._known.get(token_hash)
            if known is not None:
                return known
            found = device_of(reading, token_hash)
        if found is None or found.revoked_at is not None:
            return None
        with self._lock:
            if self._changes == before:
                if len(self._known) >= MOST:
                    self._known = {}
                self._known[token_hash] = found
        return found

    def _is_fresh(self) -> bool:
        return self._looked is not None and self._monotonic() - self._looked < self._seconds
