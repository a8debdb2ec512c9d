"""One event under two seals: when the newer one is taken, and what it leaves behind."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from counter_app.domain.events import FIRST_LINK, Event, new_id
from counter_app.storage import clones, holdings, outbox, refused_above, sending
from counter_app.storage.arrivals import SEALED_HERE, Arrival, Outcome, accept
from counter_app.storage.events import as_row, broken_links, event_of
from counter_app.storage.prepared import Prepared
from counter_app.storage.refused_above import RefusedAbove
from counter_app.storage.sending import NotTaken
from counter_app.storage.store import Store
from tests.domain.events_made import START, Device
from tests.storage.made import UNIT, register


def taken(store: Store, *events: Event, forward: bool = False, from_above: bool = False) -> list[Outcome]:
    arrivals = [Arrival(event, str(as_row(event)["payload"])) for event in events]
    with store.transaction() as tx:
        return accept(tx, UNIT, arrivals, forward=forward, from_above=from_above)


def sealed_anew(event: Event, epoch: str = "a-new-epoch") -> Event:
    return replace(event, epoch=epoch, device_seq=1).sealed(FIRST_LINK)


def refuse(store: Store, code: str) -> None:
    with store.transaction() as tx:
        sending.not_taken(tx, [NotTaken(1, f"{code}: because", None)])


def held(store: Store, id_: UUID) -> Event:
    with store.reading() as reading:
        found = event_of(reading, id_)
    assert found is not None
    return found


def test_t_clone_a_hub_takes_the_new_seal_of_what_was_refused_above(any_store: Store) -> None:
    first = Device().received(new_id(), code="H13.35.07-261123-0001")
    again = sealed_anew(first)
    taken(any_store, first, forward=True)
    refuse(any_store, "seq_taken")
    assert [(one.state, one.code) for one in taken(any_store, again, forward=True)] == [("known", "")]
    assert held(any_store, first.id) == again
    with any_store.reading() as reading:
        (due,) = sending.due(reading, START, limit=10, most_bytes=10**6)
        assert (due.epoch, due.device_seq, due.hash) == (again.epoch, 1, again.hash)
        assert broken_links(reading) == ()
        counted = holdings.holdings(reading, 0)
        places = reading.ask(text("SELECT unit_seq FROM event"))
    assert (counted.events, counted.gaps) == (1, 1)
    assert [row[0] for row in places] == [2], "whoever has heard the old seal hears the new one"
    twin = Device().received(new_id(), code="H13.35.07-261123-0002")
    assert [one.state for one in taken(any_store, twin, forward=True)] == ["stored"]
    with any_store.reading() as reading:
        counted = holdings.holdings(reading, 0)
    assert (counted.events, counted.gaps) == (2, 0)


def test_t_clone_a_seal_that_nobody_refused_stays_and_the_event_is_known(any_store: Store) -> None:
    device = Device()
    first, new = device.received(new_id(), code="H13.35.07-261123-0001"), Device(epoch="a-new-epoch")
    taken(any_store, first, forward=True)
    again = sealed_anew(first)
    for refusal in ("", "code_taken"):
        if refusal:
            refuse(any_store, refusal)
        assert [(one.state, one.code) for one in taken(any_store, again, forward=True)] == [("known", SEALED_HERE)]
    assert held(any_store, first.id) == first
    new.last = again
    later = new.received(new_id(), code="H13.35.07-261123-0002")
    assert (later.device_seq, later.prev_hash) == (2, again.hash)
    assert [one.state for one in taken(any_store, later, forward=True)] == ["stored"]
    with any_store.reading() as reading:
        assert broken_links(reading) == (), "the hole before it is explained"


def test_t_clone_another_content_is_no_new_seal(any_store: Store) -> None:
    first = Device().received(new_id(), code="H13.35.07-261123-0001")
    taken(any_store, first, forward=True)
    refuse(any_store, "seq_taken")
    changed = replace(sealed_anew(first), officer="can-bo-9").sealed(FIRST_LINK)
    for way in (True, False):
        assert [one.code for one in taken(any_store, changed, forward=way, from_above=not way)] == ["id_reused"]
    assert held(any_store, first.id) == first


def test_t_clone_what_comes_from_above_has_the_right_seal(any_store: Store) -> None:
    first = Device().received(new_id(), code="H13.35.07-261123-0001")
    taken(any_store, first, from_above=True)
    assert [one.state for one in taken(any_store, sealed_anew(first), from_above=True)] == ["known"]
    assert held(any_store, first.id) == sealed_anew(first)


def test_t_clone_own_new_seal_is_not_undone_by_late_news(store: Store) -> None:
    """The hub's page was on its way when the counter sealed anew: the old seal in it changes nothing."""
    first = one_delivered(store)
    refused = RefusedAbove(first.id, first.dossier, first.hash, "seq_taken")
    assert clones.reseal_refused_above(store, first.device, [refused], now=START) == 1
    again = held(store, first.id)
    assert (again.epoch, again.epoch != first.epoch) == (store.epoch, True)
    assert [(one.state, one.code) for one in taken(store, first, from_above=True)] == [("known", SEALED_HERE)]
    assert held(store, first.id) == again
    epoch = store.epoch
    assert clones.reseal_refused_above(store, first.device, [refused], now=START) == 0, "a late word, too"
    assert store.epoch == epoch
    with store.reading() as reading:
        assert outbox.state(reading).waiting == 1


