"""Uploads from below: what is asked of a device's open ones does not grow with those that it has ended."""

import re
from datetime import timedelta

import pytest

from counter_app.storage import uploads
from counter_app.storage.prepared import Prepared
from counter_app.storage.store import Store
from tests.domain.events_made import START

SHA256 = "ab" * 32


def test_only_open_uploads_of_the_device_are_counted_and_found_again(any_store: Store) -> None:
    with any_store.transaction() as tx:
        older = uploads.add(tx, "31120", "quay-1", SHA256, 5, "", START)
        held = uploads.add(tx, "31120", "quay-1", SHA256, 5, "", START - timedelta(days=1))
        uploads.add(tx, "31120", "quay-1", "", 5, "", START)
        uploads.add(tx, "31120", "quay-2", SHA256, 5, "", START)
        uploads.close(tx, held.id, "held", SHA256)
        assert uploads.open_of(tx, "quay-1") == 2
        found = uploads.same(tx, "quay-1", SHA256, 5)
        assert found is not None
        assert found.id == older.id
        assert uploads.same(tx, "quay-1", SHA256, 6) is None


@pytest.mark.parametrize("statement", [uploads.OPEN_OF, uploads.SAME])
def test_what_is_open_is_found_among_the_open(any_store: Store, statement: Prepared) -> None:
    with any_store.transaction() as reading:
        given = {"device": "quay-1", "sha256": bytes.fromhex(SHA256), "size": 5}
        sql, values = statement.on(reading.connection, given if statement is uploads.SAME else {"device": "quay-1"})
        explain = "EXPLAIN QUERY PLAN " if reading.on_sqlite else "EXPLAIN "
        if not reading.on_sqlite:
            reading.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = str(reading.connection.exec_driver_sql(explain + sql, values).fetchall())
    assert re.search(r"\bupload_open\b", plan), plan
