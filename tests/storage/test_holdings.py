"""Counts of what came from below are right, kept, and read without a look at events or dossiers."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.domain.events import Event, canonical, new_id
from counter_app.storage import arrivals, dossiers, enrolments, holdings, rebuild
from counter_app.storage.arrivals import Arrival
from counter_app.storage.holdings import Holdings
from counter_app.storage.prepared import Prepared
from counter_app.storage.store import Store
from counter_app.storage.values import to_ms
from tests.domain.events_made import START, Device
from tests.storage.made import UNIT
from tests.storage.older import copy_as

NOW = to_ms(START + timedelta(hours=12))


def take(store: Store, *events: Event) -> None:
    with store.transaction() as tx:
        arrivals.accept(tx, UNIT, [Arrival(event, canonical(event.payload)) for event in events])


def counted(store: Store) -> Holdings:
    with store.reading() as reading:
        return holdings.holdings(reading, NOW)


def searched(store: Store) -> Holdings:
    """Return the same by counting everything."""
    with store.reading() as reading:
        ask = reading.connection.exec_driver_sql
        events = int(ask("SELECT count(*) FROM event").scalar_one())
        reached = ask("SELECT max(device_seq) FROM event GROUP BY device, epoch").scalars().all()
        future = ask(f"SELECT count(*) FROM event WHERE at + offset_ms > {NOW}").scalar_one()  # noqa: S608
        return Holdings(dossiers.count(reading), events, sum(map(int, reached)) - events, int(future))


def fill(store: Store) -> None:
    """Three devices, two dossiers each, one event lost on the way, one delivered twice, one refused."""
    for name in ("quay-1", "quay-2", "quay-3"):
        device = Device(name)
        number = 1_000 * int(name[-1])
        one, two = new_id(), new_id()
        first = device.received(one, code=f"H13.35.07-261123-{number:04d}")
        lost = device.reprinted(one, first)
        second = device.received(two, code=f"H13.35.07-261123-{number + 1:04d}")
        double = device.received(new_id(), code=f"H13.35.07-261123-{number:04d}")
        take(store, first, second, double)
        take(store, second, device.corrected(two, {"request": "bản sao"}, second))
        assert lost.device_seq == 2


def test_counts_are_what_counting_gives(any_store: Store) -> None:
    assert counted(any_store) == Holdings(0, 0, 0, 0)
    fill(any_store)
    assert counted(any_store) == searched(any_store) == Holdings(dossiers=6, events=9, gaps=6, future=0)


def test_events_of_the_future_are_counted_until_their_time_has_come(any_store: Store) -> None:
    device = Device("quay-1")
    device.at = START + timedelta(days=1)
    early = device.received(new_id(), code="H13.35.07-261123-0001")
    take(any_store, early)
    for _ in range(2):
        with any_store.transaction() as tx:
            holdings.note_future(tx, [early.id])
    assert counted(any_store).future == searched(any_store).future == 1
    with any_store.reading() as reading:
        assert holdings.holdings(reading, to_ms(START + timedelta(days=2))).future == 0


def test_a_batch_that_was_taken_back_is_not_counted(any_store: Store) -> None:
    event = Device("quay-1").received(new_id(), code="H13.35.07-261123-0001")
    with any_store.transaction() as tx:
        arrivals.accept(tx, UNIT, [Arrival(event, canonical(event.payload))])
        tx.connection.get_transaction().rollback()  # type: ignore[union-attr]
    assert counted(any_store) == Holdings(0, 0, 0, 0)


@pytest.mark.parametrize("statement", [holdings.EVENTS, holdings.DOSSIERS, holdings.REACHED, holdings.FUTURE])
def test_counting_looks_at_no_event_and_no_dossier(any_store: Store, statement: Prepared) -> None:
    fill(any_store)
    with any_store.transaction() as reading:
        sql, values = statement.on(reading.connection, {"now": NOW, "most": 10})
        explain = "EXPLAIN QUERY PLAN " if reading.on_sqlite else "EXPLAIN "
        if not reading.on_sqlite:
            reading.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = str(reading.connection.exec_driver_sql(explain + sql, values).fetchall())
    assert re.search(r"\b(feed|tally|chain|future_event)\b", plan), plan
    assert not re.search(r"(SCAN|SEARCH|Scan.* on) (event|dossier)\b", plan), plan
    if statement is holdings.FUTURE:
        assert "future_event_at" in plan, plan


def test_a_spoilt_count_is_shown_and_mended_by_rebuilding(any_store: Store) -> None:
    fill(any_store)
    with any_store.transaction() as tx:
        enrolments.keep_range(tx, 10, enrolments.HUB_SLOTS)
        assert {one.table: (one.gone, one.come) for one in rebuild.rebuild(tx).tables}["tally"] == (0, 0)
        tx.connection.exec_driver_sql("UPDATE tally SET dossiers = 999")
    with any_store.transaction() as tx:
        found = {one.table: (one.gone, one.come) for one in rebuild.rebuild(tx).tables}
    assert found["tally"] == (1, 1)
    assert counted(any_store) == searched(any_store)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_store_of_the_first_release_is_counted_once_when_it_is_opened(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = tmp_path / "old.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(tmp_path / "new.db", role="city", practice=False) as store:
        fill(store)
        wanted = counted(store)
        copy_as("0001", store, place)
    with Store.open(place, role="city", practice=False) as store:
        assert counted(store) == searched(store) == wanted
