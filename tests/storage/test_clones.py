"""Copies of a store: noticed by their machine or by the ring above, they begin a new epoch and go on."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile
from uuid import UUID

import pytest
from sqlalchemy import text

from counter_app.domain.events import Event
from counter_app.storage import clones, notes, numbers, outbox, sending, voids
from counter_app.storage.arrivals import Arrival, Outcome, accept
from counter_app.storage.events import broken_links, events_of
from counter_app.storage.machine import machine_mark
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, UNIT, register

BLOCKS = [(ELECTRONIC_CODE, 0)]
LATER = START + timedelta(minutes=5)


def made(store: Store, count: int = 1) -> list[Event]:
    """Register `count` dossiers; return their events."""
    with store.transaction() as tx:
        return [register(tx).event for _ in range(count)]


def offered(reading: Reading) -> Sequence[sending.Outgoing]:
    return sending.due(reading, LATER, limit=500, most_bytes=10**7)


def send(below: Store, above: Store) -> dict[UUID, Outcome]:
    """Push all that is unsent and record the answers as a courier does, with what a copy must do then."""
    with below.reading() as reading:
        batch = offered(reading)
        events = [event for one in batch for event in events_of(reading, one.dossier) if event.id == one.id]
    with above.transaction() as tx:
        outcomes = accept(tx, UNIT, [Arrival(event, one.payload) for event, one in zip(events, batch, strict=True)])
    places = {one.id: one.seq for one in batch}
    taken = {places[o.id]: o.state for o in outcomes if o.state in {"stored", "known"}}
    refused = [sending.NotTaken(places[o.id], o.code, None) for o in outcomes if o.state == "refused"]
    copies = [one.seq for one in refused if one.answer in clones.REFUSED_AS_COPY]
    epochs = {one.epoch for one in batch if one.seq in copies}
    with clones.settling(below, epochs, now=LATER) as tx:
        sending.delivered(tx, taken, ring_epoch=above.epoch, at=LATER)
        sending.not_taken(tx, refused)
        clones.reseal(tx, copies)
    return {outcome.id: outcome for outcome in outcomes}


def copy_of(store: Store, path: Path) -> Store:
    store.copy_to(path)
    return Store.open(path, practice=False)


def codes(*stores: Store) -> list[str]:
    found = []
    for store in stores:
        with store.reading() as reading:
            found += [row[0] for row in reading.ask(text("SELECT code FROM dossier ORDER BY code"))]
    return found


@pytest.mark.parametrize(
    ("known", "here", "where"),
    [("", "", "unknown"), ("", "a", "first"), ("a", "a", "here"), ("a", "b", "moved"), ("a", "", "unknown")],
)
def test_t_clone_decision(known: str, here: str, where: str) -> None:
    assert clones.decide(known, here) == where


def test_t_identity_machine_is_marked_by_a_hash() -> None:
    own = "3d1219c7c4c5404aaa1f6d2a48adfda4"
    assert machine_mark(lambda: own + "\n") == machine_mark(own.upper)
    assert own[:8] not in machine_mark(lambda: own)
    assert len(machine_mark(lambda: own)) == 32
    assert machine_mark(lambda: "") == machine_mark(lambda: "uninitialized") == ""


def test_t_clone_opened_elsewhere_begins_a_new_epoch_before_it_writes(store: Store, tmp_path: Path) -> None:
    assert clones.settle(store, blocks=BLOCKS, now=START, mark="pc-1") == clones.Settled("first", renewed=False)
    assert clones.settle(store, blocks=BLOCKS, now=START, mark="pc-1") == clones.Settled("here", renewed=False)
    made(store, 3)
    with copy_of(store, tmp_path / "copy.db") as copy:
        old = copy.epoch
        assert clones.settle(copy, blocks=BLOCKS, now=LATER, mark="pc-2") == clones.Settled("moved", renewed=True)
        assert copy.epoch != old
        with copy.reading() as reading:
            told = clones.renewal(reading)
            assert told == clones.Renewal("moved", LATER)
        with copy.transaction() as tx, pytest.raises(numbers.NumbersExhausted):
            numbers.next_number(tx, ELECTRONIC_CODE, START.date(), 0)
        assert clones.settle(copy, blocks=BLOCKS, now=LATER, mark="pc-2") == clones.Settled("here", renewed=False)
    assert made(store)[0].epoch == old


@pytest.mark.parametrize("days", [0, 1, 2, 30])
def test_t_clone_copy_never_numbers_by_the_slot_of_the_other(store: Store, tmp_path: Path, days: int) -> None:
    clones.settle(store, blocks=BLOCKS, now=START, mark="pc-1")
    day: date = START.date() + timedelta(days=days)
    with copy_of(store, tmp_path / "copy.db") as copy:
        clones.settle(copy, blocks=BLOCKS, now=START, mark="pc-2")
        with copy.transaction() as tx, pytest.raises(numbers.NumbersExhausted):
            numbers.next_number(tx, ELECTRONIC_CODE, day, 0)
        with copy.transaction() as tx:
            assert numbers.next_number(tx, ELECTRONIC_CODE, day, 7) in numbers.own_numbers(7)
            clones.enrolled_anew(tx)
        if days > 1:
            with copy.transaction() as tx:
                assert numbers.next_number(tx, ELECTRONIC_CODE, day, 0) in numbers.own_numbers(0)


def test_t_clone_without_a_machine_id_says_so_and_changes_nothing(store: Store) -> None:
    old = store.epoch
    assert clones.settle(store, blocks=BLOCKS, now=START, mark="").where == "unknown"
    with store.reading() as reading:
        assert notes.note_of(reading, clones.MACHINE) == ""
    assert store.epoch == old


def test_t_clone_same_machine_twice_is_found_by_the_ring_above(store: Store, tmp_path: Path) -> None:
    """One image started twice: same device, same epoch, same machine's mark; both go on, nothing is lost or doubled."""
    made(store, 2)
    with Store.open(tmp_path / "city.db", role="city", practice=False) as city:
        send(store, city)
        with copy_of(store, tmp_path / "copy.db") as copy:
            mine = made(store, 3)
            with copy.transaction() as tx:
                theirs = [register(tx, slot=1).event for _ in range(4)]
            assert {o.state for o in send(store, city).values()} == {"stored"}
            answers = send(copy, city)
            assert {o.code for o in answers.values()} == {"seq_taken", "chain_broken"}
            assert copy.epoch != store.epoch
            send(copy, city)
            after = made_in(copy, 7)
            send(copy, city)
            for one in (store, copy):
                with one.reading() as reading:
                    assert outbox.state(reading).waiting == outbox.state(reading).parked == 0
                    assert broken_links(reading) == ()
            with city.reading() as reading:
                for event in [*mine, *theirs, after]:
                    assert [e.id for e in events_of(reading, event.dossier)] == [event.id]
            assert len(set(codes(city))) == len(codes(city)) == 10


