"""Everything about one dossier: its state, what happened to it and where each part is."""

from uuid import UUID

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import CORRECTED, Event
from counter_app.storage import dossiers, events, news, outbox, prints
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
            office = news.events_at_office(reading, known)
            timeline = tuple(_entry(event, _ring(event, rings.get(event.id, "delivered"), office)) for event in known)
            ring = "office" if line.ring == "city" and office else line.ring
            return DossierView(whole, ring, timeline, _prints(reading, dossier))


def _ring(event: Event, state: str, office: frozenset[UUID]) -> str:
    return "office" if state == "delivered" and event.id in office else RINGS.get(state, "city")


def _entry(event: Event, ring: str) -> TimelineEntry:
    changes: tuple[tuple[str, object, object], ...] = ()
    if event.kind == CORRECTED:
        changes = tuple((name, change["old"], change["new"]) for name, change in event.payload["changes"].items())
    return TimelineEntry(
        kind=event.kind,
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
