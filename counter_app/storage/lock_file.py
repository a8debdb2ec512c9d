"""One counter process for one store, held by a lock that the system gives back however the process ends."""

import os
import sys
from pathlib import Path

from counter_app.domain.errors import OfficerCanMend


class LockFile:
    """The lock beside a store, taken for as long as the object is open."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises OfficerCanMend("store_in_use") when another process holds it, OfficerCanMend("store_unreadable") when the
        file cannot be made.
        """
        self._path = path
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise OfficerCanMend("store_unreadable", store=path.name, reason="no_permission") from error
        try:
            self._take()
        except OSError as error:
            os.close(self._handle)
            raise OfficerCanMend("store_in_use", store=path.stem) from error

    if sys.platform == "win32":

        def _take(self) -> None:
            import msvcrt

            msvcrt.locking(self._handle, msvcrt.LK_NBLCK, 1)

    else:

        def _take(self) -> None:
            import fcntl

            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def close(self) -> None:
        """Give the lock back. The file stays: removing it would let two processes hold two files of one name."""
        os.close(self._handle)
