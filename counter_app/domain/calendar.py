"""Which days and hours an office works, and why.

A day's status is the first that speaks of: the unit's own override, the city's override, the national table (days off
and make-up days), the unit's weekday pattern. Reception hours may be wider than working hours (evening or Saturday
reception); only working hours count for terms. Sources: Bộ luật Lao động 2019, Điều 111–112; the yearly decisions on
swapped days stand beside each row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from counter_app.domain.errors import OfficerCanMend, OurFault
from counter_app.domain.hours import DayRow, Sessions, WeekPattern

FARTHEST: Final = 400
"""Days within which every office must work again; a calendar without that is wrong, not patient."""


class Level(StrEnum):
    """Who says so, strongest first."""

    UNIT = "unit"
    CITY = "city"
    NATIONAL = "national"
    WEEKDAY = "weekday"


@dataclass(frozen=True, slots=True)
class DayStatus:
    """What one day is for one office. `working` ⇔ `sessions` not empty; `reason` and `source` say why."""

    day: date
    sessions: Sessions
    reception: Sessions
    level: Level
    reason: str
    source: str
    provisional: bool = False
    reception_counts: bool = False

    @property
    def working(self) -> bool:
        return bool(self.sessions)

    @property
    def closes(self) -> time:
        """The end of the working day; only for a working day."""
        return self.sessions[-1].end


@dataclass(frozen=True, slots=True)
class KnownSpan:
    """Days (both included) whose days off and make-up days have been decided."""

    first: date
    last: date


class WorkingCalendar:
    """The calendar of one office. Immutable; the status of each day asked for is remembered."""

    __slots__ = ("_city", "_known", "_national", "_patterns", "_seen", "_unit", "unit")

    def __init__(
        self,
        patterns: Sequence[WeekPattern],
        *,
        unit: str = "",
        own: Iterable[DayRow] = (),
        city: Iterable[DayRow] = (),
        national: Iterable[DayRow] = (),
        known: Iterable[KnownSpan] = (),
    ) -> None:
        """Take the weekday patterns, the first that holds on a day winning, and the dated rows of each level."""
        self.unit = unit
        self._patterns = tuple(patterns)
        self._unit = {row.day: row for row in own}
        self._city = {row.day: row for row in city}
        self._national = {row.day: row for row in national}
        self._known = tuple(known)
        self._seen: dict[date, DayStatus] = {}

    def day_status(self, day: date) -> DayStatus:
        """Return what `day` is and why. Raises `OurFault` when no weekday pattern reaches that day."""
        status = self._seen.get(day)
        if status is None:
            status = self._seen[day] = self._status(day)
        return status

    def known_between(self, first: date, last: date) -> bool:
        """Tell whether all days off from `first` to `last` have been decided; if not, a date there is provisional."""
        return any(span.first <= first and last <= span.last for span in self._known)

    @property
    def known_until(self) -> date | None:
        """The last day whose calendar is decided."""
        return max((span.last for span in self._known), default=None)

    def next_working(self, day: date) -> DayStatus:
        """Return the first working day after `day`."""
        for ahead in range(1, FARTHEST):
            status = self.day_status(day + timedelta(days=ahead))
            if status.working:
                return status
        raise OurFault("calendar_never_works", day=day)

    def working_time(self, moment: datetime) -> bool:
        """Tell whether `moment` (Vietnamese wall time) lies within a working session, ends included."""
        at = moment.time()
        return any(session.start <= at <= session.end for session in self.day_status(moment.date()).sessions)

    def receives(self, moment: datetime) -> bool:
        """Tell whether the counter is open for dossiers at `moment`."""
        at = moment.time()
        return any(session.start <= at <= session.end for session in self.day_status(moment.date()).reception)

    def pattern(self, day: date) -> WeekPattern:
        """Return the weekday pattern that holds on `day`."""
        for pattern in self._patterns:
            if pattern.holds(day):
                return pattern
        raise OurFault("calendar_without_hours", day=day)

    def _status(self, day: date) -> DayStatus:
        pattern = self.pattern(day)
        for level, rows in ((Level.UNIT, self._unit), (Level.CITY, self._city), (Level.NATIONAL, self._national)):
            row = rows.get(day)
            if row is not None:
                return self._from_row(row, level, pattern)
        sessions = pattern.working[day.weekday()]
        reason = pattern.reason if sessions else "Nghỉ hằng tuần"
        reception = pattern.reception[day.weekday()]
        return DayStatus(
            day, sessions, reception, Level.WEEKDAY, reason, pattern.source, False, pattern.reception_counts
        )

    def _from_row(self, row: DayRow, level: Level, pattern: WeekPattern) -> DayStatus:
        if not row.working:
            return DayStatus(row.day, (), (), level, row.reason, row.source, row.provisional)
        weekday = row.replaces.weekday() if row.replaces is not None else row.day.weekday()
        if not pattern.working[weekday]:
            weekday = 0
        sessions = row.sessions or pattern.working[weekday]
        reception = row.sessions or pattern.reception[weekday]
        return DayStatus(
            row.day,
            sessions,
            reception,
            level,
            row.reason,
            row.source,
            row.provisional,
            pattern.reception_counts,
        )


class Calendars:
    """The calendars of all offices of a city, as the two shipped tables (national, city) say.

    `of(unit)` gives one office's; the empty unit stands for the city's ordinary hours.
    """

    __slots__ = ("_city", "_made", "_national", "_units")

    def __init__(self, national: Mapping[str, Any], city: Mapping[str, Any]) -> None:
        """Take the tables as read from JSON (`resources/calendar`)."""
        self._national = national
        self._city = city
        self._units: Mapping[str, Mapping[str, Any]] = {unit["code"]: unit for unit in city["units"]}
        self._made: dict[str, WorkingCalendar] = {}

    @property
    def units(self) -> tuple[str, ...]:
        """The 5-digit codes of the offices that have a calendar here."""
        return tuple(self._units)

    def of(self, unit: str = "") -> WorkingCalendar:
        """Return the calendar of `unit`; raises `OfficerCanMend` ("office_unknown") when the city has no such unit."""
        if unit and unit not in self._units:
            raise OfficerCanMend("office_unknown", office=unit)
        if unit not in self._made:
            self._made[unit] = self._make(unit)
        return self._made[unit]

    def _make(self, unit: str) -> WorkingCalendar:
        own = self._units.get(unit, {})
        patterns = [WeekPattern.from_json(row) for row in (*own.get("patterns", ()), *self._city["patterns"])]
        return WorkingCalendar(
            patterns,
            unit=unit,
            own=[DayRow.from_json(row) for row in own.get("days", ())],
            city=[DayRow.from_json(row) for row in self._city.get("days", ())],
            national=[DayRow.from_json(row) for row in self._national["days"]],
            known=[
                KnownSpan(date.fromisoformat(span["first"]), date.fromisoformat(span["last"]))
                for span in self._national["known"]
            ],
        )
