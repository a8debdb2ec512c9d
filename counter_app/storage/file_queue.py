"""Files on their way up, with their tries and answers beside them: written with the event that names them.

A file goes only when it is here and the ring above has the event. Rows stay: a restored ring is offered them again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select, text

from counter_app.domain.events import FILED, Event
from counter_app.storage import tables
from counter_app.storage.file_tables import file_queue as _queue
from counter_app.storage.file_tables import held_files as _held
from counter_app.storage.notes import note, note_of
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, maybe_from_ms, to_ms

HUB: Final = "hub"
CITY: Final = "city"
"""How far up a file is known to be: in the ring above, which is not the city, or at the city."""
MOST_PUT_OFF: Final = timedelta(minutes=20)
"""No file is put off for longer than half of this."""
FILES_EPOCH: Final = "files_ring_epoch"
"""Name of the store's note of the epoch under which the ring above answered about files last."""
ABOVE_EPOCH: Final = "files_above_epoch"
"""Name of a counter's note of what its hub notes under that name: the city's epoch."""

_EXPECT = Prepared(
    text(
        "INSERT INTO file_queue (sha256, dossier, seq, size, state, attempts, last_answer, url, sent, broken, ring, "
        "ring_epoch) SELECT :sha256, :dossier, seq, :size, 'waiting', 0, '', '', 0, 0, '', '' FROM event "
        "WHERE id = :event ON CONFLICT (sha256, dossier) DO NOTHING"
    )
)
_COLUMNS = tuple(
    _queue.c[name] for name in ("sha256", "dossier", "size", "url", "sent", "broken", "attempts", "next_try")
)
# The second term says nothing new; by it SQLite sees that its index of what is open serves.
_WAITING: Final = (text("file_queue.state = 'waiting'"), text("file_queue.state <> 'delivered'"))
_HERE: Final = select(_held.c.sha256).where(_held.c.sha256 == _queue.c.sha256).exists()
# Files may meet a ring that was restored before the courier does: what it acknowledged before may be lost there.
_EVENT_IS_ABOVE: Final = text(
    "NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.seq = file_queue.seq AND (outbox.state <> 'delivered' OR "
    "outbox.ring_epoch <> (SELECT value FROM meta WHERE name = 'files_ring_epoch')))"
)


def _ready(*columns: Any) -> Select[Any]:
    return select(*columns).where(*_WAITING, _HERE, _EVENT_IS_ABOVE)


