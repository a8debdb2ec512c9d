"""Numbers leased to the rings below: small blocks of one office's day, each number to one ring at a time.

The city gives from 1 upwards; a hub gives parts of what the city leased to it and, when that is used up, of its own
slot's numbers. What is given back on the same day is given out again before new numbers are begun.

Decisions:
- All of it happens under the lock of the office's day (`pieces`), also between several processes.
- The same request gets the same block, for the same device and store epoch only; the answer may have been lost.
- A return names the request under which the numbers were leased: one that comes twice finds them leased to somebody
  else, or free, and changes nothing.
- A ring that was restored from a backup does not know what it leased since: it leases nothing more of that day and the
  day after, nor what was free then, and the rings below go on with their own numbers.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import bindparam, insert, select, text

from counter_app.domain.spans import common, minus
from counter_app.storage import leases, number_tables, numbers, pieces, tables, voids
from counter_app.storage.notes import note, note_of
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import to_ms

LAST_LEASED: Final = numbers.FIRST_OWN - 1
GRANTS_CLOSED: Final = "grants_closed_through"
GRANTS_EPOCH: Final = "grants_epoch"

Refused = Literal["day_over", "day_early", "request_foreign", "closed", "exhausted", "not_yet"]

_grant = number_tables.number_grants

_MOVE = Prepared(text("UPDATE number_head SET last = :last WHERE electronic_code = :electronic_code AND day = :day"))
_ASKED = Prepared(text("SELECT DISTINCT electronic_code FROM number_head WHERE day >= :since ORDER BY electronic_code"))
_KNOWN = Prepared(
    select(
        _grant.c.electronic_code, _grant.c.day, _grant.c.first, _grant.c.last, _grant.c.device, _grant.c.epoch
    ).where(_grant.c.request == bindparam("request"))
)
_KEEP = Prepared(insert(_grant).values({column.name: bindparam(column.name) for column in _grant.c}))


@dataclass(frozen=True, slots=True)
class Asked:
    """A block that a ring below asks for. `epoch` is that of its store."""

    request: UUID
    electronic_code: str
    day: date
    want: int
    device: str
    epoch: str


@dataclass(frozen=True, slots=True)
class Returned:
    """Numbers that a ring below will not use, and why; `request` is None for its slot's own numbers."""

    electronic_code: str
    day: date
    first: int
    last: int
    reason: str
    request: UUID | None


def grant(tx: Transaction, asked: Asked, now: datetime, *, away: bool = False) -> tuple[int, int] | Refused:
    """Lease a block to a ring below; return its first and last number, or why there is none.

    `away` tells a hub that the ring above it cannot be had: it then leases its own numbers rather than none.
    """
    head, epoch = pieces.lock(tx, asked.electronic_code, asked.day)
    known = tx.row(_KNOWN, request=asked.request.bytes)
    if known is not None:
        if (known[4], known[5], known[0]) != (asked.device, asked.epoch, asked.electronic_code):
            return "request_foreign"
        return int(known[2]), int(known[3])
    pieces.settle(tx, now.date(), now)
    if not now.date() <= asked.day <= now.date() + timedelta(days=1):
        return "day_over" if asked.day < now.date() else "day_early"
    block = pieces.take_free(tx, asked.electronic_code, asked.day, asked.want) or _new_block(
        tx, asked, head, epoch, now.date(), away=away
    )
    if isinstance(block, str):
        return block
    tx.do(
        _KEEP,
        request=asked.request.bytes,
        electronic_code=asked.electronic_code,
        day=asked.day.isoformat(),
        first=block[0],
        last=block[1],
        device=asked.device,
        epoch=asked.epoch,
        at=to_ms(now),
    )
    pieces.put(tx, asked.electronic_code, asked.day, block, asked.request)
    return block


def take_back(tx: Transaction, returned: Returned, device: str, epoch: str, now: datetime) -> None:
    """A ring below gives numbers back, or says that they are void. What is not its to give back stays as it is."""
    pieces.lock(tx, returned.electronic_code, returned.day)
    pieces.settle(tx, now.date(), now)
    span = (returned.first, returned.last)
    known = None if returned.request is None else tx.row(_KNOWN, request=returned.request.bytes)
    if known is None or returned.request is None:
        _void(tx, returned, minus([span], [(1, _known_up_to(tx, returned))]), device, now)
        return
    if (known[4], known[0], known[1]) != (device, returned.electronic_code, returned.day.isoformat()):
        return
    reusable = returned.reason == voids.UNUSED and known[5] == epoch and returned.day >= now.date()
    for first, last in pieces.out(tx, returned.request):
        back = common([(first, last)], [span])
        if not back:
            continue
        pieces.drop(tx, returned.electronic_code, returned.day, first)
        for rest in minus([(first, last)], back):
            pieces.put(tx, returned.electronic_code, returned.day, rest, returned.request)
        if not reusable:
            _void(tx, returned, back, device, now)
            continue
        for free in minus(back, _taken(tx, returned, back)):
            pieces.put(tx, returned.electronic_code, returned.day, free, None)


