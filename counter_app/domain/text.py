"""Vietnamese text as people type, hear and search it."""

import unicodedata

_D_BAR = str.maketrans({"đ": "d", "Đ": "D"})


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


def initials(text: str) -> str:
    """Return the first letters of the folded words: "Đăng ký khai sinh" gives "dkks"."""
    return "".join(word[0] for word in words(text))
