"""Which files are whole here, for which unit: a row is written only after the file is on the disk."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, select, text

from counter_app.storage.file_tables import held_files as _held
from counter_app.storage.files import Kept
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import to_ms

_ADD = Prepared(
    text(
        "INSERT INTO held_file (sha256, unit, size, at) VALUES (:sha256, :unit, :size, :at) "
        "ON CONFLICT (sha256, unit) DO NOTHING"
    )
)
_SIZE = Prepared(
    select(_held.c.size).where(_held.c.sha256 == bindparam("sha256"), _held.c.unit == bindparam("unit")),
)
_KNOWN = Prepared(select(_held.c.size).where(_held.c.sha256 == bindparam("sha256")).limit(1))


def add(tx: Transaction, kept: Kept, unit: str, at: datetime) -> None:
    """Say that a file, whole and checked, is here for `unit`."""
    tx.do(_ADD, sha256=bytes.fromhex(kept.sha256), unit=unit, size=kept.size, at=to_ms(at))


def size_of(reading: Reading, sha256: str, unit: str) -> int | None:
    """Return the size of the file that is here for `unit`, None when it is not."""
    found = reading.value(_SIZE, sha256=bytes.fromhex(sha256), unit=unit)
    return None if found is None else int(found)


def sizes_of(reading: Reading, hashes: Iterable[str], unit: str) -> dict[str, int]:
    """Return the sizes of those of `hashes` that are here for `unit`."""
    wanted = sorted({bytes.fromhex(sha256) for sha256 in hashes})
    if not wanted:
        return {}
    found = reading.ask(select(_held.c.sha256, _held.c.size).where(_held.c.sha256.in_(wanted), _held.c.unit == unit))
    return {bytes(row[0]).hex(): int(row[1]) for row in found}


def known(reading: Reading, sha256: str) -> bool:
    """Say whether any unit has the file here; False for a name that is none."""
    try:
        return reading.value(_KNOWN, sha256=bytes.fromhex(sha256)) is not None
    except ValueError:
        return False
