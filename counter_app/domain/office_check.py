"""Whether the organisation, as an administrator wrote it, can be worked with: one entry for each office and span."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import Any, Final

from counter_app.domain.wrong_entry import WrongEntry, span_of, text_of, unknown_names, wrong

NAMES: Final = ("unit", "valid_from", "valid_to", "name", "title", "phone", "address", "lookup", "electronic_code")
_UNIT: Final = re.compile(r"[0-9]{5}")
_CODE: Final = re.compile(r"[A-Z][0-9]{2}(?:\.[0-9]{1,3}){0,3}")


def office_problems(offices: object, *, units: Collection[str] = (), newer: bool = False) -> tuple[WrongEntry, ...]:
    """Return every wrong entry. `units` are the codes that there may be (none given: any); `newer` lets names pass that
    this release does not know. An electronic code looks like "H13.35.07" (Quyết định 20/2020/QĐ-TTg)."""
    if not isinstance(offices, list | tuple):
        return (wrong("offices", "not_a_list", offices),)
    found: list[WrongEntry] = []
    spans: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for number, office in enumerate(offices):
        place = f"offices[{number}]"
        if not isinstance(office, Mapping):
            found.append(wrong(place, "not_an_object", office))
            continue
        before = len(found)
        _office(office, place, units, found)
        found += [] if newer else unknown_names(office, NAMES, place)
        if len(found) == before:
            spans[office["unit"]].append((office["valid_from"], office.get("valid_to") or "9999-12-31", place))
    return tuple(found + [one for those in spans.values() for one in _overlaps(those)])


def _office(office: Mapping[str, Any], place: str, units: Collection[str], found: list[WrongEntry]) -> None:
    unit = office.get("unit")
    if not isinstance(unit, str) or not _UNIT.fullmatch(unit):
        found.append(wrong(f"{place}.unit", "not_a_unit", unit))
    elif units and unit not in units:
        found.append(wrong(f"{place}.unit", "unit_unknown", unit))
    span_of(office, ("valid_from", "valid_to"), place, found)
    for name in NAMES[3:-1]:
        text_of(office, name, place, found)
    code = text_of(office, "electronic_code", place, found)
    if code and not _CODE.fullmatch(code):
        found.append(wrong(f"{place}.electronic_code", "not_an_electronic_code", code))


def _overlaps(spans: Iterable[tuple[str, str, str]]) -> list[WrongEntry]:
    return [
        wrong(f"{later[2]}.valid_from", "overlaps", later[0])
        for earlier, later in pairwise(sorted(spans))
        if later[0] <= earlier[1]
    ]
