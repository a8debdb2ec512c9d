"""The due date after the term stood still: counted anew, or from where it stopped, or the second stage.

NĐ 297/2025/NĐ-CP, Điều 6 khoản 4a counts the term again from its beginning once the papers are complete; other rules
let it run on with what was left. Which one holds is the procedure's own rule.
"""

from datetime import datetime, timedelta
from typing import Final

from counter_app.domain.calendar import WorkingCalendar
from counter_app.domain.catalogue import RESTART
from counter_app.domain.due import DueDate, compute
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.explanation import Step, step
from counter_app.domain.term import Term, TermUnit
from counter_app.domain.times import vietnam

_BY_CALENDAR: Final = (TermUnit.CALENDAR_DAY, TermUnit.MONTH, TermUnit.SCHEDULE)


def due_again(
    rule: str,
    term: Term,
    *,
    stopped: datetime,
    again: datetime,
    due: datetime,
    calendar: WorkingCalendar,
    agreed: datetime | None = None,
) -> DueDate:
    """Return the new due date of a dossier whose term stopped at `stopped` and runs on from `again`.

    `due` is the date as it was (the first of two appointments), `rule` "restart" or "suspend". What was left is counted
    in the term's own unit, a begun hour or day as a whole one, and is never less than one. A same-day term begins anew
    in either case; an agreed date is agreed anew. Raises what `compute` raises.
    """
    anew = rule == RESTART or term.unit in (TermUnit.SAME_DAY, TermUnit.AGREED)
    if anew:
        told = step("restarted", stopped=_local(stopped), again=_local(again))
        return _told(told, compute(again, term, calendar, agreed=agreed))
    left = _left(term, _local(stopped), _local(due), calendar)
    facts = {"unit": left.unit.value, "left": left.amount}
    told = step("suspended", stopped=_local(stopped), again=_local(again), was=_local(due), **facts)
    return _told(told, compute(again, left, calendar))


def second_stage(term: Term, *, settled: datetime, calendar: WorkingCalendar) -> DueDate:
    """Return the second appointment, counted from the payment. Raises OfficerCanMend("no_second_stage")."""
    if term.second is None:
        raise OfficerCanMend("no_second_stage")
    return _told(step("second_stage", at=_local(settled)), compute(settled, term.second, calendar))


def _local(moment: datetime) -> datetime:
    return vietnam(moment).replace(tzinfo=None, microsecond=0)


def _told(first: Step, found: DueDate) -> DueDate:
    return DueDate(found.due, found.first_stage, (first, *found.explanation), found.warnings, found.warn)


def _left(term: Term, stopped: datetime, due: datetime, calendar: WorkingCalendar) -> Term:
    """Return what was left of a term at `stopped` that would have ended at `due`: never more than the whole."""
    unit, most = term.unit, term.amount
    if unit in _BY_CALENDAR:
        left, most = (due.date() - stopped.date()).days, most if unit is TermUnit.CALENDAR_DAY else 3_660
        unit = TermUnit.CALENDAR_DAY
    elif unit is TermUnit.WORKING_HOUR:
        left = -(-_working_time(stopped, due, calendar) // timedelta(hours=1))
    else:
        days = (stopped.date() + timedelta(days=ahead) for ahead in range(1, (due.date() - stopped.date()).days + 1))
        left = sum(calendar.day_status(day).working for day in days)
    return Term(unit, max(1, min(left, most)), second=term.second)


def _working_time(first: datetime, last: datetime, calendar: WorkingCalendar) -> timedelta:
    total, day = timedelta(), first.date()
    while day <= last.date():
        for session in calendar.day_status(day).sessions:
            start = max(first, datetime.combine(day, session.start))
            end = min(last, datetime.combine(day, session.end))
            total += max(timedelta(), end - start)
        day += timedelta(days=1)
    return total
