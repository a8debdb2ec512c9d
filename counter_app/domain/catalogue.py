"""The catalogue of procedures: what each asks for, costs and takes, in dated versions.

The law changes under the counter's feet, so a procedure is never overwritten: every version has its own validity, and
the dossier keeps the version that was in force when it was received.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.fees import UNKNOWN_FEE, FeeRule
from counter_app.domain.term import Term
from counter_app.domain.text import nfc

CODE: Final = re.compile(r"[0-9]\.[0-9]{6}(?:\.[0-9]{3}\.[0-9]{2}\.[0-9]{2})?(?:\.[A-Z][0-9]{2})?(?:\.[0-9]{2})?")
"""National code, long form, local suffix and online-service code: 1.001193, 2.000815.000.00.00.H55.02, 1.014383.H13."""

CONFIDENCES: Final = ("H", "M", "L", "")
"""How sure the row is: H seen in the instrument, M one secondary source, L inferred, empty not said."""

RESTART: Final = "restart"
SUSPEND: Final = "suspend"
AFTER_SUPPLEMENT: Final = (RESTART, SUSPEND)
"""What the term does once the missing papers came: begins anew (NĐ 297/2025, Điều 6 khoản 4a), or runs on."""

SUPPLEMENT_DAYS: Final = 15
"""Working days in which missing papers must come before the dossier is closed (NĐ 297/2025, Điều 6 khoản 4a)."""


def is_code(text: str) -> bool:
    """Tell whether `text` is written as a procedure code."""
    return CODE.fullmatch(text) is not None


def national_code(code: str) -> str:
    """Return the first two groups, on which codes are compared: "2.000815.000.00.00.H55.02" gives "2.000815"."""
    return ".".join(code.strip().split(".")[:2])


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One paper that the procedure asks for, and how many of each sort."""

    id: str
    name: str
    original: int = 0
    certified: int = 0
    photocopy: int = 0
    required: bool = True

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "original": self.original,
            "certified": self.certified,
            "photocopy": self.photocopy,
            "required": self.required,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "ChecklistLine":
        return cls(
            id=str(value["id"]),
            name=nfc(str(value["name"])),
            original=int(value.get("original", 0)),
            certified=int(value.get("certified", 0)),
            photocopy=int(value.get("photocopy", 0)),
            required=bool(value.get("required", True)),
        )


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of a procedure, valid from `valid_from` to `valid_to` (both days included; None is open).

    `term` is None when the time is not known, and then no date may be promised. `receipt` tells whether form 01 is
    due; `copies` that the officer types how many copies of how many documents. `after_supplement` is what the term does
    after it stood still, `supplement_days` the working days in which missing papers must come. `legal_base`, `source`
    and `confidence` say where the row comes from.
    """

    code: str
    name: str
    field: str
    valid_from: date
    valid_to: date | None = None
    term: Term | None = None
    fee: FeeRule = UNKNOWN_FEE
    checklist: tuple[ChecklistLine, ...] = ()
    aliases: tuple[str, ...] = ()
    legal_base: str = ""
    source: str = ""
    confidence: str = ""
    receipt: bool = True
    copies: bool = False
    after_supplement: str = RESTART
    supplement_days: int = SUPPLEMENT_DAYS

    @property
    def version(self) -> str:
        """Return what names this version for ever: "1.001193@2025-07-01"."""
        return f"{self.code}@{self.valid_from.isoformat()}"

    def in_force(self, day: date) -> bool:
        """Tell whether this version holds on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def to_json(self) -> dict[str, Any]:
        """Return the version as JSON, later fields only where they are not the rule; `from_json` reads it back."""
        value: dict[str, Any] = {
            "code": self.code,
            "name": self.name,
            "field": self.field,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": None if self.valid_to is None else self.valid_to.isoformat(),
            "term": None if self.term is None else self.term.to_json(),
            "fee": self.fee.to_json(),
            "checklist": [line.to_json() for line in self.checklist],
            "aliases": list(self.aliases),
            "legal_base": self.legal_base,
            "source": self.source,
            "confidence": self.confidence,
            "receipt": self.receipt,
            "copies": self.copies,
        }
        if self.after_supplement != RESTART:
            value["after_supplement"] = self.after_supplement
        if self.supplement_days != SUPPLEMENT_DAYS:
            value["supplement_days"] = self.supplement_days
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Procedure":
        """Read a version as `to_json` wrote it."""
        valid_to = value.get("valid_to")
        term = value.get("term")
        return cls(
            code=str(value["code"]),
            name=nfc(str(value["name"])),
            field=nfc(str(value.get("field", ""))),
            valid_from=date.fromisoformat(value["valid_from"]),
            valid_to=None if valid_to is None else date.fromisoformat(valid_to),
            term=None if term is None else Term.from_json(term),
            fee=FeeRule.from_json(value.get("fee", {})),
            checklist=tuple(ChecklistLine.from_json(line) for line in value.get("checklist", ())),
            aliases=tuple(nfc(str(alias)) for alias in value.get("aliases", ())),
            legal_base=nfc(str(value.get("legal_base", ""))),
            source=nfc(str(value.get("source", ""))),
            confidence=str(value.get("confidence", "")),
            receipt=bool(value.get("receipt", True)),
            copies=bool(value.get("copies", False)),
            after_supplement=str(value.get("after_supplement", RESTART)),
            supplement_days=int(value.get("supplement_days", SUPPLEMENT_DAYS)),
        )


class Catalogue:
    """All versions of all procedures. Immutable; two versions of one code may not be in force on the same day."""

    __slots__ = ("_by_code", "_procedures")

    def __init__(self, procedures: Iterable[Procedure] = ()) -> None:
        """Take the versions in any order; raises `OfficerCanMend` when two of one code overlap."""
        by_code: dict[str, list[Procedure]] = {}
        for procedure in procedures:
            by_code.setdefault(national_code(procedure.code), []).append(procedure)
        for versions in by_code.values():
            versions.sort(key=lambda version: version.valid_from)
            for older, newer in pairwise(versions):
                if older.valid_to is None or older.valid_to >= newer.valid_from:
                    raise OfficerCanMend("catalogue_overlap", first=older.version, second=newer.version)
        self._by_code = {code: tuple(by_code[code]) for code in sorted(by_code)}
        self._procedures = tuple(version for versions in self._by_code.values() for version in versions)

    def __iter__(self) -> Iterator[Procedure]:
        return iter(self._procedures)

    def __len__(self) -> int:
        return len(self._procedures)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Catalogue) and self._procedures == other._procedures

    def __hash__(self) -> int:
        return hash(self._procedures)

    def versions(self, code: str) -> tuple[Procedure, ...]:
        """Return every version of `code` (compared on its first two groups), oldest first."""
        return self._by_code.get(national_code(code), ())

    def in_force(self, code: str, day: date) -> Procedure | None:
        """Return the version of `code` that holds on `day`, or None when it is unknown, not yet or no longer valid."""
        return next((version for version in self.versions(code) if version.in_force(day)), None)

    def on(self, day: date) -> tuple[Procedure, ...]:
        """Return every procedure that can be received on `day`."""
        return tuple(version for version in self._procedures if version.in_force(day))

    def version(self, name: str) -> Procedure | None:
        """Return the version called `name` ("1.001193@2025-07-01"), whatever the day."""
        return next((version for version in self.versions(name.partition("@")[0]) if version.version == name), None)

    def to_json(self) -> dict[str, Any]:
        return {"procedures": [version.to_json() for version in self._procedures]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Catalogue":
        return cls(Procedure.from_json(row) for row in value["procedures"])
