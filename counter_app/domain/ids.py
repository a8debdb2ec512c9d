"""Ids of dossiers, events and forms: UUIDv7 (RFC 9562, section 5.7).

Made here in a few lines because the screen needs an id before its first paint, and the library for it reads the
metadata of every installed package when it is imported.
"""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """Return a fresh UUIDv7: unique everywhere, ordered by time of making (milliseconds), also within this process."""
    global _last  # noqa: PLW0603 - the order holds for the whole process
    with _lock:
        _last = max(time.time_ns() // 1_000_000, _last + 1)
        moment = _last
    chance = int.from_bytes(os.urandom(10), "big")
    variant = 0b10 << 62
    return UUID(int=moment << 80 | 7 << 76 | (chance >> 68) << 64 | variant | chance & (1 << 62) - 1)
