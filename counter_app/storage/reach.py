"""How far a ring's events have come to the ring above it, as it says to those below and as they keep it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select, text

from counter_app.domain.events import Event
from counter_app.storage import sending, tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

ABOVE: Final = "news_above"
RING_ROLE: Final = "ring_role"

_event, _outbox = tables.events, tables.outbox
_OPEN = Prepared(
    select(_event.c.device, _event.c.epoch, _event.c.device_seq)
    .join(_outbox, _outbox.c.seq == _event.c.seq)
    .where(text("outbox.state <> 'delivered'"))
    .order_by(_event.c.device, _event.c.epoch, _event.c.device_seq)
)
_REACHED = Prepared(text("SELECT device, epoch, last FROM chain ORDER BY device, epoch"))


@dataclass(frozen=True, slots=True)
class Above:
    """How far one device's events of one epoch have come to the ring above the one that says this.

    What has a running number up to `upto` and lies in none of the ranges `open` (first, last) is there.
    """

    device: str
    epoch: str
    upto: int
    open: tuple[tuple[int, int], ...] = ()


def above(reading: Reading) -> tuple[Above, ...]:
    """Return how far this ring's events have come to the ring above it."""
    open_: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for device, epoch, number in reading.rows(_OPEN):
        ranges = open_.setdefault((device, epoch), [])
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return tuple(
        Above(device, epoch, int(upto), tuple(open_.get((device, epoch), ())))
        for device, epoch, upto in reading.rows(_REACHED)
    )


def keep_above(tx: Transaction, role: str, said: Iterable[Above]) -> bool:
    """Keep what the ring above is and what it says of the one above it; say whether that is news."""
    if sending.note_of(tx, RING_ROLE) != role:
        sending.note(tx, RING_ROLE, role)
    content = json.dumps([[one.device, one.epoch, one.upto, one.open] for one in said], separators=(",", ":"))
    if sending.note_of(tx, ABOVE) == content:
        return False
    sending.note(tx, ABOVE, content)
    return True


def kept_above(reading: Reading) -> tuple[Above, ...]:
    """Return what the ring above said last of the one above it; empty when it said nothing."""
    content = sending.note_of(reading, ABOVE)
    return tuple(
        Above(device, epoch, upto, tuple((first, last) for first, last in open_))
        for device, epoch, upto, open_ in (json.loads(content) if content else [])
    )


def at_office(reading: Reading, dossiers: Sequence[UUID]) -> frozenset[UUID]:
    """Return those of `dossiers` of which the hub has events that the city does not have yet.

    An event that the hub's last word does not cover counts as not there.
    """
    if not dossiers or sending.note_of(reading, RING_ROLE) != "hub":
        return frozenset()
    reached = {(one.device, one.epoch): one for one in kept_above(reading)}
    wanted = select(_event.c.dossier, _event.c.device, _event.c.epoch, _event.c.device_seq).where(
        _event.c.dossier.in_([dossier.bytes for dossier in dossiers])
    )
    return frozenset(
        UUID(bytes=bytes(row[0])) for row in reading.ask(wanted) if not _is_there(reached.get((row[1], row[2])), row[3])
    )


def events_at_office(reading: Reading, events: Iterable[Event]) -> frozenset[UUID]:
    """Return those of `events` that the hub has, as far as this store knows, and the city not."""
    if sending.note_of(reading, RING_ROLE) != "hub":
        return frozenset()
    reached = {(one.device, one.epoch): one for one in kept_above(reading)}
    return frozenset(
        event.id for event in events if not _is_there(reached.get((event.device, event.epoch)), event.device_seq)
    )


def _is_there(reached: Above | None, number: int) -> bool:
    if reached is None or number > reached.upto:
        return False
    return not any(first <= number <= last for first, last in reached.open)
