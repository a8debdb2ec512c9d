"""Telephone numbers and e-mail addresses as people say them at a counter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.contact import email_problems, normal_phone, phone_problems


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("84912345678", "0912345678"),
        ("+84 (0)912 345 678", "0912345678"),
        ("(0292) 3-812-345", "02923812345"),
        ("1900 1234", "19001234"),
        ("gọi con trai", "gọi con trai"),
        ("", ""),
    ],
)
def test_the_normal_form(text: str, normal: str) -> None:
    assert normal_phone(text) == normal


@pytest.mark.parametrize(
    "text", ["0912345678", "0323456789", "02923812345", "18001091", "1900123456", "", "+84912345678"]
)
def test_right_numbers(text: str) -> None:
    assert phone_problems(text) == ()


@pytest.mark.parametrize(
    ("text", "code", "certain"),
    [
        ("091234567", "phone_length", True),
        ("09123456789", "phone_length", True),
        ("0412345678", "phone_prefix", True),
        ("912345678", "phone_prefix", True),
        ("gọi con trai", "phone_letters", True),
        ("01681234567", "phone_old_prefix", False),
        ("+81 90 1234 5678", "phone_foreign", False),
    ],
)
def test_wrong_and_doubtful_numbers(text: str, code: str, certain: bool) -> None:
    assert [(problem.code, problem.certain) for problem in phone_problems(text)] == [(code, certain)]


@pytest.mark.parametrize("text", ["", " a@example.vn ", "nguyen.van-a+1@mail.example.com", "a_b@xn--c1a.example"])
def test_right_addresses(text: str) -> None:
    assert email_problems(text) == ()


@pytest.mark.parametrize(
    "text",
    ["a", "a@", "@b.vn", "a@b", "a b@c.vn", "a@b..vn", ".a@b.vn", "a.@b.vn", "a@-b.vn", "a@b.vn,c@d.vn", "a@b.1"],
)
def test_wrong_addresses(text: str) -> None:
    assert [(problem.code, problem.certain) for problem in email_problems(text)] == [("email_wrong_form", True)]


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert normal_phone(normal_phone(text)) == normal_phone(text)
    phone_problems(text)
    email_problems(text)
