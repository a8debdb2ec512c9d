"""Accounts of officers in the store: all of them at the city, one unit's at its hub and counters.

What a unit is told has a stamp of its own, a digest, so that an office is asked again only when its own list changed.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import text

from counter_app.domain.account import Account
from counter_app.domain.events import JsonObject, canonical
from counter_app.storage import notes
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

STAMP: Final = "accounts_stamp"
"""Changes with any account; what a unit is told has `accounts_stamp/UNIT` beside it."""

_COLUMNS: Final = "code, name, role, unit, valid_from, valid_to, active, pin"
_ALL = Prepared(text(f"SELECT {_COLUMNS} FROM account ORDER BY code, valid_from"))  # noqa: S608 - our own words
_OF_UNIT = Prepared(
    text(f"SELECT {_COLUMNS} FROM account WHERE unit = :unit ORDER BY code, valid_from")  # noqa: S608 - our own words
)
_STAMPS = Prepared(text("SELECT name, value FROM meta WHERE name IN (:all, :own)"))
_DROP = Prepared(text("DELETE FROM account"))
_KEEP = Prepared(
    text(
        f"INSERT INTO account ({_COLUMNS}) "  # noqa: S608 - our own words
        "VALUES (:code, :name, :role, :unit, :valid_from, :valid_to, :active, :pin)"
    )
)


def every(reading: Reading) -> Sequence[Account]:
    """Return all accounts that this store knows, by code and first day."""
    return [_account(row) for row in reading.rows(_ALL)]


def of_unit(reading: Reading, unit: str) -> Sequence[Account]:
    """Return the accounts of a unit, those that are not in force as well."""
    return [_account(row) for row in reading.rows(_OF_UNIT, unit=unit)]


def stamp(reading: Reading, unit: str) -> str:
    """Return the digest of what the unit is told; empty when this ring knows of no accounts at all."""
    noted = dict(tuple(row) for row in reading.rows(_STAMPS, all=STAMP, own=f"{STAMP}/{unit}"))
    return str(noted.get(f"{STAMP}/{unit}") or (_NOBODY if STAMP in noted else ""))


def replace(tx: Transaction, accounts: Iterable[Account]) -> bool:
    """Make these all the accounts there are; say whether anything changed. None at all is a word of the city, too."""
    given = sorted(accounts, key=lambda one: (one.code, one.valid_from))
    before = notes.note_of(tx, STAMP)
    after = _digest(given)
    if after == before:
        return False
    units: dict[str, list[Account]] = defaultdict(list)
    for one in every(tx):
        units[one.unit] = []
    for one in given:
        units[one.unit].append(one)
    tx.do(_DROP)
    tx.do_all(_KEEP, [_row(one) for one in given])
    for unit, those in units.items():
        notes.note(tx, f"{STAMP}/{unit}", _digest(those))
    notes.note(tx, STAMP, after)
    return True


def _digest(accounts: Sequence[Account]) -> str:
    return hashlib.sha256(canonical([_row(one) for one in accounts]).encode()).hexdigest()[:16]


def _row(one: Account) -> JsonObject:
    return {
        "code": one.code,
        "name": one.name,
        "role": one.role,
        "unit": one.unit,
        "valid_from": one.valid_from.isoformat(),
        "valid_to": None if one.valid_to is None else one.valid_to.isoformat(),
        "active": int(one.active),
        "pin": one.pin,
    }


def _account(row: Sequence[Any]) -> Account:
    code, name, role, unit, valid_from, valid_to, active, pin = row
    until = None if valid_to is None else date.fromisoformat(valid_to)
    return Account(code, name, role, unit, date.fromisoformat(valid_from), until, bool(active), pin)


_NOBODY: Final = _digest(())
