"""Many rows at once come out as they went in, whichever way the database takes them."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, insert, select

from counter_app.domain.errors import CounterError
from counter_app.storage import tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.store import Store

_PRINT, _KEPT = tables.prints, tables.unapplied
ADD_PRINT = Prepared(insert(_PRINT).values({column.name: bindparam(column.name) for column in _PRINT.c}))
PRINTS = Prepared(select(_PRINT).order_by(_PRINT.c.id))
ADD_KEPT = Prepared(insert(_KEPT).values({column.name: bindparam(column.name) for column in _KEPT.c}))
KEPT = Prepared(select(_KEPT.c.id, _KEPT.c.code).order_by(_KEPT.c.id))

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
SPECIAL = st.sampled_from(
    ["", "\\N", "\\.", "\t", "a\tb\nc\r\n", "'; DROP TABLE event; --", '"', "Nguyễn Đức", "\\", "NULL"]
)
ROWS = st.lists(st.tuples(st.none() | st.binary(max_size=16), TEXTS | SPECIAL, st.integers(0, 2**62)), max_size=30)


def print_row(id_: int, dossier: bytes | None, reason: str, at: int) -> dict[str, object]:
    texts = dict.fromkeys(("code", "document", "printer", "ticket"), reason)
    return {
        "id": id_,
        "dossier": dossier,
        **texts,
        "state": "sent",
        "reason": reason,
        "copy_number": 1,
        "at": at,
        "changed_at": at,
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_every_value_comes_back(any_store: Store, rows: list[tuple[bytes | None, str, int]]) -> None:
    given_rows = [print_row(n, *row) for n, row in enumerate(rows, 1)]
    with any_store.transaction() as tx:
        tx.connection.exec_driver_sql("DELETE FROM print_job")
        tx.fill("print_job", ADD_PRINT, given_rows)
    with any_store.reading() as reading:
        found = [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in reading.rows(PRINTS)]
    assert found == [tuple(row[column.name] for column in _PRINT.c) for row in given_rows]


def test_what_is_written_before_and_after_stands_beside_it(any_store: Store) -> None:
    with any_store.transaction() as tx:
        tx.do(ADD_PRINT, **print_row(1, None, "before", 1))
        tx.fill("print_job", ADD_PRINT, [print_row(2, None, "filled", 2)])
        tx.do(ADD_PRINT, **print_row(3, None, "after", 3))
        assert [row[7] for row in tx.rows(PRINTS)] == ["before", "filled", "after"]


def test_one_wrong_row_leaves_nothing(any_store: Store) -> None:
    def kept(number: int) -> dict[str, object]:
        return {"id": UUID(int=number).bytes, "dossier": UUID(int=1).bytes, "code": "x", "content": "", "at": 1}

    with pytest.raises(CounterError, match=r"store_(conflict|fault)"), any_store.transaction() as tx:
        tx.fill("unapplied", ADD_KEPT, [kept(1), kept(2), kept(1)])
    with any_store.reading() as reading:
        assert reading.rows(KEPT) == []
