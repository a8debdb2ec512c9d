"""End a dossier without a result: refuse it (form 03), stop it (05), or let the applicant withdraw it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from counter_app.domain import acts
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.times import vietnam
from counter_app.storage import slips
from counter_app.storage.transaction import Transaction
from counter_app.usecases.acts.doing import Doing

SLIPS: Final[Mapping[str, str]] = {acts.REFUSED: "03", acts.STOPPED: "05"}
"""The form that goes with an ending; a withdrawal has none."""


class End:
    """(dossier, act, reason, clauses) -> the dossier. The reason is what the form says.

    Raises OfficerCanMend: what `Doing` raises, reason_missing.
    """

    def __init__(self, doing: Doing) -> None:
        self._doing = doing

    def __call__(self, dossier: UUID, act: str, reason: str, clauses: Sequence[str] = ()) -> Dossier:
        if not reason.strip():
            raise OfficerCanMend("reason_missing")

        def payload(tx: Transaction, _before: Dossier) -> Mapping[str, Any]:
            now, kind = vietnam(self._doing.identity.now()), SLIPS.get(act)
            slot = self._doing.identity.slot
            number = slips.printed(slot, slips.next_number(tx, kind, now.year)) if kind else ""
            return {"number": number, "reason": reason.strip(), "clauses": [one for one in clauses if one]}

        return self._doing(dossier, act, payload)
