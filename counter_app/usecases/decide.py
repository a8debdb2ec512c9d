"""Decide a conflict: a person chooses one of two values; both stay in the events for ever, the decision too."""

from typing import Any
from uuid import UUID

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import CORRECTED
from counter_app.storage import dossiers, registering
from counter_app.storage.store import Store
from counter_app.usecases.identity import Announce, Identity


class Decide:
    """(dossier, field, chosen value, reason): an event that has seen both sides, so that no ring asks again.

    Raises OfficerCanMend: dossier_unknown, reason_missing, no_conflict (decided meanwhile, or the value is neither
    side's).
    """

    def __init__(self, store: Store, identity: Identity, announce: Announce) -> None:
        self._store, self._identity, self._announce = store, identity, announce

    def __call__(self, dossier: UUID, field: str, chosen: Any, reason: str) -> None:
        if not reason.strip():
            raise OfficerCanMend("reason_missing")
        with self._store.transaction() as tx:
            before = dossiers.whole(tx, dossier)
            if before is None:
                raise OfficerCanMend("dossier_unknown")
            sides = [value for conflict in before.conflicts if conflict.name == field for value in conflict.values]
            if chosen not in sides:
                raise OfficerCanMend("no_conflict")
            change = {field: {"old": before.fields.get(field), "new": chosen}}
            self._identity.now()
            event = self._identity.event(
                CORRECTED,
                dossier,
                {"changes": change, "reason": reason.strip()},
                unit=before.unit,
                based_on=before.heads,
            )
            registering.amend(tx, event)
        self._announce(("dossier", "event"))
