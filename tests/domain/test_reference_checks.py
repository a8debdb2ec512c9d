"""What an administrator wrote for calendars and organisation is taken whole, or every wrong entry is named."""

from typing import Any

import pytest

from counter_app.domain.calendar_check import calendar_problems
from counter_app.domain.office_check import office_problems
from counter_app.usecases.calendar_files import shipped_tables

OFFICE = {"unit": "31120", "valid_from": "2026-01-01", "electronic_code": "H13.35.07", "phone": "0292 000 111"}


def places(tables: dict[str, Any], **options: Any) -> dict[str, str]:
    return {one.place: one.code for one in calendar_problems(tables, **options)}


def city(**changed: Any) -> dict[str, Any]:
    return {"city": {**shipped_tables()["city"], **changed}}


def test_the_shipped_tables_are_right() -> None:
    assert calendar_problems(shipped_tables()) == ()


@pytest.mark.parametrize(
    ("row", "place", "code"),
    [
        ({"day": "2026-02-30", "working": False, "reason": "x"}, "day", "not_a_date"),
        ({"working": False, "reason": "x"}, "day", "missing"),
        ({"day": "2026-02-03", "working": "no", "reason": "x"}, "working", "not_yes_or_no"),
        ({"day": "2026-02-03", "working": False, "reason": " "}, "reason", "missing"),
        ({"day": "2026-02-03", "working": True, "reason": "x", "sessions": ["11:00-07:00"]}, "sessions", "not_hours"),
        ({"day": "2026-02-03", "working": True, "reason": "x", "sessions": "07:00-11:00"}, "sessions", "not_hours"),
        ({"day": "2026-02-03", "working": True, "reason": "x", "replaces": "hôm qua"}, "replaces", "not_a_date"),
        ({"day": "2026-02-03", "working": True, "reason": "x", "replace": "2026-02-01"}, "replace", "name_unknown"),
    ],
)
def test_a_wrong_day_is_named(row: dict[str, Any], place: str, code: str) -> None:
    right = {"day": "2026-03-03", "working": False, "reason": "Nghỉ"}
    assert places(city(days=[right, row])) == {f"city.days[1].{place}": code}


def test_every_wrong_entry_is_named_at_once() -> None:
    found = places(
        {
            "national": {"known": [{"first": "2026-12-31", "last": "2026-01-01"}], "days": {}},
            "city": {
                "patterns": [{"valid_from": "2026-01-01", "valid_to": "2026-02-01", "working": [[]] * 7}],
                "units": [{"code": "31120"}, {"code": "31120"}, {"code": "99999"}, {"code": "x"}],
            },
            "province": {},
        },
        units={"31120"},
    )
    assert found == {
        "national.known[0].last": "ends_before_it_begins",
        "national.days": "not_a_list",
        "city.patterns[0].working": "never_works",
        "city.patterns": "none_without_end",
        "city.units[1].code": "twice",
        "city.units[2].code": "unit_unknown",
        "city.units[3].code": "not_a_unit",
        "province": "name_unknown",
    }


def test_names_of_a_newer_release_pass_on_the_way_down_only() -> None:
    later = city(colours=["đỏ"])
    assert places(later) == {"city.colours": "name_unknown"}
    assert places(later, newer=True) == {}


def test_a_right_organisation_passes() -> None:
    before = {**OFFICE, "valid_from": "2025-07-01", "valid_to": "2025-12-31"}
    assert office_problems([before, OFFICE], units={"31120"}) == ()


@pytest.mark.parametrize(
    ("changed", "place", "code"),
    [
        ({"unit": "3112"}, "unit", "not_a_unit"),
        ({"unit": "31121"}, "unit", "unit_unknown"),
        ({"valid_from": None}, "valid_from", "missing"),
        ({"valid_to": "2025-01-01"}, "valid_to", "ends_before_it_begins"),
        ({"electronic_code": "13.35"}, "electronic_code", "not_an_electronic_code"),
        ({"phone": 292}, "phone", "not_a_text"),
        ({"fax": "1"}, "fax", "name_unknown"),
    ],
)
def test_a_wrong_office_is_named(changed: dict[str, Any], place: str, code: str) -> None:
    found = office_problems([{**OFFICE, **changed}], units={"31120"})
    assert [(one.place, one.code) for one in found] == [(f"offices[0].{place}", code)]


def test_two_words_for_one_day_are_refused() -> None:
    found = office_problems([OFFICE, {**OFFICE, "valid_from": "2026-05-01"}])
    assert [(one.place, one.code) for one in found] == [("offices[1].valid_from", "overlaps")]


@pytest.mark.parametrize("said", [None, {}, "x", [7]])
def test_what_is_no_organisation_is_named(said: object) -> None:
    assert office_problems(said)
