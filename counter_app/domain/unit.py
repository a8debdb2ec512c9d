"""The communes of the city, those before them, and which became which.

Since 01/07/2025 Cần Thơ has 103 wards and communes and no districts (Nghị quyết 1668/NQ-UBTVQH15). Cards and papers
still name the units of before, so an old address is answered with suggestions; the text itself is never overwritten,
since some units were split and only the resident knows on which side he lives. Old and new units share names and even
codes (31120 was An Hòa and is Cái Khế), hence lookups go by name within district and province.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self, TypeVar

from counter_app.domain.text import spelling

Share = Literal["whole", "part"]

_LEVELS = re.compile(
    r"^(?:phường|xã|thị trấn|thị xã|thành phố|quận|huyện|tỉnh|(?:tt|tx|tp|[pxqht])(?:\.|(?=\s|[0-9])))\s*(?=\S)",
    re.IGNORECASE,
)
_CODE_BEHIND = re.compile(r"\s*\([0-9]+\)$")
_ROMAN = dict(zip("i ii iii iv v vi vii viii ix x".split(), "1 2 3 4 5 6 7 8 9 10".split(), strict=True))  # noqa: SIM905
"""Numbered wards are printed in either way: Phường IV, Phường 4."""
_CITY_NAME = "Thành phố Cần Thơ"


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune-level unit of today.

    `code` is its five-digit administrative code, `name` as printed ("Phường Cái Khế"), `level` "phường" or "xã".
    `electronic_code` opens dossier codes; it comes from the city's decision, never from `code`; None until known.
    """

    code: str
    name: str
    level: str
    electronic_code: str | None = None


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A unit of before July 2025; `share` says whether it went into its successor whole or in part."""

    code: str
    name: str
    district: str
    province: str
    successor: str
    share: Share


_Named = TypeVar("_Named", Unit, Predecessor)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit in which an old address may lie today.

    `address` is the old text with the new unit and the city in the place of the old ones. `sure` is True when the old
    unit went whole into this one, or the address already names it; otherwise the officer asks.
    """

    unit: Unit
    address: str
    sure: bool
    old_name: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """All units and their predecessors, with the lookups that screens and papers need."""

    all: tuple[Unit, ...]
    predecessors: tuple[Predecessor, ...] = ()
    _by_code: Mapping[str, Unit] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[str, tuple[Unit, ...]] = field(init=False, repr=False, compare=False)
    _old_by_name: Mapping[str, tuple[Predecessor, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names: dict[str, list[Unit]] = defaultdict(list)
        old_names: dict[str, list[Predecessor]] = defaultdict(list)
        for unit in self.all:
            names[_key(unit.name)].append(unit)
        for old in self.predecessors:
            old_names[_key(old.name)].append(old)
        object.__setattr__(self, "_by_code", {unit.code: unit for unit in self.all})
        object.__setattr__(self, "_by_name", {key: tuple(found) for key, found in names.items()})
        object.__setattr__(self, "_old_by_name", {key: tuple(found) for key, found in old_names.items()})

    @classmethod
    def parse(cls, units: str, became: str, earlier: str = "") -> Self:
        """Read the three CSV texts of resources/units: units of 2025, old to new, and merges before 2025.

        Raises KeyError when a column is missing or a row names a unit that does not exist.
        """
        today = tuple(Unit(row["ma_dvhc"], row["ten"], row["cap"].lower()) for row in _rows(units))
        known = {unit.code for unit in today}
        predecessors = [_predecessor(row, known) for row in _rows(became)]
        by_code: dict[str, list[Predecessor]] = defaultdict(list)
        for old in predecessors:
            by_code[old.code].append(old)
        for row in _rows(earlier) if earlier else ():
            if row["ma_sau"] not in by_code:
                raise KeyError(row["ma_sau"])
            predecessors += [_merged_before(row, then) for then in by_code[row["ma_sau"]]]
        return cls(today, tuple(predecessors))

    def by_code(self, code: str) -> Unit | None:
        """Return the unit of today with this administrative code, or None."""
        return self._by_code.get(code)

    def by_name(self, name: str) -> tuple[Unit, ...]:
        """Return the units of today with this name, with or without its level; Hòa and Hoà are the same."""
        return _of_level(self._by_name.get(_key(name), ()), name)

    def predecessors_of(self, code: str) -> tuple[Predecessor, ...]:
        """Return the old units that went whole or in part into the unit with `code`."""
        return tuple(old for old in self.predecessors if old.successor == code)

    def successors(self, name: str, district: str = "", province: str = "") -> tuple[tuple[Unit, Share], ...]:
        """Return what an old unit became; an empty district or province matches any."""
        found = self._old(name, district, province)
        return tuple((self._by_code[old.successor], old.share) for old in found)

    def translate(self, address: str) -> tuple[Suggestion, ...]:
        """Return where `address` (parts between commas, the ward before district and province) may lie today.

        An address that names ward, district and province of before is looked up among the old units; one that names
        ward and city, among those of today first, then the old ones. Sure suggestions stand first. An address outside
        the city gives none.
        """
        parts = [part.strip() for part in address.split(",") if part.strip()]
        if len(parts) < 2:
            return ()
        found = self._among_old(parts)
        if not found:
            found = self._among_new(parts) or self._old_without_district(parts)
        found.sort(key=lambda suggestion: not suggestion.sure)
        return tuple({suggestion.unit.code: suggestion for suggestion in reversed(found)}.values())[::-1]

    def _among_old(self, parts: list[str]) -> list[Suggestion]:
        if len(parts) < 3:
            return []
        ward, district, province = parts[-3:]
        return self._suggested(self._old(ward, district, province), parts[:-3])

    def _among_new(self, parts: list[str]) -> list[Suggestion]:
        if _key(parts[-1]) != _key(_CITY_NAME):
            return []
        units = self.by_name(parts[-2])
        return [Suggestion(unit, _joined(parts[:-2], unit), len(units) == 1) for unit in units]

    def _old_without_district(self, parts: list[str]) -> list[Suggestion]:
        found = self._old(parts[-2], "", parts[-1])
        a_district = any(_key(old.district) == _key(parts[-2]) for old in self.predecessors)
        return self._suggested(found, parts[:-2], sure=len({old.code for old in found}) == 1 and not a_district)

    def _suggested(self, found: Iterable[Predecessor], before: list[str], sure: bool = True) -> list[Suggestion]:
        suggestions = []
        for old in found:
            unit = self._by_code[old.successor]
            suggestions.append(Suggestion(unit, _joined(before, unit), sure and old.share == "whole", old.name))
        return suggestions

    def _old(self, name: str, district: str, province: str) -> tuple[Predecessor, ...]:
        named = _of_level(self._old_by_name.get(_key(name), ()), name)
        return tuple(
            old
            for old in named
            if (not district or _key(old.district) == _key(district))
            and (not province or _key(old.province) == _key(province))
        )


def _rows(text: str) -> Iterable[dict[str, str]]:
    return csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))


