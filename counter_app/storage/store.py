"""The store: opened once, read by anybody, written by one at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, Self
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, exc, text
from sqlalchemy.exc import DBAPIError

from counter_app.domain.errors import OfficerCanMend, OurFault
from counter_app.storage import engines, schema
from counter_app.storage.faults import named
from counter_app.storage.files import make_folder
from counter_app.storage.lock_file import LockFile
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import BEGIN, Look, Question, Reading, Transaction

Role = Literal["counter", "hub", "city"]
_VERSION: Final[Question] = (Prepared(text(schema.WHICH)), {})


class Store:
    """One open store. Make it with `Store.open`, end it with `close` (or use it in a `with`).

    `reading` and `transaction` may be used from any thread; transactions of a SQLite store run one after the other.
    """

    def __init__(self, place: str, path: Path | None, writer: Engine, readers: Engine, lock: LockFile | None) -> None:
        self.place = place
        self.path = path
        self.address = ""
        """The database's address with its password, empty for a file; for PostgreSQL's own programs."""
        self.epoch = ""
        self.practice = False
        self._indexed = False
        self._engines = (readers, writer)
        self._writing = threading.Lock()
        self._writer_thread: int | None = None
        self._kept: Connection | None = None
        self._closed = False
        self._lock_file = lock
        self._file: tuple[int, int] | None = None

    @classmethod
    def open(
        cls,
        place: Path | str,
        *,
        role: Role = "counter",
        practice: bool,
        alone: bool | None = None,
        key: str | None = None,
    ) -> Self:
        """Open the store at a path (SQLite) or a `postgresql://` address; make it when there is none.

        `alone` (the default for a counter) holds the lock file for as long as the store is open; a short-lived command
        beside a running counter passes False. `key` opens an encrypted file.

        Raises OfficerCanMend: store_in_use, store_unreadable, disk_full, store_kind_mismatch (a practice store asked
        for as real, or the other way round), store_newer (made by a newer release); TryLater: store_locked, store_away.
        """
        if isinstance(place, str) and "://" in place:
            store = cls._at_address(place)
        else:
            store = cls._at_path(Path(place), role == "counter" if alone is None else alone, key)
        try:
            store._prepare(role, practice)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _at_path(cls, path: Path, alone: bool, key: str | None) -> Self:
        try:
            make_folder(path.parent)
        except OSError as error:
            raise OfficerCanMend("store_unreadable", store=path.name, reason="no_permission") from error
        lock = LockFile(path.with_name(path.name + ".lock")) if alone else None
        return cls(path.name, path, engines.sqlite_writer(path, key), engines.sqlite_readers(path, key), lock)

    @classmethod
    def _at_address(cls, address: str) -> Self:
        scheme, _, rest = address.partition("://")
        if scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
            raise OfficerCanMend("store_unreadable", store=scheme, reason="unknown_kind")
        engine = engines.postgresql(f"postgresql+psycopg://{rest}")
        store = cls(urlsplit(address).path.strip("/") or scheme, None, engine, engines.by_itself(engine), None)
        store.address = f"postgresql://{rest}"
        return store

    def _prepare(self, role: Role, practice: bool) -> None:
        with named(self.place, self.path):
            if self.path is None:
                with self._engines[1].connect() as connection:
                    stamp = schema.prepare(connection, self.place, practice)
            else:
                self._kept = self._engines[1].connect()
                stamp = schema.prepare(self._kept, self.place, practice)
                # Only now: switching writes into the file, and a file that is not our store is left as it is.
                engines.keep_log(self._kept)
                self._file = _identity(self.path)
        self.epoch = stamp.epoch
        self.practice = practice
        self._indexed = self.path is not None and role != "city"

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A consistent look at what is committed; never waits for a writer on SQLite."""
        if self._closed:
            raise OurFault("store_closed")
        with named(self.place, self.path), self._engines[0].connect() as connection, connection.begin():
            yield Reading(connection, self.epoch, indexed=self._indexed)

    @contextmanager
    def transaction(self, look: Look | None = None) -> Iterator[Transaction]:
        """Write: everything in the body is durable when it ends, and nothing of it when it raises.

        On PostgreSQL `look` is looked in the exchange that begins the transaction.

        Raises what `faults.named` names; OfficerCanMend("store_unreadable") with the reason "moved_away" when the file
        is no longer where it was opened; OfficerCanMend("store_newer") when a newer release has made it newer since;
        OurFault("transaction_nested") when the thread is already in one.
        """
        if self.path is None:
            # The connection begins nothing by itself, so that the beginning goes out with what is asked first.
            with named(self.place), self._engines[0].connect() as connection, connection.begin():
                tx = Transaction(connection, self.epoch, indexed=self._indexed)
                self._begin(tx, look)
                yield tx
            return
        me = threading.get_ident()
        if self._writer_thread == me:
            raise OurFault("transaction_nested")
        with self._writing:
            self._writer_thread = me
            try:
                self._must_be_there(self.path)
                with named(self.place, self.path), self._writer() as connection, connection.begin():
                    schema.must_be_ours(connection, self.place)
                    yield Transaction(connection, self.epoch, indexed=self._indexed)
            finally:
                self._writer_thread = None

    def _begin(self, tx: Transaction, look: Look | None) -> None:
        """Begin on PostgreSQL, look at the version first, then at what `look` asks; all of it is one exchange."""
        try:
            _, version, *answers = tx.ask_all([(BEGIN, {}), _VERSION, *(look.questions if look else ())])
        except DBAPIError as error:
            if not error.connection_invalidated:
                # A newer release may have made another table of one that was asked: then that is what is wrong.
                tx.connection.connection.rollback()
                schema.must_be_ours(tx.connection, self.place)
            raise
        schema.must_be(str(version[0][0]), self.place)
        if look is not None:
            look.saw(answers)

    def _must_be_there(self, path: Path) -> None:
        # SQLite goes on writing into a file that was deleted or replaced, and all of it is gone at the end of the
        # process: a receipt must not be promised for that.
        if self._file is not None and _identity(path) != self._file:
            raise OfficerCanMend("store_unreadable", store=self.place, reason="moved_away")

    @contextmanager
    def _writer(self) -> Iterator[Connection]:
        if self._kept is None:
            raise OurFault("store_closed")
        yield self._kept

    @contextmanager
    def renewing(self) -> Iterator[Transaction]:
        """A transaction that begins a new epoch and writes in it: nobody writes between the old one and the new.

        `clones.renew` says what else a copy must do that forgot what it had done.
        """
        before = self.epoch
        try:
            with self.transaction() as tx:
                tx.epoch = self.epoch = schema.new_epoch()
                schema.write_meta(tx.connection, "epoch", tx.epoch)
                yield tx
        except BaseException:
            self.epoch = before
            raise

    def renew_epoch(self) -> str:
        """Begin a new epoch and write nothing else; return it."""
        with self.renewing():
            return self.epoch

    def copy_to(self, target: Path, *, pause: float = 0.002, stopped: Callable[[], bool] = lambda: False) -> None:
        """Write a copy of a SQLite store, as it is at this moment, into the new file `target`, and sync it.

        The copy is taken step by step from a reader's snapshot: writers neither wait for it nor start it anew; after
        each step it rests for `pause` seconds and asks whether it was `stopped` (TryLater: copy_stopped). Raises what
        `faults.named` names, for the copy's own place too.
        """
        if self._closed:
            raise OurFault("store_closed")
        with named(self.place, self.path), self._engines[0].connect() as connection, connection.begin():
            # The first question takes the snapshot; without it each step would see another state and start anew.
            connection.exec_driver_sql("SELECT count(*) FROM meta").fetchone()
            engines.copy(connection, target, pause, stopped)

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file (SQLite), when nothing else is going on."""
        if self._kept is not None:
            with self._writing, named(self.place, self.path):
                self._kept.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close readers first, so that the last checkpoint is the writer's; then give the lock back."""
        with self._writing:
            self._closed = True
            readers, writer = self._engines
            readers.dispose()
            if self._kept is not None:
                kept, self._kept = self._kept, None
                try:
                    kept.close()
                except exc.DBAPIError:
                    kept.invalidate()
            writer.dispose()
            if self._lock_file is not None:
                self._lock_file.close()
                self._lock_file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return which file stands at `path`, None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