def test_t_clone_two_copies_that_seal_one_event_anew_end_with_one_seal(store: Store, tmp_path: Path) -> None:
    """Both hear that the city refused it; the hub takes the first new seal, and the other copy follows."""
    first = one_delivered(store)
    store.copy_to(tmp_path / "copy.db")
    refused = [RefusedAbove(first.id, first.dossier, first.hash, "seq_taken")]
    with (
        Store.open(tmp_path / "hub.db", role="hub", practice=False) as hub,
        Store.open(tmp_path / "copy.db", practice=False) as copy,
    ):
        taken(hub, first, forward=True)
        refuse(hub, "seq_taken")
        for one in (store, copy):
            assert clones.reseal_refused_above(one, first.device, refused, now=START) == 1
        ours, theirs = held(store, first.id), held(copy, first.id)
        assert ours.hash != theirs.hash
        assert [(one.state, one.code) for one in taken(hub, ours, forward=True)] == [("known", "")]
        assert [(one.state, one.code) for one in taken(hub, theirs, forward=True)] == [("known", SEALED_HERE)]
        assert [(one.state, one.code) for one in taken(copy, ours, from_above=True)] == [("known", "")]
        assert held(hub, first.id) == held(store, first.id) == held(copy, first.id) == ours
        assert [(one.state, one.code) for one in taken(copy, first, from_above=True)] == [("known", SEALED_HERE)]
        for one in (store, copy, hub):
            with one.reading() as reading:
                assert broken_links(reading) == ()
                assert reading.value(Prepared(text("SELECT count(*) FROM dossier"))) == 1


def test_t_clone_a_hub_that_came_back_from_a_backup_is_offered_the_new_seal_again(store: Store) -> None:
    first = one_delivered(store)
    refused = [RefusedAbove(first.id, first.dossier, first.hash, "seq_taken")]
    assert clones.reseal_refused_above(store, first.device, refused, now=START) == 1
    with store.transaction() as tx:
        sending.delivered(tx, {1: "known"}, ring_epoch="r", at=START)
    again, epoch = held(store, first.id), store.epoch
    assert clones.reseal_refused_above(store, first.device, refused, now=START) == 1
    with store.reading() as reading:
        (due,) = sending.due(reading, START, limit=10, most_bytes=10**6)
    assert (due.hash, store.epoch) == (again.hash, epoch), "as it is, not sealed a third time"
    assert clones.reseal_refused_above(store, first.device, refused, now=START) == 0, "it is on its way"


def one_delivered(store: Store) -> Event:
    with store.transaction() as tx:
        first = register(tx).event
        sending.delivered(tx, {1: "stored"}, ring_epoch="r", at=START)
    return first


def test_a_counter_seals_only_what_it_wrote(store: Store, tmp_path: Path) -> None:
    first = Device("quay-9").received(new_id(), code="H13.35.07-261123-0001")
    taken(store, first, from_above=True)
    refused = RefusedAbove(first.id, first.dossier, first.hash, "seq_taken")
    old = store.epoch
    assert clones.reseal_refused_above(store, "quay-1", [refused], now=START) == 0
    assert (store.epoch, held(store, first.id)) == (old, first)


def test_what_a_hub_set_aside_is_sent_again_when_it_is_offered_again(any_store: Store) -> None:
    first = Device().received(new_id(), code="H13.35.07-261123-0001")
    taken(any_store, first, forward=True)
    refuse(any_store, "code_taken")
    with any_store.reading() as reading:
        told = refused_above.told(reading, UNIT)
        assert refused_above.told(reading, "31150") == ()
    assert told == (RefusedAbove(first.id, first.dossier, first.hash, "code_taken", "because"),)
    with any_store.transaction() as tx:
        refused_above.again(tx, [first.id])
    with any_store.reading() as reading:
        assert refused_above.told(reading, UNIT) == ()
        assert [one.id for one in sending.due(reading, START, limit=10, most_bytes=10**6)] == [first.id]
