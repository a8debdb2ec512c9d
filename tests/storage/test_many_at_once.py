"""A batch that changes many dossiers asks as often as one that changes two, and one wrong event spoils none."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from counter_app.domain.events import Event, canonical, new_id
from counter_app.domain.times import iso
from counter_app.storage import arrivals, dossiers, search
from counter_app.storage.arrivals import Arrival, Outcome
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.events import events_of, events_of_all
from counter_app.storage.sending import Outgoing
from counter_app.storage.store import Store
from counter_app.sync import taking, wire
from tests.domain.events_made import START, Device
from tests.storage.made import UNIT


def take(store: Store, events: list[Event]) -> list[Outcome]:
    with store.transaction() as tx:
        return arrivals.accept(tx, UNIT, [Arrival(one, canonical(one.payload)) for one in events])


def name_of(number: int) -> str:
    return f"Nguyễn Lan {chr(97 + number // 10)} {chr(97 + number % 10 * 2)}"


def given(device: Device, count: int, first: int = 1) -> list[Event]:
    return [device.received(new_id(), code=f"H13.35.07-261123-{n:04d}") for n in range(first, first + count)]


def push(store: Store, events: list[Event]) -> None:
    """Take the events as the route of a ring takes a batch."""
    outgoing = [Outgoing(seq=0, attempts=0, **{**said(one), "payload": canonical(one.payload)}) for one in events]
    ring = wire.Ring(
        time=iso(START), protocol=(1, 1), epoch=store.epoch, practice=store.practice, version="0", role="city"
    )
    device = EnrolledDevice(events[0].device, "", events[0].unit, 10, None)
    answer = taking.take(store, ring, device, wire.pack(outgoing), now=START + timedelta(hours=12))
    assert {one.state for one in answer.answers} == {"stored"}


def said(event: Event) -> dict[str, Any]:
    return {field.name: getattr(event, field.name) for field in fields(event)}


@contextmanager
def exchanges(store: Store, log: Path) -> Iterator[list[bytes]]:
    """Give how often the driver's own log shows the server to have answered: its ends of a round trip, one word each.

    Counted below SQLAlchemy and psycopg, because the hot path goes by neither of their ways to run a statement.
    """
    found: list[bytes] = []

    def watch(connection: Any, _record: object, _proxy: object) -> None:
        connection.pgconn.trace(file.fileno())

    def leave(connection: Any, _record: object) -> None:
        connection.pgconn.untrace()

    pool = store._engines[1].pool
    with log.open("w+b") as file:
        sa.event.listen(pool, "checkout", watch)
        sa.event.listen(pool, "checkin", leave)
        try:
            yield found
        finally:
            sa.event.remove(pool, "checkout", watch)
            sa.event.remove(pool, "checkin", leave)
        file.seek(0)
        # A batch of pipelined statements ends in one "ready"; COPY waits once more, for leave to send its rows.
        found += re.findall(rb"\tB\t\d+\t(ReadyForQuery|CopyInResponse)", file.read())


def test_later_events_of_many_dossiers_change_each_of_them(any_store: Store) -> None:
    device = Device()
    firsts = given(device, 40)
    assert {one.state for one in take(any_store, firsts)} == {"stored"}
    laters = [
        device.corrected(one.dossier, {"applicant": {**one.payload["applicant"], "name": name_of(n)}}, one)
        for n, one in enumerate(firsts)
    ]
    more = given(device, 2, first=900)
    assert {one.state for one in take(any_store, [*laters, *more])} == {"stored"}
    with any_store.reading() as reading:
        lines = [dossiers.line_of(reading, one.dossier) for one in firsts]
        assert [line and line.applicant for line in lines] == [name_of(n) for n in range(40)]
        assert [line and line.code for line in lines] == [one.payload["code"] for one in firsts]
        assert dossiers.count(reading) == 42
        for one, later in zip(firsts, laters, strict=True):
            assert [each.id for each in events_of(reading, one.dossier)] == [one.id, later.id]
        if reading.indexed:
            assert [line.id for line in search.find(reading, "lan b o")] == [firsts[17].dossier]
            assert not search.find(reading, "van mau")[2:], "only the two that nobody corrected have the old name"


def test_one_code_that_is_taken_is_refused_alone_among_many_changes(any_store: Store) -> None:
    device = Device()
    firsts = given(device, 5)
    take(any_store, firsts)
    laters = [device.corrected(one.dossier, {"phone": "0901234567"}, one) for one in firsts]
    thief = device.corrected(firsts[2].dossier, {"code": firsts[3].payload["code"]}, laters[2])
    last = device.reprinted(firsts[4].dossier, laters[4])
    said = take(any_store, [*laters, thief, last])
    assert [(one.state, one.code) for one in said] == [("stored", "")] * 5 + [("refused", "code_taken"), ("stored", "")]
    with any_store.reading() as reading:
        codes = [line and line.code for line in (dossiers.line_of(reading, one.dossier) for one in firsts)]
    assert codes == [one.payload["code"] for one in firsts]


def test_two_dossiers_that_hand_on_their_codes_in_one_batch_are_both_taken(any_store: Store) -> None:
    """Done at once the rows would stand in each other's way; done in their order they do not."""
    device = Device()
    firsts = given(device, 2)
    take(any_store, firsts)
    free, handed = "H13.35.07-261123-0777", firsts[0].payload["code"]
    said = take(
        any_store,
        [
            device.corrected(firsts[0].dossier, {"code": free}, firsts[0]),
            device.corrected(firsts[1].dossier, {"code": handed}, firsts[1]),
        ],
    )
    assert [one.state for one in said] == ["stored", "stored"]
    with any_store.reading() as reading:
        codes = [line and line.code for line in (dossiers.line_of(reading, one.dossier) for one in firsts)]
    assert codes == [free, handed]


