"""How connections are made: SQLite as a store that keeps its word, PostgreSQL as the city's database.

Errors of every engine leave without the values of their statement: those are people's data.
"""

import contextlib
import itertools
import logging
import math
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from counter_app.domain.errors import TryLater
from counter_app.storage import tables

BUSY_MS: Final = 5_000
"""How long a writer waits for another process's transaction before `store_locked`."""

TRUSTED_SECONDS: Final = 1.0
"""A connection to PostgreSQL that was used so lately is used again without asking whether it still lives: an exchange
less. Should it have died since, its request is answered as while the database is away, and comes again."""
_LEFT: Final = "left_at"

_PAGES_A_STEP: Final = 128
_STEPS_A_SYNC: Final = 16

_PRAGMAS: Final = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-16000",
)


def _connect(path: Path, key: str | None, *extra: str) -> Any:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, cached_statements=256)
    try:
        if key is not None:
            quoted = key.replace("'", "''")
            connection.execute(f"PRAGMA key='{quoted}'")
        for pragma in (*_PRAGMAS, *extra):
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def sqlite_writer(path: Path, key: str | None) -> Engine:
    """Return the engine behind the one writing connection; its transactions begin IMMEDIATE.

    The write-ahead log is switched on by `keep_log`, when it is sure that the file is a store of ours.
    """
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: _connect(path, key, "PRAGMA wal_autocheckpoint=1000"),
        poolclass=NullPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin_immediate)
    return engine


def keep_log(connection: Connection) -> None:
    """Let the file keep a write-ahead log from now on; outside any transaction."""
    connection.connection.cursor().execute("PRAGMA journal_mode=WAL")


def copy(connection: Connection, target: Path, pause: float, stopped: Callable[[], bool]) -> None:
    """Copy the snapshot that `connection` reads (SQLite) into the new file `target`, a plain file without a log.

    Raises TryLater("copy_stopped") when `stopped` says so.
    """
    from sqlcipher3 import dbapi2

    source: Any = connection.connection.driver_connection
    steps = itertools.count(1)
    try:
        with (
            contextlib.closing(dbapi2.connect(str(target), isolation_level=None)) as copied,
            target.open("rb+") as file,
        ):
            # Synced here and there and not at the end alone: a counter's own sync must not stand behind all of it.
            copied.execute("PRAGMA synchronous=OFF")

            def sync_now_and_then(_status: int, _left: int, _whole: int) -> None:
                if stopped():
                    raise TryLater("copy_stopped")
                if next(steps) % _STEPS_A_SYNC == 0:
                    os.fsync(file.fileno())

            source.backup(copied, pages=_PAGES_A_STEP, progress=sync_now_and_then, sleep=pause)
            copied.execute("PRAGMA journal_mode=DELETE")
            os.fsync(file.fileno())
    except dbapi2.Error as error:
        raise DBAPIError.instance(None, None, error, dbapi2.Error, dialect=connection.dialect) from error


def sqlite_readers(path: Path, key: str | None) -> Engine:
    """Return the engine of the reading connections: they never write and never run a checkpoint."""
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: _connect(path, key, "PRAGMA wal_autocheckpoint=0", "PRAGMA query_only=ON"),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=16,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def postgresql(url: str) -> Engine:
    """Return the engine of a PostgreSQL database; a connection that died while it lay idle is replaced when it is used.

    All connections are kept: to make one costs PostgreSQL a process, which is more than most of what is asked here.
    """
    tables.name_for_postgresql()
    # What the driver warns of is an error behind another one, with the values of its rows.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    engine = create_engine(
        url,
        pool_size=32,
        max_overflow=0,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 5, "application_name": "counter-app"},
    )
    event.listen(engine, "checkin", _left)
    event.listen(engine, "checkout", partial(_taken, engine))
    return engine


def by_itself(engine: Engine) -> Engine:
    """Return the same connections for reading on PostgreSQL: each statement is a transaction of its own.

    At "read committed" each sees its own moment anyway, and beginning and ending one would be two exchanges more.
    """
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _left(_: Any, record: ConnectionPoolEntry) -> None:
    record.info[_LEFT] = time.monotonic()


def _taken(engine: Engine, connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
    if time.monotonic() - record.info.get(_LEFT, math.inf) < TRUSTED_SECONDS:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
