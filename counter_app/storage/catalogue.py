"""The catalogue's versions in the store, and how often each procedure was used on each day."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, delete, select, text

from counter_app.domain.catalogue import Procedure
from counter_app.domain.events import canonical
from counter_app.storage import reference, tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

_version, _use = tables.procedures, tables.procedure_uses
_ALL: Final = Prepared(select(_version.c.content).order_by(_version.c.code, _version.c.valid_from))
_ANY: Final = Prepared(select(_version.c.code).limit(1))
_KEYS: Final = Prepared(select(_version.c.code, _version.c.valid_from, _version.c.content))
_KEEP = Prepared(
    text(
        "INSERT INTO procedure_version (code, valid_from, valid_to, content) "
        "VALUES (:code, :valid_from, :valid_to, :content) "
        "ON CONFLICT (code, valid_from) DO UPDATE SET valid_to = :valid_to, content = :content"
    )
)
_DROP = Prepared(
    delete(_version).where(_version.c.code == bindparam("code"), _version.c.valid_from == bindparam("valid_from"))
)
_COUNT_USE = Prepared(
    text(
        "INSERT INTO procedure_use (day, procedure, uses) VALUES (:day, :procedure, 1) "
        "ON CONFLICT (day, procedure) DO UPDATE SET uses = procedure_use.uses + 1"
    )
)
_USES = Prepared(
    text(
        "SELECT procedure, sum(uses) FROM procedure_use WHERE day >= :first AND day <= :last "
        "GROUP BY procedure ORDER BY sum(uses) DESC, procedure"
    )
)
_STAMP = Prepared(
    text(
        "INSERT INTO meta (name, value) VALUES ('catalogue_stamp', :stamp) "
        "ON CONFLICT (name) DO UPDATE SET value = :stamp"
    )
)
"""Changes with the catalogue: a ring below sees by it that there is something to fetch."""

_FORMER: Final = "former_procedure"


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: versions that were new, that changed, that were as before, that were dropped."""

    added: int
    changed: int
    same: int
    dropped: int


def merge(tx: Transaction, procedures: Iterable[Procedure]) -> Merged:
    """Add these versions; one with the same code and first day as a stored one takes its place."""
    return _merge(tx, procedures, keep_others=True)


def replace_all(tx: Transaction, procedures: Iterable[Procedure]) -> Merged:
    """Make these versions the whole catalogue. Those that go stay `former`: dossiers were received under them."""
    return _merge(tx, procedures, keep_others=False)


def is_empty(reading: Reading) -> bool:
    """Return whether there is no version at all."""
    return not list(reading.rows(_ANY))


def versions(reading: Reading) -> tuple[Procedure, ...]:
    """Return every version of every procedure, by code and first day."""
    return tuple(Procedure.from_json(json.loads(row[0])) for row in reading.rows(_ALL))


def former(reading: Reading) -> tuple[Procedure, ...]:
    """Return the versions that stood in the catalogue once and were dropped from it, by code and first day."""
    return tuple(Procedure.from_json(one.content) for one in reference.all_of(reading, _FORMER))


def count_use(tx: Transaction, procedure: str, day: date) -> None:
    """Count one dossier of `procedure` on `day`."""
    tx.do(_COUNT_USE, procedure=procedure, day=day.isoformat())


def uses(reading: Reading, first: date, last: date) -> Mapping[str, int]:
    """Return how often each procedure was used from `first` to `last` (both included), the most used first."""
    return {row[0]: int(row[1]) for row in reading.rows(_USES, first=first.isoformat(), last=last.isoformat())}


def _merge(tx: Transaction, procedures: Iterable[Procedure], *, keep_others: bool) -> Merged:
    stored: dict[tuple[str, str], str] = {(row[0], row[1]): row[2] for row in tx.rows(_KEYS)}
    given: dict[tuple[str, str], dict[str, Any]] = {}
    for procedure in procedures:
        valid_from = procedure.valid_from.isoformat()
        given[procedure.code, valid_from] = {
            "code": procedure.code,
            "valid_from": valid_from,
            "valid_to": procedure.valid_to.isoformat() if procedure.valid_to else None,
            "content": canonical(procedure.to_json()),
        }
    added = [row for key, row in given.items() if key not in stored]
    changed = [row for key, row in given.items() if stored.get(key, row["content"]) != row["content"]]
    gone = [] if keep_others else [key for key in stored if key not in given]
    tx.do_all(_KEEP, added + changed)
    for key in gone:
        _keep_former(tx, Procedure.from_json(json.loads(stored[key])))
    tx.do_all(_DROP, [{"code": code, "valid_from": valid_from} for code, valid_from in gone])
    if added or changed or gone:
        tx.do(_STAMP, stamp=secrets.token_hex(8))
    return Merged(len(added), len(changed), len(given) - len(added) - len(changed), len(gone))


def _keep_former(tx: Transaction, procedure: Procedure) -> None:
    named = reference.Reference(procedure.code, procedure.valid_from, procedure.valid_to, procedure.to_json())
    reference.keep(tx, _FORMER, named)
