"""The courier's questions stay cheap, however many dossiers were delivered long ago."""

import pytest

from counter_app.storage import sending
from counter_app.storage.store import Store
from tests.storage.made import register


@pytest.mark.parametrize("question", ["_DUE", "_NEXT", "_LONGEST", "_HURRY"])
def test_what_waits_is_found_by_its_index(store: Store, question: str) -> None:
    with store.transaction() as tx:
        register(tx)
    with store.reading() as reading:
        sql, given = getattr(sending, question).on(reading.connection, {"now": 0, "limit": 100})
        plan = [row[3] for row in reading.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)]
    assert any("outbox_open_seq" in step for step in plan)
    assert not [step for step in plan if step.startswith("SCAN outbox") and "INDEX" not in step]
