"""Events in the store: appended by this device, kept for ever, read back in the store's own order."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, insert, select

from counter_app.domain.events import FIRST_LINK, Event, canonical, chain_breaks, digest
from counter_app.domain.times import iso
from counter_app.storage import notes, tables
from counter_app.storage.prepared import Among, Prepared
from counter_app.storage.transaction import Question, Reading, Rows, Transaction
from counter_app.storage.values import from_ms, pack, to_ms, unpack

_event = tables.events
COLUMNS: Final = (
    _event.c.id,
    _event.c.dossier,
    _event.c.unit,
    _event.c.device,
    _event.c.epoch,
    _event.c.device_seq,
    _event.c.based_on,
    _event.c.kind,
    _event.c.schema,
    _event.c.at,
    _event.c.offset_ms,
    _event.c.officer,
    _event.c.payload,
    _event.c.prev_hash,
    _event.c.hash,
)
"""The columns that make an event, in the order of its fields."""

_INSERT = Prepared(
    insert(_event).values({column.name: bindparam(column.name) for column in COLUMNS}).returning(_event.c.seq)
)
_LAST_LINK = Prepared(
    select(_event.c.device_seq, _event.c.hash)
    .where(_event.c.device == bindparam("device"), _event.c.epoch == bindparam("epoch"))
    .order_by(_event.c.device_seq.desc())
    .limit(1)
)
_OF_DOSSIER = Prepared(select(*COLUMNS).where(_event.c.dossier == bindparam("dossier")).order_by(_event.c.seq))
_OF_DOSSIERS = Among(select(_event.c.seq, *COLUMNS).order_by(_event.c.seq), _event.c.dossier)
_ONE = Prepared(select(*COLUMNS).where(_event.c.id == bindparam("id")))
_FEED = Prepared(
    select(_event.c.unit_seq, *COLUMNS)
    .where(_event.c.unit == bindparam("unit"), _event.c.unit_seq > bindparam("after"))
    .order_by(_event.c.unit_seq)
    .limit(bindparam("limit"))
)
_NEWEST = Prepared(select(_event.c.at, _event.c.offset_ms).order_by(_event.c.seq.desc()).limit(1))
_CHAINS = Prepared(select(_event.c.device, _event.c.epoch).group_by(_event.c.device, _event.c.epoch))
_CHAIN = Prepared(
    select(*COLUMNS)
    .where(
        _event.c.device == bindparam("device"),
        _event.c.epoch == bindparam("epoch"),
        _event.c.device_seq > bindparam("after"),
    )
    .order_by(_event.c.device_seq)
    .limit(bindparam("limit"))
)
_CHAIN_STEP: Final = 1_000
_MOVED: Final = "sealed_anew/"


@dataclass(frozen=True, slots=True)
class Placed:
    """An event and its place in a unit's feed; `place` is the cursor that follows it."""

    place: int
    event: Event


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """An event whose hash or link to the one before it does not hold, or that has no one before it."""

    device: str
    epoch: str
    device_seq: int
    event: UUID


