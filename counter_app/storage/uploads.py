"""Uploads from below: who brings what. How far one has come is the length of its part (`files`)."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, func, insert, select, text

from counter_app.storage.file_tables import uploads as _upload
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, to_ms

State = Literal["open", "held", "broken"]
_COLUMNS = tuple(_upload.c[name] for name in ("id", "unit", "device", "sha256", "size", "metadata", "state", "at"))
_ADD = Prepared(insert(_upload).values({column.name: bindparam(column.name) for column in _COLUMNS}))
_FIND = Prepared(
    select(*_COLUMNS).where(
        _upload.c.id == bindparam("id"), _upload.c.unit == bindparam("unit"), _upload.c.device == bindparam("device")
    )
)
SAME = Prepared(
    select(*_COLUMNS)
    .where(
        _upload.c.device == bindparam("device"),
        _upload.c.sha256 == bindparam("sha256"),
        _upload.c.size == bindparam("size"),
        text("state = 'open'"),
    )
    .order_by(_upload.c.at)
    .limit(1)
)
_CLOSE = Prepared(text("UPDATE upload SET state = :state, sha256 = :sha256 WHERE id = :id AND state <> 'held'"))
_DROP = Prepared(text("DELETE FROM upload WHERE id = :id"))
OPEN_OF = Prepared(
    select(func.count()).select_from(_upload).where(_upload.c.device == bindparam("device"), text("state = 'open'"))
)
_BEFORE = Prepared(
    select(*_COLUMNS).where(_upload.c.at <= bindparam("at")).order_by(_upload.c.at).limit(bindparam("limit"))
)


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload. `sha256` is what was said at its start, or what came out; empty while nobody has said it.
    `metadata` is the Upload-Metadata header as it was given."""

    id: str
    unit: str
    device: str
    sha256: str
    size: int
    metadata: str
    state: State
    at: datetime


def add(tx: Transaction, unit: str, device: str, sha256: str, size: int, metadata: str, at: datetime) -> Upload:
    """Begin an upload; its id is random and proves nothing."""
    made = Upload(secrets.token_hex(16), unit, device, sha256, size, metadata, "open", at)
    tx.do(
        _ADD,
        id=made.id,
        unit=unit,
        device=device,
        sha256=bytes.fromhex(sha256) if sha256 else None,
        size=size,
        metadata=metadata,
        state=made.state,
        at=to_ms(at),
    )
    return made


def find(reading: Reading, id_: str, unit: str, device: str) -> Upload | None:
    """Return the upload of this device, None when there is none or it is another one's."""
    row = reading.row(_FIND, id=id_, unit=unit, device=device)
    return None if row is None else _from_row(row)


def same(reading: Reading, device: str, sha256: str, size: int) -> Upload | None:
    """Return the upload of the same file that this device has begun and not ended, None when there is none."""
    row = reading.row(SAME, device=device, sha256=bytes.fromhex(sha256), size=size)
    return None if row is None else _from_row(row)


def close(tx: Transaction, id_: str, state: State, sha256: str) -> None:
    """Say how an upload ended; what is held stays held."""
    tx.do(_CLOSE, id=id_, state=state, sha256=bytes.fromhex(sha256) if sha256 else None)


def drop(tx: Transaction, id_: str) -> None:
    """Forget an upload; a file that it brought stays."""
    tx.do(_DROP, id=id_)


def drop_all(tx: Transaction, ids: Iterable[str]) -> None:
    """Forget many uploads at once; files that they brought stay."""
    tx.do_all(_DROP, [{"id": id_} for id_ in ids])


def open_of(reading: Reading, device: str) -> int:
    """Return how many uploads of the device have not ended."""
    return int(reading.value(OPEN_OF, device=device))


def begun_before(reading: Reading, at: datetime, limit: int = 1000) -> Sequence[Upload]:
    """Return the oldest uploads that were begun until `at`, ended or not."""
    return [_from_row(row) for row in reading.rows(_BEFORE, at=to_ms(at), limit=limit)]


def _from_row(row: Sequence[Any]) -> Upload:
    id_, unit, device, sha256, size, metadata, state, at = row
    return Upload(
        id_, unit, device, bytes(sha256).hex() if sha256 is not None else "", int(size), metadata, state, from_ms(at)
    )
