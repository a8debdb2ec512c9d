"""The outbox as the courier walks it: events read as the text that is sent, answers recorded by place.

The same rows as `outbox`, by a shorter way: a payload is not parsed to be sent, and no id is looked up to be marked.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, func, select, text

from counter_app.domain.events import CORRECTED
from counter_app.storage import outbox, tables
from counter_app.storage.events import COLUMNS
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, maybe_from_ms, to_ms, unpack

_outbox, _event = tables.outbox, tables.events
_earlier = _outbox.alias("earlier")
_ENVELOPE: Final = 480

# The second term says nothing new; by it SQLite sees that its index of what is not delivered serves.
_WAITING: Final = (text("outbox.state = 'waiting'"), text("outbox.state <> 'delivered'"))
_BEHIND_PARKED: Final = (
    select(_earlier.c.seq)
    .where(
        _earlier.c.dossier == _outbox.c.dossier,
        text("earlier.state = 'parked'"),
        text("earlier.state <> 'delivered'"),
        _earlier.c.seq < _outbox.c.seq,
    )
    .exists()
)
_DUE = Prepared(
    select(_outbox.c.seq, _outbox.c.attempts, *COLUMNS)
    .join(_event, _event.c.seq == _outbox.c.seq)
    .where(
        *_WAITING,
        (_outbox.c.next_try.is_(None)) | (_outbox.c.next_try <= bindparam("now")),
        ~_BEHIND_PARKED,
    )
    .order_by(_outbox.c.seq)
    .limit(bindparam("limit"))
)
_FOLLOWING = Prepared(
    select(_outbox.c.seq, _outbox.c.attempts, *COLUMNS)
    .join(_event, _event.c.seq == _outbox.c.seq)
    .where(
        *_WAITING,
        _outbox.c.seq > bindparam("after"),
        (_outbox.c.next_try.is_(None)) | (_outbox.c.next_try <= bindparam("now")),
        ~_BEHIND_PARKED,
    )
    .order_by(_outbox.c.seq)
    .limit(bindparam("limit"))
)
_DELIVERED = Prepared(
    text(
        "UPDATE outbox SET state = 'delivered', attempts = attempts + 1, next_try = NULL, last_answer = :answer, "
        "delivered_at = :at, ring_epoch = :epoch WHERE seq = :seq"
    )
)
_NOT_TAKEN = Prepared(
    text(
        "UPDATE outbox SET state = :state, attempts = attempts + 1, next_try = :next_try, last_answer = :answer "
        "WHERE seq = :seq AND state = 'waiting'"
    )
)
_TRIED = Prepared(
    text("UPDATE outbox SET attempts = attempts + 1, last_answer = :answer WHERE seq = :seq AND state = 'waiting'")
)
_TAKEN = Prepared(
    text(
        "SELECT DISTINCT parked.dossier FROM outbox AS parked CROSS JOIN outbox AS later "
        "WHERE parked.state = 'parked' AND parked.state <> 'delivered' AND parked.last_answer LIKE 'code_taken%' "
        "AND later.dossier = parked.dossier AND later.state = 'waiting' AND later.state <> 'delivered' "
        "AND later.seq > parked.seq AND NOT EXISTS (SELECT 1 FROM outbox AS early "
        "WHERE early.dossier = parked.dossier AND early.state <> 'delivered' AND early.next_try > :now) LIMIT 20"
    )
)
_OPEN_OF = Prepared(
    select(_outbox.c.seq, _outbox.c.attempts, *COLUMNS)
    .join(_event, _event.c.seq == _outbox.c.seq)
    .where(_outbox.c.dossier == bindparam("dossier"), text("outbox.state <> 'delivered'"))
    .order_by(_outbox.c.seq)
)
_CODE_TAKEN = Prepared(
    text(
        "SELECT count(*) FROM outbox WHERE dossier = :dossier AND state = 'parked' AND state <> 'delivered' "
        "AND last_answer LIKE 'code_taken%'"
    )
)
_LONGEST = Prepared(text("SELECT max(next_try) FROM outbox WHERE state = 'waiting' AND state <> 'delivered'"))
_NEXT = Prepared(
    select(func.min(func.coalesce(_outbox.c.next_try, 0))).where(
        *_WAITING,
        ~_BEHIND_PARKED,
    )
)
_NOTE = Prepared(
    text("INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value")
)
_NOTE_OF = Prepared(text("SELECT value FROM meta WHERE name = :name"))
_HURRY = Prepared(
    text("UPDATE outbox SET next_try = NULL WHERE state = 'waiting' AND state <> 'delivered' AND next_try IS NOT NULL")
)

_HURRY_DOSSIER = Prepared(
    text("UPDATE outbox SET next_try = NULL WHERE dossier = :dossier AND state = 'waiting' AND state <> 'delivered'")
)

CLOCK_OFFSET: Final = "clock_offset_ms"
CATALOGUE_REVISION: Final = "catalogue_revision"
OUTDATED: Final = "ring_wants_newer"
"""Noted while the ring above takes what is written here and tells nothing: this release is too old for more."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An event on its way up. `seq` is its place in this store, `payload` the canonical text that was hashed."""

    seq: int
    attempts: int
    id: UUID
    dossier: UUID
    unit: str
    device: str
    epoch: str
    device_seq: int
    based_on: tuple[UUID, ...]
    kind: str
    schema: int
    at: datetime
    offset_ms: int
    officer: str
    payload: str
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """An event that stays below. Without `next_try` it is parked until a person acts."""

    seq: int
    answer: str
    next_try: datetime | None


