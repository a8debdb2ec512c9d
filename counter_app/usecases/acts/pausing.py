"""Ask for papers or a payment, and go on when they are there: the term stands still meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from counter_app.domain import acts
from counter_app.domain.calendar import WorkingCalendar
from counter_app.domain.catalogue import SUPPLEMENT_DAYS, SUSPEND, Procedure
from counter_app.domain.dossier import Dossier
from counter_app.domain.due import DueDate, compute
from counter_app.domain.due_again import due_again, second_stage
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.life_values import MissingItem
from counter_app.domain.own_codes import MISSING_SLIP, make_own_paper
from counter_app.domain.term import Term, TermUnit, text_vi
from counter_app.domain.times import vietnam
from counter_app.storage import slips
from counter_app.storage.transaction import Transaction
from counter_app.usecases.acts.doing import Doing
from counter_app.usecases.receipts import due_json

SUPPLEMENT_SLIP: Final = "02"

InForce = Callable[[str], Procedure | None]


class Pausing:
    """The four verbs around a term that stands still.

    Raises OfficerCanMend: what `Doing` raises, items_missing, reason_missing, agreed_missing (the procedure's date is
    agreed with the applicant and must be agreed anew).
    """

    def __init__(self, doing: Doing, calendar: Callable[[], WorkingCalendar], version: InForce) -> None:
        self._doing, self._calendar, self._version = doing, calendar, version

    def ask_for_papers(self, dossier: UUID, items: Sequence[MissingItem], reason: str, again: str = "") -> Dossier:
        """Ask for all that is missing, once (form 02); a second time only with a supervisor's reason `again`."""
        if not items:
            raise OfficerCanMend("items_missing")

        def payload(tx: Transaction, before: Dossier) -> Mapping[str, Any]:
            now, slot = vietnam(self._doing.identity.now()), self._doing.identity.slot
            number = slips.next_number(tx, SUPPLEMENT_SLIP, now.year)
            procedure = self._procedure(before)
            days = SUPPLEMENT_DAYS if procedure is None else procedure.supplement_days
            deadline = compute(now, Term(TermUnit.WORKING_DAY, days), self._calendar()).due
            return {
                "number": slips.printed(slot, number),
                "slip": make_own_paper(MISSING_SLIP, now.year, slot, number),
                "items": [item.to_json() for item in items],
                "reason": reason.strip(),
                "again": again.strip(),
                "deadline": deadline.date().isoformat(),
            }

        return self._doing(dossier, acts.SUPPLEMENT_REQUESTED, payload)

    def take_papers(self, dossier: UUID, agreed: datetime | None = None) -> Dossier:
        """All that was missing has come: the term runs again by the procedure's own rule."""
        return self._go_on(dossier, acts.SUPPLEMENTED, "Đã bổ sung đủ hồ sơ", agreed)

    def await_payment(self, dossier: UUID, reason: str) -> Dossier:
        """The applicant has a payment to make elsewhere (a tax notice) before the dossier goes on."""
        if not reason.strip():
            raise OfficerCanMend("reason_missing")
        return self._doing(dossier, acts.PAYMENT_AWAITED, {"reason": reason.strip()})

    def settle_payment(self, dossier: UUID, agreed: datetime | None = None) -> Dossier:
        """The payment was made: the second appointment is counted from now where the procedure has one."""
        return self._go_on(dossier, acts.PAYMENT_SETTLED, "Đã hoàn thành nghĩa vụ tài chính", agreed)

    def _go_on(self, dossier: UUID, act: str, reason: str, agreed: datetime | None) -> Dossier:
        def payload(_tx: Transaction, before: Dossier) -> Mapping[str, Any]:
            return {"due": self._due(before, act, agreed), "reason": reason}

        return self._doing(dossier, act, payload)

    def _due(self, before: Dossier, act: str, agreed: datetime | None) -> dict[str, Any] | None:
        """Return the new due date as the payload has it; None where none was promised."""
        procedure, due = self._procedure(before), before.due_at
        if procedure is None or procedure.term is None or due is None:
            return None
        now, calendar = vietnam(self._doing.identity.now()).replace(microsecond=0), self._calendar()
        stopped = next(entry.at for entry in reversed(before.life.clock) if entry.state == "suspended")
        found: DueDate
        if act == acts.PAYMENT_SETTLED and procedure.term.second is not None:
            found = second_stage(procedure.term, settled=now, calendar=calendar)
        else:
            rule = procedure.after_supplement if act == acts.SUPPLEMENTED else SUSPEND
            found = due_again(
                rule, procedure.term, stopped=stopped, again=now, due=due, calendar=calendar, agreed=agreed
            )
        return due_json(found, text_vi(procedure.term))

    def _procedure(self, dossier: Dossier) -> Procedure | None:
        return self._version(str(dossier.fields["procedure"]["version"]))