def restored(tx: Transaction, today: date) -> None:
    """This ring was restored from a backup: it leases nothing of `today` and the day after that it may have leased."""
    note(tx, GRANTS_CLOSED, (today + timedelta(days=1)).isoformat())
    note(tx, GRANTS_EPOCH, tx.epoch)


def closed_through(reading: Reading) -> str:
    """Return the ISO day up to which this ring has forgotten what it leased, empty when it never did."""
    return note_of(reading, GRANTS_CLOSED)


def asked_codes(reading: Reading, since: date) -> tuple[str, ...]:
    """Return the offices for whose days since then rings below have asked."""
    return tuple(row[0] for row in reading.rows(_ASKED, since=since.isoformat()))


def _new_block(
    tx: Transaction, asked: Asked, last: int, epoch: str, today: date, *, away: bool
) -> tuple[int, int] | Refused:
    slot = reserve_slot(tx)
    if slot is not None:
        part = leases.part(tx, asked.electronic_code, asked.day, asked.want)
        if part is not None:
            return part
        if not away:
            return "not_yet"
        if asked.day.isoformat() <= closed_through(tx):
            # Restored from a backup it has forgotten which of its own numbers it leased.
            return "closed"
        return numbers.own_block(tx, asked.electronic_code, asked.day, slot, asked.want) or "exhausted"
    begun = note_of(tx, GRANTS_EPOCH)
    if not begun:
        note(tx, GRANTS_EPOCH, tx.epoch)
    elif begun != tx.epoch:
        restored(tx, today)
    if asked.day.isoformat() <= closed_through(tx) or epoch != tx.epoch:
        return "closed"
    block = _untaken(tx, asked, last)
    if block is None:
        return "exhausted"
    tx.do(_MOVE, electronic_code=asked.electronic_code, day=asked.day.isoformat(), last=block[1])
    return block


def reserve_slot(reading: Reading) -> int | None:
    """Return the slot whose numbers a hub leases when the city is away: the last of those that the city gave it.

    None for a city, which has no ring above.
    """
    first, count = note_of(reading, "slot_first"), note_of(reading, "slot_count")
    return int(first) + int(count) - 1 if first and count else None


def _untaken(tx: Transaction, asked: Asked, last: int) -> tuple[int, int] | None:
    """Return the next numbers that no dossier has; one that came by another way (an older release) is passed over."""
    first = last + 1
    while first <= LAST_LEASED:
        upto = min(first + asked.want - 1, LAST_LEASED)
        taken = _dossiers_with(tx, asked.electronic_code, asked.day, first, upto)
        if not taken:
            return first, upto
        if taken[0] > first:
            return first, taken[0] - 1
        first = max(number for at, number in enumerate(taken, first) if number == at) + 1
    return None


def _taken(tx: Transaction, returned: Returned, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [
        (number, number)
        for first, last in spans
        for number in _dossiers_with(tx, returned.electronic_code, returned.day, first, last)
    ]


def _dossiers_with(reading: Reading, electronic_code: str, day: date, first: int, last: int) -> list[int]:
    """Return which of the numbers dossiers of this store have, lowest first."""
    codes = {numbers.dossier_code(electronic_code, day, number): number for number in range(first, last + 1)}
    column = tables.dossiers.c.code
    return sorted(codes[str(row[0])] for row in reading.ask(select(column).where(column.in_(codes))))


def _known_up_to(tx: Transaction, returned: Returned) -> int:
    """Return up to where only a lease of this ring can speak of numbers; beyond it they are slots' own or forgotten."""
    if returned.day.isoformat() <= closed_through(tx):
        return pieces.head(tx, returned.electronic_code, returned.day) or 0
    return LAST_LEASED


def _void(tx: Transaction, returned: Returned, spans: list[tuple[int, int]], device: str, at: datetime) -> None:
    for first, last in spans:
        void = voids.VoidNumbers(first, last, returned.reason, device, at)
        voids.enter(tx, returned.electronic_code, returned.day, void)
