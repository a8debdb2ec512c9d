"""Official numbers from this device's own blocks, and the register of numbers that no dossier has.

The dossier code ends in the running number of the day, at least four digits (Thông tư 04/2025, điều 13 khoản 3: length
as needed). Each device of a unit has a slot, so that two of them never take the same number without asking anybody:

- slots 0 to 9: `slot`x1000+1 up to 1000 numbers of four digits (slot 9: 999), then 9,000 of five digits from
  10000 + `slot`x9000;
- slots 10 to 99: 10,000 numbers of six digits from 100000 + (`slot`-10)x10000.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam, insert, select, text

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, to_ms

SLOTS: Final = 100
"""How many devices of one unit can number on one day."""

_block, _void, _dossier = tables.number_blocks, tables.number_voids, tables.dossiers


_NEXT = Prepared(
    text(
        "INSERT INTO number_block (electronic_code, day, slot, last) VALUES (:electronic_code, :day, :slot, :first) "
        "ON CONFLICT (electronic_code, day, slot) DO UPDATE SET last = "
        "CASE WHEN number_block.last = :turn THEN :second ELSE number_block.last + 1 END "
        "WHERE number_block.last < :end RETURNING last"
    )
)
_BLOCKS = Prepared(
    select(_block.c.slot, _block.c.last)
    .where(_block.c.electronic_code == bindparam("electronic_code"), _block.c.day == bindparam("day"))
    .order_by(_block.c.slot)
)
_KNOWN_BLOCKS = Prepared(select(_block.c.electronic_code, _block.c.slot).distinct())
_SET_LAST = Prepared(
    text(
        "INSERT INTO number_block (electronic_code, day, slot, last) VALUES (:electronic_code, :day, :slot, :last) "
        "ON CONFLICT (electronic_code, day, slot) DO UPDATE SET last = :last"
    )
)
_INSERT_VOID = Prepared(insert(_void).values({column.name: bindparam(column.name) for column in _void.c}))
_VOIDS = Prepared(
    select(_void.c.first, _void.c.last, _void.c.reason, _void.c.officer, _void.c.at)
    .where(_void.c.electronic_code == bindparam("electronic_code"), _void.c.day == bindparam("day"))
    .order_by(_void.c.first)
)
_CODES = Prepared(
    select(_dossier.c.code).where(_dossier.c.code >= bindparam("low"), _dossier.c.code < bindparam("high"))
)


class NumbersExhausted(OfficerCanMend):
    """This device has used up its numbers of the day; another slot or tomorrow helps. Code `numbers_exhausted`."""

    def __init__(self, electronic_code: str, day: date) -> None:
        super().__init__("numbers_exhausted", unit=electronic_code, day=day.isoformat())


@dataclass(frozen=True, slots=True)
class VoidNumbers:
    """Numbers `first` to `last` that no dossier will ever have, and why."""

    first: int
    last: int
    reason: str
    officer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NumberRegister:
    """The register of one unit's day in this store: what was taken, what is void, what nobody can explain."""

    taken: tuple[int, ...]
    void: tuple[VoidNumbers, ...]
    unexplained: tuple[int, ...]


def blocks_of(slot: int) -> tuple[range, ...]:
    """Return the numbers of a slot in the order in which they are given out."""
    if not 0 <= slot < SLOTS:
        raise OfficerCanMend("slot_unknown", slot=slot, slots=SLOTS)
    if slot >= 10:
        start = 100_000 + (slot - 10) * 10_000
        return (range(start, start + 10_000),)
    return (
        range(slot * 1_000 + 1, min(slot * 1_000 + 1_000, 9_999) + 1),
        range(10_000 + slot * 9_000, 10_000 + (slot + 1) * 9_000),
    )


def dossier_code(electronic_code: str, day: date, number: int) -> str:
    """Return the code as printed: `H13.35.07-261123-0001`."""
    return f"{electronic_code}-{day:%y%m%d}-{number:04d}"


