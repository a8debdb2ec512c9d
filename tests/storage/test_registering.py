"""The main job's transaction: one dossier, one number, one event, however often it is asked for."""

import threading
from datetime import timedelta

import pytest

from counter_app.domain.errors import OurFault
from counter_app.domain.events import CORRECTED, REPRINTED, Event, chain_breaks, new_id
from counter_app.storage import (
    catalogue,
    dossiers,
    forms,
    number_register,
    numbers,
    outbox,
    persons,
    registering,
    search,
)
from counter_app.storage import events as event_store
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, UNIT, citizen, received, register


def later(dossier: registering.Registered, kind: str, **payload: object) -> Event:
    return Event(
        id=new_id(),
        dossier=dossier.dossier.id,
        unit=UNIT,
        device="quay-1",
        epoch="",
        device_seq=0,
        based_on=dossier.dossier.heads,
        kind=kind,
        schema=1,
        at=START + timedelta(minutes=5),
        offset_ms=0,
        officer="can-bo-1",
        payload=payload,
    )


def test_everything_that_goes_with_a_dossier_is_written(any_store: Store) -> None:
    draft = new_id()
    with any_store.transaction() as tx:
        forms.keep(tx, draft, "{}", START)
    with any_store.transaction() as tx:
        done = register(tx, draft, applicant=citizen("Đặng Thị Phượng", phone="0912345678"))
    assert done.fresh
    assert done.dossier.code == "H13.35.07-261123-100000"
    with any_store.reading() as reading:
        assert dossiers.whole(reading, draft) == done.dossier
        line = dossiers.line_of(reading, draft)
        assert dossiers.id_of(reading, done.dossier.code) == draft
        assert line is not None
        assert (line.id, line.applicant, line.ring) == (draft, "Đặng Thị Phượng", "counter")
        assert line == dossiers.line_of(reading, draft)
        assert dossiers.page(reading, None, 10) == [line]
        assert event_store.events_of(reading, draft) == (done.event,)
        assert outbox.states_of(reading, draft) == {done.event.id: "waiting"}
        known = persons.recall(reading, "092090000123")
        assert known is not None
        assert (known.applicant.phone, known.procedures) == ("0912345678", ("1.001193",))
        assert catalogue.uses(reading, START.date(), START.date()) == {"1.001193": 1}
        assert forms.kept(reading) == []


def test_found_at_once_by_name(store: Store) -> None:
    with store.transaction() as tx:
        done = register(tx, applicant=citizen("Đặng Thị Phượng"))
    with store.reading() as reading:
        assert [line.id for line in search.find(reading, "phuong dan")] == [done.dossier.id]


def test_same_draft_again_gives_the_same_dossier(any_store: Store) -> None:
    draft = new_id()
    with any_store.transaction() as tx:
        first = register(tx, draft)
    with any_store.transaction() as tx:
        again = register(tx, draft, applicant=citizen("Người Khác", "092090000999"))
    assert (again.dossier, again.event, again.fresh) == (first.dossier, first.event, False)
    with any_store.reading() as reading:
        assert dossiers.count(reading) == 1
        assert number_register.register_of(reading, ELECTRONIC_CODE, START.date()).taken == (100_000,)


def test_failure_takes_back_all_of_it(any_store: Store) -> None:
    class PowerCut(Exception):
        pass

    def cut_short() -> None:
        with any_store.transaction() as tx:
            register(tx)
            raise PowerCut

    with pytest.raises(PowerCut):
        cut_short()
    with any_store.transaction() as tx:
        assert register(tx).dossier.code.endswith("-100000")
    with any_store.reading() as reading:
        assert dossiers.count(reading) == 1
        assert outbox.state(reading).waiting == 1


def test_event_of_another_dossier_is_not_written(store: Store) -> None:
    with pytest.raises(OurFault, match="wrong_event"), store.transaction() as tx:
        registering.register(
            tx,
            dossier=new_id(),
            electronic_code=ELECTRONIC_CODE,
            slot=0,
            day=START.date(),
            make_event=received(new_id()),
        )
    with store.reading() as reading:
        assert dossiers.count(reading) == 0


