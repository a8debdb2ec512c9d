"""What the ring above has not acknowledged: the events themselves, with their tries and answers beside them.

Rows are never thrown away. A ring that was restored from a backup shows another epoch, and what it had acknowledged
under the old one is offered again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, insert, literal_column, select, text, update

from counter_app.domain.events import Event
from counter_app.storage import tables
from counter_app.storage.events import COLUMNS, from_row
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, maybe_from_ms, to_ms

_outbox, _event = tables.outbox, tables.events
_earlier = _outbox.alias("earlier")

_ADD = Prepared(
    insert(_outbox).values(
        seq=bindparam("seq"),
        dossier=bindparam("dossier"),
        state=literal_column("'waiting'"),
        attempts=literal_column("0"),
        last_answer=literal_column("''"),
    )
)
_DUE = Prepared(
    select(_outbox.c.seq, _outbox.c.attempts, func.length(_event.c.payload), *COLUMNS)
    .join(_event, _event.c.seq == _outbox.c.seq)
    .where(
        text("outbox.state = 'waiting'"),
        (_outbox.c.next_try.is_(None)) | (_outbox.c.next_try <= bindparam("now")),
        ~select(_earlier.c.seq)
        .where(
            _earlier.c.dossier == _outbox.c.dossier, text("earlier.state = 'parked'"), _earlier.c.seq < _outbox.c.seq
        )
        .exists(),
    )
    .order_by(_outbox.c.seq)
    .limit(bindparam("limit"))
)
_DELIVERED = Prepared(
    update(_outbox)
    .where(_outbox.c.seq == bindparam("seq_"))
    .values(
        state=literal_column("'delivered'"),
        attempts=_outbox.c.attempts + 1,
        next_try=literal_column("NULL"),
        last_answer=bindparam("last_answer"),
        delivered_at=bindparam("delivered_at"),
        ring_epoch=bindparam("ring_epoch"),
    )
)
_FAILED = Prepared(
    update(_outbox)
    .where(_outbox.c.seq == bindparam("seq_"), text("state <> 'delivered'"))
    .values(
        state=bindparam("state"),
        attempts=_outbox.c.attempts + 1,
        next_try=bindparam("next_try"),
        last_answer=bindparam("last_answer"),
    )
)
_SEQ_OF = Prepared(select(_event.c.seq).where(_event.c.id == bindparam("id")))
_RETRY = Prepared(
    text("UPDATE outbox SET state = 'waiting', next_try = NULL WHERE seq = :seq AND state <> 'delivered'")
)
_REOFFER = Prepared(
    text(
        "UPDATE outbox SET state = 'waiting', next_try = NULL, delivered_at = NULL "
        "WHERE state = 'delivered' AND ring_epoch <> :ring_epoch"
    )
)
_COUNTS = Prepared(text("SELECT state, count(*), min(seq) FROM outbox WHERE state <> 'delivered' GROUP BY state"))
_AT = Prepared(select(_event.c.at).where(_event.c.seq == bindparam("seq")))
_OPEN = Prepared(
    select(
        _event.c.id,
        _event.c.dossier,
        tables.dossiers.c.code,
        _event.c.kind,
        _event.c.at,
        _outbox.c.state,
        _outbox.c.attempts,
        _outbox.c.next_try,
        _outbox.c.last_answer,
        _event.c.device_seq,
    )
    .join(_event, _event.c.seq == _outbox.c.seq)
    .outerjoin(tables.dossiers, tables.dossiers.c.id == _outbox.c.dossier)
    .where(text("outbox.state <> 'delivered'"))
    .order_by(_outbox.c.seq)
    .limit(bindparam("limit"))
)
_STATE_OF = Prepared(
    select(_event.c.id, _outbox.c.state)
    .join(_event, _event.c.seq == _outbox.c.seq)
    .where(_event.c.dossier == bindparam("dossier"))
)
_NOTE = Prepared(
    text("INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value")
)
_NOTES = Prepared(text("SELECT name, value FROM meta WHERE name IN ('ring_answered', 'ring_error', 'ring_epoch')"))
_ENVELOPE: Final = 480
"""Bytes of an event on the wire beside its payload, roughly; batches are cut by it."""


@dataclass(frozen=True, slots=True)
class Due:
    """An event whose turn it is; `attempts` is how often it was sent already."""

    event: Event
    attempts: int


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An event that is not above yet. `state` is waiting or parked."""

    event: UUID
    dossier: UUID
    code: str
    kind: str
    at: datetime
    state: str
    attempts: int
    next_try: datetime | None
    last_answer: str


@dataclass(frozen=True, slots=True)
class OutboxState:
    """The truth behind the sync strip. `oldest` is when the oldest unsent (waiting or parked) event was made,
    `answered_at` the last time the ring above acknowledged anything, `error` its last other answer, empty when the
    last try went well."""

    waiting: int
    parked: int
    oldest: datetime | None
    answered_at: datetime | None
    error: str
    ring_epoch: str


