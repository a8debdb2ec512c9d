"""Searching and comparing Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.text import fold, initials, nfc, spelling, words

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ ABCĐÊÔƠƯ"
VIETNAMESE = st.text(LETTERS)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Phượng", "dang thi phuong"),
        ("  ĐƯỜNG\t30/4 ", "duong 30/4"),
        ("plain  ASCII Text", "plain ascii text"),
        ("Hoà", "hoa"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.one_of(st.text(), VIETNAMESE))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_ascii(text: str) -> None:
    assert fold(text).isascii()


@given(VIETNAMESE)
def test_composition_does_not_matter(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert nfc(decomposed) == nfc(text)
    assert spelling(decomposed) == spelling(text)
    assert words(decomposed) == words(text)


def test_words_and_initials() -> None:
    assert words("Đăng ký khai sinh (lại)") == ["dang", "ky", "khai", "sinh", "lai"]
    assert initials("Đăng ký khai sinh") == "dkks"


@pytest.mark.parametrize(("one", "other"), [("Hòa", "Hoà"), ("THỦY", "thuỷ"), (" Khánh  Hòa", "khánh hoà"), ("Đ", "đ")])
def test_two_right_spellings_are_equal(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hóa"), ("Dung", "Đung"), ("Tan", "Tân"), ("Hoa", "Hòa"), ("u", "ư")]
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


@given(VIETNAMESE)
def test_spelling_twice_is_spelling_once(text: str) -> None:
    assert spelling(spelling(text)) == spelling(text)
