"""Real courier, real server process, and a proxy between them that does what lines do."""

import itertools
import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from counter_app.devices.clock import SteppedClock
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.storage import outbox
from counter_app.storage.events import events_of
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity, Patience
from counter_app.sync.codes import new_code
from counter_app.sync.courier import Courier
from counter_app.sync.wire import EnrolRequest
from tests.faults import proxy
from tests.faults.proxy import Fault, Proxy, Reordered, Stalled
from tests.storage.made import UNIT
from tests.sync.made import Desk

PATIENCE = Patience(connect=3, read=5, whole=10)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityProcess]:
    folder = tmp_path_factory.mktemp("city")
    place = str(folder / "city.db")
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres").database()
    with CityProcess(place, folder / "log") as process:
        yield process


class Line:
    """A counter whose only way to the city is a proxy."""

    def __init__(self, city: CityProcess, folder: Path, plan: Iterator[Fault], closing: ExitStack) -> None:
        with Store.open(city.store, role="city", practice=True, alone=False) as beside:
            code = new_code(beside, UNIT, "", datetime.now(VIETNAM))
        direct = city.client()
        answer = direct.enrol(EnrolRequest(code=code))
        direct.close()
        self.city, self.slot = city, answer.slot
        self.desk = Desk.open(folder, answer.device, answer.slot)
        closing.callback(self.desk.store.close)
        self.proxy = closing.enter_context(Proxy(city.port, plan))
        self.token = answer.token
        self.clock = SteppedClock(datetime.now(VIETNAM))
        self._closing = closing
        self.courier = self.new_courier()

    def new_courier(self, most_events: int = 40) -> Courier:
        address = Address(f"http://127.0.0.1:{self.proxy.port}")
        client = HttpCity(address, practice=True, token=self.token, patience=PATIENCE)
        self._closing.callback(client.close)
        return Courier(self.desk.store, client, self.clock, chance=lambda: 0.5, most_events=most_events)

    def open_events(self) -> list[str]:
        with self.desk.store.reading() as reading:
            return [entry.last_answer for entry in outbox.unsent(reading)]

    def drain(self, most: int = 400) -> None:
        """Step until all is delivered; the pauses pass on the courier's own clock."""
        for _ in range(most):
            with self.desk.store.reading() as reading:
                if not outbox.state(reading).waiting:
                    return
            self.clock.step(timedelta(seconds=self.courier.step()))
        raise AssertionError(f"still waiting: {self.open_events()[:3]}")

    def check_equal(self) -> None:
        """The city has every event of the counter exactly once, as it was written."""
        with Store.open(self.city.store, role="city", practice=True, alone=False) as above, above.reading() as reading:
            for id_ in self.desk.ids:
                held = events_of(reading, id_)
                with self.desk.store.reading() as own:
                    assert sorted(event.id for event in held) == sorted(event.id for event in events_of(own, id_))
                    assert {event.hash for event in held} == {event.hash for event in events_of(own, id_)}


NewLine = Callable[..., Line]


@pytest.fixture
def line(city: CityProcess, tmp_path: Path) -> Iterator[NewLine]:
    with ExitStack() as closing:
        yield lambda *plan: Line(city, tmp_path, iter(plan), closing)


EVERY_FAULT: dict[str, tuple[Fault, ...]] = {
    "nothing_arrives": (proxy.nothing_arrives, proxy.nothing_arrives, proxy.nothing_arrives),
    "retry_after_timeout_does_not_double": (proxy.answer_lost, proxy.answer_lost, proxy.answer_lost),
    "delivered_twice": (proxy.delivered_twice,),
    "request_cut_in_its_head": (proxy.request_cut(30),) * 2,
    "request_cut_in_its_body": (proxy.request_cut(900),) * 2,
    "request_cut_before_its_last_byte": (proxy.request_cut(-1),) * 2,
    "answer_cut_in_its_head": (proxy.answer_cut(20),) * 2,
    "answer_cut_before_its_last_byte": (proxy.answer_cut(-1),) * 2,
    "record_not_dropped_when_the_server_answers_with_an_error": (proxy.answered("500 Internal Server Error"),) * 2,
    "server_busy": (proxy.answered("503 Service Unavailable", b"", "Retry-After: 7"),),
    "gateway_without_server": (proxy.answered("502 Bad Gateway", b"<html>bad gateway</html>"),) * 2,
    "captive_portal": (proxy.answered("200 OK", proxy.PORTAL, "Content-Type: text/html"),),
    "captive_portal_redirects": (proxy.answered("302 Found", b"", "Location: http://127.0.0.1:9/login"),),
    "truncated_json": (proxy.answered("200 OK", b'{"ring":{"time":"2026', "Content-Type: application/json"),),
    "another_programs_json": (proxy.answered("200 OK", b'{"ok": true}', "Content-Type: application/json"),),
    "broken_gzip": (proxy.answered("200 OK", b"\x1f\x8b\x08nonsense", "Content-Encoding: gzip"),),
}