def test_chain_of_the_device_has_no_holes(any_store: Store) -> None:
    with any_store.transaction() as tx:
        for _ in range(5):
            register(tx)
            register(tx, device="quay-2", slot=1)
    with any_store.reading() as reading:
        for device in ("quay-1", "quay-2"):
            chain = [
                event
                for line in reversed(dossiers.page(reading, None, 100))
                for event in event_store.events_of(reading, line.id)
                if event.device == device
            ]
            assert [event.device_seq for event in chain] == [1, 2, 3, 4, 5]
            assert {event.epoch for event in chain} == {any_store.epoch}
            assert chain_breaks(chain) == ()
        assert event_store.broken_links(reading) == ()


def test_forged_event_shows_in_its_chain(store: Store) -> None:
    with store.transaction() as tx:
        register(tx)
        forged = register(tx).event
        register(tx)
        tx.connection.exec_driver_sql("UPDATE event SET officer = 'ai-do' WHERE id = ?", (forged.id.bytes,))
    with store.reading() as reading:
        assert [link.event for link in event_store.broken_links(reading)] == [forged.id]


def test_new_epoch_starts_a_new_chain(store: Store) -> None:
    with store.transaction() as tx:
        register(tx)
    old = store.epoch
    assert store.renew_epoch() != old
    with store.transaction() as tx:
        event = register(tx).event
    assert (event.device_seq, event.prev_hash, event.epoch) == (1, "", store.epoch)


def test_amendment_changes_row_and_index(any_store: Store) -> None:
    with any_store.transaction() as tx:
        done = register(tx, applicant=citizen("Lê Văn Cũ"))
        change = {"applicant": {"old": citizen("Lê Văn Cũ"), "new": citizen("Trần Thị Mới")}}
        amended = registering.amend(tx, later(done, CORRECTED, changes=change, reason="nhầm người"))
        registering.amend(tx, later(done, REPRINTED))
    assert amended.applicant.name == "Trần Thị Mới"
    with any_store.reading() as reading:
        line = dossiers.line_of(reading, done.dossier.id)
        assert line is not None
        assert (line.applicant, line.code) == ("Trần Thị Mới", done.dossier.code)
        assert outbox.state(reading).waiting == 3
        if any_store.path is not None:
            assert search.find(reading, "le van cu") == []
            assert [found.id for found in search.find(reading, "tran moi")] == [done.dossier.id]


def test_amendment_of_an_unknown_dossier_is_refused(store: Store) -> None:
    with store.transaction() as tx:
        done = register(tx)
    stranger = registering.Registered(done.dossier, done.event, fresh=True)
    event = later(stranger, REPRINTED)
    lost = Event(**{name: getattr(event, name) for name in event.__slots__} | {"dossier": new_id()})
    with pytest.raises(OurFault, match="no_received_event"), store.transaction() as tx:
        registering.amend(tx, lost)


def test_many_threads_get_different_numbers(any_store: Store) -> None:
    codes: list[str] = []

    def work() -> None:
        for _ in range(25):
            with any_store.transaction() as tx:
                number = numbers.next_number(tx, ELECTRONIC_CODE, START.date(), 0)
            codes.append(numbers.dossier_code(ELECTRONIC_CODE, START.date(), number))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [numbers.dossier_code(ELECTRONIC_CODE, START.date(), n) for n in range(100_000, 100_200)]


def test_two_presses_at_the_same_moment_make_one_dossier(store: Store) -> None:
    draft, together = new_id(), threading.Barrier(4)
    made: list[registering.Registered] = []

    def press() -> None:
        together.wait()
        with store.transaction() as tx:
            made.append(register(tx, draft))

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.fresh for one in made) == [False, False, False, True]
    assert len({one.dossier.code for one in made}) == 1
