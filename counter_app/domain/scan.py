"""What was scanned: the content decides, never the field that has the focus.

`read` is total: every text gives a card, a dossier, a ticket, a badge, or an unknown with the reason; it never raises,
whatever a reader, an input method or a foreign code sends. `certain` is False when anything looks truncated, impossible
or changed on the way; the doubts say what, and the screen asks the officer to look. What is not surely a card is
unknown, so that no form is ever filled by half a guess.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from counter_app.domain import burst, card, dossier_code, foreign_code, machine_readable_zone, own_codes
from counter_app.domain.card import Card
from counter_app.domain.dossier_code import DossierCode
from counter_app.domain.own_codes import Badge, OwnPaper, Ticket
from counter_app.domain.times import VIETNAM

_CHANGES = ("full_width", "control_characters", "input_method")
"""What the way from the reader did to the text; a repeated code is no doubt, it agrees with itself."""
_FIRST_CODES = 2016


@dataclass(frozen=True, slots=True)
class CardScan:
    """A citizen's card. `source` is "qr" or "mrz"."""

    card: Card
    certain: bool
    doubts: tuple[str, ...] = ()
    source: Literal["qr", "mrz"] = "qr"


@dataclass(frozen=True, slots=True)
class DossierScan:
    """A dossier code, in its normal form. `corrections` are harmless changes (case, blanks); doubts are not."""

    code: DossierCode
    certain: bool
    doubts: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TicketScan:
    """A queue ticket."""

    ticket: Ticket
    certain: bool
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadgeScan:
    """An officer's badge."""

    badge: Badge
    certain: bool
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperScan:
    """A hand-over list, missing-items slip or visit's sheet that a counter gave out."""

    paper: OwnPaper
    certain: bool
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownScan:
    """Nothing this counter can use. `reason` says what it seems to be (see `foreign_code`), or why it was refused.

    Reasons made here: `empty`, `too_long`, `two_codes` (different codes in one burst: scan one at a time),
    `impossible_date` (shaped like a dossier code).
    """

    reason: str
    certain: bool = False

    @property
    def doubts(self) -> tuple[str, ...]:
        return (self.reason,)


Scan = CardScan | DossierScan | TicketScan | BadgeScan | PaperScan | UnknownScan


def read(text: str, today: date | None = None) -> Scan:
    """Return what `text`, one burst of a reader, is. Never raises.

    `today` is the day behind which no birth, issue or receipt can lie; without it the machine's clock is asked.
    """
    if len(text) > burst.MOST_LETTERS:
        return UnknownScan("too_long")
    day = today or datetime.now(VIETNAM).date()
    plain = burst.plain(text)
    changes = tuple(note for note in plain.notes if note in _CHANGES)
    if not plain.codes:
        return UnknownScan("empty")
    if len(plain.codes) == 1:
        return _one(plain.codes[0], changes, day)
    return _several(plain, changes, day)


def _one(code: str, changes: tuple[str, ...], today: date) -> Scan:
    dossier = dossier_code.read(code)
    if dossier is not None:
        return _dossier(dossier, changes, today)
    badge = own_codes.read_badge(code)
    if badge is not None:
        return BadgeScan(badge, not changes, changes)
    paper = own_codes.read_own_paper(code)
    if paper is not None:
        return PaperScan(paper, not changes, changes)
    ticket = own_codes.read_ticket(code)
    if ticket is not None:
        return _ticket(ticket, changes, today)
    if dossier_code.has_form(code):
        return UnknownScan("impossible_date")
    return _card(code, changes, today) or UnknownScan(foreign_code.reason(code))


def _several(plain: burst.Burst, changes: tuple[str, ...], today: date) -> Scan:
    """Read several lines: a machine-readable zone, one card broken over lines, or codes that do not agree."""
    zone = machine_readable_zone.read(plain.text, today)
    if zone is not None:
        doubts = (*changes, *zone.doubts)
        return CardScan(zone.card, not doubts, doubts, "mrz")
    readings = [_one(code, changes, today) for code in plain.codes]
    if all(isinstance(reading, UnknownScan) for reading in readings[1:]) and _open(readings[0]):
        first = foreign_code.reason(plain.codes[0])
        whole = None if first in ("contact", "wifi") else _card(plain.text, changes, today)
        return whole or UnknownScan(first if first != "foreign" else "two_codes")
    return UnknownScan("two_codes")


def _open(reading: Scan) -> bool:
    """Say whether the lines after this one may belong to it."""
    return isinstance(reading, UnknownScan) or (isinstance(reading, CardScan) and "truncated" in reading.doubts)


def _card(code: str, changes: tuple[str, ...], today: date) -> CardScan | None:
    if foreign_code.reason(code) == "health_insurance":
        return None
    reading = card.read(code, today)
    if reading is not None:
        doubts = (*changes, *reading.doubts)
        return CardScan(reading.card, not doubts, doubts)
    zone = machine_readable_zone.read(code, today)
    if zone is not None:
        return CardScan(zone.card, certain=False, doubts=(*changes, *zone.doubts), source="mrz")
    return None


def _dossier(reading: dossier_code.DossierReading, changes: tuple[str, ...], today: date) -> DossierScan:
    doubts = list(changes)
    if "letter_for_digit" in reading.corrections:
        doubts.append("letter_for_digit")
    if reading.code.day > today:
        doubts.append("day_in_future")
    if reading.code.day.year < _FIRST_CODES:
        doubts.append("day_too_early")
    return DossierScan(reading.code, not doubts, tuple(doubts), reading.corrections)


def _ticket(ticket: Ticket, changes: tuple[str, ...], today: date) -> TicketScan:
    doubts = changes if ticket.day is None or ticket.day == today else (*changes, "not_of_today")
    return TicketScan(ticket, not doubts, doubts)
