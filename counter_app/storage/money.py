"""Money events in the order of time: for shifts, and to find a fee receipt that was used before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, select, text

from counter_app.storage import tables
from counter_app.storage.life_tables import shifts
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, to_ms

_event = tables.events
_KINDS: Final = "kind IN ('fee_collected', 'fee_cancelled')"

_TOUCHED = Prepared(
    select(_event.c.dossier)
    .where(text(_KINDS), _event.c.at >= bindparam("since"), _event.c.at <= bindparam("until"))
    .distinct()
)
_WITH_RECEIPT = Prepared(select(_event.c.dossier).where(text(_KINDS), text("payload LIKE :receipt")).distinct())
_LAST_RECEIPT = Prepared(
    select(_event.c.payload)
    .where(text("kind = 'fee_collected'"), _event.c.device == bindparam("device"))
    .order_by(_event.c.at.desc())
    .limit(1)
)
_CLOSE = Prepared(text("INSERT INTO shift_close (closed_at, officer, content) VALUES (:closed_at, :officer, :content)"))
_CLOSED = Prepared(select(shifts.c.closed_at, shifts.c.officer, shifts.c.content).order_by(shifts.c.closed_at.desc()))


def touched(reading: Reading, since: datetime, until: datetime) -> Sequence[UUID]:
    """Return the dossiers for which money was taken or given back between the two moments (writers' own time)."""
    return [UUID(bytes=bytes(row[0])) for row in reading.rows(_TOUCHED, since=to_ms(since), until=to_ms(until))]


def with_receipt(reading: Reading, receipt: str) -> Sequence[UUID]:
    """Return the dossiers among whose money events this receipt's number may stand."""
    like = receipt.replace("%", "").replace("_", "")
    return [UUID(bytes=bytes(row[0])) for row in reading.rows(_WITH_RECEIPT, receipt=f'%"receipt":"{like}"%')]


def last_payload(reading: Reading, device: str) -> str | None:
    """Return what the device's newest fee said, as JSON."""
    found = reading.value(_LAST_RECEIPT, device=device)
    return None if found is None else str(found)


def close_shift(tx: Transaction, at: datetime, officer: str, content: str) -> None:
    """Keep a closed shift for ever."""
    tx.do(_CLOSE, closed_at=to_ms(at), officer=officer, content=content)


def closed_shifts(reading: Reading) -> Sequence[tuple[datetime, str, str]]:
    """Return (when, who, content) of every closed shift, newest first."""
    return [(from_ms(row[0]), str(row[1]), str(row[2])) for row in reading.rows(_CLOSED)]
