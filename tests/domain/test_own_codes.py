"""The codes the counter prints for itself: every misread digit is found, no typing method can change them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain import own_codes
from counter_app.domain.own_codes import PAPERS, Badge, OwnPaper, Ticket, make_own_paper, read_own_paper

OFFICERS = st.integers(1, 999_999)
NUMBERS = st.builds(
    lambda series, sequence: f"{series}{sequence:03d}",
    st.sampled_from("123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    st.integers(1, 999),
)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(OFFICERS)
def test_a_badge_reads_back(officer: int) -> None:
    assert own_codes.read_badge(own_codes.make_badge(officer)) == Badge(officer)
    assert Badge(officer).text == own_codes.make_badge(officer)


@given(NUMBERS, DAYS)
def test_a_ticket_reads_back(number: str, day: date) -> None:
    assert own_codes.read_ticket(own_codes.make_ticket(number, day)) == Ticket(number, day)


@given(OFFICERS)
def test_every_wrong_digit_of_a_badge_is_found(officer: int) -> None:
    text = own_codes.make_badge(officer)
    for place, letter in enumerate(text):
        for wrong in set("0123456789") - {letter}:
            if letter.isdigit():
                assert own_codes.read_badge(text[:place] + wrong + text[place + 1 :]) is None


@given(OFFICERS)
def test_every_swap_of_neighbouring_digits_of_a_badge_is_found(officer: int) -> None:
    text = own_codes.make_badge(officer)
    for place in range(3, len(text) - 1):
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        if swapped != text:
            assert own_codes.read_badge(swapped) is None


@given(NUMBERS, DAYS)
def test_every_wrong_digit_of_a_ticket_is_found(number: str, day: date) -> None:
    text = own_codes.make_ticket(number, day)
    for place, letter in enumerate(text):
        for wrong in set("0123456789") - {letter}:
            if letter.isdigit():
                assert own_codes.read_ticket(text[:place] + wrong + text[place + 1 :]) is None


@given(OFFICERS, NUMBERS, DAYS)
def test_no_typing_method_can_change_a_printed_code(officer: int, number: str, day: date) -> None:
    for text in (own_codes.make_badge(officer), own_codes.make_ticket(number, day)):
        assert re.fullmatch(r"[BGKT0-9-]+", text)


@pytest.mark.parametrize(("text", "number"), [("1001", "1001"), ("A001", "A001"), ("b203", "B203"), ("9999", "9999")])
def test_bare_numbers_are_tickets(text: str, number: str) -> None:
    assert own_codes.read_ticket(text) == Ticket(number)


@pytest.mark.parametrize(
    "text", ["0001", "A000", "1000", "A01", "AA01", "Ａ001", "TK-261123-10001-49", "TK-261323-11001-40"]
)
def test_other_texts_are_no_tickets(text: str) -> None:
    assert own_codes.read_ticket(text) is None


@pytest.mark.parametrize("officer", [0, -1, 1_000_000])
def test_an_impossible_badge_is_not_made(officer: int) -> None:
    with pytest.raises(ValueError, match="officer"):
        own_codes.make_badge(officer)


@pytest.mark.parametrize(("number", "year"), [("A000", 2026), ("0001", 2026), ("a001", 2026), ("A001", 1999)])
def test_an_impossible_ticket_is_not_made(number: str, year: int) -> None:
    with pytest.raises(ValueError, match="ticket"):
        own_codes.make_ticket(number, date(year, 1, 1))


def test_impossible_parts_behind_right_check_digits_are_refused() -> None:
    for digits in ("26112310001", "26112337001", "26132311001", "26112311000"):
        check = f"{98 - int(digits) * 100 % 97:02d}"
        assert own_codes.read_ticket(f"TK-{digits[:6]}-{digits[6:]}-{check}") is None
    assert own_codes.read_badge(f"BG-000000-{98 - 0:02d}") is None


@given(st.sampled_from(PAPERS), st.integers(2000, 2099), st.integers(0, 999), st.integers(1, 99_999), st.integers(0, 9))
def test_papers_are_read_back_and_one_wrong_digit_is_found(
    kind: str, year: int, slot: int, number: int, wrong: int
) -> None:
    text = make_own_paper(kind, year, slot, number)
    assert read_own_paper(text.lower()) == OwnPaper(kind, year, slot, number)
    for place, letter in enumerate(text):
        if letter.isdigit() and letter != str(wrong):
            assert read_own_paper(text[:place] + str(wrong) + text[place + 1 :]) is None


@pytest.mark.parametrize(("year", "slot", "number"), [(1999, 1, 1), (2026, 1000, 1), (2026, 1, 0), (2026, 1, 100_000)])
def test_an_impossible_paper_is_not_made(year: int, slot: int, number: int) -> None:
    with pytest.raises(ValueError, match="paper"):
        make_own_paper("BB", year, slot, number)