def add(tx: Transaction, seq: int, dossier: UUID) -> None:
    """Put the event at place `seq` on its way, in the transaction that wrote it."""
    tx.do(_ADD, seq=seq, dossier=dossier.bytes)


def due(reading: Reading, now: datetime, *, limit: int = 500, max_bytes: int = 1_000_000) -> tuple[Due, ...]:
    """Return the next batch: oldest first, at most `limit` events and about `max_bytes` of them, but always one.

    An event behind a parked one of its own dossier waits; those of other dossiers go on.
    """
    batch: list[Due] = []
    size = 0
    for row in reading.rows(_DUE, now=to_ms(now), limit=limit):
        size += row[2] + _ENVELOPE
        if batch and size > max_bytes:
            break
        batch.append(Due(from_row(row, 3), row[1]))
    return tuple(batch)


def delivered(tx: Transaction, ids: Iterable[UUID], *, answer: str, ring_epoch: str, at: datetime) -> None:
    """The ring above has these events (stored or known): record it, and that it answered."""
    tx.do_all(
        _DELIVERED,
        [
            {"seq_": seq, "last_answer": answer, "delivered_at": to_ms(at), "ring_epoch": ring_epoch}
            for seq in _seqs(tx, ids)
        ],
    )
    answered(tx, at, ring_epoch)


def try_later(tx: Transaction, ids: Iterable[UUID], *, answer: str, next_try: datetime) -> None:
    """These events were not taken this time; they are due again at `next_try`. Tries never end."""
    _failed(tx, ids, "waiting", answer, to_ms(next_try))


def park(tx: Transaction, ids: Iterable[UUID], *, answer: str) -> None:
    """The ring above refuses these events; they wait for a person, with the reason beside them."""
    _failed(tx, ids, "parked", answer, None)


def retry(tx: Transaction, id_: UUID) -> None:
    """Send a parked (or backed-off) event again at once."""
    seq = tx.value(_SEQ_OF, id=id_.bytes)
    if seq is not None:
        tx.do(_RETRY, seq=seq)


def reoffer(tx: Transaction, ring_epoch: str) -> int:
    """The ring above has another epoch than it had: offer again what it acknowledged before; return how many."""
    return tx.do(_REOFFER, ring_epoch=ring_epoch)


def answered(tx: Transaction, at: datetime, ring_epoch: str) -> None:
    """Note that the ring above acknowledged, when, and under which epoch."""
    _note(tx, "ring_answered", str(to_ms(at)))
    _note(tx, "ring_epoch", ring_epoch)
    _note(tx, "ring_error", "")


def unanswered(tx: Transaction, error: str) -> None:
    """Note why the last try did not get through."""
    _note(tx, "ring_error", error)


def state(reading: Reading) -> OutboxState:
    """Return counts, the oldest unsent event's time and the last answer."""
    counts = {row[0]: (int(row[1]), int(row[2])) for row in reading.rows(_COUNTS)}
    notes = {row[0]: row[1] for row in reading.rows(_NOTES)}
    first = min((seq for _, seq in counts.values()), default=None)
    oldest = None if first is None else from_ms(reading.value(_AT, seq=first))
    said = notes.get("ring_answered")
    return OutboxState(
        waiting=counts.get("waiting", (0, 0))[0],
        parked=counts.get("parked", (0, 0))[0],
        oldest=oldest,
        answered_at=None if said is None else from_ms(int(said)),
        error=notes.get("ring_error", ""),
        ring_epoch=notes.get("ring_epoch", ""),
    )


def unsent(reading: Reading, limit: int = 200) -> Sequence[OpenEntry]:
    """Return what is not above yet, oldest first."""
    return [
        OpenEntry(
            event=UUID(bytes=bytes(row[0])),
            dossier=UUID(bytes=bytes(row[1])),
            code=row[2] or "",
            kind=row[3],
            at=from_ms(row[4]),
            state=row[5],
            attempts=row[6],
            next_try=maybe_from_ms(row[7]),
            last_answer=row[8],
        )
        for row in reading.rows(_OPEN, limit=limit)
    ]


def states_of(reading: Reading, dossier: UUID) -> dict[UUID, str]:
    """Return for each of the dossier's own events where it stands: waiting, parked or delivered."""
    return {UUID(bytes=bytes(row[0])): row[1] for row in reading.rows(_STATE_OF, dossier=dossier.bytes)}


def _seqs(tx: Transaction, ids: Iterable[UUID]) -> list[int]:
    found = (tx.value(_SEQ_OF, id=id_.bytes) for id_ in ids)
    return [seq for seq in found if seq is not None]


def _failed(tx: Transaction, ids: Iterable[UUID], state: str, answer: str, next_try: int | None) -> None:
    tx.do_all(
        _FAILED,
        [{"seq_": seq, "state": state, "last_answer": answer, "next_try": next_try} for seq in _seqs(tx, ids)],
    )


def _note(tx: Transaction, name: str, value: str) -> None:
    tx.do(_NOTE, name=name, value=value)
