"""Is a store what it says? Chains and seals of events, rows against the fold, files against their names, numbers.

Nothing is changed and nobody is held up: a SQLite store is looked at in a copy of this moment, a database by reading.
Every finding names places (device and running number, position, first signs of a hash), never what a person typed.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, select, text

from counter_app.domain.dossier import fold
from counter_app.domain.events import RECEIVED
from counter_app.storage import dossiers, number_register, rebuild, tables
from counter_app.storage.events import broken_links, events_of
from counter_app.storage.files import FileFolder
from counter_app.storage.prepared import Prepared
from counter_app.storage.store import Role, Store
from counter_app.storage.transaction import Reading, Transaction

MOST: Final = 200
"""Findings of one kind that are listed; how many there are is counted to the end."""

Kind = str
"""seal, store, row, base, file, number."""

_dossier, _event = tables.dossiers, tables.events
_ROWS = Prepared(
    select(_dossier).where(_dossier.c.position > bindparam("after")).order_by(_dossier.c.position).limit(500)
)
_FILES = Prepared(text("SELECT DISTINCT sha256, size FROM held_file ORDER BY sha256"))
_DAYS = Prepared(
    text(
        "SELECT electronic_code, day FROM number_block UNION SELECT electronic_code, day FROM number_void "
        "UNION SELECT electronic_code, day FROM number_lease UNION SELECT electronic_code, day FROM number_head "
        "ORDER BY 2, 1"
    )
)
_COUNTS = Prepared(
    text(
        "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM dossier), "
        "(SELECT count(DISTINCT sha256) FROM held_file)"
    )
)
_STARTED = Prepared(
    text(
        "SELECT count(*) FROM event WHERE kind = 'received' "
        "AND NOT EXISTS (SELECT 1 FROM dossier WHERE dossier.id = event.dossier)"
    )
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: its kind and where."""

    kind: Kind
    where: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what did not hold (at most `MOST` of each kind; `found` counts all)."""

    events: int
    dossiers: int
    files: int
    days: int
    found: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return self.found == 0


def verify(store: Store, files: FileFolder | None = None) -> Verified:
    """Check `store` and its files. Raises what the store raises."""
    if store.path is None:
        with store.reading() as reading:
            return _summed(reading, [*_in_events(reading), *_rows_by_reading(reading), *_rest(reading, files)])
    with tempfile.TemporaryDirectory(prefix="counter-verify-") as folder:
        copy = Path(folder) / store.path.name
        store.copy_to(copy, pause=0)
        with store.reading() as reading:
            role: Role = "counter" if reading.indexed else "city"
        with Store.open(copy, role=role, practice=store.practice, alone=False) as copied:
            with copied.reading() as reading:
                found = [*_pages(reading), *_in_events(reading), *_rest(reading, files)]
            with copied.transaction() as tx:
                found += _rows_by_rebuilding(tx)
                return _summed(tx, found)


def _summed(reading: Reading, found: list[Finding]) -> Verified:
    listed: dict[Kind, list[Finding]] = {}
    for one in found:
        listed.setdefault(one.kind, []).append(one)
    events, dossiers_, files = reading.row(_COUNTS) or (0, 0, 0)
    return Verified(
        events=int(events),
        dossiers=int(dossiers_),
        files=int(files),
        days=len(_days(reading)),
        found=len(found),
        findings=tuple(one for kind in listed.values() for one in kind[:MOST]),
    )


def _pages(reading: Reading) -> Iterator[Finding]:
    told = reading.connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").fetchall()
    yield from (Finding("store", str(row[0])[:100]) for row in told if row[0] != "ok")


def _in_events(reading: Reading) -> Iterator[Finding]:
    for link in broken_links(reading):
        yield Finding("seal", f"device {link.device}, epoch {link.epoch}, number {link.device_seq}, event {link.event}")


def _rows_by_rebuilding(tx: Transaction) -> Iterator[Finding]:
    """Make the rows of a copy anew; what differs was not the fold of the events."""
    for one in rebuild.rebuild(tx).tables:
        if one.gone or one.come:
            yield Finding("row", f"{one.table}: {one.gone} not of the events, {one.come} missing")


def _rows_by_reading(reading: Reading) -> Iterator[Finding]:
    """Compare every dossier row with the fold of its events, without a transaction that writes."""
    missing = int(reading.value(_STARTED))
    if missing:
        yield Finding("row", f"dossier: {missing} missing")
    after = 0
    while rows := reading.rows(_ROWS, after=after):
        for row in rows:
            said = dict(zip(_dossier.c.keys(), row, strict=True))
            if not _same(reading, said):
                yield Finding("row", f"dossier: position {said['position']}")
        after = int(rows[-1][0])


def _same(reading: Reading, said: dict[str, Any]) -> bool:
    known = events_of(reading, UUID(bytes=bytes(said["id"])))
    if not any(event.kind == RECEIVED for event in known):
        return False
    made = dossiers.as_row(fold(known))
    return all(said[name] == value for name, value in made.items())


def _rest(reading: Reading, files: FileFolder | None) -> Iterator[Finding]:
    if files is not None:
        for row in reading.rows(_FILES):
            sha256 = bytes(row[0]).hex()
            if not files.has(sha256, int(row[1])):
                yield Finding("file", f"{sha256[:12]} missing or of another length")
            elif not files.whole(sha256):
                yield Finding("file", f"{sha256[:12]} altered")
    for electronic_code, day in _days(reading):
        register = number_register.register_of(reading, electronic_code, day)
        for number in register.unexplained:
            yield Finding("number", f"{electronic_code}-{day:%y%m%d}-{number:04d}")


def _days(reading: Reading) -> list[tuple[str, date]]:
    return [(row[0], date.fromisoformat(row[1])) for row in reading.rows(_DAYS)]