def next_number(tx: Transaction, electronic_code: str, day: date, slot: int) -> int:
    """Take the next number; it is used up when the transaction commits and free again when it does not.

    Raises NumbersExhausted.
    """
    blocks = blocks_of(slot)
    taken = tx.value(
        _NEXT,
        electronic_code=electronic_code,
        day=day.isoformat(),
        slot=slot,
        first=blocks[0].start,
        turn=blocks[0].stop - 1,
        second=blocks[-1].start,
        end=blocks[-1].stop - 1,
    )
    if taken is None:
        raise NumbersExhausted(electronic_code, day)
    return int(taken)


def skip(
    tx: Transaction,
    *,
    electronic_code: str,
    day: date,
    slot: int,
    count: int | None,
    reason: str,
    officer: str,
    at: datetime,
) -> tuple[VoidNumbers, ...]:
    """Take the next `count` numbers (None: all that are left) out of use and enter them in the void register."""
    left = _left(tx, electronic_code, day, slot)
    voids: list[VoidNumbers] = []
    wanted = sum(map(len, left)) if count is None else count
    for part in left:
        took = part[:wanted]
        if took:
            voids.append(VoidNumbers(took[0], took[-1], reason, officer, at))
            wanted -= len(took)
    for void in voids:
        tx.do(
            _INSERT_VOID,
            electronic_code=electronic_code,
            day=day.isoformat(),
            first=void.first,
            last=void.last,
            reason=reason,
            officer=officer,
            at=to_ms(at),
        )
    if voids:
        tx.do(_SET_LAST, electronic_code=electronic_code, day=day.isoformat(), slot=slot, last=voids[-1].last)
    return tuple(voids)


def close_day(
    tx: Transaction, day: date, *, blocks: Iterable[tuple[str, int]] = (), reason: str, officer: str, at: datetime
) -> None:
    """Give out no more numbers of `day` from any block that this store has ever used, nor from `blocks`.

    A copy restored from a backup has forgotten which numbers of the day it gave out: it closes the day and numbers on
    with another slot, or tomorrow. `blocks` are (electronic code, slot) that the copy itself may not know of.
    """
    known = {(row[0], int(row[1])) for row in tx.rows(_KNOWN_BLOCKS)}
    for electronic_code, slot in sorted(known.union(blocks)):
        skip(
            tx,
            electronic_code=electronic_code,
            day=day,
            slot=slot,
            count=None,
            reason=reason,
            officer=officer,
            at=at,
        )


def register_of(reading: Reading, electronic_code: str, day: date) -> NumberRegister:
    """Return the register of a day. `unexplained` is empty in every store that kept its word."""
    prefix = f"{electronic_code}-{day:%y%m%d}-"
    codes = reading.rows(_CODES, low=prefix, high=prefix[:-1] + ".")
    taken = sorted(int(row[0].removeprefix(prefix)) for row in codes)
    voids = tuple(
        VoidNumbers(row[0], row[1], row[2], row[3], from_ms(row[4]))
        for row in reading.rows(_VOIDS, electronic_code=electronic_code, day=day.isoformat())
    )
    explained = set(taken)
    for void in voids:
        explained.update(range(void.first, void.last + 1))
    blocks = reading.rows(_BLOCKS, electronic_code=electronic_code, day=day.isoformat())
    given_out = (number for slot, last in blocks for number in _given_out(slot, last))
    return NumberRegister(tuple(taken), voids, tuple(number for number in given_out if number not in explained))


def _left(tx: Transaction, electronic_code: str, day: date, slot: int) -> Sequence[range]:
    rows = tx.rows(_BLOCKS, electronic_code=electronic_code, day=day.isoformat())
    last = next((int(row[1]) for row in rows if row[0] == slot), 0)
    return [range(max(block.start, last + 1), block.stop) for block in blocks_of(slot)]


def _given_out(slot: int, last: int) -> Iterable[int]:
    for block in blocks_of(slot):
        yield from range(block.start, min(block.stop, last + 1))
