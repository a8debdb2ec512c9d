"""Signs that a Vietnamese text was changed on its way from the card to the counter.

Keyboard-wedge readers drop the letters they cannot type, send "?" for them, or send the keys of a typing method
(Telex `Nguyeenx`, VNI `Nguye64n`); an input method that listens rewrites what it sees; a wrong code page gives
`Nguyá»…n`. None of this can be undone surely, so it is only found: the text is shown and a person looks at it.
Names of Khmer, Chăm and highland people are not spelled like Vietnamese ones; a rule stands here only when it does
not fit them, or hardly ever.
"""

import re
import unicodedata
from typing import Final

from counter_app.domain.text import fold, spelling

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHAPES = {"\u0302": "aeo", "\u0306": "aeiou", "\u031b": "ou"}
"""Circumflex, breve and horn, and the letters that may wear them (ĕ ĭ ŏ ŭ: highland names)."""

_STOPPED = re.compile(r"[aeiouy](?:c|ch|p|t)$")
_TELEX = re.compile(r"aa|ee|oo(?!n|c)|dd|[aeiouy].*[sfrxjwzd]")
_VNI = re.compile(r"[aeiouyd][1-9]{1,2}[a-z]")
_VNI_END = re.compile(r"^[a-z]*[a-z][aeiouy][1-9]{1,2}$")
_NGUYEN = spelling("Nguyễn")
_LIKE_NGUYEN = frozenset({"nguyen", "guyen", "nuyen", "ngyen", "nguen", "nguye"})
_NOT_TELEX = frozenset({"ksor"})
_LONE_LETTERS = frozenset("aeiouykh")
_ABBREVIATIONS = frozenset(
    {"tp", "tx", "tt", "kp", "kv", "ql", "dt", "hl", "tl", "kdc", "ktt", "tdp", "ns", "ct", "st"}
)

_BARE_FAMILY_NAMES: Final = frozenset(
    {
        "nguyen", "tran", "le", "pham", "huynh", "hoang", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly",
        "dinh", "dao", "doan", "truong", "luong", "trinh", "to", "ta",
    }
)  # fmt: skip
"""Family names that always carry a mark: written without one, the marks were lost."""


def signs_in_name(name: str) -> tuple[str, ...]:
    """Return the codes of what makes a person's name look changed; empty when nothing does.

    Codes: `name_mangled` (letters, digits or signs that no name has), `letters_missing`, `accents_missing`,
    `case_changed`.
    """
    parts = re.split(r"[\s'’.-]+", name)
    words = [part for part in parts if part]
    if not words or not all(_vietnamese_word(word) for word in words):
        return ("name_mangled",)
    signs = []
    if any(_typing_keys(word) for word in words):
        signs.append("name_mangled")
    if any(_no_vowel(word) for word in words) or _damaged_nguyen(words[0]):
        signs.append("letters_missing")
    if words[0].lower() in _BARE_FAMILY_NAMES or any(_stopped_without_tone(word) for word in words):
        signs.append("accents_missing")
    if any(word[0].islower() for word in name.split()):
        signs.append("case_changed")
    return tuple(signs)


def signs_in_address(address: str) -> tuple[str, ...]:
    """Return the codes of what makes an address look changed: `address_mangled`, `address_accents_missing`.

    Addresses hold abbreviations, house numbers and brand names, so single odd words are let pass.
    """
    words = [word for word in re.split(r"[^\w?\ufffd]+", address) if word]
    if not _possible_signs(address) or _typed_keys(words) or any(_letters_lost(word) for word in words):
        return ("address_mangled",)
    if address.isascii() and sum(letter.isalpha() for letter in address) >= 8:
        return ("address_accents_missing",)
    return ()


def _possible_signs(address: str) -> bool:
    letters = (letter for letter in address if letter.isalpha() or ord(letter) > 0x2FFF)
    latin_signs = (letter for letter in address if "\x80" <= letter <= "\xbf")
    return (
        "?" not in address
        and "\ufffd" not in address
        and all(_vietnamese_letter(letter) for letter in letters)
        and all(letter in "°²·" for letter in latin_signs)
    )


def _typed_keys(words: list[str]) -> bool:
    return (
        any(_VNI.search(word) or _two_tones(word) for word in words)
        or sum(_VNI_END.match(word.lower()) is not None for word in words) > 1
        or sum(_telex_keys(word) for word in words) > 1
    )


def _letters_lost(word: str) -> bool:
    return _no_vowel(word) and word[1:].islower() and fold(word) not in _ABBREVIATIONS


def _vietnamese_word(word: str) -> bool:
    inside = word[1:]
    capital_inside = any(letter.isupper() for letter in inside) and not inside.isupper()
    return all(_vietnamese_letter(letter) for letter in word) and not capital_inside


def _vietnamese_letter(letter: str) -> bool:
    if letter in "đĐ":
        return True
    base, *marks = list(unicodedata.normalize("NFD", letter.lower()))
    if not ("a" <= base <= "z"):
        return False
    return all((mark in _TONES and base in "aeiouy") or base in _SHAPES.get(mark, "") for mark in marks)


def _damaged_nguyen(word: str) -> bool:
    """Say whether `word` is the commonest family name with a letter lost or its mark changed."""
    return fold(word) == "nguyn" or (fold(word) in _LIKE_NGUYEN and not word.isascii() and spelling(word) != _NGUYEN)


def _tones_of(word: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", word) if mark in _TONES)


def _two_tones(word: str) -> bool:
    return len(_tones_of(word)) > 1


def _telex_keys(word: str) -> bool:
    lower = unicodedata.normalize("NFC", word.lower())
    return lower.isalpha() and lower not in _NOT_TELEX and _TELEX.search(fold(word).replace("đ", "d")) is not None


def _typing_keys(word: str) -> bool:
    tones = _tones_of(word)
    wrong_tone = bool(_STOPPED.search(fold(word))) and tones in ("\u0300", "\u0309", "\u0303")
    return len(tones) > 1 or wrong_tone or _telex_keys(word)


def _no_vowel(word: str) -> bool:
    bare = fold(word)
    if not bare.isalpha():
        return False
    if len(bare) == 1:
        return bare not in _LONE_LETTERS
    return not any(vowel in bare for vowel in "aeiouy")


def _stopped_without_tone(word: str) -> bool:
    return bool(_STOPPED.search(fold(word))) and not _tones_of(word)
