"""Whether the ring above has everything: the truth behind the sync strip and the outbox page."""

from collections.abc import Sequence
from datetime import timedelta

from counter_app.devices.clock import Clock
from counter_app.storage import outbox
from counter_app.storage.store import Store
from counter_app.usecases.desk import OutboxRow, SyncView

LATELY = timedelta(minutes=3)
"""How long an acknowledgement keeps the light green; the courier greets the ring above more often than that."""

WORRYING = timedelta(hours=4)
"""Unsent work older than this turns the light red."""


class SyncState:
    """Green only when nothing is unsent and the ring above answered lately; amber while work waits; red when it has
    waited long or something is parked; grey when there is no ring above."""

    def __init__(self, store: Store, clock: Clock, *, configured: bool, ring: str) -> None:
        self._store, self._clock, self._configured, self._ring = store, clock, configured, ring

    def __call__(self) -> SyncView:
        with self._store.reading() as reading:
            state = outbox.state(reading)
        return SyncView(
            configured=self._configured,
            unsent=state.waiting,
            parked=state.parked,
            oldest=state.oldest,
            last_answer=state.answered_at,
            last_error=state.error,
            ring=self._ring,
            light=self._light(state),
        )

    def _light(self, state: outbox.OutboxState) -> str:
        if not self._configured:
            return "grey"
        now = self._clock.now()
        if state.parked or (state.oldest is not None and now - state.oldest > WORRYING):
            return "red"
        answered = state.answered_at is not None and abs(now - state.answered_at) <= LATELY
        return "green" if answered and not state.waiting and not state.error else "amber"

    def outbox(self) -> Sequence[OutboxRow]:
        """What is not above yet, oldest first."""
        with self._store.reading() as reading:
            return [
                OutboxRow(
                    event=entry.event,
                    dossier=entry.dossier,
                    code=entry.code,
                    kind=entry.kind,
                    at=entry.at,
                    state=entry.state,
                    attempts=entry.attempts,
                    next_try=entry.next_try,
                    last_answer=entry.last_answer,
                )
                for entry in outbox.unsent(reading)
            ]
