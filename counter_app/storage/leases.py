"""Numbers that the ring above leased to this store: asked for, held, used up by `numbers`, given back when over.

A lease belongs to the store's epoch in which it was asked for. A store that was restored from a backup has another
epoch and cannot know which numbers of its old leases it used: it uses none of them again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, select, text

from counter_app.domain.spans import common, minus
from counter_app.storage import number_tables, voids
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

_lease, _wish = number_tables.number_leases, number_tables.number_wishes

_ADD_WISH = Prepared(insert(_wish).values({column.name: bindparam(column.name) for column in _wish.c}))
_WISHES = Prepared(
    select(_wish.c.request, _wish.c.electronic_code, _wish.c.day, _wish.c.want, _wish.c.epoch).order_by(
        _wish.c.day, _wish.c.request
    )
)
_DROP_WISH = Prepared(text("DELETE FROM number_wish WHERE request = :request"))
_KEEP = Prepared(
    text(
        "INSERT INTO number_lease (request, electronic_code, day, first, last, next, epoch, closed) "
        "VALUES (:request, :electronic_code, :day, :first, :last, :first, :epoch, 0) ON CONFLICT (request) DO NOTHING"
    )
)
_LEFT = Prepared(
    text(
        "SELECT electronic_code, day, sum(last - next + 1) FROM number_lease "
        "WHERE closed = 0 AND epoch = :epoch AND next <= last GROUP BY electronic_code, day"
    )
)
_CLOSE = Prepared(
    text(
        "UPDATE number_lease SET closed = 1 WHERE closed = 0 AND (day < :today OR epoch <> :epoch) "
        "RETURNING electronic_code, day, next, last, epoch"
    )
)
_PART = Prepared(
    text(
        "UPDATE number_lease SET next = CASE WHEN last - next + 1 > :want THEN next + :want ELSE last + 1 END "
        "WHERE next <= last AND request = ("
        "SELECT request FROM number_lease WHERE electronic_code = :electronic_code AND day = :day AND epoch = :epoch "
        "AND closed = 0 AND next <= last ORDER BY first LIMIT 1) RETURNING request, first, next - 1"
    )
)
_NEXT_OF_FIRST = Prepared(
    text(
        "SELECT request, next FROM number_lease WHERE electronic_code = :electronic_code AND day = :day "
        "AND epoch = :epoch AND closed = 0 AND next <= last ORDER BY first LIMIT 1"
    )
)
_OF_DAY = Prepared(
    select(_lease.c.request, _lease.c.first, _lease.c.last, _lease.c.next, _lease.c.epoch, _lease.c.closed)
    .where(_lease.c.electronic_code == bindparam("electronic_code"), _lease.c.day == bindparam("day"))
    .order_by(_lease.c.first)
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A block asked for and not answered yet; repeated with the same request until it is."""

    request: UUID
    electronic_code: str
    day: date
    want: int
    epoch: str


@dataclass(frozen=True, slots=True)
class Stock:
    """What is at hand: how many leased numbers of (electronic code, day) are left, and what was asked for."""

    left: dict[tuple[str, date], int]
    wishes: tuple[Wish, ...]
    epoch: str


@dataclass(frozen=True, slots=True)
class Lease:
    """A block held: `next` is the first number not used up; nothing is taken from it any more once it is closed."""

    request: UUID
    first: int
    last: int
    next: int
    epoch: str
    closed: bool


def stock(reading: Reading) -> Stock:
    """Return what this store, in its epoch, has left, and every question that is open (of earlier epochs, too)."""
    left = {(row[0], date.fromisoformat(row[1])): int(row[2]) for row in reading.rows(_LEFT, epoch=reading.epoch)}
    wishes = tuple(
        Wish(UUID(bytes=bytes(row[0])), row[1], date.fromisoformat(row[2]), int(row[3]), row[4])
        for row in reading.rows(_WISHES)
    )
    return Stock(left, wishes, reading.epoch)


def wish(tx: Transaction, request: UUID, electronic_code: str, day: date, want: int) -> Wish:
    """Note that a block is asked for, before the question leaves."""
    tx.do(
        _ADD_WISH,
        request=request.bytes,
        electronic_code=electronic_code,
        day=day.isoformat(),
        want=want,
        epoch=tx.epoch,
    )
    return Wish(request, electronic_code, day, want, tx.epoch)


def granted(tx: Transaction, wish_: Wish, first: int, last: int) -> bool:
    """The question was answered with a block; say whether it was still open (else the answer is an old one)."""
    if not tx.do(_DROP_WISH, request=wish_.request.bytes):
        return False
    tx.do(
        _KEEP,
        request=wish_.request.bytes,
        electronic_code=wish_.electronic_code,
        day=wish_.day.isoformat(),
        first=first,
        last=last,
        epoch=wish_.epoch,
    )
    return True


def drop(tx: Transaction, request: UUID) -> None:
    """The question was answered with nothing, or must not be asked any more."""
    tx.do(_DROP_WISH, request=request.bytes)


def close(tx: Transaction, today: date, officer: str, at: datetime) -> int:
    """End the leases of days before `today` and of earlier epochs; enter what they had left in the void register.

    Returns how many ended.
    """
    rows = tx.rows(_CLOSE, today=today.isoformat(), epoch=tx.epoch)
    for electronic_code, day, following, last, epoch in rows:
        if following <= last:
            reason = voids.UNUSED if epoch == tx.epoch else voids.RESTORED
            void = voids.VoidNumbers(int(following), int(last), reason, officer, at)
            voids.enter(tx, electronic_code, date.fromisoformat(day), void)
    return len(rows)


def part(tx: Transaction, electronic_code: str, day: date, want: int) -> tuple[int, int] | None:
    """Take at most `want` numbers that follow each other, to lease them to a ring below; None when none is left.

    The caller holds the lock of the office's day.
    """
    given = {"electronic_code": electronic_code, "day": day.isoformat(), "epoch": tx.epoch}
    lowest = tx.row(_NEXT_OF_FIRST, **given)
    taken = None if lowest is None else tx.row(_PART, want=want, **given)
    if lowest is None or taken is None:
        return None
    return int(lowest[1]), int(taken[2])


def of_day(reading: Reading, electronic_code: str, day: date) -> Sequence[Lease]:
    """Return the blocks of one office's day that this store holds or held."""
    return [
        Lease(UUID(bytes=bytes(row[0])), int(row[1]), int(row[2]), int(row[3]), row[4], bool(row[5]))
        for row in reading.rows(_OF_DAY, electronic_code=electronic_code, day=day.isoformat())
    ]


def requests_of(reading: Reading, entry: voids.Untold) -> list[tuple[UUID | None, int, int]]:
    """Return `entry` cut along the leases that its numbers came from; None where they were the slot's own."""
    left = [(entry.first, entry.last)]
    found: list[tuple[UUID | None, int, int]] = []
    for lease in of_day(reading, entry.electronic_code, entry.day):
        found += [(lease.request, *span) for span in common(left, [(lease.first, lease.last)])]
        left = minus(left, [(lease.first, lease.last)])
    return found + [(None, *span) for span in left]