_DUE = Prepared(
    _ready(*_COLUMNS)
    .where(_queue.c.next_try.is_(None) | ~_queue.c.next_try.between(bindparam("now") + 1, bindparam("latest")))
    .order_by(_queue.c.size, _queue.c.seq, _queue.c.sha256)
    .limit(bindparam("limit"))
)
_NEXT = Prepared(_ready(func.min(func.coalesce(_queue.c.next_try, 0))))
_BEGUN = Prepared(text("UPDATE file_queue SET url = :url, sent = :sent WHERE sha256 = :sha256"))
_AGAIN = Prepared(text("UPDATE file_queue SET url = '', sent = 0, broken = broken + :broken WHERE sha256 = :sha256"))
_DELIVERED = Prepared(
    text(
        "UPDATE file_queue SET state = 'delivered', attempts = attempts + 1, next_try = NULL, last_answer = 'held', "
        "url = '', sent = size, ring = :ring, ring_epoch = :epoch, delivered_at = coalesce(delivered_at, :at) "
        "WHERE sha256 = :sha256"
    )
)
_NOT_TAKEN = Prepared(
    text(
        "UPDATE file_queue SET state = :state, attempts = attempts + 1, next_try = :next_try, last_answer = :answer "
        "WHERE sha256 = :sha256 AND state <> 'delivered'"
    )
)
_REOFFER = Prepared(
    text(
        "UPDATE file_queue SET state = 'waiting', next_try = NULL, url = '', sent = 0, ring = '', delivered_at = NULL "
        "WHERE state = 'delivered' AND ring_epoch <> :epoch"
    )
)
_STALE = Prepared(text("UPDATE file_queue SET url = '', sent = 0 WHERE state <> 'delivered' AND url <> ''"))
_HURRY = Prepared(
    text("UPDATE file_queue SET next_try = NULL WHERE state = 'waiting' AND state <> 'delivered' AND next_try > 0")
)
_RETRY = Prepared(
    text("UPDATE file_queue SET state = 'waiting', next_try = NULL WHERE sha256 = :sha256 AND state <> 'delivered'")
)
_BETWEEN = Prepared(
    select(_queue.c.sha256)
    .distinct()
    .where(text("state = 'delivered' AND ring = 'hub'"), _queue.c.sha256 > bindparam("after"))
    .order_by(_queue.c.sha256)
    .limit(bindparam("limit"))
)
_DOUBT = Prepared(text("UPDATE file_queue SET ring = 'hub' WHERE state = 'delivered' AND ring = 'city'"))
_OF_DOSSIER = Prepared(
    select(_queue.c.sha256, _queue.c.state, _queue.c.ring, _queue.c.sent, _queue.c.last_answer).where(
        _queue.c.dossier == bindparam("dossier")
    )
)
_STATES = Prepared(text("SELECT state, ring FROM file_queue WHERE sha256 = :sha256 ORDER BY state LIMIT 1"))
_OPEN = Prepared(
    select(
        _queue.c.sha256,
        _queue.c.dossier,
        tables.dossiers.c.code,
        _queue.c.size,
        _queue.c.sent,
        _queue.c.state,
        _queue.c.attempts,
        _queue.c.next_try,
        _queue.c.last_answer,
        tables.events.c.at,
    )
    .join(tables.events, tables.events.c.seq == _queue.c.seq)
    .outerjoin(tables.dossiers, tables.dossiers.c.id == _queue.c.dossier)
    .where(text("file_queue.state <> 'delivered'"))
    .order_by(_queue.c.size, _queue.c.seq)
    .limit(bindparam("limit"))
)


