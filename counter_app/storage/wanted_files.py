"""Files that are not here and are to come from the ring above: opened by somebody, or this store's own that it lost."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, func, select, text

from counter_app.domain.events import FILED
from counter_app.storage import tables
from counter_app.storage.file_queue import MOST_PUT_OFF
from counter_app.storage.file_tables import wanted_files as _wanted
from counter_app.storage.files import FileFolder
from counter_app.storage.notes import note, note_of
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import maybe_from_ms, to_ms

_LOOKED: Final = "own_files_looked"
PAGE: Final = 500

_event = tables.events
_WANT = Prepared(
    text(
        "INSERT INTO wanted_file (sha256, unit, size, asked, state, attempts, next_try, last_answer) "
        "VALUES (:sha256, :unit, :size, :asked, 'waiting', 0, NULL, '') ON CONFLICT (sha256) DO UPDATE SET "
        "asked = CASE WHEN :asked > wanted_file.asked THEN :asked ELSE wanted_file.asked END, "
        "next_try = CASE WHEN wanted_file.state = 'parked' THEN NULL ELSE wanted_file.next_try END, state = 'waiting'"
    )
)
_COLUMNS = tuple(_wanted.c[name] for name in ("sha256", "unit", "size", "asked", "state", "attempts", "last_answer"))
_DUE = Prepared(
    select(*_COLUMNS)
    .where(
        text("state = 'waiting'"),
        _wanted.c.asked >= bindparam("asked"),
        _wanted.c.next_try.is_(None) | ~_wanted.c.next_try.between(bindparam("now") + 1, bindparam("latest")),
    )
    .order_by(_wanted.c.asked.desc(), _wanted.c.size, _wanted.c.sha256)
    .limit(1)
)
_NEXT = Prepared(select(func.min(func.coalesce(_wanted.c.next_try, 0))).where(text("state = 'waiting'")))
_OF = Prepared(select(*_COLUMNS).where(_wanted.c.sha256 == bindparam("sha256")))
_COUNT = Prepared(text("SELECT count(*) FROM wanted_file"))
_DROP = Prepared(text("DELETE FROM wanted_file WHERE sha256 = :sha256"))
_NOT_HAD = Prepared(
    text(
        "UPDATE wanted_file SET state = :state, attempts = attempts + 1, next_try = :next_try, last_answer = :answer "
        "WHERE sha256 = :sha256"
    )
)
_OWN = Prepared(
    select(_event.c.seq, _event.c.kind, _event.c.device, _event.c.unit, _event.c.payload)
    .where(_event.c.seq > bindparam("after"))
    .order_by(_event.c.seq)
    .limit(PAGE)
)


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file that is to come. `state` is waiting or parked (nobody above has it, or will give it; `last_answer` says
    why); `asked` says that somebody waits for it."""

    sha256: str
    unit: str
    size: int
    asked: bool
    state: str
    attempts: int
    last_answer: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """A file that an event names and that is not here."""

    sha256: str
    unit: str
    size: int


def part_of(sha256: str) -> str:
    """Return under what name the part of a file lies in the folder of files while it comes."""
    return f"get-{sha256}"


def want(tx: Transaction, sha256: str, *, unit: str, size: int = 0, asked: bool) -> None:
    """Let a file come; one that was parked is tried again."""
    tx.do(_WANT, sha256=bytes.fromhex(sha256), unit=unit, size=size, asked=int(asked))


def due(reading: Reading, now: datetime, *, asked_only: bool = False) -> WantedFile | None:
    """Return the file to fetch now: what somebody waits for first, then the smallest.

    What seems put off for longer than anything is, was put off by a clock that was ahead.
    """
    return _from_row(reading.row(_DUE, now=to_ms(now), latest=to_ms(now + MOST_PUT_OFF), asked=int(asked_only)))


def next_due(reading: Reading) -> datetime | None:
    """Return when the next file may be fetched (long past when one may now), None when none is wanted."""
    found = reading.value(_NEXT)
    return maybe_from_ms(None if found is None else int(found))


def find(reading: Reading, sha256: str) -> WantedFile | None:
    """Return the wish for a file, None when nobody has it."""
    return _from_row(reading.row(_OF, sha256=bytes.fromhex(sha256)))


def count(reading: Reading) -> int:
    """Return how many files are wanted or parked."""
    return int(reading.value(_COUNT) or 0)


def drop(tx: Transaction, sha256: str) -> None:
    """The file has come, or nobody wants it any more."""
    tx.do(_DROP, sha256=bytes.fromhex(sha256))


def not_had(tx: Transaction, sha256: str, answer: str, next_try: datetime | None) -> None:
    """Record why a file has not come; without `next_try` it is parked until somebody wants it again."""
    tx.do(
        _NOT_HAD,
        sha256=bytes.fromhex(sha256),
        state="parked" if next_try is None else "waiting",
        next_try=None if next_try is None else to_ms(next_try),
        answer=answer,
    )


def looked_at(reading: Reading) -> int:
    """Return the place up to which events were looked through for own files that are not here.

    A copy of a store has another epoch, and perhaps not the whole folder: it looks from the start.
    """
    epoch, _, place = note_of(reading, _LOOKED).rpartition(" ")
    return int(place) if epoch == reading.epoch and place.isdecimal() else 0


def keep_looked_at(tx: Transaction, place: int) -> None:
    """Keep how far was looked."""
    note(tx, _LOOKED, f"{tx.epoch} {place}")


def own_lacking(reading: Reading, folder: FileFolder, device: str, after: int) -> tuple[tuple[Lacking, ...], int, bool]:
    """Return files that `device` filed and that are not here, how far was looked, and whether there may be more.

    A restored store hears its own events again behind those it had: their files are to come back.
    """
    rows = reading.rows(_OWN, after=after)
    lacking = [
        Lacking(str(file["sha256"]), str(unit), int(file["size"]))
        for _, kind, writer, unit, payload in rows
        if kind == FILED and writer == device
        for file in json.loads(payload).get("files", ())
        if not folder.has(str(file["sha256"]), int(file["size"]))
    ]
    return tuple(lacking), int(rows[-1][0]) if rows else after, len(rows) == PAGE


def _from_row(row: Sequence[Any] | None) -> WantedFile | None:
    if row is None:
        return None
    sha256, unit, size, asked, state, attempts, answer = row
    return WantedFile(bytes(sha256).hex(), unit, int(size), bool(asked), state, int(attempts), answer)
