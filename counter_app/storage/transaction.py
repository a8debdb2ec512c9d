"""What a function of the store works in: a reading, or a transaction that writes all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NoReturn, cast

from sqlalchemy import Connection, Executable
from sqlalchemy.exc import DBAPIError

from counter_app.storage.prepared import Prepared

_WORTH_COPYING: Final = 8
"""Rows: fewer are written sooner by a statement each, because COPY is three exchanges."""


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

    def do(self, statement: Prepared, **given: Any) -> int:
        """Run a writing statement; return how many rows it touched."""
        try:
            return int(self._execute(statement, given).rowcount)
        except self._errors as error:
            self._raise(error)

    def do_all(self, statement: Prepared, given: Iterable[Mapping[str, Any]]) -> None:
        """Run a writing statement once for each of `given`, in one go."""
        bound = [statement.on(self.connection, one) for one in given]
        if not bound:
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
        try:
            with self._driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copying:
                for row in rows:
                    copying.write_row([row[name] for name in names])
        except self._errors as error:
            self._raise(error)
