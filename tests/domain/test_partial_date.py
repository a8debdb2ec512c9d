"""Dates of birth that may lack day or month."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.partial_date import PartialDate

WHOLE = st.dates().map(PartialDate.of)
PARTIAL = st.one_of(
    WHOLE,
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
)


@given(PARTIAL)
def test_iso_reads_back(day: PartialDate) -> None:
    assert PartialDate.from_iso(day.iso()) == day


@given(PARTIAL)
def test_what_is_printed_can_be_typed(day: PartialDate) -> None:
    assert PartialDate.from_typed(day.printed()) == day


@given(PARTIAL)
def test_the_earliest_day_is_not_behind_the_latest(day: PartialDate) -> None:
    assert day.earliest <= day.latest
    assert day.whole is (day.earliest == day.latest and day.day > 0)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("15021990", "1990-02-15"),
        ("00001950", "1950"),
        ("00031950", "1950-03"),
        ("1950", "1950"),
        ("031950", "1950-03"),
    ],
)
def test_card_dates(text: str, iso: str) -> None:
    found = PartialDate.from_card(text)
    assert found is not None
    assert found.iso() == iso


@pytest.mark.parametrize(
    "text", ["", "31021990", "15001990", "150219", "15/02/1990", "x5021990", "1502199０", "00000000"]
)
def test_no_card_dates(text: str) -> None:
    assert PartialDate.from_card(text) is None


@pytest.mark.parametrize("text", ["15/02/1990", "15-2-1990", "15.02.1990", " 15021990 "])
def test_typed_dates(text: str) -> None:
    assert PartialDate.from_typed(text) == PartialDate(1990, 2, 15)


@pytest.mark.parametrize("parts", [(1990, 0, 5), (1990, 13, 0), (1990, 2, 30), (0, 1, 1)])
def test_impossible_dates_are_refused(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(*parts)


@pytest.mark.parametrize("text", ["", "1990-2-1", "15021990", "1990-02-30"])
def test_no_iso_dates(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.from_iso(text)


def test_the_end_of_a_month_is_known() -> None:
    assert PartialDate(2024, 2).latest == date(2024, 2, 29)
    assert PartialDate(1950).latest == date(1950, 12, 31)
