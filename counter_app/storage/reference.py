"""What changes with the law and not with the program, by kind and validity.

Versions that the catalogue once had, and what the city tells the rings below: calendars and offices.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, select, text

from counter_app.domain.events import JsonObject, canonical
from counter_app.storage import tables
from counter_app.storage.notes import note, note_of
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
_DROP = Prepared(text("DELETE FROM reference WHERE kind = :kind"))

STAMP: Final = "reference_stamp"
CALENDAR: Final = "calendar"
OFFICE: Final = "office"
TOLD: Final = (CALENDAR, OFFICE)
"""Kinds that the city decides and the rings below take: calendars ("national", "city"), and offices by their unit."""


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


def stamp(reading: Reading) -> str:
    """Return the digest of what the ring has to say to those below it; empty when it says nothing."""
    return note_of(reading, STAMP)


def told(reading: Reading) -> Mapping[str, Sequence[Reference]]:
    """Return the values that go down to the rings below, by kind."""
    return {kind: all_of(reading, kind) for kind in TOLD}


def replace_told(tx: Transaction, values: Mapping[str, Sequence[Reference]]) -> bool:
    """Make these the values of the kinds they name; kinds that are not named stay. Say whether anything changed.

    The stamp is a digest of all of them: the same values have the same stamp in every ring.
    """
    before = stamp(tx)
    for kind, those in values.items():
        if kind in TOLD:
            tx.do(_DROP, kind=kind)
            for one in those:
                keep(tx, kind, one)
    content = canonical({kind: [_said(one) for one in those] for kind, those in told(tx).items() if those})
    after = hashlib.sha256(content.encode()).hexdigest()[:16] if content != "{}" else ""
    if after != before:
        note(tx, STAMP, after)
    return after != before


def _said(one: Reference) -> JsonObject:
    valid_to = None if one.valid_to is None else one.valid_to.isoformat()
    return {"name": one.name, "valid_from": one.valid_from.isoformat(), "valid_to": valid_to, "content": one.content}


def _from_row(row: Sequence[Any]) -> Reference:
    valid_to = None if row[2] is None else date.fromisoformat(row[2])
    return Reference(row[0], date.fromisoformat(row[1]), valid_to, json.loads(row[3]))
