"""Whether the tables of a calendar, as an administrator wrote them, can be worked with (`resources/calendar`)."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from counter_app.domain.errors import CounterError
from counter_app.domain.hours import WEEK, read_sessions
from counter_app.domain.wrong_entry import (
    WrongEntry,
    day_of,
    rows_of,
    span_of,
    text_of,
    twice,
    unknown_names,
    wrong,
)

TABLES: Final = ("national", "city")
_UNIT: Final = re.compile(r"[0-9]{5}")
_NATIONAL: Final = ("title", "note", "known", "days")
_CITY: Final = ("title", "note", "patterns", "days", "units")
_PATTERN: Final = ("valid_from", "valid_to", "working", "reception", "reception_counts", "reason", "source")
_DAY: Final = ("day", "working", "reason", "source", "replaces", "sessions", "provisional")
_OFFICE: Final = ("code", "name", "patterns", "days")


def calendar_problems(
    tables: Mapping[str, Any], *, units: Collection[str] = (), newer: bool = False
) -> tuple[WrongEntry, ...]:
    """Return every wrong entry of the tables "national" and "city", as far as they are there.

    `units` are the codes that offices may have (none given: any). `newer` lets names pass that this release does not
    know: a ring above may be of a newer one.
    """
    check = _Check(units, newer)
    for name, table in tables.items():
        if name not in TABLES:
            check.found += [] if newer else [wrong(name, "name_unknown")]
        elif not isinstance(table, Mapping):
            check.found.append(wrong(name, "not_an_object", table))
        elif name == "national":
            check.national(table)
        else:
            check.city(table)
    return tuple(check.found)


class _Check:
    def __init__(self, units: Collection[str], newer: bool) -> None:
        self._units, self._newer = units, newer
        self.found: list[WrongEntry] = []

    def national(self, table: Mapping[str, Any]) -> None:
        self._names(table, _NATIONAL, "national")
        for name in ("known", "days"):
            if name not in table:
                self.found.append(wrong(f"national.{name}", "missing"))
        for place, span in rows_of(table, "known", "national", self.found):
            self._names(span, ("first", "last"), place)
            span_of(span, ("first", "last"), place, self.found)
        self._days(table, "national")

    def city(self, table: Mapping[str, Any]) -> None:
        self._names(table, _CITY, "city")
        if not table.get("patterns"):
            self.found.append(wrong("city.patterns", "missing"))
        self._patterns(table, "city")
        if all(pattern.get("valid_to") for _, pattern in rows_of(table, "patterns", "city", [])):
            self.found.append(wrong("city.patterns", "none_without_end"))
        self._days(table, "city")
        if "units" not in table:
            self.found.append(wrong("city.units", "missing"))
        codes = []
        for place, office in rows_of(table, "units", "city", self.found):
            codes.append((f"{place}.code", office.get("code")))
            self._office(office, place)
        self.found += twice([(place, code) for place, code in codes if isinstance(code, str)])

    def _office(self, office: Mapping[str, Any], place: str) -> None:
        self._names(office, _OFFICE, place)
        code = office.get("code")
        if not isinstance(code, str) or not _UNIT.fullmatch(code):
            self.found.append(wrong(f"{place}.code", "not_a_unit", code))
        elif self._units and code not in self._units:
            self.found.append(wrong(f"{place}.code", "unit_unknown", code))
        self._patterns(office, place)
        self._days(office, place)

    def _patterns(self, table: Mapping[str, Any], at: str) -> None:
        for place, pattern in rows_of(table, "patterns", at, self.found):
            self._names(pattern, _PATTERN, place)
            span_of(pattern, ("valid_from", "valid_to"), place, self.found)
            for name in ("reason", "source"):
                text_of(pattern, name, place, self.found)
            self._week(pattern.get("working"), f"{place}.working")
            if pattern.get("reception") is not None:
                self._week(pattern["reception"], f"{place}.reception")
            if not isinstance(pattern.get("reception_counts", False), bool):
                self.found.append(wrong(f"{place}.reception_counts", "not_yes_or_no", pattern["reception_counts"]))

    def _week(self, week: object, place: str) -> None:
        if not isinstance(week, list | tuple) or len(week) != WEEK:
            self.found.append(wrong(place, "not_seven_days", week))
            return
        for number, sessions in enumerate(week):
            self._sessions(sessions, f"{place}[{number}]")
        if not any(week):
            self.found.append(wrong(place, "never_works"))

    def _days(self, table: Mapping[str, Any], at: str) -> None:
        days = []
        for place, row in rows_of(table, "days", at, self.found):
            self._names(row, _DAY, place)
            day = day_of(row, "day", place, self.found, may_lack=False)
            days += [(f"{place}.day", day)] if day else []
            day_of(row, "replaces", place, self.found, may_lack=True)
            text_of(row, "reason", place, self.found, may_lack=False)
            text_of(row, "source", place, self.found)
            for name in ("working", "provisional"):
                if not isinstance(row.get(name, False if name == "provisional" else None), bool):
                    self.found.append(wrong(f"{place}.{name}", "not_yes_or_no", row.get(name, "")))
            self._sessions(row.get("sessions", ()), f"{place}.sessions")
        self.found += twice(days)

    def _sessions(self, sessions: object, place: str) -> None:
        texts: list[Any] = list(sessions) if isinstance(sessions, list | tuple) else [None]
        try:
            if not all(isinstance(text, str) for text in texts):
                raise ValueError(sessions)
            read_sessions(texts)
        except (CounterError, ValueError):
            self.found.append(wrong(place, "not_hours", sessions))

    def _names(self, value: Mapping[str, Any], known: tuple[str, ...], place: str) -> None:
        if not self._newer:
            self.found += unknown_names(value, known, place)
