"""One procedure version as one row of text cells, and back, with the cell named that is wrong."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from counter_app.domain.catalogue import (
    AFTER_SUPPLEMENT,
    CONFIDENCES,
    RESTART,
    SUPPLEMENT_DAYS,
    ChecklistLine,
    Procedure,
    is_code,
)
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.fees import FeeKind, FeeRule
from counter_app.domain.term import Term, clock
from counter_app.domain.text import fold, nfc

_TERM: Final = ("unit", "amount", "cutoff", "start", "day")

COLUMNS: Final = (
    "code",
    "name",
    "field",
    "valid_from",
    "valid_to",
    *(f"term_{part}" for part in _TERM),
    *(f"second_{part}" for part in _TERM),
    "fee_kind",
    "fee_amount",
    "fee_note",
    "receipt",
    "copies",
    "after_supplement",
    "supplement_days",
    "aliases",
    "checklist",
    "legal_base",
    "source",
    "confidence",
)
"""In the file's order. `aliases` and `checklist` hold one entry a line; a paper is written
"id: name [originals/certified copies/photocopies]", with "?" behind it when it is not always required."""

REQUIRED: Final = ("code", "name", "valid_from")

_PAPER = re.compile(r"([a-z0-9_-]+): (.+?) \[([0-9]{1,3})/([0-9]{1,3})/([0-9]{1,3})\](\?)?")
_VIETNAMESE_DAY = re.compile(r"([0-3]?[0-9])/([01]?[0-9])/([0-9]{4})")
_STRANGE: Final = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")
_YES: Final = ("1", "true", "co", "x", "yes")
_NO: Final = ("0", "false", "khong", "no")


class CellError(Exception):
    """One cell that cannot be read."""

    def __init__(self, column: str, code: str, value: str = "") -> None:
        self.column = column
        self.code = code
        self.value = value[:80]
        super().__init__(f"{column}: {code}")


def to_row(procedure: Procedure) -> dict[str, str]:
    """Return `procedure` as text cells by column."""
    row = {
        "code": procedure.code,
        "name": procedure.name,
        "field": procedure.field,
        "valid_from": procedure.valid_from.isoformat(),
        "valid_to": "" if procedure.valid_to is None else procedure.valid_to.isoformat(),
        "fee_kind": procedure.fee.kind.value,
        "fee_amount": "" if procedure.fee.amount is None else str(procedure.fee.amount),
        "fee_note": procedure.fee.note,
        "receipt": str(int(procedure.receipt)),
        "copies": str(int(procedure.copies)),
        "after_supplement": procedure.after_supplement,
        "supplement_days": str(procedure.supplement_days),
        "aliases": "\n".join(procedure.aliases),
        "checklist": "\n".join(_paper(line) for line in procedure.checklist),
        "legal_base": procedure.legal_base,
        "source": procedure.source,
        "confidence": procedure.confidence,
    }
    row |= _term_cells("term", procedure.term)
    row |= _term_cells("second", None if procedure.term is None else procedure.term.second)
    return row


def _term_cells(prefix: str, term: Term | None) -> dict[str, str]:
    if term is None:
        return {f"{prefix}_{part}": "" for part in _TERM}
    return {
        f"{prefix}_unit": term.unit.value,
        f"{prefix}_amount": str(term.amount) if term.amount else "",
        f"{prefix}_cutoff": "" if term.cutoff is None else clock(term.cutoff),
        f"{prefix}_start": "" if term.start.value == "same" else term.start.value,
        f"{prefix}_day": str(term.day) if term.day else "",
    }


def _paper(line: ChecklistLine) -> str:
    mark = "" if line.required else "?"
    return f"{line.id}: {line.name} [{line.original}/{line.certified}/{line.photocopy}]{mark}"


def cell_text(value: object) -> str:
    """Return what a spreadsheet cell shows: dates as ISO, whole numbers without decimals, codes with all six digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, float):
        # A spreadsheet that took 2.000910 for a number has dropped its last zero.
        return str(int(value)) if value.is_integer() else f"{value:.6f}"
    return nfc(str(value)).replace("\r\n", "\n").strip()


def cell(column: str, value: object) -> str:
    """Return the text of a cell that may stand on papers.

    Raises `CellError`: text_expected (a list or an object of a JSON file), sign_not_allowed (a control character, half
    a character, a mark that turns the direction of writing).
    """
    if isinstance(value, list | dict):
        raise CellError(column, "text_expected")
    text = cell_text(value)
    if not text.isprintable() and _STRANGE.search(text):
        raise CellError(column, "sign_not_allowed", _STRANGE.sub("�", text))
    return text


