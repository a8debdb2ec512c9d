"""The next official number: from what the ring above leased to this store, else from this device's own high numbers.

The dossier code ends in the running number of the day, at least four digits (Thông tư 04/2025, điều 13 khoản 3: length
as needed). Two ways give a number, and they never meet:

- blocks leased by the ring above for one office and day (`leases`), small and following each other, below 100,000;
- without a lease each device of a unit has a slot and with it 10,000 numbers that nobody else has, from
  100,000 + slot x 10,000: registering never waits for anybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select, text

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import number_tables, voids
from counter_app.storage.notes import note, note_of
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

SLOTS: Final = 500
"""How many devices of one unit can number on one day without a lease."""
FIRST_OWN: Final = 100_000
"""From here on the numbers are those of slots; below it they are leased."""
SLOT_SIZE: Final = 10_000

CLOSED_THROUGH: Final = "numbers_closed_through"
"""Name of the note: the last day whose unused numbers were given back."""
OWN_CLOSED: Final = "numbers_own_closed/"
"""Beginning of the note, followed by a slot, that its own numbers may not be used: another copy of the store has it."""

_block, _lease = number_tables.number_blocks, number_tables.number_leases

_LEASED = Prepared(
    text(
        "UPDATE number_lease SET next = next + 1 WHERE next <= last AND request = ("
        "SELECT request FROM number_lease WHERE electronic_code = :electronic_code AND day = :day AND epoch = :epoch "
        "AND closed = 0 AND next <= last ORDER BY first LIMIT 1) RETURNING next - 1"
    )
)
_OWN = Prepared(
    text(
        "INSERT INTO number_block (electronic_code, day, slot, last) SELECT :electronic_code, :day, :slot, :first "
        "WHERE NOT EXISTS (SELECT 1 FROM meta WHERE name = 'numbers_closed_through' AND value >= :day) "
        "AND NOT EXISTS (SELECT 1 FROM meta WHERE name = 'numbers_own_closed/' || CAST(:slot AS TEXT)) "
        "ON CONFLICT (electronic_code, day, slot) DO UPDATE SET last = "
        "CASE WHEN number_block.last < :first THEN :first ELSE number_block.last + 1 END "
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
_OPEN_LEASES = Prepared(
    select(_lease.c.request, _lease.c.next, _lease.c.last)
    .where(
        _lease.c.electronic_code == bindparam("electronic_code"),
        _lease.c.day == bindparam("day"),
        text("number_lease.closed = 0"),
    )
    .order_by(_lease.c.first)
)
_SET_NEXT = Prepared(text("UPDATE number_lease SET next = :next WHERE request = :request"))


class NumbersExhausted(OfficerCanMend):
    """This device has used up its numbers of the day; another slot or tomorrow helps. Code `numbers_exhausted`."""

    def __init__(self, electronic_code: str, day: date) -> None:
        super().__init__("numbers_exhausted", unit=electronic_code, day=day.isoformat())


class NumbersClosed(NumbersExhausted):
    """This store is a copy and may not use its slot's own numbers: another copy may have printed them.

    Code `numbers_closed` for one that was put back to an older state: the days up to `until` are closed, and from
    `again` on it numbers by itself. Code `numbers_of_copy` for one beside which the other copy may still work: closed
    until it is enrolled anew. Numbers leased to it and those of another slot are open to both.
    """

    def __init__(self, electronic_code: str, day: date, until: date | None) -> None:
        facts = {"unit": electronic_code, "day": day.isoformat()}
        if until is None:
            OfficerCanMend.__init__(self, "numbers_of_copy", **facts)
        else:
            again = until + timedelta(days=1)
            OfficerCanMend.__init__(
                self, "numbers_closed", **facts, until=f"{until:%d/%m/%Y}", again=f"{again:%d/%m/%Y}"
            )


class DayClosed(OfficerCanMend):
    """The day is over by the ring above's clock and its unused numbers were given back: this clock is wrong.

    Code `day_closed`.
    """

    def __init__(self, electronic_code: str, day: date, through: str) -> None:
        super().__init__("day_closed", unit=electronic_code, day=day.isoformat(), closed_through=through)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where numbers are left: the lease of `request`, or (None) the slot's own."""

    request: bytes | None
    left: range


def own_numbers(slot: int) -> range:
    """Return the numbers that the device with this slot has without asking. Raises OfficerCanMend("slot_unknown")."""
    if not 0 <= slot < SLOTS:
        raise OfficerCanMend("slot_unknown", slot=slot, slots=SLOTS)
    start = FIRST_OWN + slot * SLOT_SIZE
    return range(start, start + SLOT_SIZE)


def dossier_code(electronic_code: str, day: date, number: int) -> str:
    """Return the code as printed: `H13.35.07-261123-0001`."""
    return f"{electronic_code}-{day:%y%m%d}-{number:04d}"


