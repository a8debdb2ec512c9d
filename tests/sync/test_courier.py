"""The courier, stepped by hand over a real store and a city in memory: what holds whatever the line does."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.devices.clock import SteppedClock
from counter_app.domain.dossier import fold
from counter_app.practice.memory_city import MemoryCity
from counter_app.storage import outbox, sending
from counter_app.storage.outbox import OutboxState
from counter_app.sync.courier import Courier
from counter_app.sync.ring_above import Meanwhile, RingAway, RingRefuses, nothing
from counter_app.sync.wire import BatchAnswer
from tests.domain.events_made import START
from tests.storage.made import UNIT
from tests.sync.faulty import FaultyDoor
from tests.sync.made import Desk


class WatchedDoor(FaultyDoor):
    """Notes what a counter still holds as unsent before and after what it does while a batch is under way."""

    def __init__(self, city: MemoryCity, device: str, waiting: Callable[[], int]) -> None:
        super().__init__(city, device, UNIT)
        self._waiting = waiting
        self.seen: list[tuple[int, int]] = []

    def push(self, batch: bytes, meanwhile: Meanwhile = nothing) -> BatchAnswer:
        def watched() -> bytes:
            before = self._waiting()
            following = meanwhile()
            self.seen.append((before, self._waiting()))
            return following

        return super().push(batch, watched)


class Walk:
    """A counter, its line and its courier under one clock."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk.open(folder)
        self.clock = SteppedClock(START)
        self.city = MemoryCity(now=self.clock.now)
        self.door = FaultyDoor(self.city, self.desk.device, UNIT)
        self.told: list[frozenset[str]] = []
        self.courier = self.new_courier()

    def new_courier(self, most_events: int = 500) -> Courier:
        return Courier(
            self.desk.store,
            self.door,
            self.clock,
            on_change=self.told.append,
            chance=lambda: 0.5,
            most_events=most_events,
        )

    def state(self) -> OutboxState:
        with self.desk.store.reading() as reading:
            return outbox.state(reading)

    def reasons(self) -> list[str]:
        with self.desk.store.reading() as reading:
            return [entry.last_answer for entry in outbox.unsent(reading)]

    def round(self) -> float:
        """One step; then let the time pass that the courier asked for."""
        pause = self.courier.step()
        self.clock.step(timedelta(seconds=pause))
        return pause

    def rounds_until_sent(self, most: int = 200) -> float:
        """Step until nothing waits; return the seconds that passed."""
        began = self.clock.monotonic()
        for _ in range(most):
            if not self.state().waiting:
                return self.clock.monotonic() - began
            self.round()
        raise AssertionError(f"still waiting: {self.reasons()}")

    def rounds_until_parked(self, count: int, most: int = 20) -> None:
        """Step until so many are parked."""
        for _ in range(most):
            if self.state().parked == count:
                return
            self.round()
        raise AssertionError(f"not parked: {self.reasons()}")

    def check_equal(self) -> None:
        """The city shows what the counter shows."""
        events = self.desk.events()
        assert set(self.city.events) == {event.id for event in events}
        for id_ in self.desk.ids:
            assert self.city.dossier(id_) == fold(event for event in events if event.dossier == id_)


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    made = Walk(tmp_path)
    yield made
    made.desk.store.close()


def test_all_is_delivered_and_the_strip_may_turn_green(walk: Walk) -> None:
    for id_ in walk.desk.register(3):
        walk.desk.correct(id_, request="bản sao")
    walk.rounds_until_sent()
    walk.check_equal()
    state = walk.state()
    assert (state.waiting, state.parked, state.error, state.answered_at) == (0, 0, "", walk.clock.now())
    assert frozenset({"sync"}) in walk.told


def test_retry_after_timeout_does_not_double(walk: Walk) -> None:
    walk.desk.register(5)
    walk.door.faults = ["unanswered", "unanswered"]
    walk.rounds_until_sent()
    walk.check_equal()
    assert len(walk.city.events) == 5


