"""What went wrong elsewhere between two rings, tried on courier and listener over real stores and a city in memory."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from counter_app.devices.clock import SteppedClock
from counter_app.domain.errors import TryLater
from counter_app.domain.heard import Heard
from counter_app.practice.memory_city import MemoryCity
from counter_app.storage import dossiers, news, outbox, sending
from counter_app.storage.events import events_of
from counter_app.storage.store import Store
from counter_app.storage.unapplied import unapplied
from counter_app.sync import wire
from counter_app.sync.courier import Courier
from counter_app.sync.listener import Listener, Place
from counter_app.sync.ring_above import BatchRefused, Meanwhile, RingAway, RingRefuses, nothing
from counter_app.sync.wire import BatchAnswer, News, NewsAsked
from tests.domain.events_made import START
from tests.storage.made import UNIT
from tests.sync.faulty import TOKEN, FaultyDoor
from tests.sync.made import Desk, packed


class Door(FaultyDoor):
    """A way into the city at which something may happen while a batch or a question is under way."""

    meanwhile: Callable[[], None] | None = None

    def __init__(self, city: MemoryCity, device: str) -> None:
        super().__init__(city, device, UNIT)
        self.asked: list[NewsAsked] = []

    def push(self, batch: bytes, meanwhile: Meanwhile = nothing) -> BatchAnswer:
        happens, self.meanwhile = self.meanwhile, None
        if happens is not None:
            happens()
        return super().push(batch, meanwhile)

    def news(self, asked: NewsAsked) -> News:
        self.asked.append(asked)
        said = super().news(asked)
        happens, self.meanwhile = self.meanwhile, None
        if happens is not None:
            happens()
        return said


class Counter:
    """A counter with its courier and its listener, stepped by hand."""

    def __init__(self, city: MemoryCity, store: Store, clock: SteppedClock, device: str, slot: int) -> None:
        self.city, self.clock = city, clock
        self.desk = Desk(store, device, slot)
        self.store = store
        self.door = Door(city, device)
        self.courier = self.new_courier()
        self.heard = Heard()
        self.listener = self.new_listener()

    def new_courier(self) -> Courier:
        return Courier(self.store, self.door, self.clock, chance=lambda: 0.5)

    def new_listener(self) -> Listener:
        return Listener(self.store, self.door, self.clock, Place(self.desk.device, UNIT), self.heard)

    def send(self) -> None:
        """Step until nothing waits."""
        for _ in range(100):
            if not self.state().waiting:
                return
            self.clock.step(timedelta(seconds=self.courier.step()))
        raise AssertionError(self.state())

    def forget_cursor(self) -> None:
        with self.store.transaction() as tx:
            news.forget_cursor(tx)

    def state(self) -> outbox.OutboxState:
        with self.store.reading() as reading:
            return outbox.state(reading)

    def cursor(self) -> str:
        with self.store.reading() as reading:
            return sending.note_of(reading, news.CURSOR)

    def shown(self, dossier: UUID, field: str) -> object:
        with self.store.reading() as reading:
            found = dossiers.whole(reading, dossier)
        assert found is not None
        return found.fields[field]

    def rows(self, table: str) -> int:
        with self.store.reading() as reading:
            return int(reading.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Counter, Counter]]:
    clock = SteppedClock(START)
    city = MemoryCity(now=clock.now)
    with ExitStack() as closing:
        made = [
            Counter(
                city,
                closing.enter_context(Store.open(tmp_path / f"{number}.db", practice=True)),
                clock,
                f"quay-{number}",
                number,
            )
            for number in (1, 2)
        ]
        yield made[0], made[1]


@pytest.fixture
def one(pair: tuple[Counter, Counter]) -> Counter:
    return pair[0]


def test_t_edit_in_flight_what_was_sent_never_changes_and_the_edit_is_an_event_of_its_own(one: Counter) -> None:
    """The answer is lost while an officer corrects the dossier that is on its way."""
    (id_,) = one.desk.register(1)
    one.door.faults = ["unanswered"]
    one.door.meanwhile = lambda: one.desk.correct(id_, request="bản sao")
    one.courier.step()
    one.send()
    assert (one.state().parked, len(one.city.events)) == (0, 2)
    assert one.city.dossier(id_).fields["request"] == one.shown(id_, "request") == "bản sao"


def test_t_two_runners_on_one_outbox_are_one(one: Counter) -> None:
    """Another courier of the same store sends the same events while the first one's batch is under way."""
    one.desk.register(6)
    other = one.new_courier()

    def run() -> None:
        for _ in range(3):
            other.step()

    one.door.meanwhile = run
    one.courier.step()
    one.send()
    assert len(one.city.events) == 6
    assert one.rows("outbox WHERE state = 'delivered'") == 6


def test_t_dup_slow_ten_copies_of_one_batch_are_one(one: Counter) -> None:
    one.desk.register(3)
    one.door.faults = ["unanswered"] * 10
    one.send()
    assert len(one.door.batches) > 10
    assert len(one.city.events) == 3


