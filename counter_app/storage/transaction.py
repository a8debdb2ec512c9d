"""What a function of the store works in: a reading, or a transaction that writes all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable

from counter_app.storage.prepared import Prepared


class Reading:
    """A consistent look at the store."""

    def __init__(self, connection: Connection, epoch: str, *, indexed: bool) -> None:
        self.connection = connection
        self.epoch = epoch
        """The store's epoch: made when the file was created or restored."""
        self.indexed = indexed
        """Whether this store keeps the search index."""

    @property
    def on_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def rows(self, statement: Prepared, **given: Any) -> Sequence[Sequence[Any]]:
        """Return every row that the statement gives."""
        return self.connection.exec_driver_sql(*statement.on(self.connection, given)).fetchall()

    def row(self, statement: Prepared, **given: Any) -> Sequence[Any] | None:
        """Return the first row, or None."""
        return self.connection.exec_driver_sql(*statement.on(self.connection, given)).first()

    def value(self, statement: Prepared, **given: Any) -> Any:
        """Return the first column of the first row, or None."""
        found = self.row(statement, **given)
        return None if found is None else found[0]

    def ask(self, statement: Executable) -> Sequence[Sequence[Any]]:
        """Return the rows of a statement that is made anew for every call (lists of ids and the like)."""
        return self.connection.execute(statement).fetchall()


class Transaction(Reading):
    """All that is written in it is durable together, when it ends without an error; else none of it is."""

    def do(self, statement: Prepared, **given: Any) -> int:
        """Run a writing statement; return how many rows it touched."""
        return self.connection.exec_driver_sql(*statement.on(self.connection, given)).rowcount

    def do_all(self, statement: Prepared, given: Iterable[Mapping[str, Any]]) -> None:
        """Run a writing statement once for each of `given`, in one go."""
        bound = [statement.on(self.connection, one) for one in given]
        if bound:
            self.connection.exec_driver_sql(bound[0][0], [values for _, values in bound])
