"""Renumber: give a dossier another code when the ring above refused its own, because another dossier has it."""

from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import CORRECTED, Event
from counter_app.domain.receipt import Receipt
from counter_app.domain.times import vietnam
from counter_app.storage import dossiers, registering
from counter_app.storage.store import Store
from counter_app.usecases.identity import Announce, Identity
from counter_app.usecases.receipts import receipt_of


class Renumber:
    """(dossier, reason) -> the receipt to print again; a person decides, no machine does.

    The reception stays as it was written; the new code, of today, goes up together with it. The old code stays in the
    dossier's history and finds it, and the dossier asks for a new receipt until one is printed
    (`Dossier.reprint_due`). Raises OfficerCanMend: dossier_unknown, reason_missing, code_not_refused, not_set_up,
    clock_wrong, numbers_exhausted, day_closed.
    """

    def __init__(self, store: Store, identity: Identity, announce: Announce) -> None:
        self._store, self._identity, self._announce = store, identity, announce

    def __call__(self, dossier: UUID, reason: str) -> Receipt:
        identity, office = self._identity, self._identity.office
        if not reason.strip():
            raise OfficerCanMend("reason_missing")
        if not (office.unit and identity.device and office.electronic_code):
            raise OfficerCanMend("not_set_up")
        today = vietnam(identity.now()).date()

        def event(before: Dossier, code: str) -> Event:
            payload = {"changes": {"code": {"old": before.code, "new": code}}, "reason": reason.strip()}
            return identity.event(CORRECTED, before.id, payload, unit=before.unit, based_on=before.heads)

        with self._store.transaction() as tx:
            if dossiers.position_of(tx, dossier) is None:
                raise OfficerCanMend("dossier_unknown")
            after = registering.renumber(
                tx,
                dossier,
                electronic_code=office.electronic_code,
                slot=identity.slot,
                day=today,
                make_event=event,
            )
        self._announce(("dossier", "event"))
        return receipt_of(after, office, practice=self._store.practice)
