"""Whether the ring above has everything: the truth behind the sync strip and the outbox page."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.heard import Heard
from counter_app.storage import dossiers, events, file_queue, outbox, reach, refused_above, sending
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.usecases.identity import Identity
from counter_app.usecases.ring_values import OutboxRow, SyncView

LATELY = timedelta(minutes=3)
"""How long an acknowledgement keeps the light green; the courier greets the ring above more often than that."""

OUTDATED = "version_outdated"
"""The ring above takes what is written here and tells nothing: this release is too old for more."""

WORRYING = timedelta(hours=4)
"""Unsent work older than this turns the light red."""


class SyncState:
    """Green only when nothing is unsent and the ring above answered lately; amber while work waits; red when it has
    waited long or something is parked; grey when there is no ring above.

    The courier notes the PC's own time; it is given corrected, as everything is that people read."""

    def __init__(
        self, store: Store, identity: Identity, *, configured: bool, ring: str, heard: Heard | None = None
    ) -> None:
        """`heard` is what the listener knows of the ring above; without it the courier's last answer must do."""
        self._store, self._identity, self._configured, self._ring = store, identity, configured, ring
        self._heard = heard

    def __call__(self) -> SyncView:
        with self._store.reading() as reading:
            state = outbox.state(reading)
            below_hub = self._configured and self._below_hub(reading)
            above = reach.kept_above(reading) if below_hub else ()
            conflicts = dossiers.conflicts(reading)
            refused = len(_refused(reading)) if below_hub else 0
        at_office = sum(last - first + 1 for one in above for first, last in one.open)
        off = self._off()
        return SyncView(
            configured=self._configured,
            unsent=state.waiting,
            parked=state.parked + refused,
            parked_at_office=refused,
            oldest=None if state.oldest is None else state.oldest + off,
            last_answer=None if state.answered_at is None else state.answered_at + off,
            last_error=state.error or self._trouble(below_hub=below_hub),
            ring=self._ring,
            clock_off=-timedelta(milliseconds=self._identity.offset_ms),
            light=self._light(state, at_office, refused, below_hub=below_hub),
            role=self._heard.role if self._heard and self._heard.at else "",
            at_office=at_office,
            city_answer=self._heard.above_at if self._heard and below_hub else None,
            below_hub=below_hub,
            alone=below_hub and self._alone(),
            conflicts=conflicts,
        )

    def _trouble(self, *, below_hub: bool) -> str:
        """Why the ring above tells nothing, or why the one above it cannot be had: the release of one is too old."""
        heard = self._heard
        if heard is None:
            return ""
        return heard.error or (f"hub_{heard.above_trouble}" if below_hub and heard.at and heard.above_trouble else "")

    def _alone(self) -> bool:
        """Say whether the hub is missed; one that is only too new for us to be heard takes what is written here."""
        heard = self._heard
        missed = heard is not None and not heard.fresh(self._identity.clock.now())
        return missed and heard is not None and heard.error != OUTDATED

    def _below_hub(self, reading: Reading) -> bool:
        """Say whether a hub is above: as heard in this run of the program, or else as noted before it."""
        if self._heard is None or self._heard.at is not None:
            return self._heard is not None and self._heard.role == "hub"
        return sending.note_of(reading, reach.RING_ROLE) == "hub"

    def _off(self) -> timedelta:
        # Two looks at the clock: what passed between them is no offset.
        between = self._identity.shown() - self._identity.clock.now()
        return timedelta(milliseconds=round(between / timedelta(milliseconds=1)))

    def _light(self, state: outbox.OutboxState, at_office: int, refused: int, *, below_hub: bool) -> str:
        if not self._configured:
            return "grey"
        now = self._identity.clock.now()
        if state.parked or refused or (state.oldest is not None and now - state.oldest > WORRYING):
            return "red"
        answered = state.answered_at is not None and abs(now - state.answered_at) <= LATELY
        if self._heard is not None:
            answered = answered and self._heard.fresh(now)
        if below_hub:
            answered = answered and not at_office and self._city_answers(now)
        return "green" if answered and not state.waiting and not state.error else "amber"

    def _city_answers(self, now: datetime) -> bool:
        heard = self._heard
        return heard is not None and heard.above_at is not None and abs(now + self._off() - heard.above_at) <= LATELY

    def body(self, event: UUID) -> str:
        """Return what is sent of an event, indented; raises OfficerCanMend("event_unknown")."""
        with self._store.reading() as reading:
            found = events.event_of(reading, event)
        if found is None:
            raise OfficerCanMend("event_unknown")
        return json.dumps(events.said_of(found), ensure_ascii=False, indent=2)

    def outbox(self) -> Sequence[OutboxRow]:
        """What is not above yet: events, oldest first, those that the city refused after the hub had taken them, then
        files in the order in which they go."""
        off = self._off()
        with self._store.reading() as reading:
            rows = [
                OutboxRow(
                    event=entry.event,
                    dossier=entry.dossier,
                    code=entry.code,
                    kind=entry.kind,
                    at=entry.at + off,
                    state=entry.state,
                    attempts=entry.attempts,
                    next_try=None if entry.next_try is None else entry.next_try + off,
                    last_answer=entry.last_answer,
                )
                for entry in outbox.unsent(reading)
            ]
            rows += [_refused_row(one, off) for one in _refused(reading)]
            files = file_queue.unsent(reading)
        return rows + [
            OutboxRow(
                event=one.dossier,
                dossier=one.dossier,
                code=one.code,
                kind="file",
                at=one.at + off,
                state=one.state,
                attempts=one.attempts,
                next_try=None if one.next_try is None else one.next_try + off,
                last_answer=one.last_answer,
                file=one.sha256,
                size=one.size,
                sent=one.sent,
            )
            for one in files
        ]


def _refused(reading: Reading) -> list[refused_above.Held]:
    """Return what the city refused of what the hub has; not what is on its way to the hub again."""
    return [one for one in refused_above.held(reading) if not outbox.is_unsent(reading, one.event.id)]


def _refused_row(one: refused_above.Held, off: timedelta) -> OutboxRow:
    said = one.refused
    return OutboxRow(
        event=said.event,
        dossier=said.dossier,
        code=one.code,
        kind=one.event.kind,
        at=one.event.at + off,
        state="parked",
        attempts=1,
        next_try=None,
        last_answer=f"{said.code}: {said.text}" if said.text else said.code,
        ring="office",
    )
