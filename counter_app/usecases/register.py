"""Register: from what the officer typed to a durable dossier with its official code."""

from collections.abc import Callable
from datetime import datetime

from counter_app.domain.calendar import WorkingCalendar
from counter_app.domain.draft import Draft, problems
from counter_app.domain.due import DueDate, compute
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import RECEIVED, Event
from counter_app.domain.receipt import Receipt
from counter_app.domain.times import vietnam
from counter_app.storage import registering
from counter_app.storage.store import Store
from counter_app.usecases.identity import Announce, Identity
from counter_app.usecases.receipts import receipt_of, received_payload


def due_of(draft: Draft, received_at: datetime, calendar: WorkingCalendar) -> DueDate | None:
    """Return when the draft would be due; None when the procedure's time is not known, and then none is promised."""
    if draft.procedure is None or draft.procedure.term is None:
        return None
    return compute(received_at, draft.procedure.term, calendar, agreed=draft.agreed)


def _printable(electronic_code: str) -> bool:
    """Say whether dossier codes that begin with it can stand in a barcode: no code is given out that cannot."""
    from counter_app.documents.codes import scannable  # papers are imported when the desk is open

    return bool(electronic_code) and scannable(f"{electronic_code}-260101-000001")


class Register:
    """One durable transaction: number, event, outbox, dossier row, search index, known person.

    The draft's id is the dossier's: a second press, a retry or a power cut between commit and print gives the same
    receipt. Raises OfficerCanMend: draft_incomplete, not_set_up, clock_wrong, numbers_exhausted, disk_full.
    """

    def __init__(
        self,
        store: Store,
        identity: Identity,
        calendar: Callable[[], WorkingCalendar],
        announce: Announce,
        used: Callable[[str], None] = lambda code: None,
    ) -> None:
        """`used` is told the code of each procedure that was registered."""
        self._store, self._identity, self._calendar = store, identity, calendar
        self._announce, self._used = announce, used

    def __call__(self, draft: Draft) -> Receipt:
        identity, office = self._identity, self._identity.office
        stops = [problem.field for problem in problems(draft) if problem.certain]
        if stops:
            raise OfficerCanMend("draft_incomplete", fields=",".join(stops))
        # Without its unit no ring above would ever take the event; the code stands in the receipt's barcode.
        if not (office.unit and identity.device and _printable(office.electronic_code)):
            raise OfficerCanMend("not_set_up")
        received_at = vietnam(identity.now()).replace(microsecond=0)
        due = due_of(draft, received_at, self._calendar())

        def received(code: str) -> Event:
            payload = received_payload(draft, code, received_at, due)
            return identity.event(RECEIVED, draft.id, payload, unit=office.unit)

        with self._store.transaction() as tx:
            registered = registering.register(
                tx,
                dossier=draft.id,
                electronic_code=office.electronic_code,
                slot=identity.slot,
                day=received_at.date(),
                make_event=received,
            )
        if registered.fresh:
            self._used(registered.dossier.procedure_code)
            self._announce(("dossier", "event", "person"))
        return receipt_of(registered.dossier, office, practice=self._store.practice)
