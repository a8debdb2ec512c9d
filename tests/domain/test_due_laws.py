"""What must hold for every receipt, every term and every calendar."""

import random
from datetime import date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.domain.calendar import WorkingCalendar
from counter_app.domain.due import compute, recompute
from counter_app.domain.explanation import Step
from counter_app.domain.hours import DayRow
from counter_app.domain.term import Term, TermStart, TermUnit
from counter_app.domain.times import VIETNAM
from tests.domain.calendars_made import off, pattern, plain, shipped

FIRST = date(2026, 1, 1)
AMOUNTS = {
    TermUnit.WORKING_HOUR: 60,
    TermUnit.WORKING_DAY: 40,
    TermUnit.CALENDAR_DAY: 60,
    TermUnit.MONTH: 14,
}
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(VIETNAM))  # noqa: DTZ001
days = st.integers(0, 500).map(lambda ahead: FIRST + timedelta(days=ahead))


@st.composite
def one_stage(draw: st.DrawFn) -> Term:
    unit = draw(st.sampled_from([*AMOUNTS, TermUnit.SAME_DAY, TermUnit.SCHEDULE]))
    start = draw(st.sampled_from(TermStart))
    cutoff = draw(st.none() | st.times())
    if unit is TermUnit.SAME_DAY:
        return Term(unit, cutoff=cutoff)
    if unit is TermUnit.SCHEDULE:
        return Term(unit, draw(st.integers(1, 30)), day=draw(st.integers(1, 28)))
    return Term(unit, draw(st.integers(1, AMOUNTS[unit])), cutoff=cutoff, start=start)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    first = draw(one_stage())
    second = draw(st.none() | one_stage())
    return Term(first.unit, first.amount, first.cutoff, second, first.start, first.day)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    rest = draw(st.sets(days, max_size=25))
    makeup = draw(st.sets(days, max_size=5)) - rest
    week = pattern(saturday=draw(st.booleans()), reception_saturday=draw(st.booleans()), counts=draw(st.booleans()))
    rows = [off(day) for day in rest] + [DayRow(day, True, "Làm bù") for day in makeup]
    return plain(*rows, week=week)


@given(moments, terms(), calendars())
def test_the_explanation_alone_gives_the_same_date(received: datetime, term: Term, calendar: WorkingCalendar) -> None:
    found = compute(received, term, calendar)
    steps = [Step.from_json(given.to_json()) for given in found.explanation]
    assert recompute(steps) == found.due


@given(moments, terms(), calendars())
def test_due_is_later_than_the_receipt_and_in_working_time(
    received: datetime, term: Term, calendar: WorkingCalendar
) -> None:
    found = compute(received, term, calendar)
    assert found.due > received
    assert calendar.working_time(found.due.replace(tzinfo=None))
    if found.first_stage is not None:
        assert received < found.first_stage <= found.due


@given(moments, st.timedeltas(timedelta(0), timedelta(days=40)), terms(), calendars())
def test_received_later_is_never_due_earlier(
    received: datetime, later: timedelta, term: Term, calendar: WorkingCalendar
) -> None:
    assert compute(received + later, term, calendar).due >= compute(received, term, calendar).due


@given(moments, one_stage(), calendars())
def test_one_more_is_never_due_earlier(received: datetime, term: Term, calendar: WorkingCalendar) -> None:
    assume(term.unit is not TermUnit.SAME_DAY)
    longer = Term(term.unit, term.amount + 1, term.cutoff, None, term.start, term.day)
    assert compute(received, longer, calendar).due >= compute(received, term, calendar).due


@given(moments, terms(), st.sets(days, max_size=12), days)
def test_one_more_holiday_never_makes_it_earlier(received: datetime, term: Term, rest: set[date], more: date) -> None:
    before = plain(*(off(day) for day in rest))
    after = plain(*(off(day) for day in rest | {more}))
    assert compute(received, term, after).due >= compute(received, term, before).due


@st.composite
def working_moments(draw: st.DrawFn) -> datetime:
    """A second within the working time of an ordinary office in 2026."""
    calendar = shipped().of("31120")
    day = calendar.next_working(draw(st.dates(date(2026, 1, 1), date(2026, 12, 29))))
    session = draw(st.sampled_from(day.sessions))
    opens, closes = (datetime.combine(day.day, clock) for clock in (session.start, session.end))
    return (opens + timedelta(seconds=draw(st.integers(0, int((closes - opens).total_seconds()))))).replace(
        tzinfo=VIETNAM
    )


@given(working_moments())
def test_eight_hours_from_within_working_time_end_at_the_same_clock_of_the_next_working_day(received: datetime) -> None:
    calendar = shipped().of("31120")
    local = received.replace(tzinfo=None)
    due = compute(received, Term(TermUnit.WORKING_HOUR, 8), calendar).due.replace(tzinfo=None)
    # A session's end is the next session's start: eight hours from 07:00 are over at 17:00, not at 07:00.
    following = calendar.next_working(local.date())
    same_clock = datetime.combine(following.day, local.time())
    opening = datetime.combine(following.day, following.sessions[0].start)
    closing = datetime.combine(local.date(), calendar.day_status(local.date()).closes)
    noon = local.time() in {session.start for session in following.sessions[1:]}
    if same_clock == opening:
        assert due == closing
    elif noon:
        assert due == datetime.combine(following.day, following.sessions[0].end)
    elif local == closing:
        assert due == datetime.combine(following.day, following.closes)
    else:
        assert due == same_clock


@given(working_moments(), st.integers(1, 30))
def test_working_days_count_working_days(received: datetime, amount: int) -> None:
    calendar = shipped().of("31120")
    local = received.replace(tzinfo=None)
    due = compute(received, Term(TermUnit.WORKING_DAY, amount), calendar).due.date()
    between = (local.date() + timedelta(days=ahead) for ahead in range(1, (due - local.date()).days + 1))
    assert sum(calendar.day_status(day).working for day in between) == amount


def test_ten_thousand_random_dossiers_explain_themselves() -> None:
    chance = random.Random(20261123)
    units = shipped().units
    start = datetime(2025, 1, 1, tzinfo=VIETNAM)
    for _ in range(10_000):
        unit = chance.choice(list(AMOUNTS))
        term = Term(unit, chance.randint(1, AMOUNTS[unit]))
        received = start + timedelta(seconds=chance.randrange(2 * 365 * 86_400))
        found = compute(received, term, shipped().of(chance.choice(units)))
        assert recompute(found.explanation) == found.due