def from_row(row: Mapping[str, str]) -> Procedure:
    """Return the procedure of one row of cells; raises `CellError`."""
    code = row["code"]
    if not is_code(code):
        raise CellError("code", "code_invalid", code)
    if not row["name"]:
        raise CellError("name", "name_missing")
    valid_from = _day(row, "valid_from")
    if valid_from is None:
        raise CellError("valid_from", "day_missing")
    valid_to = _day(row, "valid_to")
    if valid_to is not None and valid_to < valid_from:
        raise CellError("valid_to", "day_before_start", row["valid_to"])
    if row["confidence"] not in CONFIDENCES:
        raise CellError("confidence", "confidence_unknown", row["confidence"])
    return Procedure(
        code=code,
        name=row["name"],
        field=row["field"],
        valid_from=valid_from,
        valid_to=valid_to,
        term=_term(row),
        fee=_fee(row),
        checklist=_checklist(row["checklist"]),
        aliases=tuple(alias.strip() for alias in row["aliases"].split("\n") if alias.strip()),
        legal_base=row["legal_base"],
        source=row["source"],
        confidence=row["confidence"],
        receipt=_flag(row, "receipt", default=True),
        copies=_flag(row, "copies", default=False),
        after_supplement=_after_supplement(row),
        supplement_days=_supplement_days(row),
    )


def _after_supplement(row: Mapping[str, str]) -> str:
    text = row["after_supplement"] or RESTART
    if text not in AFTER_SUPPLEMENT:
        raise CellError("after_supplement", "after_supplement_unknown", text)
    return text


def _supplement_days(row: Mapping[str, str]) -> int:
    days = _number(row, "supplement_days")
    if days is None:
        return SUPPLEMENT_DAYS
    if not 1 <= days <= 250:
        raise CellError("supplement_days", "number_invalid", row["supplement_days"])
    return days


def _day(row: Mapping[str, str], column: str) -> date | None:
    text = row[column]
    if not text:
        return None
    try:
        match = _VIETNAMESE_DAY.fullmatch(text)
        if match is not None:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text)
    except ValueError as error:
        raise CellError(column, "day_invalid", text) from error


def _flag(row: Mapping[str, str], column: str, *, default: bool) -> bool:
    text = fold(row[column])
    if not text:
        return default
    if text in _YES or text in _NO:
        return text in _YES
    raise CellError(column, "yes_or_no_expected", row[column])


def _number(row: Mapping[str, str], column: str) -> int | None:
    text = row[column].replace(" ", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 12):
        raise CellError(column, "number_invalid", row[column])
    return int(text)


def _term(row: Mapping[str, str]) -> Term | None:
    first = _term_json(row, "term")
    second = _term_json(row, "second")
    if first is None:
        if second is not None:
            raise CellError("term_unit", "term_unit_missing")
        return None
    if second is not None:
        first["second"] = second
    try:
        return Term.from_json(first)
    except OfficerCanMend as error:
        raise CellError("term_unit", error.code, str(error.facts)) from error


def _term_json(row: Mapping[str, str], prefix: str) -> dict[str, object] | None:
    unit = row[f"{prefix}_unit"]
    if not unit:
        stray = next((part for part in _TERM if row[f"{prefix}_{part}"]), None)
        if stray is not None:
            raise CellError(f"{prefix}_unit", "term_unit_missing")
        return None
    value: dict[str, object] = {"unit": unit}
    for part in ("amount", "day"):
        number = _number(row, f"{prefix}_{part}")
        if number is not None:
            value[part] = number
    for part in ("cutoff", "start"):
        if row[f"{prefix}_{part}"]:
            value[part] = row[f"{prefix}_{part}"]
    try:
        Term.from_json(value)
    except OfficerCanMend as error:
        part = error.code.split("_")[1]
        raise CellError(f"{prefix}_{part}", error.code, row[f"{prefix}_{part}"]) from error
    return value


def _fee(row: Mapping[str, str]) -> FeeRule:
    value: dict[str, object] = {"kind": row["fee_kind"] or FeeKind.UNKNOWN.value, "note": row["fee_note"]}
    amount = _number(row, "fee_amount")
    if amount is not None:
        value["amount"] = amount
    try:
        return FeeRule.from_json(value)
    except OfficerCanMend as error:
        column = "fee_kind" if error.code == "fee_rule_unknown" else "fee_amount"
        raise CellError(column, error.code, row[column]) from error


def _checklist(text: str) -> tuple[ChecklistLine, ...]:
    lines: list[ChecklistLine] = []
    for written in filter(None, (line.strip() for line in text.split("\n"))):
        match = _PAPER.fullmatch(written)
        if match is None:
            raise CellError("checklist", "paper_invalid", written)
        name, name_text, original, certified, photocopy, optional = match.groups()
        if any(line.id == name for line in lines):
            raise CellError("checklist", "paper_twice", name)
        lines.append(
            ChecklistLine(name, name_text, int(original), int(certified), int(photocopy), required=optional is None)
        )
    return tuple(lines)
