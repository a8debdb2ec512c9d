"""What the ring above has not acknowledged: the events themselves, with their tries and answers beside them.

Rows are never thrown away. A ring that was restored from a backup shows another epoch, and what it had acknowledged
under the old one is offered again. How batches are taken from it and answers recorded is in `sending`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, literal_column, select, text

from counter_app.storage import notes, tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, maybe_from_ms, to_ms

_outbox, _event = tables.outbox, tables.events

_ADD = Prepared(
    insert(_outbox).values(
        seq=bindparam("seq"),
        dossier=bindparam("dossier"),
        state=literal_column("'waiting'"),
        attempts=literal_column("0"),
        last_answer=literal_column("''"),
    )
)
_SEQ_OF = Prepared(select(_event.c.seq).where(_event.c.id == bindparam("id")))
_RETRY = Prepared(
    text("UPDATE outbox SET state = 'waiting', next_try = NULL WHERE seq = :seq AND state <> 'delivered'")
)
_RETRY_ALL = Prepared(
    text("UPDATE outbox SET state = 'waiting', next_try = NULL WHERE state = 'parked' AND state <> 'delivered'")
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
    )
    .join(_event, _event.c.seq == _outbox.c.seq)
    .outerjoin(tables.dossiers, tables.dossiers.c.id == _outbox.c.dossier)
    .where(text("outbox.state <> 'delivered'"))
    .order_by(_outbox.c.seq)
    .limit(bindparam("limit"))
)
_IS_OPEN = Prepared(
    text("SELECT 1 FROM outbox WHERE seq = (SELECT seq FROM event WHERE id = :id) AND state <> 'delivered'")
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


def add_all(tx: Transaction, places: Sequence[tuple[int, UUID]]) -> None:
    """Put many events on their way at once: (place, dossier) of each."""
    tx.do_all(_ADD, [{"seq": seq, "dossier": dossier.bytes} for seq, dossier in places])


def retry(tx: Transaction, id_: UUID) -> bool:
    """Send a parked (or backed-off) event again at once; say whether it was unsent."""
    seq = tx.value(_SEQ_OF, id=id_.bytes)
    return seq is not None and tx.do(_RETRY, seq=seq) > 0


def reoffer(tx: Transaction, ring_epoch: str) -> int:
    """The ring above has another epoch than it had: offer again what it acknowledged before; return how many."""
    return tx.do(_REOFFER, ring_epoch=ring_epoch)


def answered(tx: Transaction, at: datetime, ring_epoch: str) -> None:
    """Note that the ring above acknowledged, when, and under which epoch."""
    _note(tx, "ring_answered", str(to_ms(at)))
    _note(tx, "ring_epoch", ring_epoch)
    _note(tx, "ring_error", "")


def answered_by(tx: Transaction, version: str) -> None:
    """Note the release of the ring above. Another one than before may read what that one refused: all that is set aside
    is offered once more, which nobody has to know of or press a key for."""
    known = notes.note_of(tx, "ring_version")
    if known == version:
        return
    notes.note(tx, "ring_version", version)
    if known:
        tx.do(_RETRY_ALL)


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


def is_unsent(reading: Reading, id_: UUID) -> bool:
    """Say whether the event waits here or is parked here."""
    return reading.value(_IS_OPEN, id=id_.bytes) is not None


def states_of(reading: Reading, dossier: UUID) -> dict[UUID, str]:
    """Return for each of the dossier's own events where it stands: waiting, parked or delivered."""
    return {UUID(bytes=bytes(row[0])): row[1] for row in reading.rows(_STATE_OF, dossier=dossier.bytes)}


def _note(tx: Transaction, name: str, value: str) -> None:
    tx.do(_NOTE, name=name, value=value)
