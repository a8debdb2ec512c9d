"""Tax codes and their check digit."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.domain import tax_number

NINES = st.integers(1, 99_9999999).map(lambda number: f"{number:09d}").filter(lambda text: int(text[2:]) > 0)


@pytest.mark.parametrize("text", ["0100233488", "0314409058-002", "0314409058002", "0314 409 058", "092090000123", ""])
def test_right_codes(text: str) -> None:
    assert tax_number.valid(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0100233480", "tax_check_digit"),
        ("0100000006", "tax_check_digit"),
        ("0314409058-000", "tax_branch_zero"),
        ("031440905", "tax_wrong_form"),
        ("01002334881", "tax_wrong_form"),
        ("010023348O", "tax_wrong_form"),
        ("0314409058-02", "tax_wrong_form"),
    ],
)
def test_wrong_codes(text: str, code: str) -> None:
    assert [(problem.code, problem.certain) for problem in tax_number.problems(text)] == [(code, True)]


@pytest.mark.parametrize(
    ("text", "normal"), [("0314409058002", "0314409058-002"), ("0314.409.058", "0314409058"), (" x y ", "xy")]
)
def test_the_normal_form(text: str, normal: str) -> None:
    assert tax_number.normal(text) == normal


@given(NINES, st.integers(0, 8), st.integers(1, 9))
def test_every_wrong_digit_is_found(nine: str, place: int, step: int) -> None:
    digit = tax_number.check_digit(nine)
    assume(digit)
    wrong = nine[:place] + str((int(nine[place]) + step) % 10) + nine[place + 1 :]
    assert tax_number.valid(nine + digit)
    assert not tax_number.valid(wrong + digit)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert tax_number.normal(tax_number.normal(text)) == tax_number.normal(text)
    tax_number.problems(text)
