"""Amounts in words: as people write them, and never two amounts in the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.money_words import amount_words, number_words

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
OTHERWISE = {"mốt": 1, "tư": 4, "lăm": 5}
AMOUNTS = st.one_of(st.integers(0, 10**13), st.integers(0, 2000), st.integers(0, 10**7).map(lambda n: n * 1000))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không đồng"),
        (5, "năm đồng"),
        (10, "mười đồng"),
        (11, "mười một đồng"),
        (14, "mười bốn đồng"),
        (15, "mười lăm đồng"),
        (21, "hai mươi mốt đồng"),
        (24, "hai mươi tư đồng"),
        (25, "hai mươi lăm đồng"),
        (50, "năm mươi đồng"),
        (101, "một trăm lẻ một đồng"),
        (105, "một trăm lẻ năm đồng"),
        (110, "một trăm mười đồng"),
        (555, "năm trăm năm mươi lăm đồng"),
        (1_000, "một nghìn đồng"),
        (1_005, "một nghìn không trăm lẻ năm đồng"),
        (2_050, "hai nghìn không trăm năm mươi đồng"),
        (20_000, "hai mươi nghìn đồng"),
        (22_000, "hai mươi hai nghìn đồng"),
        (200_000, "hai trăm nghìn đồng"),
        (540_000, "năm trăm bốn mươi nghìn đồng"),
        (1_000_005, "một triệu không trăm lẻ năm đồng"),
        (1_500_000, "một triệu năm trăm nghìn đồng"),
        (1_005_000, "một triệu không trăm lẻ năm nghìn đồng"),
        (3_021_404, "ba triệu không trăm hai mươi mốt nghìn bốn trăm lẻ bốn đồng"),
        (1_000_000_000, "một tỷ đồng"),
        (2_000_015_000, "hai tỷ không trăm mười lăm nghìn đồng"),
        (1_005_000_000_000, "một nghìn không trăm lẻ năm tỷ đồng"),
        (10**18, "một tỷ tỷ đồng"),
    ],
)
def test_amounts_as_people_write_them(amount: int, words: str) -> None:
    assert amount_words(amount) == words


def test_the_north_says_linh() -> None:
    assert number_words(1_105, odd="linh") == "một nghìn một trăm linh năm"


def test_a_debt_has_no_words() -> None:
    with pytest.raises(ValueError, match="negative"):
        amount_words(-1)


def group(words: list[str]) -> int:
    """Read back at most 999."""
    value = 0
    if "trăm" in words:
        value = DIGITS.index(words[0]) * 100
        words = words[2:]
    if words and words[0] == "lẻ":
        words = words[1:]
    if "mươi" in words:
        value += DIGITS.index(words[0]) * 10
        words = words[2:]
    elif words and words[0] == "mười":
        value += 10
        words = words[1:]
    if words:
        (one,) = words
        value += OTHERWISE[one] if one in OTHERWISE else DIGITS.index(one)
    return value


def number(words: list[str]) -> int:
    """Read words back by another road: from the right, at the last greatest name."""
    for name, value in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3)):
        if name in words:
            at = len(words) - 1 - words[::-1].index(name)
            return number(words[:at]) * value + number(words[at + 1 :])
    return group(words)


@given(AMOUNTS)
def test_words_read_back_to_the_amount(amount: int) -> None:
    said = amount_words(amount)
    assert said.endswith(" đồng")
    assert number(said.split(" ")[:-1]) == amount


@given(AMOUNTS)
def test_words_are_single_spaced_and_never_say_an_empty_thousand(amount: int) -> None:
    said = number_words(amount)
    assert said == " ".join(said.split())
    for empty in ("không nghìn", "không triệu", "mươi năm", "mươi một", "mười mốt", "lẻ lăm", "không mươi"):
        assert empty not in said
