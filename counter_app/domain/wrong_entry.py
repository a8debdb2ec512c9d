"""What is wrong in a file that a person wrote: every wrong entry by its place, so that one round mends them all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class WrongEntry:
    """`place` names the entry ("city.days[3].day"), `code` what is wrong with it, `value` what stands there."""

    place: str
    code: str
    value: str = ""


def wrong(place: str, code: str, value: object = "") -> WrongEntry:
    """Return a wrong entry; a long value is cut."""
    return WrongEntry(place, code, str(value)[:60])


def rows_of(value: Mapping[str, Any], name: str, place: str, found: list[WrongEntry]) -> Iterator[tuple[str, Any]]:
    """Yield the objects of a list with their places; what is no object is noted in `found`."""
    rows = value.get(name, ())
    if not isinstance(rows, list | tuple):
        found.append(wrong(f"{place}.{name}", "not_a_list", rows))
        return
    for number, row in enumerate(rows):
        where = f"{place}.{name}[{number}]"
        if isinstance(row, Mapping):
            yield where, row
        else:
            found.append(wrong(where, "not_an_object", row))


def unknown_names(value: Mapping[str, Any], known: Iterable[str], place: str) -> list[WrongEntry]:
    """Return the names that are none: a misspelt one would be passed over in silence."""
    return [wrong(f"{place}.{name}", "name_unknown") for name in sorted(set(value) - set(known))]


def day_of(row: Mapping[str, Any], name: str, place: str, found: list[WrongEntry], *, may_lack: bool) -> date | None:
    """Return the date under `name`; what is none is noted."""
    given = row.get(name)
    if given is None and may_lack:
        return None
    try:
        return date.fromisoformat(given if isinstance(given, str) and len(given) == len("2026-01-01") else "")
    except ValueError:
        found.append(wrong(f"{place}.{name}", "not_a_date" if given is not None else "missing", given or ""))
        return None


def span_of(row: Mapping[str, Any], names: tuple[str, str], place: str, found: list[WrongEntry]) -> None:
    """Note a span of days that ends before it begins; both days are looked at."""
    may_lack = names[1] == "valid_to"
    first = day_of(row, names[0], place, found, may_lack=False)
    last = day_of(row, names[1], place, found, may_lack=may_lack)
    if first is not None and last is not None and last < first:
        found.append(wrong(f"{place}.{names[1]}", "ends_before_it_begins", last))


def text_of(row: Mapping[str, Any], name: str, place: str, found: list[WrongEntry], *, may_lack: bool = True) -> str:
    """Return the text under `name`; what is none is noted."""
    given = row.get(name, "")
    if not isinstance(given, str):
        found.append(wrong(f"{place}.{name}", "not_a_text", given))
        return ""
    if not given.strip() and not may_lack:
        found.append(wrong(f"{place}.{name}", "missing"))
    return given


def twice(values: Sequence[tuple[str, object]]) -> list[WrongEntry]:
    """Return the places at which a value stands that stood before."""
    seen: set[object] = set()
    found = []
    for place, value in values:
        if value in seen:
            found.append(wrong(place, "twice", value))
        seen.add(value)
    return found