def test_t_dup_slow_an_event_without_an_id_is_no_event(one: Counter) -> None:
    one.desk.register(1)
    body = packed(*one.desk.events()).decode()
    id_ = f'"id":"{one.desk.events()[0].id}",'
    assert id_ in body
    with pytest.raises(BatchRefused, match="batch_unreadable"):
        one.city.door(TOKEN + one.desk.device).push(body.replace(id_, "").encode())


def test_t_ack_sent_is_not_delivered(one: Counter) -> None:
    one.desk.register(2)
    one.door.faults = ["lost"]
    one.courier.step()
    assert one.state().waiting == 2
    one.door.faults = ["half"]
    one.clock.step(timedelta(seconds=60))
    one.courier.step()
    assert one.state().waiting == 1, "only what was answered for counts"


@pytest.mark.parametrize("code", ["token_refused", "not_trusted", "version_too_old"])
def test_t_classify_what_is_wrong_with_the_line_is_tried_once_and_not_for_each_of_a_thousand(
    one: Counter, code: str
) -> None:
    one.desk.register(60)
    one.courier = Courier(one.store, one.door, one.clock, chance=lambda: 0.5, most_events=1)
    one.courier.step()
    before = len(one.door.batches)
    one.door.refusal = RingRefuses(code)
    pauses = [one.courier.step() for _ in range(3)]
    assert len(one.door.batches) == before
    assert min(pauses) >= 1, "it rests instead of trying the next one"
    assert one.state().parked == 0


def test_t_classify_what_is_wrong_with_one_event_stops_no_other(one: Counter) -> None:
    one.desk.register(1, sets=0)
    one.desk.register(3)
    one.courier.step()
    assert (one.state().parked, one.state().waiting, len(one.city.events)) == (1, 0, 3)


def test_t_clock_tx_a_greeting_that_is_not_kept_moves_no_clock(one: Counter) -> None:
    """What was measured of the ring's clock is written with the ring's answer, or neither is."""
    one.door.offset_ms = 420_000
    one.courier.step()
    one.door.offset_ms = 9_000_000
    one.city.practice = False
    one.clock.step(timedelta(minutes=5))
    one.courier.step()
    with one.store.reading() as reading:
        assert sending.clock_offset_ms(reading) == 420_000
        assert outbox.state(reading).error == "mode_mismatch"


def test_t_echo_own_events_that_come_back_are_an_acknowledgement_and_no_second_dossier(one: Counter) -> None:
    """Every answer is lost; the ring's news show that it has them."""
    one.desk.register(3)
    one.door.faults = ["unanswered"]
    one.courier.step()
    assert one.state().waiting == 3
    with one.store.transaction() as tx:
        # As after a restart of the program whose running number is not known above.
        tx.connection.exec_driver_sql("DELETE FROM meta WHERE name = 'news_cursor'")
    real = one.door.news
    one.door.news = lambda asked: real(asked.model_copy(update={"last": 0}))  # type: ignore[method-assign]
    one.listener.step()
    assert one.state().waiting == 0
    assert (one.rows("event"), one.rows("dossier")) == (3, 3)


