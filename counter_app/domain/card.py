"""The text in the QR code of the citizen's chip card and of the identity card that followed it.

Chip cards (2021 to 2024): seven fields parted by `|`, never quoted, some may be empty: number, 9-digit number before
(often empty), name, birth ddMMyyyy, Nam/Nữ, place of residence, issued ddMMyyyy. The identity card of Thông tư
16/2024/TT-BCA names the same facts and more, its serialisation is not published: seven or more fields that fit these
places are read the same way, what follows is kept as it is. The address is the one of the day of issue, often with
units that no longer exist.

Reading keeps only what stands firmly in its place; every doubt has a code, and a card with any doubt is not certain.
"""

import re
from dataclasses import dataclass
from datetime import date

from counter_app.domain import mangled, personal_number
from counter_app.domain.partial_date import PartialDate
from counter_app.domain.person import Person
from counter_app.domain.personal_number import FEMALE, MALE
from counter_app.domain.text import fold

FIELDS = 7
NUMBER, OLD_NUMBER, NAME, BIRTH, SEX, ADDRESS, ISSUED = range(FIELDS)

_TWELVE = re.compile(r"[0-9]{12}")
_DIGITS = re.compile(r"[0-9]+")
_OLD = re.compile(r"[0-9]{9}|[0-9]{12}")
_WHOLE_DATE = re.compile(r"[0-9]{8}")
_TWO_CARDS = re.compile(r"[0-9]{8}[0-9]{12}")
_OTHER_SEPARATORS = "\t¦│\\~;^#$§¬"
_FIRST_CARDS = date(2016, 1, 1)
"""The Law on Citizen Identification 59/2014/QH13 came into force; no card with a 12-digit number is much older."""
_OLDEST_YEARS = 130


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. Texts are NFC; an empty text or None is what the card leaves out or what could not be read.

    `extra` are the raw fields after the seventh.
    """

    number: str = ""
    old_number: str = ""
    name: str = ""
    birth: PartialDate | None = None
    sex: str = ""
    address: str = ""
    issued: date | None = None
    extra: tuple[str, ...] = ()

    def person(self) -> Person:
        """Return the person on the card; phone and e-mail are not on it."""
        return Person(
            name=self.name,
            personal_number=self.number,
            birth=self.birth,
            sex=self.sex,
            address=self.address,
            old_number=self.old_number,
            issued=self.issued,
        )


@dataclass(frozen=True, slots=True)
class CardReading:
    """A card and what is doubtful about it, as codes; no doubts means that all fields agree with each other."""

    card: Card
    doubts: tuple[str, ...] = ()


def read(text: str, today: date) -> CardReading | None:
    """Read one card text; None when it has not the shape of a card. Never raises.

    The shape: a 12-digit number before the first separator, or at least seven fields of which two of birth date, sex
    and date of issue are in their places. `today` is what birth and issue may not lie behind.
    """
    fields, notes = _fields(text)
    evidence = _evidence(fields)
    if _TWELVE.fullmatch(fields[NUMBER]) and len(fields) > 1:
        if evidence == 0 and (len(fields) >= FIELDS or not _begins_like_card(fields)):
            return _elsewhere(fields, notes)
    elif len(fields) < FIELDS or evidence < 2:
        return None
    if len(fields) >= FIELDS and _TWO_CARDS.fullmatch(fields[ISSUED]):
        return None
    card = _whole(fields) if len(fields) >= FIELDS else _part(fields)
    doubts = [*notes, *_doubts(card, fields, today)]
    return CardReading(card, tuple(dict.fromkeys(doubts)))


def _fields(text: str) -> tuple[list[str], list[str]]:
    """Return the fields of `text` and how they were found; a field that was dropped with its separator is put back."""
    notes = []
    separator = "|"
    if "|" not in text:
        separator = next((sign for sign in _OTHER_SEPARATORS if text.count(sign) >= FIELDS - 1), "|")
        if separator != "|":
            notes.append("separator_changed")
    lines = text.splitlines()
    if len(lines) > 1:
        notes.append("line_break")
    fields = [" ".join(field.split()) for field in " ".join(lines).split(separator)]
    if len(fields) == FIELDS - 1 and _places(fields, BIRTH - 1, SEX - 1, ISSUED - 1) == 3:
        notes.append("field_missing")
        fields.insert(OLD_NUMBER, "")
    return fields or [""], notes


def _evidence(fields: list[str]) -> int:
    return _places(fields, BIRTH, SEX, ISSUED)


def _places(fields: list[str], birth: int, sex: int, issued: int) -> int:
    """Count how many of birth date, sex and date of issue stand where a card has them."""
    found = [
        len(fields) > birth and PartialDate.from_card(fields[birth]) is not None,
        len(fields) > sex and fold(fields[sex]) in ("nam", "nu"),
        len(fields) > issued and _whole_date(fields[issued]) is not None,
    ]
    return sum(found)


def _begins_like_card(fields: list[str]) -> bool:
    """Say whether a text that ends before the birth date is the beginning of a card."""
    known = personal_number.read(fields[NUMBER])
    old = fields[OLD_NUMBER]
    if known is None or not known.province or (old and not _DIGITS.fullmatch(old)) or len(old) > 12:
        return False
    return len(fields) <= NAME or not any(letter.isascii() and letter.isdigit() for letter in fields[NAME])


def _elsewhere(fields: list[str], notes: list[str]) -> CardReading | None:
    """Read the number alone from a text that begins with one but has the other facts in unknown places."""
    number = personal_number.read(fields[NUMBER])
    if number is None or not number.province or not any(fold(field) in ("nam", "nu") for field in fields):
        return None
    return CardReading(Card(number=number.text), (*notes, "layout_unknown"))


def _whole(fields: list[str]) -> Card:
    return Card(
        number=fields[NUMBER] if _TWELVE.fullmatch(fields[NUMBER]) else "",
        old_number=fields[OLD_NUMBER] if _OLD.fullmatch(fields[OLD_NUMBER]) else "",
        name=fields[NAME],
        birth=PartialDate.from_card(fields[BIRTH]),
        sex=_sex(fields[SEX]),
        address=fields[ADDRESS],
        issued=_whole_date(fields[ISSUED]),
        extra=tuple(fields[FIELDS:]),
    )


def _part(fields: list[str]) -> Card:
    """Return what is surely whole on a card with fewer than seven fields: the last field may be cut, so it is left out.

    A birth date of eight digits and a sex in their places are whole even at the end.
    """
    last = len(fields) - 1
    padded = fields + [""] * (FIELDS - len(fields))
    name = padded[NAME] if last > NAME and not mangled.signs_in_name(padded[NAME]) else ""
    in_place = last >= BIRTH and len(padded[BIRTH]) == 8
    return Card(
        number=padded[NUMBER],
        old_number=padded[OLD_NUMBER] if last > OLD_NUMBER and _OLD.fullmatch(padded[OLD_NUMBER]) else "",
        name=name,
        birth=PartialDate.from_card(padded[BIRTH]) if in_place else None,
        sex=_sex(padded[SEX]) if last >= SEX else "",
        address="",
        issued=None,
    )


def _sex(text: str) -> str:
    return {"nam": MALE, "nu": FEMALE}.get(fold(text), "")


def _whole_date(text: str) -> date | None:
    found = PartialDate.from_card(text) if _WHOLE_DATE.fullmatch(text) else None
    return found.earliest if found is not None and found.whole else None


def _doubts(card: Card, fields: list[str], today: date) -> list[str]:
    doubts = list(_number_doubts(card, fields))
    if len(fields) < FIELDS:
        return ["truncated", *doubts]
    if fields[OLD_NUMBER] and not card.old_number:
        doubts.append("old_number_unreadable")
    if fields[SEX] not in (MALE, FEMALE, MALE.upper(), FEMALE.upper()):
        doubts.append("sex_unreadable")
    doubts += _text_doubts(card)
    doubts += _birth_doubts(card, fields[BIRTH], today)
    doubts += _issue_doubts(card, fields[ISSUED], today)
    return doubts


def _number_doubts(card: Card, fields: list[str]) -> list[str]:
    if card.number:
        return [problem.code for problem in personal_number.contradictions(card.number, card.birth, card.sex)]
    return ["number_wrong_length" if _DIGITS.fullmatch(fields[NUMBER]) else "number_unreadable"]


def _text_doubts(card: Card) -> list[str]:
    doubts = ["name_single_word"] if card.name and " " not in card.name else []
    doubts += mangled.signs_in_name(card.name) if card.name else ["name_missing"]
    doubts += mangled.signs_in_address(card.address) if card.address else ["address_missing"]
    return doubts


def _birth_doubts(card: Card, text: str, today: date) -> list[str]:
    if card.birth is None:
        return ["birth_unreadable" if text else "birth_missing"]
    if card.birth.earliest > today:
        return ["birth_in_future"]
    return ["birth_too_old"] if today.year - card.birth.year > _OLDEST_YEARS else []


def _issue_doubts(card: Card, text: str, today: date) -> list[str]:
    if card.issued is None:
        return ["issued_unreadable" if text else "issued_missing"]
    checks = (
        ("issued_in_future", card.issued > today),
        ("issued_too_early", card.issued < _FIRST_CARDS),
        ("issued_before_birth", card.birth is not None and card.issued < card.birth.earliest),
    )
    return [code for code, wrong in checks if wrong]