def test_what_one_event_costs_a_database(postgres_url: str, tmp_path: Path) -> None:
    """What begins the transaction and all that is asked; all that is written; the end of the transaction."""
    device = Device()
    with Store.open(postgres_url, role="city", practice=False) as store:
        [first] = given(device, 1)
        for events in ([first], [device.corrected(first.dossier, {"phone": "0901234567"}, first)]):
            with exchanges(store, tmp_path / "log") as found:
                push(store, events)
            assert len(found) == 3, found


def test_no_round_trip_more_for_more_dossiers(postgres_url: str, tmp_path: Path) -> None:
    device = Device()
    counts = []
    with Store.open(postgres_url, role="city", practice=False) as store:
        for many in (10, 60):
            firsts = given(device, many, first=many * 10)
            laters = [device.corrected(one.dossier, {"phone": "0901234567"}, one) for one in firsts]
            for events in (firsts, laters):
                with exchanges(store, tmp_path / "log") as found:
                    push(store, events)
                counts.append(len(found))
    assert counts[:2] == counts[2:], "the number of exchanges does not grow with the dossiers"
    assert max(counts) <= 3 + 2 * 2, "events and dossiers are copied, by two exchanges more each"


def test_events_of_many_dossiers_come_in_the_order_of_the_store(any_store: Store) -> None:
    device = Device()
    firsts = given(device, 3)
    laters = [device.reprinted(one.dossier, one) for one in firsts]
    take(any_store, [*firsts, *laters])
    with any_store.reading() as reading:
        found = events_of_all(reading, [one.dossier for one in firsts[:2]] + [new_id()])
        assert events_of_all(reading, []) == {}
    assert {dossier: [one.id for _, one in those] for dossier, those in found.items()} == {
        first.dossier: [first.id, later.id] for first, later in zip(firsts[:2], laters[:2], strict=True)
    }
    assert all(places[0][0] < places[1][0] for places in found.values())
