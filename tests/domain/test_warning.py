"""An apology lies ready at 80 % of the time, and a working day ahead where the term is long enough."""

from datetime import datetime, timedelta
from random import Random

import pytest

from counter_app.domain.due import compute
from counter_app.domain.term import Term, TermUnit
from counter_app.domain.times import VIETNAM
from tests.domain.calendars_made import at, shipped


@pytest.mark.parametrize(
    ("term", "received", "expected"),
    [
        # Due Friday 27/11 17:00; the working day before it ends on Thursday 26/11; 80 % is on the 26th at 21:36.
        (Term(TermUnit.WORKING_DAY, 3), at(2026, 11, 23, 14), at(2026, 11, 26, 17)),
        # Due Tuesday 25/11 after the holiday of the 24th: the day before is Monday, and it had not closed.
        (Term(TermUnit.WORKING_DAY, 1), at(2026, 11, 23, 14), at(2026, 11, 23, 17)),
        (Term(TermUnit.SAME_DAY), at(2026, 3, 2, 7), at(2026, 3, 2, 15)),
        # 11/4/2026 is a Saturday: due on Monday 13/4 at 17:00.
        (Term(TermUnit.CALENDAR_DAY, 100), at(2026, 1, 1, 8), at(2026, 3, 24, 5, 36)),
    ],
)
def test_cases(term: Term, received: datetime, expected: datetime) -> None:
    assert compute(received, term, shipped().of("31120")).warn == expected


def test_it_is_never_after_the_due_date_nor_before_the_receipt() -> None:
    chance, calendar = Random(4), shipped().of("31120")
    units = {TermUnit.WORKING_HOUR: 60, TermUnit.WORKING_DAY: 30, TermUnit.CALENDAR_DAY: 60, TermUnit.MONTH: 3}
    for _ in range(1_000):
        unit = chance.choice(list(units))
        received = datetime(2025, 1, 1, tzinfo=VIETNAM) + timedelta(seconds=chance.randrange(500 * 86_400))
        found = compute(received, Term(unit, chance.randint(1, units[unit])), calendar)
        assert found.warn is not None
        assert received.replace(microsecond=0) <= found.warn < found.due