def due(reading: Reading, now: datetime, *, limit: int, most_bytes: int) -> tuple[Outgoing, ...]:
    """Return the next batch: oldest first, at most `limit` events and about `most_bytes` of them, but always one.

    An event behind a parked one of its own dossier waits; those of other dossiers go on. A dossier whose code was
    refused and that was given another goes as a batch of its own, whole: the ring above takes the refused reception
    only together with what gives it another code.
    """
    renumbered = _renumbered(reading, now)
    if renumbered:
        return renumbered
    return _within(reading.rows(_DUE, now=to_ms(now), limit=limit), most_bytes)


def following(reading: Reading, after: int, now: datetime, *, limit: int, most_bytes: int) -> tuple[Outgoing, ...]:
    """Return the batch behind place `after` as `due` would when all up to there is above; empty when there is none."""
    return _within(reading.rows(_FOLLOWING, after=after, now=to_ms(now), limit=limit), most_bytes)


def _within(rows: Iterable[Sequence[Any]], most_bytes: int) -> tuple[Outgoing, ...]:
    batch: list[Outgoing] = []
    size = 0
    for row in rows:
        size += len(row[14]) + _ENVELOPE
        if batch and size > most_bytes:
            break
        batch.append(outgoing(row))
    return tuple(batch)


def _renumbered(reading: Reading, now: datetime) -> tuple[Outgoing, ...]:
    for row in reading.rows(_TAKEN, now=to_ms(now)):
        found = tuple(outgoing(one) for one in reading.rows(_OPEN_OF, dossier=bytes(row[0])))
        if any(one.kind == CORRECTED and "code" in json.loads(one.payload)["changes"] for one in found):
            return found
    return ()


def outgoing(row: Sequence[Any]) -> Outgoing:
    """Return the event whose place, tries and columns (`events.COLUMNS`) stand in `row`."""
    return Outgoing(
        row[0],
        row[1],
        UUID(bytes=bytes(row[2])),
        UUID(bytes=bytes(row[3])),
        row[4],
        row[5],
        row[6],
        row[7],
        unpack(bytes(row[8])),
        row[9],
        row[10],
        from_ms(row[11]),
        row[12],
        row[13],
        row[14],
        bytes(row[15]).hex(),
        bytes(row[16]).hex(),
    )


def code_taken(reading: Reading, dossier: UUID) -> bool:
    """Say whether the ring above refused the dossier because another has its code."""
    return bool(reading.value(_CODE_TAKEN, dossier=dossier.bytes))


def hurry_dossier(tx: Transaction, dossier: UUID) -> None:
    """Let what waits of one dossier be due at once."""
    tx.do(_HURRY_DOSSIER, dossier=dossier.bytes)


def next_due(reading: Reading) -> datetime | None:
    """Return when the next event is due (long past when it is now), None when nothing waits."""
    found = reading.value(_NEXT)
    return maybe_from_ms(None if found is None else int(found))


def delivered(tx: Transaction, answers: Mapping[int, str], *, ring_epoch: str, at: datetime) -> None:
    """The ring above has these events: `answers` by place. Notes that it answered."""
    done = [{"seq": seq, "answer": answer, "at": to_ms(at), "epoch": ring_epoch} for seq, answer in answers.items()]
    tx.do_all(_DELIVERED, done)
    outbox.answered(tx, at, ring_epoch)


def not_taken(tx: Transaction, events: Iterable[NotTaken]) -> None:
    """Record why events stay below, and when they are tried again."""
    tx.do_all(
        _NOT_TAKEN,
        [
            {
                "seq": one.seq,
                "state": "parked" if one.next_try is None else "waiting",
                "next_try": None if one.next_try is None else to_ms(one.next_try),
                "answer": one.answer,
            }
            for one in events
        ],
    )


def tried(tx: Transaction, seqs: Iterable[int], answer: str) -> None:
    """The line, not these events, is why they stay below: count the try, leave them due."""
    tx.do_all(_TRIED, [{"seq": seq, "answer": answer} for seq in seqs])


def longest_wait(reading: Reading) -> datetime | None:
    """Return the latest time for which any waiting event is put off, None when none is."""
    found = reading.value(_LONGEST)
    return None if found is None else from_ms(int(found))


def ring_epoch(reading: Reading) -> str:
    """Return the epoch under which the ring above answered last, empty when it never did."""
    return note_of(reading, "ring_epoch")


def hurry(tx: Transaction) -> None:
    """Let everything that waits for its time be due at once."""
    tx.do(_HURRY)


def note(tx: Transaction, name: str, value: str) -> None:
    """Keep one of the store's own facts about the ring above."""
    tx.do(_NOTE, name=name, value=value)


def note_of(reading: Reading, name: str) -> str:
    """Return the fact, empty when it was never noted."""
    found = reading.value(_NOTE_OF, name=name)
    return "" if found is None else str(found)


def clock_offset_ms(reading: Reading) -> int:
    """Return what must be added to this device's time to get the ring above's, as last measured; 0 when never."""
    return int(note_of(reading, CLOCK_OFFSET) or 0)
