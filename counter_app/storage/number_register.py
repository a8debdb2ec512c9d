"""The register of one office's day: which numbers dossiers have, which are void and why, which are still out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, text

from counter_app.domain.spans import Span, common, each, minus
from counter_app.storage import grants, leases, numbers, pieces, tables, voids
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading
from counter_app.storage.values import from_ms
from counter_app.storage.voids import VoidNumbers

_dossier = tables.dossiers

_CODES = Prepared(
    select(_dossier.c.code).where(_dossier.c.code >= bindparam("low"), _dossier.c.code < bindparam("high"))
)
_HUBS = Prepared(
    text(
        "SELECT DISTINCT device.id, device.slot, device.slots FROM device "
        "JOIN dossier ON dossier.unit = device.unit "
        "WHERE device.kind = 'hub' AND dossier.code >= :low AND dossier.code < :high"
    )
)


@dataclass(frozen=True, slots=True)
class NumbersOut:
    """Numbers that are leased and not accounted for yet: at `device` of a ring below, or (empty) here, not used."""

    first: int
    last: int
    device: str


@dataclass(frozen=True, slots=True)
class NumberRegister:
    """The register of one office's day in this store: taken, void with a reason, leased and still out, unexplained."""

    taken: tuple[int, ...]
    void: tuple[VoidNumbers, ...]
    unexplained: tuple[int, ...]
    out: tuple[NumbersOut, ...] = ()


def register_of(reading: Reading, electronic_code: str, day: date) -> NumberRegister:
    """Return the register of a day. `unexplained` is empty in every store that kept its word and has what was sent.

    A number that was entered as void and that a dossier turned out to have (its counter had been away) is taken.
    """
    prefix = f"{electronic_code}-{day:%y%m%d}-"
    low, high = prefix, prefix[:-1] + "."
    taken = sorted(
        int(end)
        for end in (row[0].removeprefix(prefix) for row in reading.rows(_CODES, low=low, high=high))
        if end.isascii() and end.isdecimal()
    )
    has = [(number, number) for number in taken]
    out, lost = _out(reading, electronic_code, day)
    entered = [*voids.of_day(reading, electronic_code, day), *lost]
    leasing = pieces.head(reading, electronic_code, day) is not None
    if leasing:
        out += _at_hubs(reading.rows(_HUBS, low=low, high=high), taken)
    void = tuple(left for one in entered for left in _without(one, has))
    explained = [*has, *_spans(void), *((one.first, one.last) for one in out)]
    unknown = minus(_universe(reading, electronic_code, day, taken), explained)
    if leasing and day.isoformat() <= grants.closed_through(reading):
        mine = [(1, grants.LAST_LEASED), *_reserve(reading)]
        void += tuple(_forgotten(first, last) for first, last in common(unknown, mine))
        unknown = minus(unknown, mine)
    open_ = tuple(
        NumbersOut(first, last, one.device)
        for one in out
        for first, last in minus([(one.first, one.last)], [*has, *_spans(void)])
    )
    return NumberRegister(tuple(taken), tuple(sorted(void, key=_first)), tuple(each(unknown)), open_)


def _universe(reading: Reading, electronic_code: str, day: date, taken: Iterable[int]) -> list[Span]:
    """Return what must be explained here: all that was given out, and at a ring above all up to what has arrived."""
    given = numbers.own_given(reading, electronic_code, day)
    given += [(lease.first, lease.last) for lease in leases.of_day(reading, electronic_code, day)]
    reached = pieces.head(reading, electronic_code, day)
    if reached is not None:
        highest: dict[int, int] = {}
        for number in taken:
            highest[max(0, number // numbers.SLOT_SIZE - 9)] = number
        given.append((1, max(reached, highest.pop(0, 0) if grants.reserve_slot(reading) is None else reached)))
        given += [(block * numbers.SLOT_SIZE + 90_000, number) for block, number in highest.items() if block]
        given += [(one.first, one.last) for one in pieces.of_day(reading, electronic_code, day)]
    return given


def _out(reading: Reading, electronic_code: str, day: date) -> tuple[list[NumbersOut], list[VoidNumbers]]:
    """Return what is out, and what is out for ever and therefore void."""
    out: list[NumbersOut] = []
    lost: list[VoidNumbers] = []
    for piece in pieces.of_day(reading, electronic_code, day):
        if piece.lost:
            lost.append(VoidNumbers(piece.first, piece.last, piece.lost, "", from_ms(0)))
        else:
            out.append(NumbersOut(piece.first, piece.last, piece.device))
    for lease in leases.of_day(reading, electronic_code, day):
        if not lease.closed and lease.next <= lease.last:
            if lease.epoch == reading.epoch:
                out.append(NumbersOut(lease.next, lease.last, ""))
            else:
                lost.append(VoidNumbers(lease.next, lease.last, voids.RESTORED, "", from_ms(0)))
    return out, lost


def _at_hubs(hubs: Iterable[Sequence[Any]], taken: list[int]) -> list[NumbersOut]:
    """A hub that leased its own numbers while this ring was away accounts for them when the day is over."""
    found = []
    for device, slot, slots in hubs:
        start = numbers.own_numbers(slot + slots - 1).start
        reached = [number for number in taken if start <= number < start + numbers.SLOT_SIZE]
        if reached:
            found.append(NumbersOut(start, max(reached), device))
    return found


def _reserve(reading: Reading) -> list[Span]:
    slot = grants.reserve_slot(reading)
    return [] if slot is None else [(numbers.own_numbers(slot).start, numbers.own_numbers(slot)[-1])]


def _without(void: VoidNumbers, has: list[Span]) -> list[VoidNumbers]:
    return [replace(void, first=first, last=last) for first, last in minus([(void.first, void.last)], has)]


def _spans(found: Iterable[VoidNumbers]) -> list[Span]:
    return [(one.first, one.last) for one in found]


def _forgotten(first: int, last: int) -> VoidNumbers:
    return VoidNumbers(first, last, voids.FORGOTTEN, "", from_ms(0))


def _first(void: VoidNumbers) -> int:
    return void.first
