"""The due date after the term stood still: published cases, and laws over random ones."""

from datetime import datetime, timedelta
from random import Random

import pytest

from counter_app.domain.catalogue import RESTART, SUSPEND
from counter_app.domain.due import compute
from counter_app.domain.due_again import due_again, second_stage
from counter_app.domain.due_words import explain_vi
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.explanation import recompute
from counter_app.domain.term import Term, TermUnit
from counter_app.domain.times import VIETNAM
from tests.domain.calendars_made import at, shipped

DAYS, HOURS, SAME, MONTH = TermUnit.WORKING_DAY, TermUnit.WORKING_HOUR, TermUnit.SAME_DAY, TermUnit.MONTH
CALENDAR = TermUnit.CALENDAR_DAY
CASES = [
    # rule, term, received, asked, answered, due again. 24/11/2026 is a day off; 22/8/2026 a Saturday that is worked.
    (RESTART, Term(DAYS, 3), at(2026, 11, 16, 9), at(2026, 11, 17, 9), at(2026, 11, 23, 14), at(2026, 11, 27, 17)),
    (SUSPEND, Term(DAYS, 3), at(2026, 11, 16, 9), at(2026, 11, 17, 9), at(2026, 11, 23, 14), at(2026, 11, 26, 17)),
    (SUSPEND, Term(DAYS, 3), at(2026, 11, 16, 9), at(2026, 11, 19, 9), at(2026, 11, 23, 14), at(2026, 11, 25, 17)),
    (RESTART, Term(DAYS, 5), at(2026, 8, 17, 8), at(2026, 8, 18, 8), at(2026, 8, 20, 8), at(2026, 8, 26, 17)),
    (SUSPEND, Term(DAYS, 5), at(2026, 8, 17, 8), at(2026, 8, 18, 8), at(2026, 8, 20, 8), at(2026, 8, 25, 17)),
    (RESTART, Term(CALENDAR, 15), at(2026, 4, 1, 8), at(2026, 4, 3, 8), at(2026, 4, 11, 8), at(2026, 4, 28, 17)),
    (SUSPEND, Term(CALENDAR, 15), at(2026, 3, 2, 8), at(2026, 3, 5, 8), at(2026, 3, 16, 8), at(2026, 3, 30, 17)),
    (RESTART, Term(MONTH, 1), at(2026, 1, 5, 8), at(2026, 1, 6, 8), at(2026, 1, 12, 8), at(2026, 2, 12, 17)),
    (SUSPEND, Term(HOURS, 8), at(2026, 3, 2, 8), at(2026, 3, 2, 10), at(2026, 3, 4, 8), at(2026, 3, 4, 16)),
    (RESTART, Term(HOURS, 8), at(2026, 3, 2, 8), at(2026, 3, 2, 10), at(2026, 3, 4, 8), at(2026, 3, 5, 8)),
    (SUSPEND, Term(SAME), at(2026, 3, 2, 8), at(2026, 3, 2, 9), at(2026, 3, 4, 8), at(2026, 3, 4, 17)),
    (RESTART, Term(SAME), at(2026, 3, 2, 8), at(2026, 3, 2, 9), at(2026, 3, 4, 15, 30), at(2026, 3, 5, 17)),
    # Asked on the last day: a begun day is a whole one.
    (SUSPEND, Term(DAYS, 3), at(2026, 11, 16, 9), at(2026, 11, 19, 16), at(2026, 11, 30, 8), at(2026, 12, 1, 17)),
    # Brought on a Saturday that is a day of rest: as if on Monday morning.
    (RESTART, Term(DAYS, 2), at(2026, 3, 2, 8), at(2026, 3, 3, 8), at(2026, 3, 7, 9), at(2026, 3, 11, 17)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "term", "received", "asked", "answered", "expected"), CASES)
def test_published_cases(
    rule: str, term: Term, received: datetime, asked: datetime, answered: datetime, expected: datetime
) -> None:
    calendar = shipped().of("31120")
    first = compute(received, term, calendar)
    found = due_again(rule, term, stopped=asked, again=answered, due=first.due, calendar=calendar)
    assert found.due == expected
    assert recompute(found.explanation) == found.due
    assert all(explain_vi(step) for step in found.explanation)


UNITS = {HOURS: 80, DAYS: 40, CALENDAR: 60, MONTH: 3, SAME: 0}


def test_random_pauses_explain_themselves_and_never_promise_the_past() -> None:
    chance, calendar = Random(20261123), shipped().of("31120")
    start = datetime(2025, 1, 1, tzinfo=VIETNAM)
    for _ in range(2_000):
        unit = chance.choice(list(UNITS))
        term = Term(unit, chance.randint(1, UNITS[unit]) if UNITS[unit] else 0)
        received = start + timedelta(seconds=chance.randrange(500 * 86_400))
        asked = received + timedelta(seconds=chance.randrange(1, 20 * 86_400))
        answered = asked + timedelta(seconds=chance.randrange(1, 30 * 86_400))
        first = compute(received, term, calendar).due
        anew = due_again(RESTART, term, stopped=asked, again=answered, due=first, calendar=calendar)
        on = due_again(SUSPEND, term, stopped=asked, again=answered, due=first, calendar=calendar)
        assert recompute(anew.explanation) == anew.due > answered
        assert recompute(on.explanation) == on.due > answered
        assert unit is MONTH or on.due <= anew.due


def test_what_was_not_used_is_not_lost() -> None:
    """A pause of no length moves no date that is counted in days."""
    chance, calendar = Random(7), shipped().of("31120")
    for _ in range(300):
        received = datetime(2026, 1, 5, 8, tzinfo=VIETNAM) + timedelta(days=chance.randrange(300))
        received = received.replace(hour=chance.randrange(8, 16))
        term = Term(chance.choice((DAYS, CALENDAR)), chance.randint(2, 30))
        due = compute(received, term, calendar).due
        if calendar.working_time(received.replace(tzinfo=None)) and due.date() > received.date():
            assert due_again(SUSPEND, term, stopped=received, again=received, due=due, calendar=calendar).due == due


def test_the_second_appointment_is_counted_from_the_payment() -> None:
    calendar = shipped().of("31120")
    term = Term(DAYS, 5, second=Term(DAYS, 3))
    found = second_stage(term, settled=at(2026, 11, 23, 9), calendar=calendar)
    assert found.due == at(2026, 11, 27, 17)
    assert recompute(found.explanation) == found.due
    with pytest.raises(OfficerCanMend, match="no_second_stage"):
        second_stage(Term(DAYS, 5), settled=at(2026, 11, 23, 9), calendar=calendar)