@dataclass(frozen=True, slots=True)
class QueuedFile:
    """A file that may go up now. `url` is where the ring above takes it (empty: not begun), `sent` how far it was,
    `broken` how often it came out wrong there."""

    sha256: str
    dossier: UUID
    size: int
    url: str = ""
    sent: int = 0
    broken: int = 0
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is not above yet, for the outbox page. `state` is waiting or parked; `sent` of `size` bytes went;
    `at` is when it was filed, by the PC's clock."""

    sha256: str
    dossier: UUID
    code: str
    size: int
    sent: int
    state: str
    attempts: int
    next_try: datetime | None
    last_answer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a file of a dossier stands: `ring` is "" until it is above, then "hub" or "city"."""

    state: str
    ring: str
    sent: int
    last_answer: str


def expect(tx: Transaction, event: Event) -> None:
    """Put the files that an event of kind filed names on their way, in the transaction that wrote the event."""
    if event.kind != FILED or event.schema != 1:
        return
    for file in event.payload["files"]:
        tx.do(
            _EXPECT,
            sha256=bytes.fromhex(file["sha256"]),
            dossier=event.dossier.bytes,
            size=int(file["size"]),
            event=event.id.bytes,
        )


def due(reading: Reading, now: datetime, limit: int = 200) -> tuple[QueuedFile, ...]:
    """Return the files that may go now, smallest first: whole here, their event above, their time come.

    What seems put off for longer than anything is, was put off by a clock that was ahead.
    """
    return tuple(
        QueuedFile(
            sha256=bytes(row[0]).hex(),
            dossier=UUID(bytes=bytes(row[1])),
            size=int(row[2]),
            url=row[3],
            sent=int(row[4]),
            broken=int(row[5]),
            attempts=int(row[6]),
        )
        for row in reading.rows(_DUE, now=to_ms(now), latest=to_ms(now + MOST_PUT_OFF), limit=limit)
    )


def next_due(reading: Reading) -> datetime | None:
    """Return when the next file may go (long past when one may now), None when none waits for its time only."""
    found = reading.value(_NEXT)
    return maybe_from_ms(None if found is None else int(found))


def begun(tx: Transaction, sha256: str, url: str, sent: int) -> None:
    """Keep where the ring above takes the file and how far it is: a restart goes on from there."""
    tx.do(_BEGUN, sha256=bytes.fromhex(sha256), url=url, sent=sent)


def again(tx: Transaction, sha256: str, *, broken: bool = False) -> None:
    """The upload is gone above (`broken`: it came out wrong): it will be begun anew."""
    tx.do(_AGAIN, sha256=bytes.fromhex(sha256), broken=int(broken))


def delivered(tx: Transaction, hashes: Iterable[str], *, ring: str, epoch: str, at: datetime) -> None:
    """The ring above has checked these files and has them; `ring` is "hub" or "city"."""
    tx.do_all(
        _DELIVERED,
        [{"sha256": bytes.fromhex(sha256), "ring": ring, "epoch": epoch, "at": to_ms(at)} for sha256 in hashes],
    )


def not_taken(tx: Transaction, sha256: str, answer: str, next_try: datetime | None) -> None:
    """Record why a file stays below; without `next_try` it is parked until a person acts."""
    tx.do(
        _NOT_TAKEN,
        sha256=bytes.fromhex(sha256),
        state="parked" if next_try is None else "waiting",
        next_try=None if next_try is None else to_ms(next_try),
        answer=answer,
    )


def reoffer(tx: Transaction, epoch: str) -> int:
    """The ring above has another epoch than it had: offer again what it had, begin anew what was under way."""
    tx.do(_STALE)
    return tx.do(_REOFFER, epoch=epoch)


def hurry(tx: Transaction) -> None:
    """Let every file that waits for its time be due at once."""
    tx.do(_HURRY)


def retry(tx: Transaction, sha256: str) -> None:
    """Send a parked (or backed-off) file again at once."""
    tx.do(_RETRY, sha256=bytes.fromhex(sha256))


def at_hub_only(reading: Reading, after: str = "", limit: int = 500) -> tuple[str, ...]:
    """Return files that the ring above has and the city, as far as is known here, has not: by hash, behind `after`."""
    rows = reading.rows(_BETWEEN, after=bytes.fromhex(after), limit=limit)
    return tuple(bytes(row[0]).hex() for row in rows)


def above_is(tx: Transaction, epoch: str) -> bool:
    """Note the epoch of the ring above the hub, as the hub knows it for files; say whether anything changed by it.

    Another one than before was restored from a backup: what was at the city is at the hub, as far as is known here.
    """
    before = note_of(tx, ABOVE_EPOCH)
    if epoch in ("", before):
        return False
    note(tx, ABOVE_EPOCH, epoch)
    return bool(before) and tx.do(_DOUBT) > 0


def standings(reading: Reading, dossier: UUID) -> dict[str, Standing]:
    """Return where the dossier's files stand, by hash; files that another counter brought are not among them."""
    return {
        bytes(row[0]).hex(): Standing(row[1], row[2], int(row[3]), row[4])
        for row in reading.rows(_OF_DOSSIER, dossier=dossier.bytes)
    }


def ring_of(reading: Reading, sha256: str) -> str | None:
    """Return how far up this ring has brought the file ("": not yet), None when it does not bring it anywhere."""
    row = reading.row(_STATES, sha256=bytes.fromhex(sha256))
    return None if row is None else str(row[1])


def unsent(reading: Reading, limit: int = 200) -> Sequence[OpenFile]:
    """Return what is not above yet, in the order in which it goes."""
    return [
        OpenFile(
            sha256=bytes(row[0]).hex(),
            dossier=UUID(bytes=bytes(row[1])),
            code=row[2] or "",
            size=int(row[3]),
            sent=int(row[4]),
            state=row[5],
            attempts=int(row[6]),
            next_try=maybe_from_ms(row[7]),
            last_answer=row[8],
            at=from_ms(int(row[9])),
        )
        for row in reading.rows(_OPEN, limit=limit)
    ]