def test_t_clone_two_papers_with_one_code_are_shown_and_never_stored_as_two(store: Store, tmp_path: Path) -> None:
    """Before anybody can notice, both copies may print one code: the first is kept above, the other parked."""
    with (
        Store.open(tmp_path / "city.db", role="city", practice=False) as city,
        copy_of(store, tmp_path / "c.db") as copy,
    ):
        mine, theirs = made(store)[0], made(copy)[0]
        assert mine.payload["code"] == theirs.payload["code"]
        send(store, city)
        assert [o.code for o in send(copy, city).values()] == ["seq_taken"]
        assert [o.code for o in send(copy, city).values()] == ["code_taken"]
        with copy.reading() as reading:
            assert [(one.event, one.state, one.last_answer) for one in outbox.unsent(reading)] == [
                (theirs.id, "parked", "code_taken")
            ]
        assert len(codes(city)) == 1


def made_in(store: Store, slot: int) -> Event:
    with store.transaction() as tx:
        return register(tx, slot=slot).event


def test_t_identity_resealed_event_keeps_id_and_content(store: Store) -> None:
    made(store, 3)
    with store.reading() as reading:
        before = [event for one in offered(reading) for event in events_of(reading, one.dossier)]
        seqs = [one.seq for one in offered(reading)][1:]
    with clones.settling(store, {store.epoch}, now=LATER) as tx:
        assert clones.reseal(tx, seqs) == 2
    with store.reading() as reading:
        after = [event for one in offered(reading) for event in events_of(reading, one.dossier)]
        assert broken_links(reading) == ()
    assert [event.id for event in after] == [event.id for event in before]
    assert [(event.epoch, event.device_seq) for event in after] == [
        (before[0].epoch, 1), (store.epoch, 1), (store.epoch, 2),
    ]  # fmt: skip
    assert [(e.payload, e.at, e.officer) for e in after] == [(e.payload, e.at, e.officer) for e in before]