def test_nothing_is_dropped_when_the_server_answers_with_an_error(walk: Walk) -> None:
    walk.desk.register(4)
    walk.door.faults = ["answered_500", "answered_rubbish", "busy", "lost"]
    walk.rounds_until_sent()
    walk.check_equal()


def test_an_event_that_is_not_answered_for_is_sent_again(walk: Walk) -> None:
    walk.desk.register(6)
    walk.door.faults = ["half"]
    walk.courier.step()
    assert walk.state().waiting == 3
    walk.rounds_until_sent()
    walk.check_equal()


def test_light_is_never_green_while_work_is_unsent(walk: Walk) -> None:
    walk.desk.register(1)
    walk.door.faults = ["lost"]
    walk.round()
    state = walk.state()
    assert (state.waiting, state.error) == (1, "unreachable")
    assert state.oldest == START


def test_one_stuck_item_does_not_block_the_others(walk: Walk) -> None:
    """A refused event is parked with its reason; its dossier's later events wait, the others go on at once."""
    bad, good = walk.desk.register(1, sets=0)[0], walk.desk.register(1)[0]
    walk.desk.reprint(bad)
    walk.desk.reprint(good)
    assert walk.courier.step() == 0
    state = walk.state()
    assert state.parked == 1
    assert walk.reasons()[0].startswith("payload_wrong: ")
    assert {event.dossier for event in walk.city.events.values()} == {good}
    before = len(walk.door.batches)
    for _ in range(5):
        walk.round()
    assert len(walk.door.batches) == before, "what waits behind a parked event is not sent again and again"


def test_a_parked_event_goes_again_when_a_person_says_so(walk: Walk) -> None:
    bad = walk.desk.register(1)[0]
    walk.desk.reprint(bad)
    walk.city.writers.clear()
    door = FaultyDoor(walk.city, walk.desk.device, "31150")  # the city has the counter in the wrong unit
    walk.door = door
    walk.courier = walk.new_courier()
    walk.courier.step()
    assert walk.state().parked == 2
    FaultyDoor(walk.city, walk.desk.device, UNIT)
    with walk.desk.store.reading() as reading:
        parked = [entry.event for entry in outbox.unsent(reading)]
    with walk.desk.store.transaction() as tx:
        for event in parked:
            outbox.retry(tx, event)
    walk.courier.wake()
    walk.rounds_until_sent()
    walk.check_equal()


def test_what_was_refused_goes_again_by_itself_when_the_ring_above_has_another_release(walk: Walk) -> None:
    walk.desk.register(2)
    walk.city.writers.clear()
    walk.door = FaultyDoor(walk.city, walk.desk.device, "31150")
    walk.courier = walk.new_courier()
    walk.courier.step()
    assert walk.state().parked == 2
    FaultyDoor(walk.city, walk.desk.device, UNIT)
    for _ in range(3):
        walk.round()
    assert walk.state().parked == 2, "not by itself while it is the same release"
    walk.door.version = "99.0"
    walk.clock.step(timedelta(minutes=2))
    walk.round()
    assert walk.state().parked == 0
    walk.rounds_until_sent()
    walk.check_equal()


@pytest.mark.parametrize("place", [0, 1, 50, 98, 99])
def test_poison_on_which_the_server_falls_over_is_found_and_delays_others_by_seconds(walk: Walk, place: int) -> None:
    ids = walk.desk.register(100)
    poison = next(event for event in walk.desk.events() if event.dossier == ids[place])
    walk.door.poison = {poison.id}
    began = walk.clock.monotonic()
    while len(walk.city.events) < 99:
        walk.round()
    assert walk.clock.monotonic() - began <= 5
    assert walk.reasons() == ["answered_500 (500)"]
    assert len(walk.door.batches) < 40
    walk.door.poison = set()
    walk.rounds_until_sent()
    walk.check_equal()


def test_a_server_that_is_ill_is_left_alone_and_no_event_is_blamed(walk: Walk) -> None:
    walk.desk.register(100)
    walk.door.poison = {event.id for event in walk.desk.events()}
    for _ in range(10):
        walk.round()
    assert len(walk.door.batches) <= 30, "three requests a try at most"
    assert walk.state().parked == 0
    with walk.desk.store.reading() as reading:
        assert len(sending.due(reading, walk.clock.now(), limit=500, most_bytes=10**6)) == 100


