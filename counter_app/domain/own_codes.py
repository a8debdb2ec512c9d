"""The codes that this counter invents and prints itself: tickets, badges, hand-over lists, slips and visits.

Decisions: only the letters B, G, K, T, digits and hyphens stand in them, so that no Vietnamese typing method (Telex
rewrites vowels and d w z s f r x j, VNI rewrites a digit behind a vowel) can change a code that a keyboard-wedge
reader types. Two check digits (ISO/IEC 7064 MOD 97-10, as in IBAN) find every wrong digit and every swap of neighbours.
A badge is a name tag, not a secret: it says who wants to sign in, and a PIN follows.

    BG-000123-20           badge of officer 123
    TK-261123-11001-54     ticket A001 of 23/11/2026 (series A = 11, B = 12 …; the digit series 1 to 9 = 01 to 09)
    BB-26003-00012-34      the twelfth hand-over list of the counter with slot 3 in 2026; KT- a missing-items slip,
                           TB- a visit's sheet
"""

import re
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from typing import Final

_TICKET_NUMBER = re.compile(r"(?P<series>[1-9A-Z])(?P<sequence>[0-9]{3})")
_TICKET = re.compile(r"TK-(?P<day>[0-9]{6})-(?P<series>[0-9]{2})(?P<sequence>[0-9]{3})-(?P<check>[0-9]{2})")
_BADGE = re.compile(r"BG-(?P<officer>[0-9]{6})-(?P<check>[0-9]{2})")
_FIRST_LETTER = 11
_PAPER = re.compile(r"(?P<kind>BB|KT|TB)-(?P<year>[0-9]{2})(?P<slot>[0-9]{3})-(?P<number>[0-9]{5})-(?P<check>[0-9]{2})")

HAND_OVER_LIST: Final = "BB"
MISSING_SLIP: Final = "KT"
VISIT_SHEET: Final = "TB"
PAPERS: Final = (HAND_OVER_LIST, MISSING_SLIP, VISIT_SHEET)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in the queue: the number that is called ("A001", "1001"), and its day when the code says it."""

    number: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """An officer's badge; `officer` is 1 to 999999."""

    officer: int

    @property
    def text(self) -> str:
        return make_badge(self.officer)


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """A paper that a counter gave out; `kind` is one of `PAPERS`, `slot` the counter's, `number` its own in a year."""

    kind: str
    year: int
    slot: int
    number: int

    @property
    def text(self) -> str:
        return make_own_paper(self.kind, self.year, self.slot, self.number)


def make_own_paper(kind: str, year: int, slot: int, number: int) -> str:
    """Return the text of a paper's barcode; raises ValueError beyond 2000 to 2099, slot 0 to 999, number 1 to 99999."""
    if kind not in PAPERS or not (2000 <= year <= 2099 and 0 <= slot <= 999 and 1 <= number <= 99_999):
        raise ValueError("not a paper of ours")
    digits = f"{year % 100:02d}{slot:03d}{number:05d}"
    return f"{kind}-{digits[:5]}-{digits[5:]}-{_check(digits)}"


def read_own_paper(text: str) -> OwnPaper | None:
    """Return the paper in `text` (any case); None when it is none or its check digits are wrong."""
    found = _PAPER.fullmatch(text.upper()) if text.isascii() else None
    if found is None or found["check"] != _check(found["year"] + found["slot"] + found["number"]):
        return None
    number = int(found["number"])
    return OwnPaper(found["kind"], 2000 + int(found["year"]), int(found["slot"]), number) if number else None


def make_badge(officer: int) -> str:
    """Return the text of an officer's badge; raises ValueError when the number is not 1 to 999999."""
    if not 1 <= officer <= 999_999:
        raise ValueError("officer outside 1 to 999999")
    digits = f"{officer:06d}"
    return f"BG-{digits}-{_check(digits)}"


def read_badge(text: str) -> Badge | None:
    """Return the badge in `text` (any case); None when it is none or its check digits are wrong."""
    found = _BADGE.fullmatch(text.upper()) if text.isascii() else None
    if found is None or found["check"] != _check(found["officer"]) or not int(found["officer"]):
        return None
    return Badge(int(found["officer"]))


def make_ticket(number: str, day: date) -> str:
    """Return the text of the barcode of ticket `number` ("A001", "1001") of `day`.

    Raises ValueError when the number is not a series (1 to 9, A to Z) and a sequence of three digits from 001 on, or
    the year is outside 2000 to 2099.
    """
    found = _TICKET_NUMBER.fullmatch(number)
    if found is None or not int(found["sequence"]):
        raise ValueError("not a ticket number")
    if not 2000 <= day.year <= 2099:
        raise ValueError("a ticket has two digits for the year, 2000 to 2099")
    series = found["series"]
    place = int(series) if series.isdigit() else _FIRST_LETTER + ascii_uppercase.index(series)
    digits = f"{place:02d}{found['sequence']}"
    return f"TK-{day:%y%m%d}-{digits}-{_check(f'{day:%y%m%d}{digits}')}"


def read_ticket(text: str) -> Ticket | None:
    """Return the ticket in `text`, barcode or bare number, any case; None when it is none."""
    upper = text.upper() if text.isascii() else ""
    bare = _TICKET_NUMBER.fullmatch(upper)
    if bare is not None:
        return Ticket(upper) if int(bare["sequence"]) else None
    found = _TICKET.fullmatch(upper)
    if found is None or found["check"] != _check(found["day"] + found["series"] + found["sequence"]):
        return None
    return _ticket(found)


def looks_like_own(text: str) -> bool:
    """Say whether `text` begins like a code of ours; a wrong one is then a misread, not a foreign code."""
    return re.match(r"(?:BG|TK|BB|KT|TB)-[0-9]", text.upper()) is not None


def _ticket(found: re.Match[str]) -> Ticket | None:
    place, digits = int(found["series"]), found["day"]
    if 1 <= place <= 9:
        series = str(place)
    elif _FIRST_LETTER <= place < _FIRST_LETTER + len(ascii_uppercase):
        series = ascii_uppercase[place - _FIRST_LETTER]
    else:
        return None
    try:
        day = date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None
    return Ticket(series + found["sequence"], day) if int(found["sequence"]) else None


def _check(digits: str) -> str:
    return f"{98 - int(digits) * 100 % 97:02d}"
