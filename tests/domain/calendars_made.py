"""Calendars for tests: the shipped tables read as they are, and small ones made by hand."""

import json
from datetime import date, datetime
from functools import cache
from typing import Any

from counter_app.domain.calendar import Calendars, KnownSpan, WorkingCalendar
from counter_app.domain.hours import DayRow, WeekPattern, read_sessions
from counter_app.domain.times import VIETNAM
from counter_app.settings import resource

ORDINARY = read_sessions(["07:00-11:30", "13:30-17:00"])
MORNING = read_sessions(["07:00-11:30"])


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment of Vietnamese time."""
    return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)


def table(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(resource("calendar", name).read_text(encoding="utf-8"))
    return read


@cache
def shipped() -> Calendars:
    return Calendars(table("national.json"), table("city.json"))


def pattern(saturday: bool = False, reception_saturday: bool = False, counts: bool = False) -> WeekPattern:
    """Monday to Friday, with Saturday mornings worked or only open for reception."""
    week = (*(ORDINARY for _ in range(5)), MORNING if saturday else (), ())
    open_too = (*week[:5], MORNING if reception_saturday or saturday else (), ())
    return WeekPattern(date(2000, 1, 1), week, open_too, reason="Ngày làm việc", reception_counts=counts)


def plain(*days: DayRow, week: WeekPattern | None = None) -> WorkingCalendar:
    """Return a calendar with these dated rows (national) and nothing else."""
    span = KnownSpan(date(2000, 1, 1), date(2200, 1, 1))
    return WorkingCalendar([week or pattern()], national=days, known=[span])


def off(day: date) -> DayRow:
    return DayRow(day, False, "Ngày nghỉ")
