"""The conflict inbox: fields that two officers changed without having seen each other, both values side by side."""

from collections.abc import Sequence
from uuid import UUID

from counter_app.domain.dossier import LEGAL_FIELDS, Conflict, Dossier
from counter_app.domain.events import Event
from counter_app.storage import dossiers, events
from counter_app.storage.store import Store
from counter_app.usecases.ring_values import ConflictRow, ConflictSide

MOST = 200


class Conflicts:
    """Every open conflict, the newest dossier first, at most `MOST` of them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self) -> Sequence[ConflictRow]:
        rows: list[ConflictRow] = []
        with self._store.reading() as reading:
            for line in dossiers.in_conflict(reading, MOST):
                known = {event.id: event for event in events.events_of(reading, line.id)}
                whole = dossiers.whole(reading, line.id)
                if whole is not None:
                    rows.extend(_row(line, whole, conflict, known) for conflict in whole.conflicts)
        return rows[:MOST]


def _row(line: dossiers.DossierLine, whole: Dossier, conflict: Conflict, known: dict[UUID, Event]) -> ConflictRow:
    one, other = (_side(known[event], value) for event, value in zip(conflict.events, conflict.values, strict=True))
    return ConflictRow(
        dossier=line.id,
        code=line.code,
        applicant=line.applicant,
        field=conflict.name,
        sides=(one, other),
        shown=whole.fields.get(conflict.name),
        legal=conflict.name in LEGAL_FIELDS,
    )


def _side(event: Event, value: object) -> ConflictSide:
    change = event.payload.get("changes", {})
    return ConflictSide(
        value=value,
        officer=event.officer,
        device=event.device,
        at=event.corrected_at,
        reason=str(event.payload.get("reason", "")) if change else "",
    )
