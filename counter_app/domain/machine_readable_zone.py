"""The machine-readable zone on the back of the card (ICAO 9303 part 5, TD1: three lines of thirty).

Only a fallback for a QR code that cannot be read: it has no accents, no address and no date of issue. Line 1 carries
nine digits as document number and the whole personal number in the optional part.
"""

import re
from datetime import date

from counter_app.domain import personal_number
from counter_app.domain.card import Card, CardReading
from counter_app.domain.partial_date import PartialDate
from counter_app.domain.personal_number import FEMALE, MALE

_LINE = 30
_FORM = re.compile(
    r"ID(?P<state>VNM)(?P<document>[0-9<]{9})(?P<document_check>[0-9])(?P<optional>(?P<number>[0-9]{12})[0-9A-Z<]{3})"
    r"(?P<birth>[0-9]{6})(?P<birth_check>[0-9])(?P<sex>[MF<])(?P<expiry>[0-9]{6})(?P<expiry_check>[0-9])VNM"
    r"(?P<more>[0-9A-Z<]{11})(?P<all_check>[0-9])"
    r"(?P<name>[A-Z<]{30})"
)
_WEIGHTS = (7, 3, 1)


def read(text: str, today: date) -> CardReading | None:
    """Read the three lines, with or without line ends; None when they are none or a check digit is wrong.

    The reading is never certain: `name_without_accents` and `address_missing` at least.
    """
    joined = re.sub(r"\s+", "", text).upper()
    found = _FORM.fullmatch(joined) if len(joined) == 3 * _LINE else None
    if found is None or not _checks(found, joined):
        return None
    number = personal_number.read(found["number"])
    if number is None:
        return None
    birth = _birth(found["birth"], number.year)
    sex = {"M": MALE, "F": FEMALE}.get(found["sex"], "")
    family, _, given = found["name"].partition("<<")
    name = " ".join(f"{family} {given}".replace("<", " ").split())
    card = Card(number=number.text, name=name, birth=birth, sex=sex)
    doubts = ["name_without_accents", "address_missing", "issued_missing"]
    doubts += [problem.code for problem in personal_number.contradictions(number.text, birth, sex)]
    if birth is None or birth.earliest > today:
        doubts.append("birth_unreadable" if birth is None else "birth_in_future")
    return CardReading(card, tuple(doubts))


def check_digit(text: str) -> str:
    """Return the check digit of ICAO 9303 part 3: weights 7, 3, 1; digits as they are, A = 10 … Z = 35, `<` = 0."""
    total = sum(_value(letter) * _WEIGHTS[place % 3] for place, letter in enumerate(text))
    return str(total % 10)


def _value(letter: str) -> int:
    return 0 if letter == "<" else int(letter, 36)


def _checks(found: re.Match[str], joined: str) -> bool:
    first, second = joined[:_LINE], joined[_LINE : 2 * _LINE]
    composite = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    return all(
        check_digit(value) == digit
        for value, digit in (
            (found["document"], found["document_check"]),
            (found["birth"], found["birth_check"]),
            (found["expiry"], found["expiry_check"]),
            (composite, found["all_check"]),
        )
    )


def _birth(text: str, year: int) -> PartialDate | None:
    """Return the birth date in the century that the personal number gives."""
    return PartialDate.from_card(f"{text[4:]}{text[2:4]}{year // 100:02d}{text[:2]}")