def _predecessor(row: Mapping[str, str], known: set[str]) -> Predecessor:
    if row["ma_moi"] not in known:
        raise KeyError(row["ma_moi"])
    share: Share = "part" if row["ghi_chu"] == "Nhập một phần" else "whole"
    district, province = _bare(row["huyen_cu"]), _bare(row["tinh_cu"])
    return Predecessor(row["ma_cu"], row["ten_cu"], district, province, row["ma_moi"], share)


def _merged_before(row: Mapping[str, str], then: Predecessor) -> Predecessor:
    district, province = _bare(row["huyen_cu"]), _bare(row["tinh_cu"])
    return Predecessor(row["ma_cu"], row["ten_cu"], district, province, then.successor, then.share)


def _bare(name: str) -> str:
    return _CODE_BEHIND.sub("", name)


def _key(name: str) -> str:
    """Return a name without its level, so that "Cái Khế" on a card finds "Phường Cái Khế"; numbers keep theirs."""
    bare = spelling(_LEVELS.sub("", name.strip()))
    return _ROMAN.get(bare, bare.lstrip("0") if bare.isdigit() else bare)


def _level(name: str) -> str:
    found = _LEVELS.match(name.strip())
    return spelling(found[0]) if found and "." not in found[0] else ""


def _of_level(found: tuple[_Named, ...], name: str) -> tuple[_Named, ...]:
    """Prefer those whose level is the one that `name` says; a wrong level is no reason to find nothing."""
    level = _level(name)
    same = tuple(one for one in found if level and _level(one.name) == level)
    return same or found


def _joined(before: list[str], unit: Unit) -> str:
    return ", ".join([*before, unit.name, _CITY_NAME])
