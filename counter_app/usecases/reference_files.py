"""Calendars and organisation from files into a store and back: checked whole before anything is written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from counter_app.domain.calendar_check import TABLES, calendar_problems
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.office_check import office_problems
from counter_app.domain.wrong_entry import WrongEntry
from counter_app.storage import reference
from counter_app.storage.reference import CALENDAR, OFFICE, Reference
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.usecases.calendar_files import shipped_tables
from counter_app.usecases.offices import units

MOST_BYTES: Final = 16_000_000
ALWAYS: Final = date(2000, 1, 1)
"""The first day of a whole table: its own rows say from when they hold."""
_KEYS: Final = ("unit", "day", "code", "valid_from", "first")

Values = dict[str, list[Reference]]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file would change: each as (entry, before, after), and what is wrong in it. One wrong entry, no change."""

    changes: tuple[tuple[str, str, str], ...]
    problems: tuple[WrongEntry, ...]


def read_file(path: Path) -> Any:
    """Return the JSON in a file. Raises OfficerCanMend: file_unreadable, file_too_large, file_not_text, file_broken."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OfficerCanMend("file_unreadable") from error
    if len(content) > MOST_BYTES:
        raise OfficerCanMend("file_too_large")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise OfficerCanMend("file_not_text") from error
    except (ValueError, RecursionError) as error:
        raise OfficerCanMend("file_broken") from error


def write_file(path: Path, value: object) -> None:
    """Write JSON that people can read and edit. Raises OfficerCanMend("file_unwritable")."""
    try:
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise OfficerCanMend("file_unwritable") from error


def calendar_tables(reading: Reading) -> dict[str, Mapping[str, Any]]:
    """Return the tables "national" and "city" that hold: the city's word, else the shipped ones."""
    told = {one.name: one.content for one in reference.all_of(reading, CALENDAR)}
    return {**shipped_tables(), **{name: table for name, table in told.items() if name in TABLES}}


def offices_told(reading: Reading) -> list[dict[str, Any]]:
    """Return the organisation as the city said it, one entry for each office and span."""
    return [
        {
            "unit": one.name,
            "valid_from": one.valid_from.isoformat(),
            "valid_to": None if one.valid_to is None else one.valid_to.isoformat(),
            **one.content,
        }
        for one in reference.all_of(reading, OFFICE)
    ]


def bring_calendar(store: Store, said: Any, *, dry_run: bool) -> Brought:
    """Take the tables of a file: both under "national" and "city", or one of them alone; the other stays."""
    tables = _tables_in(said)
    problems = calendar_problems(tables, units={unit.code for unit in units().all})
    if problems:
        return Brought((), problems)
    with store.reading() as reading:
        before = calendar_tables(reading)
    after = {**before, **tables}
    values = {CALENDAR: [Reference(name, ALWAYS, None, table) for name, table in sorted(after.items())]}
    return _write(store, before, after, values, dry_run=dry_run)


def bring_offices(store: Store, said: Any, *, dry_run: bool) -> Brought:
    """Take the organisation of a file: {"offices": [...]}, which becomes the whole of it."""
    offices = said.get("offices") if isinstance(said, Mapping) else said
    problems = office_problems(offices, units={unit.code for unit in units().all})
    if problems or not isinstance(offices, list):
        return Brought((), problems)
    with store.reading() as reading:
        before = offices_told(reading)
    values = {OFFICE: [_office(one) for one in offices]}
    return _write(store, {"offices": before}, {"offices": offices}, values, dry_run=dry_run)


def _tables_in(said: Any) -> Mapping[str, Any]:
    if not isinstance(said, Mapping):
        return {"national": said}
    if "known" in said or "patterns" in said:
        return {"national" if "known" in said else "city": said}
    return said or {"national": said}


def _office(said: Mapping[str, Any]) -> Reference:
    until = said.get("valid_to")
    content = {name: value for name, value in said.items() if name not in ("unit", "valid_from", "valid_to")}
    first, last = date.fromisoformat(said["valid_from"]), date.fromisoformat(until) if until else None
    return Reference(said["unit"], first, last, content)


def _write(
    store: Store, before: Mapping[str, Any], after: Mapping[str, Any], values: Values, *, dry_run: bool
) -> Brought:
    changes = _changes(before, after)
    if not dry_run:
        with store.transaction() as tx:
            reference.replace_told(tx, values)
    return Brought(changes, ())


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    old, new = dict(_entries("", before)), dict(_entries("", after))
    return tuple(
        (place, old.get(place, ""), new.get(place, ""))
        for place in sorted(old.keys() | new.keys())
        if old.get(place, "") != new.get(place, "")
    )


def _entries(place: str, value: Any) -> Sequence[tuple[str, str]]:
    """Return each smallest object or value with its place; rows are named by their day, code or span."""
    if isinstance(value, Mapping):
        nested = any(isinstance(one, list) and one and isinstance(one[0], Mapping) for one in value.values())
        if nested or not place:
            return [pair for name, one in value.items() for pair in _entries(f"{place}.{name}".lstrip("."), one)]
    if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        return [pair for one in value for pair in _entries(f"{place}[{_key(one)}]", one)]
    return [(place, json.dumps(value, ensure_ascii=False, sort_keys=True))] if value not in (None, [], "") else []


def _key(row: Any) -> str:
    return " ".join(str(row[name]) for name in _KEYS if isinstance(row, Mapping) and name in row)
