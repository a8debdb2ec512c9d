"""Send again what the ring above had refused, once a person has seen to the reason."""

from uuid import UUID

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import file_queue, outbox, refused_above
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.usecases.identity import Announce


class RetryParked:
    """(event) -> it waits again and goes with the next batch, also when it was a hub whose city refused it.

    Raises OfficerCanMend("event_elsewhere") when another counter wrote it: only there it can be sent again.
    """

    def __init__(self, store: Store, announce: Announce) -> None:
        self._store, self._announce = store, announce

    def __call__(self, event: UUID) -> None:
        with self._store.transaction() as tx:
            if not outbox.retry(tx, event) and not refused_above.offer(tx, event):
                self._must_be_here(tx, event)
        self._announce(("event",))

    @staticmethod
    def _must_be_here(reading: Reading, event: UUID) -> None:
        if any(one.event == event for one in refused_above.kept(reading)):
            raise OfficerCanMend("event_elsewhere")

    def file(self, sha256: str) -> None:
        """Let a parked file go again."""
        with self._store.transaction() as tx:
            file_queue.retry(tx, sha256)
        self._announce(("event", "file"))
