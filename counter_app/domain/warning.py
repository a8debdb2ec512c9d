"""From when a dossier that is not finished needs an apology drafted: at 80 % of its time, a working day ahead at least.

Local rules ask for the apology before the term ends, "trước ngày hết hạn ít nhất 01 ngày" (QĐ 88/2025 Lai Châu, QĐ
138/2025 Đồng Tháp).
"""

from datetime import date, datetime, timedelta
from typing import Final

from counter_app.domain.calendar import WorkingCalendar

SHARE: Final = 0.8


def warn_moment(received: datetime, due: datetime, calendar: WorkingCalendar) -> datetime:
    """Return the moment (naive Vietnamese wall time as its arguments); never before the dossier came in.

    A term that is too short to warn a working day ahead is warned of at 80 % of it.
    """
    share = received + (due - received) * SHARE
    before = _working_day_before(due.date(), received.date(), calendar)
    if before is None:
        return share.replace(microsecond=0)
    ahead = datetime.combine(before, calendar.day_status(before).closes)
    return min(share, ahead).replace(microsecond=0) if ahead > received else share.replace(microsecond=0)


def _working_day_before(day: date, first: date, calendar: WorkingCalendar) -> date | None:
    while day > first:
        day -= timedelta(days=1)
        if calendar.day_status(day).working:
            return day
    return None
