"""Vietnamese text as people type, hear and search it."""

import unicodedata

_D_BAR = str.maketrans({"đ": "d", "Đ": "D"})
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""The combining grave, acute, tilde, hook above and dot below."""


def nfc(text: str) -> str:
    """Return `text` in Unicode NFC, the only form stored and printed (fonts draw NFD marks beside the letter)."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` lower-case, without tone and vowel marks, đ as d, blanks collapsed.

    Used on both sides of every search, so that "dang thi phuong" finds "Đặng Thị Phượng". SQLite's own
    `remove_diacritics` leaves đ alone, hence the fold is made here and stored.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFD", text.translate(_D_BAR))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.lower().split())


def words(text: str) -> list[str]:
    """Return the folded words of `text`; everything that is neither letter nor digit separates words."""
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def spelling(text: str) -> str:
    """Return `text` so that two right spellings of the same words are equal: Hòa and Hoà, NFC and NFD, case, blanks.

    Both placements of the tone mark are in official use. The tone is moved behind its word; vowel marks (â, ă, ơ …)
    and đ stay, so that "Hòa" and "Hóa", "Dung" and "Đung" remain different.
    """
    return " ".join(_tone_last(word) for word in unicodedata.normalize("NFD", text).casefold().split())


def _tone_last(word: str) -> str:
    tones = "".join(mark for mark in word if mark in _TONES)
    return unicodedata.normalize("NFD", "".join(letter for letter in word if letter not in _TONES) + tones)


def initials(text: str) -> str:
    """Return the first letters of the folded words: "Đăng ký khai sinh" gives "dkks"."""
    return "".join(word[0] for word in words(text))
