"""The print ledger: what was sent to which printer, and what became of it. A failed print undoes no registration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import bindparam, insert, select, text

from counter_app.domain.errors import OurFault
from counter_app.storage import notes, tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, to_ms

State = Literal["sent", "spooled", "confirmed", "failed", "unknown"]

_job = tables.prints
_COLUMNS: Final = (
    _job.c.id,
    _job.c.dossier,
    _job.c.code,
    _job.c.document,
    _job.c.printer,
    _job.c.ticket,
    _job.c.state,
    _job.c.reason,
    _job.c.copy_number,
    _job.c.at,
    _job.c.changed_at,
)
_INSERT = Prepared(
    insert(_job).values({c.name: bindparam(c.name) for c in _COLUMNS if c.name != "id"}).returning(_job.c.id)
)
_BEFORE = Prepared(
    text(
        "SELECT count(*) FROM print_job WHERE dossier = :dossier AND document = :document AND state <> 'failed'",
    )
)
_CHANGE = Prepared(
    text(
        "UPDATE print_job SET state = :state, reason = :reason, changed_at = :changed_at, "
        "ticket = CASE WHEN :ticket = '' THEN ticket ELSE :ticket END WHERE id = :id"
    )
)
_INTERRUPTED = Prepared(
    text(
        "UPDATE print_job SET state = 'unknown', reason = 'interrupted', changed_at = :at "
        "WHERE state = 'sent' AND reason <> 'not_reported' RETURNING id"
    )
)
_LEFT = Prepared(
    text(
        "SELECT d.id, d.code, d.procedure, p.state IS NOT NULL AND p.state <> 'failed' "
        "FROM (SELECT id, code, procedure, position FROM dossier ORDER BY position DESC LIMIT :newest) d "
        "JOIN event first ON first.seq = d.position AND first.device = :device "
        "LEFT JOIN print_job p ON p.id = (SELECT max(id) FROM print_job WHERE dossier = d.id AND document = 'receipt') "
        "WHERE (d.position > :dossiers_seen OR p.id > :prints_seen) AND d.position <= :dossiers AND "
        "(p.id IS NULL OR (p.id <= :prints AND p.state <> 'confirmed' AND p.reason <> 'not_reported' AND NOT "
        "(p.state = 'failed' AND EXISTS (SELECT 1 FROM print_job e WHERE e.dossier = d.id AND e.document = 'receipt' "
        "AND (e.state = 'confirmed' OR e.reason = 'not_reported'))))) ORDER BY d.position"
    )
)
_REACHED = Prepared(
    text("SELECT (SELECT coalesce(max(position), 0) FROM dossier), (SELECT coalesce(max(id), 0) FROM print_job)")
)
_LOOKED_AT: Final = ("receipts_seen_dossier", "receipts_seen_print")
_NEWEST: Final = 1000
_ONE = Prepared(select(*_COLUMNS).where(_job.c.id == bindparam("id")))
_OF_DOSSIER = Prepared(select(*_COLUMNS).where(_job.c.dossier == bindparam("dossier")).order_by(_job.c.id.desc()))
_LATEST = Prepared(select(*_COLUMNS).order_by(_job.c.id.desc()).limit(bindparam("limit")))


@dataclass(frozen=True, slots=True)
class PrintEntry:
    """One print. `dossier` is None for papers of no dossier; `ticket` is the printer's own name for the job.

    `copy_number` is 1 for the first paper, n for the n-th; a print that failed is not counted.
    """

    id: int
    dossier: UUID | None
    code: str
    document: str
    printer: str
    ticket: str
    state: str
    reason: str
    copy_number: int
    at: datetime
    changed_at: datetime

    @property
    def counts(self) -> bool:
        """Whether the paper came out, or may have and nothing will tell: a job that is still followed does not yet."""
        return self.state in ("confirmed", "unknown") or (self.state != "failed" and self.reason == "not_reported")


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the store had come at some moment: the last dossier's place and the last print's number."""

    dossiers: int
    prints: int


@dataclass(frozen=True, slots=True)
class Left:
    """A dossier without a paper that is known to be out; `may_be_out` when one may be."""

    dossier: UUID
    code: str
    procedure: str
    may_be_out: bool


