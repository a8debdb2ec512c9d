"""Known persons and organisations: what this counter was told before, so that nobody types a phone number twice."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select, text

from counter_app.domain.dossier import Dossier
from counter_app.domain.events import canonical
from counter_app.domain.person import CITIZEN, Applicant, Kind
from counter_app.storage import tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, to_ms

_person = tables.people
LAST_PROCEDURES: Final = 5
"""How many procedures are remembered of a person, the newest first."""

_FIND = Prepared(
    select(_person.c.content, _person.c.procedures, _person.c.seen_at).where(
        _person.c.kind == bindparam("kind"), _person.c.number == bindparam("number")
    )
)
_KEEP = Prepared(
    text(
        "INSERT INTO person (kind, number, content, procedures, seen_at) "
        "VALUES (:kind, :number, :content, :procedures, :seen_at) "
        "ON CONFLICT (kind, number) DO UPDATE SET content = :content, procedures = :procedures, seen_at = :seen_at"
    )
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A person or organisation as last told; `procedures` are the codes last filed, newest first."""

    applicant: Applicant
    procedures: tuple[str, ...]
    seen_at: datetime


def remember(tx: Transaction, dossier: Dossier) -> None:
    """Remember the applicant and the person at the counter of a registered dossier, where they have a number.

    What was said now replaces what was known; what was left empty now stays as it was known.
    """
    _remember(tx, dossier.applicant, dossier.procedure_code, dossier.received_at)
    at_counter = dossier.at_counter
    if at_counter is not None:
        _remember(tx, Applicant(at_counter), None, dossier.received_at)


def recall(reading: Reading, number: str, kind: Kind = CITIZEN) -> Remembered | None:
    """Return what is known under a personal number (or a tax number, for organisations)."""
    row = reading.row(_FIND, kind=kind, number=number)
    if row is None:
        return None
    return Remembered(Applicant.from_json(json.loads(row[0])), tuple(json.loads(row[1])), from_ms(row[2]))


def _remember(tx: Transaction, applicant: Applicant, procedure: str | None, seen_at: datetime) -> None:
    if not applicant.number:
        return
    content, procedures = applicant.to_json(), [procedure] if procedure else []
    known = tx.row(_FIND, kind=applicant.kind, number=applicant.number)
    if known is not None:
        content = {**json.loads(known[0]), **content}
        procedures += [code for code in json.loads(known[1]) if code != procedure]
    tx.do(
        _KEEP,
        kind=applicant.kind,
        number=applicant.number,
        content=canonical(content),
        procedures=canonical(procedures[:LAST_PROCEDURES]),
        seen_at=to_ms(seen_at),
    )
