"""Dossier codes of three generations."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain import dossier_code
from counter_app.domain.dossier_code import DossierCode

AUTHORITIES = st.from_regex(r"[A-Z][0-9]{2}(\.[0-9]{1,3}){0,3}", fullmatch=True).filter(str.isascii)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CODES = st.builds(dossier_code.make, AUTHORITIES, DAYS, st.integers(1, 99_999))


@given(CODES)
def test_what_is_made_is_read_back(code: DossierCode) -> None:
    assert dossier_code.parse(code.text) == code


@given(CODES)
def test_case_and_blanks_do_not_matter(code: DossierCode) -> None:
    reading = dossier_code.read(f" {code.text.lower().replace('-', ' – ')}\t")
    assert reading is not None
    assert reading.code == code
    assert {"case", "blanks", "dash"} == set(reading.corrections)


@given(CODES)
def test_letters_in_the_place_of_digits_are_corrected_and_named(code: DossierCode) -> None:
    typed = code.text[0] + code.text[1:].replace("0", "O").replace("1", "I")
    reading = dossier_code.read(typed)
    assert reading is not None
    assert reading.code == code
    assert reading.corrections == (("letter_for_digit",) if typed != code.text else ())


@pytest.mark.parametrize(
    ("text", "authority", "day", "sequence", "generation"),
    [
        ("000.17.22.H56-210531-0001", "000.17.22.H56", date(2021, 5, 31), 1, 1),
        ("H56.14-240823-0001", "H56.14", date(2024, 8, 23), 1, 2),
        ("H13-261123-12345", "H13", date(2026, 11, 23), 12345, 2),
        ("H13.35.07-261123-0102", "H13.35.07", date(2026, 11, 23), 102, 2),
        ("G09.20-20260609-0092637", "G09.20", date(2026, 6, 9), 92637, 3),
        ("H13.035.07-260609-010001", "H13.035.07", date(2026, 6, 9), 10001, 3),
    ],
)
def test_the_generations(text: str, authority: str, day: date, sequence: int, generation: int) -> None:
    code = dossier_code.parse(text)
    assert code is not None
    assert (code.authority, code.day, code.sequence, code.generation) == (authority, day, sequence, generation)
    assert str(code) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H13",
        "H13-261123-001",
        "H13-261323-0001",
        "H13-261123-0000",
        "H13-2611230001",
        "13.35-261123-0001",
        "HH3-261123-0001",
        "H13-261123-0001-1",
        "H13-261123-0001234567",
        "H13-20990230-0001",
        "ß13-261123-0001",
        "H13-261123-000١",
        "H13." * 30,
    ],
)
def test_other_texts_are_no_codes(text: str) -> None:
    assert dossier_code.parse(text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    code = dossier_code.parse(text)
    assert code is None or dossier_code.parse(code.text) == code


@pytest.mark.parametrize(
    ("authority", "day", "sequence"),
    [
        ("h13", date(2026, 1, 1), 1),
        ("31120", date(2026, 1, 1), 1),
        ("H13", date(2026, 1, 1), 0),
        ("H13", date(2026, 1, 1), 100_000),
        ("H13", date(1999, 1, 1), 1),
    ],
)
def test_an_impossible_code_is_not_made(authority: str, day: date, sequence: int) -> None:
    with pytest.raises(ValueError, match=r".+"):
        dossier_code.make(authority, day, sequence)


def test_the_sequence_has_four_digits_at_least() -> None:
    assert dossier_code.make("H13.35.07", date(2026, 11, 23), 7).text == "H13.35.07-261123-0007"
