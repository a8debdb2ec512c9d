"""What changes with the law and not with the program, by kind and validity: versions that the catalogue once had."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, text

from counter_app.domain.events import JsonObject, canonical
from counter_app.storage import tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

_reference = tables.references
_COLUMNS = (_reference.c.name, _reference.c.valid_from, _reference.c.valid_to, _reference.c.content)
_KEEP = Prepared(
    text(
        "INSERT INTO reference (kind, name, valid_from, valid_to, content) "
        "VALUES (:kind, :name, :valid_from, :valid_to, :content) "
        "ON CONFLICT (kind, name, valid_from) DO UPDATE SET valid_to = :valid_to, content = :content"
    )
)
_ALL = Prepared(
    select(*_COLUMNS).where(_reference.c.kind == bindparam("kind")).order_by(_reference.c.name, _reference.c.valid_from)
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One value of a kind, valid on both days and between; `valid_to` None is open."""

    name: str
    valid_from: date
    valid_to: date | None
    content: JsonObject


def keep(tx: Transaction, kind: str, reference: Reference) -> None:
    """Keep a value; one of the same kind, name and first day is replaced."""
    tx.do(
        _KEEP,
        kind=kind,
        name=reference.name,
        valid_from=reference.valid_from.isoformat(),
        valid_to=reference.valid_to.isoformat() if reference.valid_to else None,
        content=canonical(reference.content),
    )


def all_of(reading: Reading, kind: str) -> Sequence[Reference]:
    """Return every value of a kind, by name and first day."""
    return [_from_row(row) for row in reading.rows(_ALL, kind=kind)]


def _from_row(row: Sequence[Any]) -> Reference:
    valid_to = None if row[2] is None else date.fromisoformat(row[2])
    return Reference(row[0], date.fromisoformat(row[1]), valid_to, json.loads(row[3]))
