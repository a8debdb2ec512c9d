"""A PostgreSQL store in a backup: by PostgreSQL's own programs, which belong to its release."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.times import iso
from counter_app.storage.store import Store
from counter_app.storage.values import from_ms

SUFFIX: Final = ".pgdump"
_SECONDS: Final = 4 * 3600

Ask = Callable[[str], Sequence[Sequence[Any]]]


class DumpAway(OfficerCanMend):
    """PostgreSQL's `pg_dump` or `pg_restore` is missing here ("dump_program_missing") or failed ("dump_failed")."""


def asked(ask: Ask) -> dict[str, Any]:
    """Return what a manifest says of a store, by asking it in SQL."""
    epoch = ask("SELECT value FROM meta WHERE name = 'epoch'")[0][0]
    newest = ask("SELECT at + offset_ms FROM event ORDER BY seq DESC LIMIT 1")
    return {
        "epoch": str(epoch),
        "dossiers": int(ask("SELECT count(*) FROM dossier")[0][0]),
        "events": int(ask("SELECT count(*) FROM event")[0][0]),
        "newest_at": iso(from_ms(int(newest[0][0]))) if newest else None,
        "files": sorted({bytes(row[0]).hex() for row in ask("SELECT sha256 FROM held_file")}),
    }


def facts(store: Store) -> dict[str, Any]:
    """Return what a manifest says of a store at a database's address."""
    with store.reading() as reading:
        return asked(lambda sql: reading.ask(text(sql)))


def write(address: str, target: Path) -> None:
    """Dump the database at `address` into `target`, in the format that `pg_restore` reads. Raises DumpAway."""
    _run("pg_dump", address, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def load(source: Path, address: str) -> None:
    """Fill the empty database at `address` from a dump, all of it or nothing. Raises DumpAway."""
    database = _environment(address)["PGDATABASE"]
    _run(
        "pg_restore",
        address,
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={database}",
        str(source),
    )


def check(source: Path) -> None:
    """Let `pg_restore` read the list of what a dump holds. Raises DumpAway."""
    _run("pg_restore", "", "--list", str(source))


def _run(program: str, address: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise DumpAway("dump_program_missing", program=program)
    try:
        done = subprocess.run(
            [found, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, **(_environment(address) if address else {})},
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DumpAway("dump_failed", program=program, reason="timed_out") from error
    if done.returncode != 0:
        raise DumpAway("dump_failed", program=program, reason=_reason(done.stderr))


def _reason(told: bytes) -> str:
    """Return a word for why: the program's own lines may quote rows."""
    for word in ("server version mismatch", "already exists", "could not connect", "connection to server"):
        if word in told.decode(errors="replace"):
            return word.replace(" ", "_")
    return "exit_status"


def _environment(address: str) -> Mapping[str, str]:
    """Return libpq's variables for the address: a password on a command line is everybody's to read."""
    from psycopg.conninfo import conninfo_to_dict

    plain = address.replace("postgresql+psycopg://", "postgresql://", 1)
    names = {
        "host": "PGHOST",
        "hostaddr": "PGHOSTADDR",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "dbname": "PGDATABASE",
        "sslmode": "PGSSLMODE",
        "sslrootcert": "PGSSLROOTCERT",
    }
    said = conninfo_to_dict(plain)
    return {names[name]: str(value) for name, value in said.items() if name in names and value is not None}
