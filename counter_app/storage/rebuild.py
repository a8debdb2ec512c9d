"""Every row that is a cache, made anew from the events, and proof that it came out as it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select, text

from counter_app.domain.dossier import fold
from counter_app.domain.events import RECEIVED, Event
from counter_app.storage import dossiers, search, tables
from counter_app.storage.events import COLUMNS, events_of, from_row
from counter_app.storage.grants import reserve_slot
from counter_app.storage.prepared import Prepared
from counter_app.storage.registering import make_known
from counter_app.storage.transaction import Transaction

_event, _outbox = tables.events, tables.outbox
_STEP: Final = 500
_TABLES: Final = ("dossier", "person", "procedure_use")
_STARTS = Prepared(
    select(_event.c.seq, _outbox.c.seq, *COLUMNS)
    .outerjoin(_outbox, _outbox.c.seq == _event.c.seq)
    .where(_event.c.kind == RECEIVED, _event.c.seq > bindparam("after"))
    .order_by(_event.c.seq)
    .limit(_STEP)
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One table before and after: how many rows, and how many of them stand in one of the two only."""

    table: str
    before: int
    after: int
    gone: int
    come: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild found. `equal` says that every row came out as it had been."""

    tables: tuple[Compared, ...]

    @property
    def equal(self) -> bool:
        return all(one.gone == 0 and one.come == 0 for one in self.tables)


def rebuild(tx: Transaction) -> Rebuilt:
    """Make dossier rows, search index, known persons and use counts anew from the events, in one transaction.

    Numbers, voids, forms, prints and the outbox are no caches and stay. Persons and use counts come from a counter's
    own registrations; what came from other rings does not make known persons. The tally of what came is a ring's: of a
    counter nobody asks for it.
    """
    hub = reserve_slot(tx) is not None
    ring = hub or not tx.indexed
    names = [*_TABLES, *(["tally"] if ring else []), *(["search"] if tx.indexed else [])]
    for name in names:
        _run(tx, f"CREATE TEMPORARY TABLE before_{name} AS {_content(tx, name)}")
    for name in _TABLES:
        _run(tx, f"DELETE FROM {name}")  # noqa: S608 - names of our own tables
    if tx.indexed:
        _run(tx, "INSERT INTO search (search) VALUES ('delete-all')")
    for seq, own, received in _starts(tx):
        _make(tx, seq, own and not hub, received)
    if ring:
        _run(tx, "UPDATE tally SET dossiers = (SELECT count(*) FROM dossier WHERE dossier.unit = tally.unit)")
    compared = tuple(_compare(tx, name) for name in names)
    for name in names:
        _run(tx, f"DROP TABLE before_{name}")
    if tx.indexed:
        _run(tx, "DROP TABLE search_terms")
    return Rebuilt(compared)


def _make(tx: Transaction, seq: int, own: bool, received: Event) -> None:
    folded = fold(events_of(tx, received.dossier))
    dossiers.write(tx, seq, folded)
    search.index(tx, seq, folded)
    if own:
        make_known(tx, fold((received,)))


def _starts(tx: Transaction) -> Iterator[tuple[int, bool, Event]]:
    after = 0
    while rows := tx.rows(_STARTS, after=after):
        for row in rows:
            yield row[0], row[1] is not None, from_row(row, 2)
        after = rows[-1][0]


def _content(tx: Transaction, name: str) -> str:
    """Return the query that shows a table's content; an index shows each term and how many dossiers have it."""
    if name != "search":
        return f"SELECT * FROM {name}"  # noqa: S608 - names of our own tables
    _run(tx, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab('main', 'search', 'row')")
    return "SELECT term, doc FROM search_terms"


def _compare(tx: Transaction, name: str) -> Compared:
    before, after = f"SELECT * FROM before_{name}", _content(tx, name)  # noqa: S608 - names of our own tables
    return Compared(
        table=name,
        before=_count(tx, before),
        after=_count(tx, after),
        gone=_count(tx, f"{before} EXCEPT {after}"),
        come=_count(tx, f"{after} EXCEPT {before}"),
    )


def _count(tx: Transaction, query: str) -> int:
    return int(tx.ask(text(f"SELECT count(*) FROM ({query}) AS compared"))[0][0])  # noqa: S608


def _run(tx: Transaction, sql: str) -> None:
    tx.connection.exec_driver_sql(sql)
