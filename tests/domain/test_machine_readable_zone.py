"""The machine-readable zone as a fallback for an unreadable QR code."""

from datetime import date

import pytest

from counter_app.domain import machine_readable_zone, scan
from counter_app.domain.machine_readable_zone import check_digit
from counter_app.domain.partial_date import PartialDate
from counter_app.domain.scan import CardScan

TODAY = date(2026, 11, 23)


def zone(number: str = "092090000123", birth: str = "900215", sex: str = "M") -> tuple[str, str, str]:
    """Return the three lines of an invented card."""
    document = number[3:]
    first = f"IDVNM{document}{check_digit(document)}{number}<<{check_digit(number)}"
    dates = f"{birth}{check_digit(birth)}{sex}300215{check_digit('300215')}VNM<<<<<<<<<<<"
    composite = first[5:30] + dates[0:7] + dates[8:15] + dates[18:29]
    return first, dates + check_digit(composite), "NGUYEN<<VAN<MAU".ljust(30, "<")


def test_the_check_digits_of_the_standards_example() -> None:
    assert [check_digit(text) for text in ("D23145890", "740812", "120415", "520727")] == ["7", "2", "9", "3"]


@pytest.mark.parametrize("between", ["\r\n", "\n", "\r", ""])
def test_number_birth_and_sex_are_read_and_never_certain(between: str) -> None:
    found = scan.read(between.join(zone()), TODAY)
    assert isinstance(found, CardScan)
    assert found.source == "mrz"
    assert not found.certain
    assert "name_without_accents" in found.doubts
    card = found.card
    assert (card.number, card.birth, card.sex) == ("092090000123", PartialDate(1990, 2, 15), "Nam")
    assert (card.name, card.address, card.issued) == ("NGUYEN VAN MAU", "", None)


def test_the_number_tells_the_century() -> None:
    reading = machine_readable_zone.read("\n".join(zone("092305000123", "050215", "F")), TODAY)
    assert reading is not None
    assert reading.card.birth == PartialDate(2005, 2, 15)
    assert "sex_contradicts" not in reading.doubts


def test_contradictions_are_named() -> None:
    reading = machine_readable_zone.read("\n".join(zone(sex="F")), TODAY)
    assert reading is not None
    assert "sex_contradicts" in reading.doubts


@pytest.mark.parametrize("place", [*range(5, 15), *range(31, 38), *range(39, 46), 60])
def test_a_wrong_digit_is_found(place: int) -> None:
    text = "\n".join(zone())
    wrong = text[:place] + ("1" if text[place] == "0" else "0") + text[place + 1 :]
    assert wrong != text
    assert machine_readable_zone.read(wrong, TODAY) is None
    assert not isinstance(scan.read(wrong, TODAY), CardScan)
