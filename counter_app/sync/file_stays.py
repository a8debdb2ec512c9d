"""Files that could not go up: put off, begun anew or parked, each with the reason beside it."""

from collections.abc import Callable
from datetime import timedelta

from counter_app.devices.clock import Clock
from counter_app.domain.errors import CounterError
from counter_app.storage import file_queue
from counter_app.storage.file_queue import QueuedFile
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync.file_plan import patience
from counter_app.sync.files_above import FileRefused, UploadGone


class StayingFiles:
    """Writes down what becomes of a file that stays for now; `tell` is called when people should look."""

    def __init__(self, store: Store, folder: FileFolder, clock: Clock, tell: Callable[[], None]) -> None:
        self._store, self._folder, self._clock, self._tell = store, folder, clock, tell

    def put_off(self, file: QueuedFile, error: CounterError) -> None:
        """Write down why the file stays. Raises `error` again when it is the line's own, for the lane to back off."""
        if isinstance(error, UploadGone):
            self._begin_anew(file, error)
            return
        if isinstance(error, FileRefused):
            self.park(file, error.code)
            return
        later = patience(file.attempts) if error.code == "answered_500" else timedelta(0)
        with self._store.transaction() as tx:
            file_queue.not_taken(tx, file.sha256, _words(error), self._clock.now() + later)
        raise error

    def _begin_anew(self, file: QueuedFile, error: UploadGone) -> None:
        if error.broken and not self._folder.whole(file.sha256):
            self.park(file, "file_broken_here")
            return
        with self._store.transaction() as tx:
            file_queue.again(tx, file.sha256, broken=error.broken)
            wait = patience(file.attempts) if error.broken or file.attempts else timedelta(0)
            file_queue.not_taken(tx, file.sha256, error.code, self._clock.now() + wait)

    def park(self, file: QueuedFile, answer: str) -> None:
        """Try the file no more until a person wants it."""
        with self._store.transaction() as tx:
            file_queue.not_taken(tx, file.sha256, answer, None)
        self._tell()


def _words(error: CounterError) -> str:
    status = error.facts.get("status")
    return f"{error.code} ({status})" if status else error.code
