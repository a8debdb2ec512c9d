"""The void register: numbers that no dossier will have, why, and whether the ring above was told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam, select, text

from counter_app.storage import number_tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, to_ms

UNUSED: Final = "unused"
"""Reason: the numbers were left when the day was over."""
RESTORED: Final = "store_restored"
"""Reason: they were leased to a store that was restored from a backup and cannot know which of them it used."""
OF_COPY: Final = "store_"
"""Beginning of the reasons for which a copy of a store closes numbers that another may have used (`clones`)."""
REVOKED: Final = "device_revoked"
"""Reason: they were leased to a device that was put out."""
RENUMBERED: Final = "code_taken"
"""Reason: another dossier has the number; the one that had it here was given another."""
UNNAMED: Final = "unnamed"
"""Reason: a person gave none."""
FORGOTTEN: Final = "ring_restored"
"""Reason: this ring was restored from a backup in the middle of the day and has forgotten what it leased."""

_void = number_tables.number_voids

_ENTER = Prepared(
    text(
        "INSERT INTO number_void (electronic_code, day, first, last, reason, officer, at, told) "
        "VALUES (:electronic_code, :day, :first, :last, :reason, :officer, :at, 0) "
        "ON CONFLICT (electronic_code, day, first) DO UPDATE SET last = :last, told = 0 WHERE number_void.last < :last"
    )
)
_OF_DAY = Prepared(
    select(_void.c.first, _void.c.last, _void.c.reason, _void.c.officer, _void.c.at)
    .where(_void.c.electronic_code == bindparam("electronic_code"), _void.c.day == bindparam("day"))
    .order_by(_void.c.first)
)
_UNTOLD = Prepared(
    text(
        "SELECT electronic_code, day, first, last, reason FROM number_void WHERE told = 0 "
        "ORDER BY day, electronic_code, first LIMIT :limit"
    )
)
_TOLD = Prepared(
    text(
        "UPDATE number_void SET told = 1 "
        "WHERE electronic_code = :electronic_code AND day = :day AND first = :first AND last = :last"
    )
)
_TELL_AGAIN = Prepared(text("UPDATE number_void SET told = 0 WHERE told = 1 AND day >= :since"))


@dataclass(frozen=True, slots=True)
class VoidNumbers:
    """Numbers `first` to `last` that no dossier will ever have, and why."""

    first: int
    last: int
    reason: str
    officer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Untold:
    """An entry of the register that the ring above has not confirmed."""

    electronic_code: str
    day: date
    first: int
    last: int
    reason: str


def enter(tx: Transaction, electronic_code: str, day: date, void: VoidNumbers) -> None:
    """Enter numbers in the register; entered again they stay as they are."""
    tx.do(
        _ENTER,
        electronic_code=electronic_code,
        day=day.isoformat(),
        first=void.first,
        last=void.last,
        reason=void.reason,
        officer=void.officer,
        at=to_ms(void.at),
    )


def of_day(reading: Reading, electronic_code: str, day: date) -> list[VoidNumbers]:
    """Return the entries of one office's day, as they were made."""
    return [
        VoidNumbers(int(row[0]), int(row[1]), row[2], row[3], from_ms(row[4]))
        for row in reading.rows(_OF_DAY, electronic_code=electronic_code, day=day.isoformat())
    ]


def untold(reading: Reading, limit: int) -> Sequence[Untold]:
    """Return what the ring above must still be told, oldest day first."""
    return [
        Untold(row[0], date.fromisoformat(row[1]), int(row[2]), int(row[3]), row[4])
        for row in reading.rows(_UNTOLD, limit=limit)
    ]


def told(tx: Transaction, entries: Iterable[Untold]) -> None:
    """The ring above has confirmed these entries; one that grew meanwhile stays untold."""
    tx.do_all(
        _TOLD,
        [
            {"electronic_code": one.electronic_code, "day": one.day.isoformat(), "first": one.first, "last": one.last}
            for one in entries
        ],
    )


def tell_again(tx: Transaction, since: date) -> None:
    """The ring above was restored from a backup: tell it again what it was told of days from `since` on."""
    tx.do(_TELL_AGAIN, since=since.isoformat())
