"""What the 12-digit number says, and where it contradicts the rest of the form."""

from string import digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain import personal_number
from counter_app.domain.partial_date import PartialDate
from counter_app.domain.personal_number import FEMALE, MALE, PROVINCES, masked

TWELVE = st.text(digits, min_size=12, max_size=12)


@pytest.mark.parametrize(
    ("number", "sex", "year"),
    [
        ("092090000123", MALE, 1990),
        ("092190000123", FEMALE, 1990),
        ("092205000123", MALE, 2005),
        ("092305000123", FEMALE, 2005),
        ("092500000123", FEMALE, 2100),
        ("092999000123", FEMALE, 2399),
    ],
)
def test_century_sex_and_year(number: str, sex: str, year: int) -> None:
    found = personal_number.read(number)
    assert found is not None
    assert (found.province, found.sex, found.year) == ("Cần Thơ", sex, year)


def test_the_63_provinces_of_the_table() -> None:
    assert len(PROVINCES) == 63
    assert [PROVINCES[code] for code in ("001", "079", "092", "093", "094")] == [
        "Hà Nội",
        "TP. Hồ Chí Minh",
        "Cần Thơ",
        "Hậu Giang",
        "Sóc Trăng",
    ]


@given(TWELVE)
def test_a_number_never_contradicts_what_it_says(text: str) -> None:
    found = personal_number.read(text)
    assert found is not None
    codes = {problem.code for problem in personal_number.contradictions(text, PartialDate(found.year), found.sex)}
    assert codes == (set() if found.province else {"province_unknown"})


@given(TWELVE)
def test_contradictions_only_warn(text: str) -> None:
    found = personal_number.read(text)
    assert found is not None
    other = FEMALE if found.sex == MALE else MALE
    problems = personal_number.contradictions(text, PartialDate(found.year + 1), other)
    assert {"birth_year_contradicts", "sex_contradicts"} <= {problem.code for problem in problems}
    assert not any(problem.certain for problem in problems)


def test_what_is_empty_contradicts_nothing() -> None:
    assert personal_number.contradictions("092090000123", None, "") == ()


@pytest.mark.parametrize("text", ["", "092090000123", "B1234567", "C12345678"])
def test_good_numbers(text: str) -> None:
    assert personal_number.problems(text) == ()


@pytest.mark.parametrize(
    ("text", "code", "certain"),
    [
        ("360000123", "number_old", False),
        ("AB12345", "number_foreign_passport", False),
        ("999090000123", "province_unknown", False),
        ("09209000012", "number_wrong_form", True),
        ("0920900001234", "number_wrong_form", True),
        ("O92090000123", "number_wrong_form", True),
        ("０92090000123", "number_wrong_form", True),
        ("1234567", "number_wrong_form", True),
    ],
)
def test_doubtful_and_wrong_numbers(text: str, code: str, certain: bool) -> None:
    assert [(problem.code, problem.certain) for problem in personal_number.problems(text)] == [(code, certain)]


@given(st.text())
def test_no_text_raises(text: str) -> None:
    personal_number.problems(text, PartialDate(1990), MALE)
    assert personal_number.read(text) is None or len(text) == 12


@pytest.mark.parametrize(
    ("number", "shown"), [("092090000123", "••••••••0123"), ("12345", "•2345"), ("1234", "••••"), ("", "")]
)
def test_masking(number: str, shown: str) -> None:
    assert masked(number) == shown


@given(st.text())
def test_masking_keeps_the_length_and_at_most_four_letters(number: str) -> None:
    assert len(masked(number)) == len(number)
    assert masked(number)[:-4] == "•" * (max(len(number), 4) - 4)