def test_t_cursor_and_what_is_before_it_are_written_together(
    pair: tuple[Counter, Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    two.desk.register(4)
    two.send()

    def full(*_: object) -> None:
        raise TryLater("store_locked")

    with monkeypatch.context() as broken:
        broken.setattr(sending, "note", full)
        one.listener.step()
    assert (one.cursor(), one.rows("event")) == ("", 0), "neither the page nor the cursor"
    one.listener.step()
    assert one.rows("event") == 4
    assert one.cursor().endswith(".4")


def test_t_cursor_that_was_forgotten_while_a_page_was_on_its_way_stays_forgotten(
    pair: tuple[Counter, Counter],
) -> None:
    """The courier met a ring that refused events as a copy's: all is to be heard again, not what follows this page."""
    one, two = pair
    two.desk.register(2)
    two.send()
    one.listener.step()
    two.desk.register(1)
    two.send()
    one.door.meanwhile = one.forget_cursor
    assert one.listener.step() == 0.0, "asked again at once"
    assert (one.cursor(), one.rows("event")) == ("", 2)
    one.listener.step()
    assert one.door.asked[-1].after == ""
    assert (one.rows("event"), one.cursor().endswith(".3")) == (3, True)


def test_t_restart_goes_on_at_the_cursor_and_not_from_the_start(pair: tuple[Counter, Counter]) -> None:
    one, two = pair
    two.desk.register(3)
    two.send()
    one.listener.step()
    at = one.cursor()
    one.listener = one.new_listener()
    two.desk.register(1)
    two.send()
    one.listener.step()
    assert one.door.asked[-1].after == at != ""
    assert one.rows("event") == 4


def test_t_ryw_what_comes_from_above_never_takes_back_what_was_typed_here(pair: tuple[Counter, Counter]) -> None:
    one, two = pair
    (id_,) = one.desk.register(1)
    one.send()
    two.listener.step()
    two.desk.correct(id_, return_place="bàn 2")
    two.desk.ids = [id_]
    two.send()
    one.desk.correct(id_, request="chưa gửi")
    one.listener.step()
    assert one.shown(id_, "request") == "chưa gửi"
    assert one.shown(id_, "return_place") == "bàn 2"
    one.send()
    one.listener = one.new_listener()
    one.listener.step()
    assert one.shown(id_, "request") == "chưa gửi"


def test_t_pingpong_what_was_heard_is_never_sent_back(pair: tuple[Counter, Counter]) -> None:
    one, two = pair
    two.desk.register(5)
    two.send()
    for _ in range(3):
        for counter in pair:
            counter.listener.step()
            counter.courier.step()
    assert one.rows("event") == 5
    assert one.rows("outbox") == 0
    assert one.door.batches == []
    assert len(two.door.batches) == 1


def test_t_liveness_nobody_has_to_write_anything_for_a_failed_batch_to_go(one: Counter) -> None:
    one.desk.register(2)
    one.door.faults = ["unreachable", "answered_500", "busy", "timed_out", "answered_rubbish"] * 3
    one.send()
    assert len(one.city.events) == 2


def test_t_liveness_a_listener_that_met_every_trouble_hears_again(pair: tuple[Counter, Counter]) -> None:
    one, two = pair
    two.desk.register(2)
    two.send()
    for code in ("unreachable", "answered_500", "busy", "timed_out", "answered_rubbish"):
        one.door.refusal = RingAway(code)
        assert 1 <= one.listener.step() <= 60
        assert one.heard.error == code
    one.door.refusal = None
    one.listener.step()
    assert (one.heard.error, one.rows("event")) == ("", 2)


def test_t_poison_news_that_cannot_be_taken_are_kept_with_their_reason_and_stop_nobody(
    pair: tuple[Counter, Counter],
) -> None:
    one, two = pair
    bad, good = two.desk.register(2)
    two.send()
    stolen = next(event for event in two.desk.events() if event.dossier == bad)
    code = str(stolen.payload["code"])
    # The same code was given to a dossier here that the city does not know yet.
    one.desk.register(1)
    with one.store.transaction() as tx:
        tx.connection.exec_driver_sql("UPDATE dossier SET code = ?", (code,))
    one.listener.step()
    with one.store.reading() as reading:
        assert events_of(reading, good)
        assert [(entry.id, entry.code) for entry in unapplied(reading)] == [(stolen.id, "code_taken")]
    assert one.cursor() != ""


def fill(store: Store, wanted: int) -> None:
    """Put `wanted` unsent events into a store that holds one, each as large as that one."""
    with store.transaction() as tx:
        run = tx.connection.exec_driver_sql
        names = [row[1] for row in run("PRAGMA table_info(event)").fetchall()]
        changed = {
            "seq": "seq + n",
            "id": "randomblob(16)",
            "dossier": "randomblob(16)",
            "device_seq": "device_seq + n",
        }
        changed |= {"unit_seq": "unit_seq + n"}
        values = ", ".join(changed.get(name, name) for name in names)
        run(
            "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < ?) "  # noqa: S608
            f"INSERT INTO event ({', '.join(names)}) SELECT {values} FROM event, many WHERE event.seq = 1",
            (wanted - 1,),
        )
        run(
            "INSERT INTO outbox (seq, dossier, state, attempts, last_answer) "
            "SELECT seq, dossier, 'waiting', 0, '' FROM event WHERE seq > 1"
        )


def peak_of(counter: Counter, steps: int) -> int:
    """Return how many bytes were held at most while the courier sent some batches."""
    tracemalloc.start()
    try:
        for _ in range(steps):
            counter.courier.step()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_t_mem_a_hundred_thousand_unsent_events_are_held_a_batch_at_a_time(
    pair: tuple[Counter, Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def takes_all(batch: bytes, meanwhile: Meanwhile) -> BatchAnswer:
        meanwhile()
        pair[0].clock.step(timedelta(seconds=1))
        ids = [event.id for run in wire.BATCH.validate_json(batch).runs for event in run.events]
        answers = tuple(wire.EventAnswer(id=id_, state="stored") for id_ in ids)
        return BatchAnswer(ring=pair[0].city.ring(), answers=answers)

    peaks = []
    for counter, unsent in zip(pair, (3_500, 100_000), strict=True):
        counter.desk.register(1)
        fill(counter.store, unsent)
        monkeypatch.setattr(counter.door, "push", takes_all)
        assert counter.state().waiting == unsent
        counter.courier.step()
        peaks.append(peak_of(counter, 1))
        assert counter.state().waiting == unsent - 6 * wire.MOST_EVENTS, "two runs of three batches"
    assert peaks[1] <= 1.5 * peaks[0]
    assert peaks[1] <= 64_000_000
