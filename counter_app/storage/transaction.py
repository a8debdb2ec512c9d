"""What a function of the store works in: a reading, or a transaction that writes all of it or nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, NoReturn, Protocol, cast

from sqlalchemy import Connection, Executable, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from counter_app.storage.prepared import Prepared

Rows = Sequence[Sequence[Any]]
Question = tuple[Prepared, Mapping[str, Any]]
"""A statement with what it is asked with."""

BEGIN: Final = Prepared(text("BEGIN"))
SAVEPOINT: Final = Prepared(text("SAVEPOINT attempt"))
_BACK: Final = Prepared(text("ROLLBACK TO SAVEPOINT attempt"))
_WORTH_COPYING: Final = 8
"""Rows: fewer are written sooner by a statement each, because COPY is three exchanges."""


class Look(Protocol):
    """What a transaction is begun with: questions, and who takes the answers."""

    questions: Sequence[Question]

    def saw(self, answers: Sequence[Rows]) -> None:
        """Take the answers, in the order of the questions."""


class Reading:
    """A consistent look at the store.

    The prepared statements go straight to the driver's connection: SQLAlchemy's result objects would cost as much as
    the statements themselves, and the register verb runs a dozen of them. Errors leave as SQLAlchemy's own.
    """

    def __init__(self, connection: Connection, epoch: str, *, indexed: bool) -> None:
        self.connection = connection
        self.epoch = epoch
        """The store's epoch: made when the file was created or restored."""
        self.indexed = indexed
        """Whether this store keeps the search index."""
        self._driver: Any = connection.connection.driver_connection
        self._errors: type[Exception] = connection.dialect.loaded_dbapi.Error

    @property
    def on_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def rows(self, statement: Prepared, **given: Any) -> Sequence[Sequence[Any]]:
        """Return every row that the statement gives."""
        try:
            found: Sequence[Sequence[Any]] = self._execute(statement, given).fetchall()
        except self._errors as error:
            self._raise(error)
        return found

    def row(self, statement: Prepared, **given: Any) -> Sequence[Any] | None:
        """Return the first row, or None."""
        try:
            cursor = self._execute(statement, given)
            found: Sequence[Any] | None = cursor.fetchone()
            cursor.close()
        except self._errors as error:
            self._raise(error)
        return found

    def value(self, statement: Prepared, **given: Any) -> Any:
        """Return the first column of the first row, or None."""
        found = self.row(statement, **given)
        return None if found is None else found[0]

    def ask(self, statement: Executable) -> Sequence[Sequence[Any]]:
        """Return the rows of a statement that is made anew for every call (lists of ids and the like)."""
        return self.connection.execute(statement).fetchall()

    def ask_all(self, questions: Iterable[Question]) -> Sequence[Rows]:
        """Return the rows that each of `questions` gives, one after the other; on PostgreSQL it is one exchange.

        What a statement returns that gives no rows is empty.
        """
        bound = [statement.on(self.connection, given) for statement, given in questions]
        try:
            if self.on_sqlite:
                return [self._driver.execute(sql, values).fetchall() for sql, values in bound]
            with self._driver.pipeline():
                cursors = [self._driver.execute(sql, values) for sql, values in bound]
            return [cursor.fetchall() if cursor.description else () for cursor in cursors]
        except self._errors as error:
            self._raise(error)

    def _execute(self, statement: Prepared, given: Mapping[str, Any]) -> Any:
        sql, values = statement.on(self.connection, given)
        return self._driver.execute(sql, values)

    def _raise(self, error: Exception) -> NoReturn:
        dialect = self.connection.dialect
        away = not self.on_sqlite and dialect.is_disconnect(cast("Any", error), self._driver, None)
        if away:
            self.connection.invalidate(error)
        raise DBAPIError.instance(
            None, None, error, self._errors, connection_invalidated=away, dialect=dialect
        ) from error


class Transaction(Reading):
    """All that is written in it is durable together, when it ends without an error; else none of it is."""

    _held: list[tuple[str, Any]] | None = None
    """Statements that go out with the others of the body of `together`."""

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let the writing statements of the body go to PostgreSQL in one exchange, when it ends (or copies rows).

        Their errors leave there, and what is asked in the body does not see them yet.
        """
        if self.on_sqlite or self._held is not None:
            yield
            return
        self._held = []
        try:
            yield
            self._let_go()
        finally:
            self._held = None

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Take back what the body wrote, when the database refuses it (IntegrityError, DataError, which leave).

        On PostgreSQL `SAVEPOINT` must have been asked before: it goes with other questions.
        """
        if self.on_sqlite:
            with self.connection.begin_nested():
                yield
            return
        try:
            yield
        except (IntegrityError, DataError):
            self.ask_all([(_BACK, {})])
            raise

    def _let_go(self) -> None:
        if not self._held:
            return
        held, self._held = self._held, []
        try:
            if len(held) == 1:
                self._driver.execute(*held[0])
                return
            with self._driver.pipeline():
                for sql, values in held:
                    self._driver.execute(sql, values)
        except self._errors as error:
            self._raise(error)

    def do(self, statement: Prepared, **given: Any) -> int:
        """Run a writing statement; return how many rows it touched (-1 in the body of `together`)."""
        if self._held is not None:
            self._held.append(statement.on(self.connection, given))
            return -1
        try:
            return int(self._execute(statement, given).rowcount)
        except self._errors as error:
            self._raise(error)

    def do_all(self, statement: Prepared, given: Iterable[Mapping[str, Any]]) -> None:
        """Run a writing statement once for each of `given`, in one go."""
        bound = [statement.on(self.connection, one) for one in given]
        if not bound:
            return
        if self._held is not None:
            self._held.extend(bound)
            return
        sql, values = bound[0][0], [values for _, values in bound]
        try:
            if len(values) == 1:
                self._driver.execute(sql, values[0])
            else:
                self._driver.cursor().executemany(sql, values)
        except self._errors as error:
            self._raise(error)

    def fill(self, table: str, insertion: Prepared, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert `rows`, all with the same columns, into `table`; `insertion` is the statement for one of them.

        PostgreSQL takes many by COPY, which is as safe and spares it a statement a row.
        """
        if self.on_sqlite or len(rows) < _WORTH_COPYING:
            self.do_all(insertion, rows)
            return
        names = tuple(rows[0])
        columns = ", ".join(f'"{name}"' for name in names)
        self._let_go()
        try:
            with self._driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copying:
                for row in rows:
                    copying.write_row([row[name] for name in names])
        except self._errors as error:
            self._raise(error)
