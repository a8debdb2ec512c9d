"""The due-date engine: when the answer to a dossier must be ready, and every step to that date.

Law: Bộ luật Dân sự 2015, Điều 147 (the day of receipt is not counted) and Điều 148 (a last day that is a rest day
moves to the end of the next working day; months end on the same date). Working time that a receipt misses (evening,
weekend, holiday) is made up by taking it as received when work next begins; calendar days and months run regardless.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from counter_app.domain.calendar import DayStatus, WorkingCalendar
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.explanation import ONE_DAY, Step, plus_months, recompute, step
from counter_app.domain.term import Term, TermStart, TermUnit, clock
from counter_app.domain.times import VIETNAM, vietnam
from counter_app.domain.warning import warn_moment

__all__ = ["Appointment", "DueDate", "Step", "compute", "recompute"]

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2199
"""Receipts outside these years are a wrong clock or a slip; the weekday pattern starts with the first."""

LAST_HOUR: Final = timedelta(hours=1)
_BY_WORKING_TIME: Final = (TermUnit.WORKING_HOUR, TermUnit.WORKING_DAY, TermUnit.SAME_DAY)


class Appointment(StrEnum):
    """The hour written for terms counted in days: the end of the working day, or of the counter's reception."""

    END_OF_DAY = "end_of_day"
    END_OF_RECEPTION = "end_of_reception"


@dataclass(frozen=True, slots=True)
class DueDate:
    """When the result is promised. `first_stage` is the first of two appointments, `due` the last.

    `explanation` recomputes to `due`. `warnings` are those steps that the officer should read: a calendar that is not
    decided yet, a second appointment that hangs on something else. `warn` is when an apology must lie ready.
    """

    due: datetime
    first_stage: datetime | None
    explanation: tuple[Step, ...]
    warnings: tuple[Step, ...] = ()
    warn: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "due": self.due.isoformat(),
            "first_stage": None if self.first_stage is None else self.first_stage.isoformat(),
            "explanation": [given.to_json() for given in self.explanation],
        }


def compute(
    received: datetime,
    term: Term,
    calendar: WorkingCalendar,
    *,
    agreed: datetime | None = None,
    appointment: Appointment = Appointment.END_OF_DAY,
) -> DueDate:
    """Return when a dossier received at `received` is due (Vietnamese time; naive means Vietnamese wall time).

    `agreed` is a date put in writing with the applicant; it overrules the term. Raises `OfficerCanMend`:
    received_out_of_range, agreed_missing, agreed_not_later, agreed_rest_day, agreed_outside_hours.
    """
    local = vietnam(received).replace(tzinfo=None)
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise OfficerCanMend("received_out_of_range", year=local.year, first=FIRST_YEAR, last=LAST_YEAR)
    counting = _Counting(calendar, appointment)
    steps = [step("received", at=local)]
    first_stage = None
    if agreed is not None or term.unit is TermUnit.AGREED:
        due = counting.agreed(local, agreed, steps)
    else:
        due = counting.run(local, term, steps)
        if term.second is not None:
            first_stage = due
            steps.append(step("first_stage", at=due))
            due = counting.run(due, term.second, steps)
    warnings = _warnings(local, due, first_stage, calendar)
    steps.extend(warnings)
    steps.append(step("due", at=due))
    return DueDate(
        due.replace(tzinfo=VIETNAM),
        None if first_stage is None else first_stage.replace(tzinfo=VIETNAM),
        tuple(steps),
        warnings,
        warn_moment(local, due if first_stage is None else first_stage, calendar).replace(tzinfo=VIETNAM),
    )


def _warnings(
    received: datetime, due: datetime, first_stage: datetime | None, calendar: WorkingCalendar
) -> tuple[Step, ...]:
    found = []
    if not calendar.known_between(received.date(), due.date()):
        until = calendar.known_until
        found.append(step("calendar_unknown", day=due.date(), until="" if until is None else until))
    if first_stage is not None:
        found.append(step("second_stage_estimated", first=first_stage, due=due))
    return tuple(found)