def test_a_batch_that_times_out_is_halved_until_it_passes(walk: Walk) -> None:
    walk.desk.register(40)
    walk.door.faults = ["timed_out"] * 3
    walk.rounds_until_sent()
    assert walk.door.batches[:4] == [40, 20, 10, 5]
    walk.check_equal()


def test_what_one_batch_was_answered_is_written_while_the_next_is_under_way(walk: Walk) -> None:
    walk.desk.register(10)
    door = walk.door = WatchedDoor(walk.city, walk.desk.device, lambda: walk.state().waiting)
    walk.courier = walk.new_courier(most_events=2)
    assert walk.courier.step() == 0
    assert door.batches == [2] * 5
    assert door.seen == [(10, 10), (10, 8), (8, 6), (6, 4), (4, 2)]
    assert walk.state().waiting == 0
    walk.check_equal()


def test_what_was_read_ahead_stays_when_an_event_before_it_was_refused(walk: Walk) -> None:
    walk.desk.register(4)
    bad = walk.desk.register(1, sets=0)[0]
    walk.desk.register(1)
    walk.desk.reprint(bad)
    good = walk.desk.register(1)[0]
    walk.courier = walk.new_courier(most_events=2)
    walk.rounds_until_parked(1)
    for _ in range(3):
        walk.round()
    assert walk.reasons()[0].startswith("payload_wrong: ")
    assert walk.state().waiting == 1, "the refused dossier's reprint"
    assert bad not in {event.dossier for event in walk.city.events.values()}
    assert walk.city.dossier(good) is not None
    assert sum(walk.door.batches) == 7, "it was never sent"


@pytest.mark.parametrize("fault", ["lost", "unanswered", "timed_out"])
def test_a_line_that_breaks_under_the_next_batch_keeps_what_was_answered(walk: Walk, fault: str) -> None:
    walk.desk.register(8)
    walk.courier = walk.new_courier(most_events=2)
    walk.door.faults = ["", "", fault]
    assert walk.courier.step() > 0
    assert walk.state().waiting == 4, "two batches were answered for"
    walk.rounds_until_sent()
    walk.check_equal()


def test_a_ring_that_is_another_under_the_next_batch_is_offered_all_again(walk: Walk) -> None:
    walk.desk.register(8)
    door = walk.door = WatchedDoor(walk.city, walk.desk.device, lambda: walk.state().waiting)
    walk.courier = walk.new_courier(most_events=2)

    def restored() -> int:
        if len(door.batches) == 3:
            walk.city.events.clear()
            walk.city.epoch = "restored"
        return walk.state().waiting

    door._waiting = restored
    walk.rounds_until_sent()
    walk.check_equal()
    assert walk.state().ring_epoch == "restored"


def test_pauses_grow_with_jitter_and_never_beyond_a_minute(walk: Walk) -> None:
    walk.desk.register(1)
    walk.door.refusal = RingAway("unreachable")
    pauses = [walk.round() for _ in range(10)]
    assert pauses[:3] == [1.5, 2.5, 4.5]
    assert max(pauses) == pauses[-1] == 30.5


def test_a_time_that_the_ring_named_is_obeyed_but_not_against_a_person(walk: Walk) -> None:
    walk.desk.register(1)
    walk.door.refusal = RingAway("busy", retry_after=90.0)
    assert walk.courier.step() == 90
    walk.door.refusal = None
    walk.courier.wake()
    assert walk.courier.step() == pytest.approx(90)
    assert not walk.city.events
    walk.courier.send_now()
    assert walk.courier.step() == 0
    walk.check_equal()


def test_something_new_is_tried_at_once_also_in_a_pause(walk: Walk) -> None:
    walk.desk.register(1)
    walk.door.faults = ["lost"]
    walk.courier.step()
    walk.desk.register(1)
    walk.courier.wake()
    assert walk.courier.step() == 0
    walk.check_equal()