def test_t_clone_events_of_others_and_delivered_ones_are_not_resealed(store: Store, tmp_path: Path) -> None:
    first, second = made(store, 2)
    with store.transaction() as tx:
        sending.delivered(tx, {1: "stored"}, ring_epoch="r", at=LATER)
    with store.transaction() as tx:
        assert clones.reseal(tx, [1]) == 0
    assert store.epoch == first.epoch
    with Store.open(tmp_path / "hub.db", role="hub", practice=False) as hub:
        with hub.transaction() as tx:
            payload = offered_payload(store, second)
            accept(tx, UNIT, [Arrival(second, payload)], forward=True)
        old = hub.epoch
        with clones.settling(hub, {second.epoch}, now=LATER) as tx:
            assert clones.reseal(tx, [1]) == 0
        assert hub.epoch == old


def offered_payload(store: Store, event: Event) -> str:
    with store.reading() as reading:
        return next(one.payload for one in offered(reading) if one.id == event.id)


def test_t_restore_renewing_that_fails_leaves_the_epoch(store: Store) -> None:
    old = store.epoch

    def fail() -> None:
        with store.renewing():
            raise ValueError("disk")

    with pytest.raises(ValueError, match="disk"):
        fail()
    assert store.epoch == old
    assert made(store)[0].epoch == old
    with store.reading() as reading:
        assert notes.note_of(reading, "epoch") == old


def test_copy_is_a_whole_store_while_others_write(store: Store, tmp_path: Path) -> None:
    made(store, 40)
    store.copy_to(tmp_path / "copy.db", pause=0)
    made(store, 2)
    copyfile(tmp_path / "copy.db", tmp_path / "again.db")
    with Store.open(tmp_path / "again.db", practice=False) as copy, copy.reading() as reading:
        assert len(codes(copy)) == 40
        assert reading.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@pytest.mark.parametrize("days", [0, 1])
def test_t_restore_without_a_lease_says_until_when_its_own_numbers_are_closed(store: Store, days: int) -> None:
    day = START.date() + timedelta(days=days)
    clones.settle(store, blocks=BLOCKS, now=START, mark="pc-1")
    clones.renew(store, reason="restored", now=LATER)
    with store.transaction() as tx, pytest.raises(numbers.NumbersClosed) as said:
        numbers.next_number(tx, ELECTRONIC_CODE, day, 0)
    assert said.value.code == "numbers_closed"
    assert (said.value.facts["until"], said.value.facts["again"]) == ("24/11/2026", "25/11/2026")
    with store.transaction() as tx:
        assert numbers.next_number(tx, ELECTRONIC_CODE, START.date() + timedelta(days=2), 0)
        assert numbers.next_number(tx, ELECTRONIC_CODE, day, 1)


def test_t_restore_the_numbers_of_every_day_since_the_backup_are_explained(store: Store) -> None:
    """Yesterday's numbers that were given out after yesterday's backup went down with the disk."""
    clones.settle(store, blocks=BLOCKS, now=START, mark="pc-1")
    clones.renew(store, reason="restored", now=START + timedelta(days=2), since=START)
    with store.reading() as reading:
        closed = [
            bool(voids.of_day(reading, ELECTRONIC_CODE, START.date() + timedelta(days=past))) for past in range(-1, 5)
        ]
    assert closed == [False, True, True, True, True, False]


def test_t_restore_a_copy_that_knows_no_day_goes_by_its_newest_event(store: Store) -> None:
    clones.settle(store, blocks=BLOCKS, now=START, mark="pc-1")
    made(store)
    clones.renew(store, reason="rolled_back", now=START + timedelta(days=60))
    with store.reading() as reading:
        days = [past for past in range(62) if voids.of_day(reading, ELECTRONIC_CODE, START.date() + timedelta(past))]
    assert days == list(range(60 - clones.MOST_FORGOTTEN.days, 62))


def test_t_clone_a_copy_without_a_lease_says_that_it_must_be_enrolled(store: Store) -> None:
    clones.settle(store, blocks=BLOCKS, now=START, mark="pc-1")
    clones.settle(store, blocks=BLOCKS, now=LATER, mark="pc-2")
    with store.transaction() as tx, pytest.raises(numbers.NumbersClosed, match="numbers_of_copy"):
        numbers.next_number(tx, ELECTRONIC_CODE, START.date(), 0)


def test_numbers_that_are_used_up_are_not_said_to_be_closed(store: Store) -> None:
    with store.transaction() as tx:
        numbers.skip(
            tx, electronic_code=ELECTRONIC_CODE, day=START.date(), slot=0, count=None, reason="x", officer="", at=START
        )
        with pytest.raises(numbers.NumbersExhausted, match="numbers_exhausted"):
            numbers.next_number(tx, ELECTRONIC_CODE, START.date(), 0)