def next_number(tx: Transaction, electronic_code: str, day: date, slot: int) -> int:
    """Take the next number; it is used up when the transaction commits and free again when it does not.

    Leased numbers come first, the lowest before the others. Raises NumbersExhausted, NumbersClosed, DayClosed.
    """
    own, at = own_numbers(slot), day.isoformat()
    taken = tx.value(_LEASED, electronic_code=electronic_code, day=at, epoch=tx.epoch)
    if taken is None:
        taken = tx.value(_OWN, electronic_code=electronic_code, day=at, slot=slot, first=own.start, end=own.stop - 1)
    if taken is None:
        raise _why_none(tx, electronic_code, day, slot)
    return int(taken)


def own_block(tx: Transaction, electronic_code: str, day: date, slot: int, want: int) -> tuple[int, int] | None:
    """Take `want` numbers at once from the slot's own; return the first and the last, None when none is left."""
    own = own_numbers(slot)
    if note_of(tx, f"{OWN_CLOSED}{slot}"):
        return None
    last = max(_last_of(tx, electronic_code, day, slot), own.start - 1)
    upto = min(last + want, own.stop - 1)
    if upto <= last:
        return None
    tx.do(_SET_LAST, electronic_code=electronic_code, day=day.isoformat(), slot=slot, last=upto)
    return last + 1, upto


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
) -> tuple[voids.VoidNumbers, ...]:
    """Take the next `count` numbers (None: all that are left) out of use and enter them in the void register."""
    skipped: list[voids.VoidNumbers] = []
    wanted = count
    for source in _sources(tx, electronic_code, day, slot):
        took = source.left if wanted is None else source.left[:wanted]
        if not took:
            continue
        skipped.append(voids.VoidNumbers(took[0], took[-1], reason, officer, at))
        wanted = None if wanted is None else wanted - len(took)
        if source.request is None:
            tx.do(_SET_LAST, electronic_code=electronic_code, day=day.isoformat(), slot=slot, last=took[-1])
        else:
            tx.do(_SET_NEXT, request=source.request, next=took[-1] + 1)
    for void in skipped:
        voids.enter(tx, electronic_code, day, void)
    return tuple(skipped)


def close_day(
    tx: Transaction, day: date, *, blocks: Iterable[tuple[str, int]] = (), reason: str, officer: str, at: datetime
) -> None:
    """Give out no more numbers of `day` from any lease or slot that this store has ever used, nor from `blocks`.

    A copy restored from a backup has forgotten which numbers it gave out since: it closes those days until tomorrow
    (a lease may be for tomorrow) and numbers on with what is leased to its new epoch, with another slot, or the day
    after. `blocks` are (electronic code, slot) that the copy itself may not know of.
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


def close_through(tx: Transaction, day: date) -> None:
    """Days up to `day` are over: what they had left is given back, and nothing is numbered into them any more.

    Moves back too, when it was the ring above's clock that had been wrong.
    """
    if note_of(tx, CLOSED_THROUGH) != day.isoformat():
        note(tx, CLOSED_THROUGH, day.isoformat())


def own_given(reading: Reading, electronic_code: str, day: date) -> list[tuple[int, int]]:
    """Return what this store has given out of slots' own numbers, as spans."""
    rows = reading.rows(_BLOCKS, electronic_code=electronic_code, day=day.isoformat())
    return [(own_numbers(int(slot)).start, int(last)) for slot, last in rows]


def _why_none(tx: Transaction, electronic_code: str, day: date, slot: int) -> OfficerCanMend:
    """Return why the day has no number left for this slot."""
    through = note_of(tx, CLOSED_THROUGH)
    if through >= day.isoformat():
        return DayClosed(electronic_code, day, through)
    if note_of(tx, f"{OWN_CLOSED}{slot}"):
        return NumbersClosed(electronic_code, day, None)
    closed = [
        one for one in (day + timedelta(days=1), day) if _closed_as_copy(tx, electronic_code, one, own_numbers(slot))
    ]
    if day in closed:
        return NumbersClosed(electronic_code, day, closed[0])
    return NumbersExhausted(electronic_code, day)


def _closed_as_copy(tx: Transaction, electronic_code: str, day: date, own: range) -> bool:
    return any(
        one.last == own[-1] and one.reason.startswith(voids.OF_COPY) for one in voids.of_day(tx, electronic_code, day)
    )


def _last_of(tx: Transaction, electronic_code: str, day: date, slot: int) -> int:
    rows: Sequence[Sequence[Any]] = tx.rows(_BLOCKS, electronic_code=electronic_code, day=day.isoformat())
    return next((int(row[1]) for row in rows if row[0] == slot), 0)


def _sources(tx: Transaction, electronic_code: str, day: date, slot: int) -> list[_Source]:
    """Return what is left, in the order in which it is given out; leases of an earlier epoch are left, too."""
    leases = tx.rows(_OPEN_LEASES, electronic_code=electronic_code, day=day.isoformat())
    found = [_Source(bytes(row[0]), range(int(row[1]), int(row[2]) + 1)) for row in leases]
    own = own_numbers(slot)
    last = max(_last_of(tx, electronic_code, day, slot), own.start - 1)
    return [*found, _Source(None, range(last + 1, own.stop))]
