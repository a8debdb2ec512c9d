"""The beginning of a code is a range whatever language the database is ordered by."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app.storage import number_register, search
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.postgres_rig import Cluster
from tests.storage.made import ELECTRONIC_CODE, register
from tests.storage.older import copy_as

SHIFTED = "en-US-u-ka-shifted"
"""Punctuation does not count, as in the system's own English and Vietnamese orders."""


@pytest.fixture(params=["", "vi", SHIFTED])
def ordered(request: pytest.FixtureRequest, postgres: Cluster) -> Iterator[Store]:
    with Store.open(postgres.database(request.param), practice=False) as store:
        yield store


def codes(store: Store, typed: str) -> list[str]:
    with store.reading() as reading:
        return [line.code for line in search.find(reading, typed)]


def fill(store: Store) -> list[str]:
    """Three on each of three days; the last day ends in 9, so that the range's end is no digit."""
    made = []
    for days in (0, 1, 6):
        for _ in range(3):
            with store.transaction() as tx:
                made.append(register(tx, at=START + timedelta(days=days)).dossier.code)
    return made


def test_the_beginning_of_a_code_finds_all_that_begin_so(ordered: Store) -> None:
    made = fill(ordered)
    assert made[-1].startswith(f"{ELECTRONIC_CODE}-261129-")
    for length in range(len("H13"), len(made[0]) + 1):
        for beginning in {code[:length] for code in made}:
            wanted = sorted((code for code in made if code.startswith(beginning)), reverse=True)
            assert codes(ordered, beginning) == wanted, beginning


def test_the_register_of_a_day_has_every_number(ordered: Store) -> None:
    fill(ordered)
    with ordered.reading() as reading:
        for day in (date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29)):
            assert number_register.register_of(reading, ELECTRONIC_CODE, day).taken == (100_000, 100_001, 100_002)


def test_a_database_of_the_first_release_is_put_in_order_when_it_is_opened(postgres: Cluster, tmp_path: Path) -> None:
    place = postgres.database(SHIFTED)
    with Store.open(tmp_path / "new.db", practice=False) as store:
        made = fill(store)
        copy_as("0001", store, place)
    with Store.open(place, practice=False) as store:
        assert codes(store, f"{ELECTRONIC_CODE}-261129") == sorted(made[-3:], reverse=True)
        with store.transaction() as reading:
            reading.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            plan = reading.connection.exec_driver_sql("EXPLAIN SELECT id FROM dossier WHERE code >= 'H' AND code < 'I'")
            assert "dossier_code_key" in str(plan.fetchall())
