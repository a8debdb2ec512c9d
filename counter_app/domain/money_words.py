"""Amounts in Vietnamese words, as receipts and hand-over papers ask for them: 22000 is "hai mươi hai nghìn đồng"."""

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THOUSANDS: Final = ((1_000_000, "triệu"), (1_000, "nghìn"))
_MILLIARD: Final = 1_000_000_000


def number_words(number: int, *, odd: str = "lẻ") -> str:
    """Return `number` in words. `odd` stands for an empty ten: "lẻ" in the South, "linh" in the North.

    Raises ValueError for a negative number: which word stands for the sign is the paper's business.
    """
    if number < 0:
        raise ValueError("no words for a negative number")
    return _said(number, odd, behind=False) or _DIGITS[0]


def amount_words(amount: int, *, odd: str = "lẻ") -> str:
    """Return `amount` (whole đồng) in words, with "đồng" at the end. Raises ValueError for a negative amount."""
    return f"{number_words(amount, odd=odd)} đồng"


def _said(number: int, odd: str, *, behind: bool) -> str:
    """Words of `number`, "" for 0; `behind` says that something greater was said before it, so hundreds are named."""
    parts: list[str] = []
    if number >= _MILLIARD:
        parts.append(f"{_said(number // _MILLIARD, odd, behind=behind)} tỷ")
        number %= _MILLIARD
    for value, name in _THOUSANDS:
        if number >= value:
            parts.append(f"{_group(number // value, odd, behind=behind or bool(parts))} {name}")
            number %= value
    if number:
        parts.append(_group(number, odd, behind=behind or bool(parts)))
    return " ".join(parts)


def _group(number: int, odd: str, *, behind: bool) -> str:
    """Words of 1 to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    parts = [_DIGITS[hundreds], "trăm"] if hundreds or behind else []
    if tens == 1:
        parts.append("mười")
    elif tens:
        parts += [_DIGITS[tens], "mươi"]
    elif ones and parts:
        parts.append(odd)
    if ones:
        parts.append(_one(ones, tens))
    return " ".join(parts)


def _one(ones: int, tens: int) -> str:
    if ones == 5 and tens:
        return "lăm"
    if tens > 1 and ones in (1, 4):
        return "mốt" if ones == 1 else "tư"
    return _DIGITS[ones]
