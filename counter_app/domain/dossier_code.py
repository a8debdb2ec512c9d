"""The dossier code (mã hồ sơ) in its three generations; the counter writes the second and reads all.

1. `000.17.22.H56-210531-0001`: units of four levels before the date (Thông tư 01/2018/TT-VPCP Điều 19, QCVN
   102:2016/BTTTT), four digits of sequence.
2. `H13.35.07-261123-0001`: the electronic code of Quyết định 20/2020/QĐ-TTg before the date (Thông tư 03/2025/TT-VPCP
   Điều 13); the sequence is as long as the day needs, at least four digits.
3. `G09.20-20260609-0092637`: ministries' central systems (Thông tư 04/2025/TT-VPCP); two digits of the system's owner
   open the sequence, and codes with a date of eight digits are in circulation.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Generation = Literal[1, 2, 3]

_D = "[0-9OIL]"
_TOLERANT = re.compile(
    rf"(?P<units>{_D}{{3}}\.{_D}{{2}}\.{_D}{{2}}\.)?(?P<letter>[A-Z])(?P<branch>{_D}{{2}}(?:\.{_D}{{1,3}}){{0,3}})"
    rf"-(?P<day>{_D}{{8}}|{_D}{{6}})-(?P<sequence>{_D}{{4,9}})"
)
_AUTHORITY = re.compile(r"[A-Z][0-9]{2}(?:\.[0-9]{1,3}){0,3}")
_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212-]\s*")
_DIGIT_FOR = str.maketrans("OIL", "011")
_SYSTEM_DIGITS = 2
_LEAST_DIGITS = 4
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A code in its parts. `text` is the normal form that is stored, printed and searched.

    `authority` is all before the date; `sequence` the number after it, in generation 3 with the system's two digits.
    """

    authority: str
    day: date
    sequence: int
    generation: Generation
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class DossierReading:
    """A code as it was read, and what had to be corrected: `case`, `blanks`, `dash`, `letter_for_digit`."""

    code: DossierCode
    corrections: tuple[str, ...] = ()


def make(electronic_code: str, day: date, sequence: int) -> DossierCode:
    """Return the code of the `sequence`-th dossier received on `day` by the unit with `electronic_code`.

    Raises ValueError when the electronic code has not the form "H13.35.07", or the sequence is not 1 to 99999 (six
    digits and more belong to generation 3).
    """
    if _AUTHORITY.fullmatch(electronic_code) is None:
        raise ValueError("not an electronic code")
    if not 1 <= sequence <= 99_999:
        raise ValueError("sequence outside 1 to 99999")
    if not 2000 <= day.year <= 2099:
        raise ValueError("a code has two digits for the year, 2000 to 2099")
    return DossierCode(electronic_code, day, sequence, 2, f"{electronic_code}-{day:%y%m%d}-{sequence:04d}")


def parse(text: str) -> DossierCode | None:
    """Return the code that stands in `text`, tolerant as `read`, or None."""
    reading = read(text)
    return reading.code if reading else None


def read(text: str) -> DossierReading | None:
    """Read a code that was scanned or typed; None when `text` is none or its date is no date.

    Lower case, blanks around it and beside the hyphens, other dashes, and O for 0 or I and L for 1 in places where
    only digits can stand are corrected and named.
    """
    bare = text.strip()
    found, upper = _matched(bare)
    code = _built(found) if found else None
    if code is None:
        return None
    corrections = {
        "blanks": text != bare or any(blank.isspace() for blank in bare),
        "dash": any("\u2010" <= dash <= "\u2015" or dash == "\u2212" for dash in bare),
        "case": any(letter.islower() for letter in bare),
        "letter_for_digit": upper != code.text,
    }
    return DossierReading(code, tuple(name for name, done in corrections.items() if done))


def has_form(text: str) -> bool:
    """Say whether `text` has the form of a code, be its date or sequence impossible or not."""
    return _matched(text.strip())[0] is not None


def _matched(bare: str) -> tuple[re.Match[str] | None, str]:
    upper = _DASHES.sub("-", bare).upper() if len(bare) <= _LONGEST else ""
    return _TOLERANT.fullmatch(upper), upper


def _built(found: re.Match[str]) -> DossierCode | None:
    units = (found["units"] or "").translate(_DIGIT_FOR)
    branch, digits, sequence = (found[part].translate(_DIGIT_FOR) for part in ("branch", "day", "sequence"))
    day = _day(digits)
    if day is None or not int(sequence):
        return None
    generation: Generation = 2
    if units:
        generation = 1
    elif len(digits) == 8 or len(sequence) >= _SYSTEM_DIGITS + _LEAST_DIGITS:
        generation = 3
    authority = f"{units}{found['letter']}{branch}"
    return DossierCode(authority, day, int(sequence), generation, f"{authority}-{digits}-{sequence}")


def _day(digits: str) -> date | None:
    year, month, day = (digits[:4] if len(digits) == 8 else f"20{digits[:2]}"), digits[-4:-2], digits[-2:]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