def begin(tx: Transaction, *, dossier: UUID | None, code: str, document: str, printer: str, at: datetime) -> PrintEntry:
    """Enter a print before anything goes to the printer, so that a crash leaves its trace; its state is "sent"."""
    id_ = tx.value(
        _INSERT,
        dossier=None if dossier is None else dossier.bytes,
        code=code,
        document=document,
        printer=printer,
        ticket="",
        state="sent",
        reason="",
        copy_number=1 + (0 if dossier is None else copies_before(tx, dossier, document)),
        at=to_ms(at),
        changed_at=to_ms(at),
    )
    return entry(tx, int(id_))


def change(tx: Transaction, id_: int, state: State, *, at: datetime, reason: str = "", ticket: str = "") -> PrintEntry:
    """Note what became of a print; an empty `ticket` keeps the one that is known.

    Raises OurFault("print_unknown") when there is no such entry.
    """
    if tx.do(_CHANGE, id=id_, state=state, reason=reason, ticket=ticket, changed_at=to_ms(at)) == 0:
        raise OurFault("print_unknown")
    return entry(tx, id_)


def interrupted(tx: Transaction, at: datetime) -> Sequence[PrintEntry]:
    """At start: prints that were under way when the program ended are "unknown" now; return them.

    What was handed over whole to a printer that never reports stays as it is.
    """
    return [entry(tx, int(row[0])) for row in tx.rows(_INTERRUPTED, at=to_ms(at))]


def reached(reading: Reading) -> Reached:
    """Return how far the store has come."""
    row = reading.row(_REACHED)
    return Reached(0, 0) if row is None else Reached(int(row[0]), int(row[1]))


def looked_at(tx: Transaction, upto: Reached) -> None:
    """The officer has looked at what was left over up to there: it is not given again."""
    for name, value in zip(_LOOKED_AT, (upto.dossiers, upto.prints), strict=True):
        notes.note(tx, name, str(value))


def left_over(reading: Reading, device: str, upto: Reached) -> Sequence[Left]:
    """Return the dossiers of `device` up to `upto` whose newest receipt is not known to be out, oldest first.

    None was printed, or the newest print was not confirmed, or every print failed. Not given: what was looked at, what
    a printer took that never reports, and what lies behind the newest thousand dossiers.
    """
    seen = [int(notes.note_of(reading, name) or 0) for name in _LOOKED_AT]
    rows = reading.rows(
        _LEFT,
        newest=_NEWEST,
        device=device,
        dossiers_seen=seen[0],
        prints_seen=seen[1],
        dossiers=upto.dossiers,
        prints=upto.prints,
    )
    return [Left(UUID(bytes=bytes(row[0])), row[1], row[2], bool(row[3])) for row in rows]


def copies_before(reading: Reading, dossier: UUID, document: str) -> int:
    """Return how many of this document went out already, failed prints not counted."""
    return int(reading.value(_BEFORE, dossier=dossier.bytes, document=document))


def entry(reading: Reading, id_: int) -> PrintEntry:
    """Return one entry; raises OurFault("print_unknown")."""
    row = reading.row(_ONE, id=id_)
    if row is None:
        raise OurFault("print_unknown")
    return _entry(row)


def of_dossier(reading: Reading, dossier: UUID) -> Sequence[PrintEntry]:
    """Return the prints of a dossier, newest first."""
    return [_entry(row) for row in reading.rows(_OF_DOSSIER, dossier=dossier.bytes)]


def latest(reading: Reading, limit: int = 100) -> Sequence[PrintEntry]:
    """Return the latest prints, newest first."""
    return [_entry(row) for row in reading.rows(_LATEST, limit=limit)]


def _entry(row: Sequence[Any]) -> PrintEntry:
    return PrintEntry(
        id=row[0],
        dossier=None if row[1] is None else UUID(bytes=bytes(row[1])),
        code=row[2],
        document=row[3],
        printer=row[4],
        ticket=row[5],
        state=row[6],
        reason=row[7],
        copy_number=row[8],
        at=from_ms(row[9]),
        changed_at=from_ms(row[10]),
    )