class _Counting:
    """One computation over one calendar; every method appends the steps it takes. Moments are naive wall time."""

    __slots__ = ("appointment", "calendar")

    def __init__(self, calendar: WorkingCalendar, appointment: Appointment) -> None:
        self.calendar = calendar
        self.appointment = appointment

    def run(self, received: datetime, term: Term, steps: list[Step]) -> datetime:
        taken = self._taken(received, term, steps)
        steps.append(step("term", unit=term.unit.value, amount=term.amount))
        if term.unit is TermUnit.WORKING_HOUR:
            return self._hours(taken, term.amount, steps)
        if term.unit is TermUnit.WORKING_DAY:
            last = self._days(taken.date(), term.amount, steps)
        elif term.unit is TermUnit.SAME_DAY:
            last = taken.date()
        else:
            last = self._calendar_end(taken.date(), term, steps)
        return self._close(last, taken, steps)

    def agreed(self, received: datetime, agreed: datetime | None, steps: list[Step]) -> datetime:
        if agreed is None:
            raise OfficerCanMend("agreed_missing")
        moment = vietnam(agreed).replace(tzinfo=None)
        if moment <= received:
            raise OfficerCanMend("agreed_not_later", agreed=moment.isoformat(), received=received.isoformat())
        status = self.calendar.day_status(moment.date())
        if not status.working:
            raise OfficerCanMend("agreed_rest_day", day=moment.date(), reason=status.reason)
        if not self.calendar.working_time(moment):
            raise OfficerCanMend("agreed_outside_hours", agreed=moment.isoformat())
        steps.append(step("agreed", at=moment))
        return moment

    def _taken(self, received: datetime, term: Term, steps: list[Step]) -> datetime:
        """Return the moment from which the term runs."""
        status = self.calendar.day_status(received.date())
        if _after_cutoff(received, term, status):
            return self._next_opening(received, "after_cutoff", steps, cutoff=clock(term.closes_at))
        if term.start is TermStart.NEXT:
            return self._next_opening(received, "next_day", steps)
        taken = received
        if term.unit in _BY_WORKING_TIME or term.start is TermStart.LAST_HOUR:
            taken = self._into_working_time(received, status, term, steps)
        if term.start is TermStart.LAST_HOUR and taken == received and status.working:
            closes = datetime.combine(received.date(), status.closes)
            if closes - LAST_HOUR < received:
                return self._next_opening(received, "last_hour", steps)
        return taken

    def _into_working_time(self, received: datetime, status: DayStatus, term: Term, steps: list[Step]) -> datetime:
        if self.calendar.working_time(received):
            return received
        same_day = term.unit is TermUnit.SAME_DAY
        if status.reception_counts and not same_day and self.calendar.receives(received):
            return received
        at = received.time()
        later = next((session.start for session in status.sessions if at < session.start), None)
        if later is None:
            why = "after_closing" if status.working else "rest_day"
            return self._next_opening(received, why, steps, reason=status.reason)
        taken = datetime.combine(received.date(), later)
        if term.unit is TermUnit.WORKING_HOUR:
            why = "before_opening" if later == status.sessions[0].start else "between_sessions"
            steps.append(step("taken_as", at=taken, why=why))
        return taken

    def _next_opening(self, received: datetime, why: str, steps: list[Step], **facts: str) -> datetime:
        following = self.calendar.next_working(received.date())
        taken = datetime.combine(following.day, following.sessions[0].start)
        steps.append(step("taken_as", at=taken, why=why, **facts))
        return taken

    def _hours(self, taken: datetime, amount: int, steps: list[Step]) -> datetime:
        left = timedelta(hours=amount)
        now = taken.replace(microsecond=0)
        while True:
            for session in self.calendar.day_status(now.date()).sessions:
                start = max(now, datetime.combine(now.date(), session.start))
                end = datetime.combine(now.date(), session.end)
                if start >= end:
                    continue
                end = min(end, start + left)
                left -= end - start
                steps.append(step("worked", first=start, last=end))
                if not left:
                    return end
            now = self._next_morning(now.date(), steps)

    def _next_morning(self, day: date, steps: list[Step]) -> datetime:
        """Return when work begins on the next working day, naming the rest days in between."""
        run: list[DayStatus] = []
        for status in self._after(day):
            if run and not _alike(run[-1], status):
                steps.append(_run_step(run))
                run = []
            run.append(status)
            if status.working:
                break
        return datetime.combine(run[-1].day, run[-1].sessions[0].start)

    def _days(self, day: date, amount: int, steps: list[Step]) -> date:
        """Count `amount` working days after `day`, one step for each run of alike days."""
        steps.append(step("not_counted", day=day))
        left = amount
        run: list[DayStatus] = []
        for status in self._after(day):
            if run and not _alike(run[-1], status):
                steps.append(_run_step(run))
                run = []
            run.append(status)
            left -= status.working
            if not left:
                break
        steps.append(_run_step(run))
        return run[-1].day

    def _after(self, day: date) -> Iterator[DayStatus]:
        while True:
            following = self.calendar.next_working(day).day
            while day < following:
                day += ONE_DAY
                yield self.calendar.day_status(day)

    def _calendar_end(self, day: date, term: Term, steps: list[Step]) -> date:
        if term.unit is TermUnit.SCHEDULE:
            day = day.replace(day=term.day) if day.day <= term.day else plus_months(day.replace(day=term.day), 1)
            steps.append(step("cycle", day=day))
        steps.append(step("not_counted", day=day))
        last = plus_months(day, term.amount) if term.unit is TermUnit.MONTH else day + timedelta(days=term.amount)
        steps.append(step("ends", day=last))
        return last

    def _close(self, last: date, taken: datetime, steps: list[Step]) -> datetime:
        """Move a last day that is a rest day to the next working day; give the hour of that day."""
        status = self.calendar.day_status(last)
        resting: list[DayStatus] = []
        while not status.working:
            if resting and not _alike(resting[-1], status):
                steps.append(_run_step(resting))
                resting = []
            resting.append(status)
            self.calendar.next_working(status.day)
            status = self.calendar.day_status(status.day + ONE_DAY)
        if resting:
            steps.append(_run_step(resting))
        hour = status.closes
        if self.appointment is Appointment.END_OF_RECEPTION and status.reception:
            hour = status.reception[-1].end
            hour = hour if datetime.combine(status.day, hour) >= taken else status.closes
        steps.append(step("closing", day=status.day, at=clock(hour)))
        return datetime.combine(status.day, hour)


def _after_cutoff(received: datetime, term: Term, status: DayStatus) -> bool:
    """Strictly after the cut-off of a working day: 15:00:00 itself is not "sau 15 giờ"."""
    looked_at = term.unit is TermUnit.SAME_DAY or term.start is TermStart.CUTOFF
    return looked_at and status.working and received.time() > term.closes_at


def _alike(one: DayStatus, other: DayStatus) -> bool:
    if one.working != other.working:
        return False
    return one.working or (one.reason, one.source, one.provisional) == (other.reason, other.source, other.provisional)


def _run_step(run: list[DayStatus]) -> Step:
    first, last = run[0], run[-1]
    if first.working and not any(status.level != "weekday" for status in run):
        return step("counted", first=first.day, last=last.day, days=len(run))
    if first.working:
        special = next(status for status in run if status.level != "weekday")
        return step("counted", first=first.day, last=last.day, days=len(run), reason=special.reason)
    facts: dict[str, str | int] = {"reason": first.reason, "level": first.level.value, "source": first.source}
    if first.provisional:
        facts["provisional"] = 1
    return step("skipped", first=first.day, last=last.day, **facts)
