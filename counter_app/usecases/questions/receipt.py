"""What the form shows before F9, and the receipt of a dossier after it."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from counter_app.domain.calendar import WorkingCalendar
from counter_app.domain.draft import Draft
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.domain.receipt import Receipt
from counter_app.storage import dossiers
from counter_app.storage.store import Store
from counter_app.usecases.desk import Preview
from counter_app.usecases.identity import Identity
from counter_app.usecases.printing import PaperMaker
from counter_app.usecases.receipts import fee_of, receipt_of
from counter_app.usecases.register import due_of

if TYPE_CHECKING:
    from counter_app.documents.receipt import PaperSize


class PreviewDraft:
    """Fee and due date of what is typed so far; touches memory only. Each is None while it cannot be told."""

    def __init__(self, identity: Identity, calendar: Callable[[], WorkingCalendar]) -> None:
        self._identity, self._calendar = identity, calendar

    def __call__(self, draft: Draft) -> Preview:
        try:
            due = due_of(draft, self._identity.now(), self._calendar())
        except CounterError:
            due = None
        return Preview(fee_of(draft), due)


class ReceiptOfDossier:
    """Form 01 of a dossier as it is now. Raises OfficerCanMend("dossier_unknown")."""

    def __init__(self, store: Store, identity: Identity, maker: PaperMaker, paper: "PaperSize") -> None:
        self._store, self._identity, self._maker, self._paper = store, identity, maker, paper

    def __call__(self, dossier: UUID) -> Receipt:
        with self._store.reading() as reading:
            whole = dossiers.whole(reading, dossier)
        if whole is None:
            raise OfficerCanMend("dossier_unknown")
        return receipt_of(whole, self._identity.office, practice=self._store.practice)

    def pdf(self, dossier: UUID) -> bytes:
        """Return the receipt as it would be printed now, for looking at."""
        return self._maker.receipt(self(dossier), self._paper)
