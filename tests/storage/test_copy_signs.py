"""What the ring above sends down shows that another store has our history: which own events then have no place."""

from dataclasses import replace

from counter_app.domain.events import FIRST_LINK, Event, new_id
from counter_app.storage import clones, copy_signs, news, sending
from counter_app.storage.arrivals import Arrival, accept
from counter_app.storage.events import as_row, broken_links, event_of
from counter_app.storage.sending import NotTaken
from counter_app.storage.store import Store
from tests.domain.events_made import START, Device
from tests.storage.made import UNIT, register


def written(store: Store, count: int) -> list[Event]:
    with store.transaction() as tx:
        return [register(tx).event for _ in range(count)]


def copy_of(event: Event, number: int, link: str) -> Event:
    """Return what the other copy wrote under the same device and epoch."""
    return replace(event, id=new_id(), dossier=new_id(), device_seq=number).sealed(link)


def delivered(store: Store, *seqs: int) -> None:
    with store.transaction() as tx:
        sending.delivered(tx, dict.fromkeys(seqs, "stored"), ring_epoch="r", at=START)


def test_t_clone_an_own_unsent_event_whose_place_a_copy_has_is_seen(store: Store) -> None:
    first, second, third = written(store, 3)
    delivered(store, 1)
    theirs = copy_of(second, 2, first.hash)
    assert copy_signs.displaced(store, "quay-1", [theirs]) == {store.epoch: [2, 3]}, "and what is linked to it"
    assert copy_signs.displaced(store, "quay-1", [second]) == {}, "one's own that comes back is no copy's"
    assert copy_signs.displaced(store, "quay-2", [theirs]) == {}
    assert copy_signs.displaced(store, "quay-1", [copy_of(third, 3, theirs.hash)]) == {store.epoch: [2, 3]}
    delivered(store, 2, 3)
    assert copy_signs.displaced(store, "quay-1", [theirs]) == {}, "the ring above has these under their seals"


def test_t_clone_an_event_set_aside_makes_room_for_what_the_copy_wrote(store: Store) -> None:
    """Refused for a reason of its own it would never be offered again, so no answer would show the copy."""
    (mine,) = written(store, 1)
    with store.transaction() as tx:
        sending.not_taken(tx, [NotTaken(1, "payload_wrong", None)])
    theirs = copy_of(mine, 1, FIRST_LINK)
    theirs = replace(theirs, payload={**theirs.payload, "code": "H13.35.07-261123-0777"}).sealed(FIRST_LINK)
    found = copy_signs.displaced(store, "quay-1", [theirs])
    old = store.epoch
    with clones.settling(store, found, now=START) as tx:
        clones.reseal(tx, found[old])
    with store.transaction() as tx:
        (outcome,) = accept(tx, UNIT, [Arrival(theirs, str(as_row(theirs)["payload"]))], from_above=True)
    assert outcome.state == "stored"
    with store.reading() as reading:
        moved = event_of(reading, mine.id)
        assert moved is not None
        assert (moved.epoch, moved.device_seq, store.epoch != old) == (store.epoch, 1, True)
        assert broken_links(reading) == ()


def test_t_clone_only_what_is_above_is_left_out_of_the_news(store: Store) -> None:
    written(store, 3)
    with store.reading() as reading:
        assert news.last_own(reading, "quay-1") == 0
    delivered(store, 1, 3)
    with store.reading() as reading:
        assert (news.last_own(reading, "quay-1"), news.last_own(reading, "quay-2")) == (1, 0)
    delivered(store, 2)
    with store.reading() as reading:
        assert news.last_own(reading, "quay-1") == 3


def test_t_clone_an_event_that_the_next_one_is_not_linked_to_is_a_copys(any_store: Store) -> None:
    """The later event came first, its predecessor was late: who writes that place now is another store."""
    device = Device()
    first = device.received(new_id(), code="H13.35.07-261123-0001")
    second = device.received(new_id(), code="H13.35.07-261123-0002")
    theirs = replace(first, id=new_id(), dossier=new_id(), officer="can-bo-2").sealed(FIRST_LINK)

    def code_of(event: Event) -> tuple[str, str]:
        with any_store.transaction() as tx:
            (outcome,) = accept(tx, UNIT, [Arrival(event, str(as_row(event)["payload"]))])
        return outcome.state, outcome.code

    assert code_of(second) == ("stored", "")
    assert code_of(theirs) == ("refused", "chain_broken")
    assert code_of(first) == ("stored", "")
    with any_store.reading() as reading:
        assert broken_links(reading) == ()
