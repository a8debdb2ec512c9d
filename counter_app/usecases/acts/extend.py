"""Extend: apologise before the date is missed, and give the one new date that the rules allow (form 04)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from counter_app.domain import acts
from counter_app.domain.calendar import WorkingCalendar
from counter_app.domain.dossier import Dossier
from counter_app.domain.due import DueDate, compute
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.explanation import step
from counter_app.domain.term import Term, TermUnit
from counter_app.domain.times import vietnam
from counter_app.storage import slips
from counter_app.storage.transaction import Transaction
from counter_app.usecases.acts.doing import Doing
from counter_app.usecases.receipts import due_json

APOLOGY_SLIP: Final = "04"


class Extend:
    """(dossier, new date, reason) -> the dossier, with both dates kept.

    Raises OfficerCanMend: what `Doing` raises ("extended_already" the second time: NĐ 297/2025, Điều 6 khoản 5),
    reason_missing, no_due_date, due_not_later, and what `compute` says of a date on which nobody works.
    """

    def __init__(self, doing: Doing, calendar: Callable[[], WorkingCalendar]) -> None:
        self._doing, self._calendar = doing, calendar

    def __call__(self, dossier: UUID, to: datetime, reason: str) -> Dossier:
        if not reason.strip():
            raise OfficerCanMend("reason_missing")

        def payload(tx: Transaction, before: Dossier) -> Mapping[str, Any]:
            now = vietnam(self._doing.identity.now()).replace(microsecond=0)
            due = self._due(before, now, vietnam(to).replace(microsecond=0))
            number = slips.printed(self._doing.identity.slot, slips.next_number(tx, APOLOGY_SLIP, now.year))
            return {"number": number, "reason": reason.strip(), "due": due}

        return self._doing(dossier, acts.EXTENDED, payload)

    def _due(self, before: Dossier, now: datetime, to: datetime) -> dict[str, Any]:
        was = before.due_at
        if was is None:
            raise OfficerCanMend("no_due_date")
        if to <= was:
            raise OfficerCanMend("due_not_later", due=f"{vietnam(was):%d/%m/%Y %H:%M}")
        found = compute(now, Term(TermUnit.AGREED), self._calendar(), agreed=to)
        told = step("extended", was=vietnam(was).replace(tzinfo=None))
        explained = DueDate(found.due, None, (told, *found.explanation), found.warnings, found.warn)
        return due_json(explained, str(before.fields["due"]["term"]))
