"""Lives of dossiers in a ring's store: what is refused, what is kept though it was overtaken, and the rows of lists."""

import random

import pytest
from sqlalchemy import select

from counter_app.domain import acts
from counter_app.domain.dossier import fold
from counter_app.domain.events import Event, canonical
from counter_app.storage import arrivals, dossiers, tables
from counter_app.storage.arrivals import Arrival, Outcome
from counter_app.storage.events import events_of
from counter_app.storage.store import Store
from counter_app.storage.values import to_ms
from counter_app.sync.payloads import wrong_fields
from tests.domain.events_made import Device
from tests.domain.lives_made import payload, random_life
from tests.domain.test_life import Desk
from tests.storage.made import UNIT


def take(store: Store, events: list[Event], *, from_above: bool = False) -> list[Outcome]:
    with store.transaction() as tx:
        given = [Arrival(one, canonical(one.payload)) for one in events]
        return arrivals.accept(tx, UNIT, given, from_above=from_above)


def row_of(store: Store, desk: Desk) -> dict[str, object]:
    with store.reading() as reading:
        table = tables.dossiers
        (row,) = reading.ask(select(table).where(table.c.id == desk.dossier.bytes))
    return dict(zip((column.name for column in table.c), row, strict=True))


def test_what_its_author_saw_to_be_forbidden_is_refused_and_the_rest_goes_on(any_store: Store) -> None:
    desk = Desk()
    desk.do(acts.FINISHED)
    wrong = desk.device.write(
        desk.dossier, acts.SUPPLEMENT_REQUESTED, payload(acts.SUPPLEMENT_REQUESTED), desk.events[-1]
    )
    desk.do(acts.RETURNED)
    outcomes = take(any_store, [*desk.events[:2], wrong, desk.events[2]])
    assert [(one.state, one.code) for one in outcomes] == [
        ("stored", ""),
        ("stored", ""),
        ("refused", "act_forbidden"),
        ("stored", ""),
    ]
    assert row_of(any_store, desk)["status"] == acts.RETURNED_STATUS


def test_two_at_once_are_both_kept(any_store: Store) -> None:
    desk, other = Desk(), Device("quay-2")
    desk.do(acts.WITHDRAWN)
    other.at = desk.device.at
    second = other.write(desk.dossier, acts.FINISHED, payload(acts.FINISHED), desk.events[0])
    assert {one.state for one in take(any_store, [*desk.events, second])} == {"stored"}
    with any_store.reading() as reading:
        whole = fold(events_of(reading, desk.dossier))
    assert [one.event for one in whole.life.overtaken] == [second.id]


def test_news_is_never_refused(any_store: Store) -> None:
    desk = Desk()
    desk.do(acts.FINISHED)
    wrong = desk.device.write(desk.dossier, acts.EXTENDED, payload(acts.EXTENDED), desk.events[-1])
    assert {one.state for one in take(any_store, [*desk.events, wrong], from_above=True)} == {"stored"}


def test_rows_say_who_holds_it_when_to_warn_and_when_it_ended(any_store: Store) -> None:
    desk = Desk()
    take(any_store, desk.events)
    first = row_of(any_store, desk)
    span = first["due_at"] - first["received_at"]  # type: ignore[operator]
    assert (first["holder"], first["warn_at"], first["ended_at"]) == ("", first["received_at"] + span * 4 // 5, None)
    desk.do(acts.HANDED_OVER, receiver="phong-tu-phap")
    desk.do(acts.TAKEN)
    take(any_store, desk.events)
    assert row_of(any_store, desk)["holder"] == "phong-tu-phap"
    desk.do(acts.EXTENDED)
    take(any_store, desk.events)
    assert row_of(any_store, desk)["warn_at"] is None
    done = desk.do(acts.FINISHED)
    take(any_store, desk.events)
    assert row_of(any_store, desk)["ended_at"] == to_ms(done.corrected_at)


@pytest.mark.parametrize("seed", range(12))
def test_any_order_and_any_batches_give_the_same_rows(any_store: Store, seed: int) -> None:
    """What waits for its base comes again, as a courier sends it; two rings that had them otherwise agree."""
    events = random_life(seed, steps=8)
    chance = random.Random(seed)
    waiting = [events[0], *chance.sample(events[1:], k=len(events) - 1)]
    taken: list[Event] = []
    for _ in range(8 * len(events)):
        some, waiting = waiting[:3], waiting[3:]
        for event, outcome in zip(some, take(any_store, some, from_above=True), strict=True):
            (waiting if outcome.state == "wait" else taken).append(event)
    assert not waiting
    with any_store.reading() as reading:
        expected = {"id": events[0].dossier.bytes} | dossiers.as_row(fold(events))
        columns = [column for column in tables.dossiers.c if column.name != "position"]
        (row,) = reading.ask(select(*columns).where(tables.dossiers.c.id == events[0].dossier.bytes))
    assert dict(zip((column.name for column in columns), row, strict=True)) == expected


@pytest.mark.parametrize("act", sorted(acts.TABLE))
def test_the_ring_reads_what_an_officer_writes_and_names_what_is_wrong(act: str) -> None:
    assert wrong_fields(act, 1, payload(act)) == ()
    required = {acts.SUPPLEMENTED: {"due"}, acts.PAYMENT_SETTLED: {"due"}, acts.SHELVED: {"place"}}
    assert wrong_fields(act, 1, {}) != () or act in required