def append(tx: Transaction, event: Event) -> tuple[int, Event]:
    """Write an event of this store's own device; return its place in the store and the event as sealed.

    The store gives what only it knows: the epoch, the device's next running number, the link to the device's event
    before. What the caller put there is not looked at.
    """
    number, link = next_link(tx, event.device)
    whole = event.at.replace(microsecond=event.at.microsecond // 1000 * 1000)
    text = canonical(event.payload)
    linked = replace(event, at=whole, epoch=tx.epoch, device_seq=number, prev_hash=link)
    sealed = replace(linked, hash=digest(linked, text))
    return int(tx.value(_INSERT, **as_row(sealed, text))), sealed


def next_link(reading: Reading, device: str) -> tuple[int, str]:
    """Return the running number and the link that the device's next event of this store's epoch must have."""
    last = reading.row(_LAST_LINK, device=device, epoch=reading.epoch)
    return (1, FIRST_LINK) if last is None else (int(last[0]) + 1, bytes(last[1]).hex())


def moved_name(device: str, epoch: str, device_seq: int) -> str:
    """Return the name of the note on an event that was sealed anew elsewhere (`clones`); its value begins with the
    hash that it had here."""
    return f"{_MOVED}{device}/{epoch}/{device_seq}"


def as_row(event: Event, payload: str | None = None) -> dict[str, Any]:
    """Return the event as the values of its columns; `payload` is its canonical text where the caller has it."""
    return {
        "id": event.id.bytes,
        "dossier": event.dossier.bytes,
        "unit": event.unit,
        "device": event.device,
        "epoch": event.epoch,
        "device_seq": event.device_seq,
        "based_on": pack(event.based_on),
        "kind": event.kind,
        "schema": event.schema,
        "at": to_ms(event.at),
        "offset_ms": event.offset_ms,
        "officer": event.officer,
        "payload": canonical(event.payload) if payload is None else payload,
        "prev_hash": bytes.fromhex(event.prev_hash),
        "hash": bytes.fromhex(event.hash),
    }


def from_row(row: Sequence[Any], start: int = 0) -> Event:
    """Return the event whose columns stand in `row` from `start` on."""
    (
        id_, dossier, unit, device, epoch, device_seq, based_on, kind, schema, at, offset_ms, officer, payload, prev,
        own,
    ) = row[start:]  # fmt: skip
    content: Mapping[str, Any] = json.loads(payload)
    return Event(
        id=UUID(bytes=bytes(id_)),
        dossier=UUID(bytes=bytes(dossier)),
        unit=unit,
        device=device,
        epoch=epoch,
        device_seq=device_seq,
        based_on=unpack(bytes(based_on)),
        kind=kind,
        schema=schema,
        at=from_ms(at),
        offset_ms=offset_ms,
        officer=officer,
        payload=content,
        prev_hash=bytes(prev).hex(),
        hash=bytes(own).hex(),
    )


def events_of(reading: Reading, dossier: UUID) -> tuple[Event, ...]:
    """Return the events of a dossier, in the order in which this store came to know them."""
    return tuple(from_row(row) for row in reading.rows(_OF_DOSSIER, dossier=dossier.bytes))


def events_of_all(reading: Reading, dossiers: Collection[UUID]) -> dict[UUID, list[tuple[int, Event]]]:
    """Return for each of `dossiers` that the store has events of: (place in the store, event) in the store's order."""
    if not dossiers:
        return {}
    question, given = of_all(dossiers)
    return by_dossier(reading.rows(question, **given))


def of_all(dossiers: Collection[UUID]) -> Question:
    """Return the question behind `events_of_all`; `by_dossier` reads its answer."""
    return _OF_DOSSIERS, {"ids": [dossier.bytes for dossier in dossiers]}


def by_dossier(rows: Rows) -> dict[UUID, list[tuple[int, Event]]]:
    """Return the answer to `of_all` by dossier."""
    found: dict[UUID, list[tuple[int, Event]]] = {}
    for row in rows:
        event = from_row(row, 1)
        found.setdefault(event.dossier, []).append((int(row[0]), event))
    return found


def newest_time(reading: Reading) -> datetime | None:
    """Return the corrected time of the event that was written last, None in an empty store."""
    row = reading.row(_NEWEST)
    return None if row is None else from_ms(int(row[0]) + int(row[1]))


def event_of(reading: Reading, id_: UUID) -> Event | None:
    """Return one event, None when the store has no such event."""
    row = reading.row(_ONE, id=id_.bytes)
    return None if row is None else from_row(row)


def said_of(event: Event) -> dict[str, Any]:
    """Return all that an event says, as JSON values in the order of its fields."""
    return {
        "id": str(event.id),
        "dossier": str(event.dossier),
        "unit": event.unit,
        "device": event.device,
        "epoch": event.epoch,
        "device_seq": event.device_seq,
        "based_on": [str(base) for base in event.based_on],
        "kind": event.kind,
        "schema": event.schema,
        "at": iso(event.at),
        "offset_ms": event.offset_ms,
        "officer": event.officer,
        "payload": event.payload,
        "prev_hash": event.prev_hash,
        "hash": event.hash,
    }


def feed(reading: Reading, unit: str, after: int, limit: int) -> tuple[Placed, ...]:
    """Return what was committed for `unit` behind the cursor `after` (0 for all), oldest first."""
    return tuple(Placed(row[0], from_row(row, 1)) for row in reading.rows(_FEED, unit=unit, after=after, limit=limit))


def broken_links(reading: Reading) -> tuple[BrokenLink, ...]:
    """Check the hash chain of every device and epoch; return what does not hold, nothing when all is well.

    A chain starts with number 1 and no link. On a ring that takes events from below, a hole where an event was refused
    or has not come yet is shown as well; one that an event left which was sealed anew is no break.
    """
    moved = {name: value.partition(" ")[0] for name, value in notes.below(reading, _MOVED).items()}
    found: list[BrokenLink] = []
    for device, epoch in reading.rows(_CHAINS):
        found.extend(
            BrokenLink(event.device, event.epoch, event.device_seq, event.id)
            for event in _breaks_of(reading, device, epoch)
            if not _follows_moved(event, moved)
        )
    return tuple(found)


def _follows_moved(event: Event, moved: Mapping[str, str]) -> bool:
    before = moved.get(f"{event.device}/{event.epoch}/{event.device_seq - 1}")
    return before == event.prev_hash and event.hash == digest(event)


def _breaks_of(reading: Reading, device: str, epoch: str) -> Iterator[Event]:
    previous: Event | None = None
    for part in _parts_of_chain(reading, device, epoch):
        if previous is None:
            first = part[0]
            if first.device_seq != 1 or first.prev_hash != FIRST_LINK:
                yield first
            yield from chain_breaks(part)
        else:
            yield from (broken for broken in chain_breaks([previous, *part]) if broken is not previous)
        previous = part[-1]


def _parts_of_chain(reading: Reading, device: str, epoch: str) -> Iterable[list[Event]]:
    after = 0
    while part := [
        from_row(row) for row in reading.rows(_CHAIN, device=device, epoch=epoch, after=after, limit=_CHAIN_STEP)
    ]:
        yield part
        after = part[-1].device_seq
