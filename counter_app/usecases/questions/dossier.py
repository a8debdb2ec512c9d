"""Everything about one dossier: its state, what happened to it and where each part is."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from counter_app.domain.dossier import fold
from counter_app.domain.errors import OfficerCanMend, OurFault
from counter_app.domain.events import CORRECTED, Event
from counter_app.storage import dossiers, events, outbox, prints, reach, refused_above
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.usecases.desk import DossierView, PrintRow, TimelineEntry

RINGS = {"waiting": "counter", "parked": "parked", "delivered": "city"}


class AboutDossier:
    """Raises OfficerCanMend("dossier_unknown") when the store has no such dossier."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, dossier: UUID) -> DossierView:
        with self._store.reading() as reading:
            whole, line = dossiers.whole(reading, dossier), dossiers.line_of(reading, dossier)
            if whole is None or line is None:
                raise OfficerCanMend("dossier_unknown")
            rings = outbox.states_of(reading, dossier)
            known = events.events_of(reading, dossier)
            office = reach.events_at_office(reading, known)
            refused = frozenset(one.event for one in refused_above.kept(reading) if one.dossier == dossier)
            timeline = tuple(
                _entry(event, _ring(event, rings.get(event.id, "delivered"), office, refused), _decided(event, known))
                for event in known
            )
            above = "parked" if refused else "office" if office else "city"
            ring = above if line.ring == "city" else line.ring
            return DossierView(whole, ring, timeline, _prints(reading, dossier))


def _ring(event: Event, state: str, office: frozenset[UUID], refused: frozenset[UUID]) -> str:
    if state == "delivered" and event.id in refused:
        return "parked"
    return "office" if state == "delivered" and event.id in office else RINGS.get(state, "city")


Changes = tuple[tuple[str, object, object], ...]


def _decided(event: Event, known: Sequence[Event]) -> Changes:
    """Return (field, the other value, the chosen one) where `event` chose between two; empty where it did not."""
    if event.kind != CORRECTED or len(event.based_on) < 2:
        return ()
    try:
        before = fold(_seen_by(event, {one.id: one for one in known}))
    except OurFault:  # what it stands on has not come yet
        return ()
    changed = event.payload["changes"]
    sides = [(one.name, one.values) for one in before.conflicts if one.name in changed]
    return tuple(
        (name, one if changed[name]["new"] == other else other, changed[name]["new"]) for name, (one, other) in sides
    )


def _seen_by(event: Event, known: Mapping[UUID, Event]) -> list[Event]:
    seen: dict[UUID, Event] = {}
    left = list(event.based_on)
    while left:
        id_ = left.pop()
        if id_ in known and id_ not in seen:
            seen[id_] = known[id_]
            left.extend(known[id_].based_on)
    return list(seen.values())


def _entry(event: Event, ring: str, decided: Changes) -> TimelineEntry:
    changes = decided
    if event.kind == CORRECTED and not decided:
        changes = tuple((name, change["old"], change["new"]) for name, change in event.payload["changes"].items())
    return TimelineEntry(
        kind="decided" if decided else event.kind,
        at=event.corrected_at,
        officer=event.officer,
        device=event.device,
        ring=ring,
        reason=str(event.payload.get("reason", "")),
        changes=changes,
    )


def _prints(reading: Reading, dossier: UUID) -> tuple[PrintRow, ...]:
    return tuple(print_row(entry) for entry in prints.of_dossier(reading, dossier))


def print_row(entry: prints.PrintEntry) -> PrintRow:
    return PrintRow(
        id=entry.id,
        dossier=entry.dossier or UUID(int=0),
        code=entry.code,
        document=entry.document,
        printer=entry.printer,
        state=entry.state,
        reason=entry.reason,
        copy_number=entry.copy_number - 1,
        at=entry.at,
    )
