"""Send again what the ring above had refused, once a person has seen to the reason."""

from uuid import UUID

from counter_app.storage import file_queue, outbox
from counter_app.storage.store import Store
from counter_app.usecases.identity import Announce


class RetryParked:
    """(event) -> it waits again and goes with the next batch."""

    def __init__(self, store: Store, announce: Announce) -> None:
        self._store, self._announce = store, announce

    def __call__(self, event: UUID) -> None:
        with self._store.transaction() as tx:
            outbox.retry(tx, event)
        self._announce(("event",))

    def file(self, sha256: str) -> None:
        """Let a parked file go again."""
        with self._store.transaction() as tx:
            file_queue.retry(tx, sha256)
        self._announce(("event", "file"))