def test_an_idle_courier_asks_whether_the_ring_is_there(walk: Walk) -> None:
    walk.round()
    first = walk.state().answered_at
    walk.round()
    second = walk.state().answered_at
    assert first is not None
    assert second is not None
    assert second > first


@pytest.mark.parametrize("code", ["token_refused", "mode_mismatch", "version_too_old", "not_trusted"])
def test_a_ring_that_will_not_have_us_is_named_and_nothing_is_lost(walk: Walk, code: str) -> None:
    walk.desk.register(2)
    walk.door.refusal = RingRefuses(code)
    walk.round()
    assert walk.state().error == code
    walk.door.refusal = None
    walk.rounds_until_sent()
    walk.check_equal()


def test_a_practice_store_never_sends_to_a_real_city(walk: Walk) -> None:
    walk.desk.register(1)
    walk.city.practice = False
    walk.door = FaultyDoor(walk.city, walk.desk.device, UNIT)
    walk.courier = walk.new_courier()
    walk.round()
    assert walk.state().error == "mode_mismatch"
    assert walk.door.batches == []


def test_a_city_restored_from_a_backup_gets_back_what_it_forgot(walk: Walk) -> None:
    walk.desk.register(3)
    walk.rounds_until_sent()
    backup = dict(walk.city.events)
    walk.desk.register(4)
    walk.rounds_until_sent()
    walk.city.events = backup
    walk.city.epoch = "restored"
    walk.desk.register(1)
    walk.courier.wake()
    walk.rounds_until_sent()
    walk.check_equal()
    assert walk.state().ring_epoch == "restored"


def test_an_idle_counter_notices_the_restored_city_too(walk: Walk) -> None:
    walk.desk.register(3)
    walk.rounds_until_sent()
    walk.city.events.clear()
    walk.city.epoch = "restored"
    while not walk.city.events:
        walk.round()
    walk.check_equal()


def test_a_clock_that_is_put_back_holds_nothing_for_ever(walk: Walk) -> None:
    walk.clock.put_right(START + timedelta(days=400))
    walk.desk.register(2)
    walk.door.faults = ["half"]
    walk.courier.step()
    walk.clock.put_right(START)
    assert walk.rounds_until_sent() < 120
    walk.check_equal()


def test_the_clocks_offset_is_noted_for_later_events(walk: Walk) -> None:
    walk.door.offset_ms = 420_000
    walk.round()
    with walk.desk.store.reading() as reading:
        assert sending.clock_offset_ms(reading) == 420_000


def test_stopping_ends_the_thread_and_starting_again_goes_on(walk: Walk) -> None:
    walk.desk.register(2)
    walk.courier.start()
    assert walk.courier.stop()
    walk.door = FaultyDoor(walk.city, walk.desk.device, UNIT)
    walk.courier = walk.new_courier()
    walk.rounds_until_sent()
    walk.check_equal()


FAULTS = st.lists(st.sampled_from(["", "lost", "unanswered", "half", "answered_500", "timed_out", "busy"]), max_size=12)


ACTS = st.lists(st.sampled_from(["register", "correct", "reprint", "step", "restart"]), max_size=14)


@settings(max_examples=25, deadline=None)
@given(data=st.data(), faults=FAULTS)
def test_any_line_ends_in_the_same_city(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, faults: list[str]
) -> None:
    walk = Walk(tmp_path_factory.mktemp("walk"))
    try:
        walk.door.faults = faults
        for act in data.draw(
            st.lists(st.sampled_from(["register", "correct", "reprint", "step", "restart"]), max_size=14)
        ):
            if act == "register" or not walk.desk.ids:
                walk.desk.register()
            elif act == "correct":
                walk.desk.correct(walk.desk.ids[-1], request=f"lần {walk.clock.monotonic()}")
            elif act == "reprint":
                walk.desk.reprint(walk.desk.ids[0])
            elif act == "step":
                walk.round()
            else:
                walk.courier = walk.new_courier()
        walk.rounds_until_sent()
        walk.check_equal()
    finally:
        walk.desk.store.close()
