"""How files go up, decided without clock, disk or line."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.times import VIETNAM
from counter_app.sync.file_plan import (
    FIRST_WAIT,
    LARGE,
    LONGEST_WAIT,
    OFTEN,
    REMEMBERED,
    SMALL,
    Hours,
    Line,
    patience,
    pause_for,
)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "moment", "wait"),
    [
        ("", at(12), timedelta(0)),
        ("18:00-07:00", at(12), timedelta(hours=6)),
        ("18:00-07:00", at(17, 59), timedelta(minutes=1)),
        ("18:00-07:00", at(18), timedelta(0)),
        ("18:00-07:00", at(23, 59), timedelta(0)),
        ("18:00-07:00", at(6, 59), timedelta(0)),
        ("18:00-07:00", at(7), timedelta(hours=11)),
        ("11:30-13:30", at(11), timedelta(minutes=30)),
        ("11:30-13:30", at(12), timedelta(0)),
        ("11:30-13:30", at(13, 30), timedelta(hours=22)),
        ("08:00-08:00", at(3), timedelta(0)),
    ],
)
def test_hours(text: str, moment: datetime, wait: timedelta) -> None:
    assert Hours.read(text).until_open(moment) == wait


@pytest.mark.parametrize("text", ["18-07", "25:00-07:00", "18:00", "18:00-07:60", "always"])
def test_hours_that_are_none_are_named(text: str) -> None:
    with pytest.raises(OfficerCanMend, match="file_hours_wrong"):
        Hours.read(text)


@given(opens=st.times(), closes=st.times(), now=st.datetimes(timezones=st.just(VIETNAM)))
def test_after_the_wait_files_may_go(opens: time, closes: time, now: datetime) -> None:
    if now.year > 9990:
        return
    hours = Hours(opens.replace(second=0, microsecond=0), closes.replace(second=0, microsecond=0))
    wait = hours.until_open(now)
    assert timedelta(0) <= wait < timedelta(days=1)
    assert hours.until_open(now + wait) == timedelta(0)


def test_pieces_are_large_until_the_line_breaks_often() -> None:
    line = Line()
    assert line.piece == LARGE
    line = line.after(well=False)
    assert line.piece == LARGE
    line = line.after(well=True).after(well=False)
    assert line.piece == SMALL
    for _ in range(REMEMBERED - 1):
        line = line.after(well=True)
        assert line.piece == SMALL
    assert line.after(well=True).piece == LARGE


@given(st.lists(st.booleans(), max_size=40))
def test_t_chunk_pieces_follow_the_last_pieces_only(outcomes: list[bool]) -> None:
    line = Line()
    for well in outcomes:
        line = line.after(well=well)
    assert line.piece in (SMALL, LARGE)
    last = outcomes[-REMEMBERED:]
    if last.count(False) >= OFTEN:
        assert line.piece == SMALL
    if len(last) == REMEMBERED and all(last):
        assert line.piece == LARGE


@given(rate=st.integers(1, 10**8), sent=st.integers(0, 10**9), seconds=st.floats(0, 10**6))
def test_the_rate_is_never_passed(rate: int, sent: int, seconds: float) -> None:
    waited = seconds + pause_for(rate, sent, seconds)
    assert sent <= rate * waited * (1 + 1e-9)
    assert pause_for(0, sent, seconds) == 0


def test_patience_doubles_within_its_bounds() -> None:
    waits = [patience(attempts) for attempts in range(100)]
    assert waits[0] == FIRST_WAIT
    assert waits[1] == 2 * FIRST_WAIT
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
