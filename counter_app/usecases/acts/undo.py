"""Undo: take back what was done last, within ten minutes; both stay in the audit."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from counter_app.domain import acts
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.life_values import Done
from counter_app.domain.times import vietnam
from counter_app.storage.transaction import Transaction
from counter_app.usecases.acts.doing import Doing, standing_in_the_way
from counter_app.usecases.identity import Identity


def undoable(dossier: Dossier, identity: Identity) -> Done | None:
    """Return the act that may be taken back now at this counter: the last one, its own, and done within ten minutes."""
    last = dossier.life.done[-1] if dossier.life.done else None
    if last is None or last.device != identity.device:
        return None
    since = identity.shown() - last.at
    return last if since <= acts.UNDO_TIME else None


class Undo:
    """(dossier, event) -> the dossier as it was before that event.

    Raises OfficerCanMend: dossier_unknown, undo_not_last (something was done since), undo_not_own (another counter did
    it), undo_too_late.
    """

    def __init__(self, doing: Doing) -> None:
        self._doing = doing

    def __call__(self, dossier: UUID, event: UUID) -> Dossier:
        def payload(_tx: Transaction, before: Dossier) -> Mapping[str, Any]:
            last = before.life.done[-1] if before.life.done else None
            if last is None or last.event != event:
                raise standing_in_the_way(before, acts.UNDONE, "undo_not_last")
            if last.device != self._doing.identity.device:
                raise standing_in_the_way(before, acts.UNDONE, "undo_not_own")
            if not last.at <= vietnam(self._doing.identity.now()) <= last.at + acts.UNDO_TIME:
                raise OfficerCanMend("undo_too_late", at=f"{vietnam(last.at):%H:%M}")
            return {"event": str(event), "act": last.act}

        return self._doing(dossier, acts.UNDONE, payload)