@pytest.mark.parametrize("name", EVERY_FAULT)
def test_fault(line: NewLine, name: str) -> None:
    at = line(*EVERY_FAULT[name])
    for id_ in at.desk.register(3):
        at.desk.reprint(id_)
    at.courier.step()
    at.drain()
    at.check_equal()


def test_a_later_batch_that_arrives_first_changes_nothing(line: NewLine) -> None:
    late = Reordered()
    at = line(late.hold, late.release)
    at.courier = at.new_courier(most_events=3)
    for id_ in at.desk.register(4):
        at.desk.correct(id_, request="bản sao")
    at.drain()
    at.check_equal()


def test_thousands_of_events_reach_the_city_exactly_once(line: NewLine) -> None:
    """1,200 events in batches of 40 over a line on which every second push goes wrong somehow."""
    chance = random.Random(20261123)
    late = Reordered()
    faults = [*(fault for plan in EVERY_FAULT.values() for fault in plan), late.hold]
    plan = (chance.choice(faults) if n % 2 else chance.choice([proxy.passes, late.release]) for n in range(400))
    at = line(*plan)
    ids = at.desk.register(400)
    for id_ in ids:
        at.desk.correct(id_, request="bản sao")
        at.desk.reprint(id_)
    at.drain()
    at.check_equal()
    assert at.proxy.pushes > 30


def test_one_stuck_item_does_not_block_the_others(line: NewLine) -> None:
    at = line()
    bad = at.desk.register(1, sets=0)[0]
    good = at.desk.register(20)
    at.desk.reprint(bad)
    began = at.clock.monotonic()
    at.courier.step()
    assert at.clock.monotonic() - began <= 5
    assert [reason.partition(":")[0] for reason in at.open_events()] == ["payload_wrong", "base_missing"]
    at.desk.ids = good
    at.check_equal()


def test_stopping_never_waits_for_a_stalled_line(line: NewLine) -> None:
    stalled = Stalled()
    at = line(stalled)
    at.desk.register(1)
    at.courier.start()
    assert stalled.taken.wait(10)
    assert at.courier.stop()
    stalled.end.set()
    at.courier = at.new_courier()
    at.drain()
    at.check_equal()


def test_two_deliveries_of_the_same_batch_at_once_are_one(line: NewLine) -> None:
    """A counter's own retry crosses the first delivery that is still under way."""
    both = threading.Barrier(4)

    def at_once(server: proxy.Server, request: bytes, near: socket.socket) -> bool:
        answers = list[bytes]()

        def send() -> None:
            both.wait(20)
            answers.append(server.answer(request))

        threads = [threading.Thread(target=send) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        near.sendall(answers[0])
        return True

    at = line(*itertools.repeat(at_once, 2))
    at.desk.register(40)
    at.drain()
    at.check_equal()


@contextmanager
def killed(city: CityProcess) -> Iterator[None]:
    """The city's machine loses power and comes back on the same port."""
    city.kill()
    yield
    city.start()


def test_a_city_that_loses_power_has_all_that_it_acknowledged(line: NewLine, city: CityProcess) -> None:
    at = line()
    at.desk.register(30)
    at.courier.step()
    assert not at.open_events()
    with killed(city):
        at.desk.register(10)
        at.courier.wake()
        at.courier.step()
        assert len(at.open_events()) == 10
    at.drain()
    at.check_equal()
