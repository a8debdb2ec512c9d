"""Real courier, real server process, and a proxy between them that does what lines do."""

import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from counter_app.practice.city_process import CityProcess
from tests.faults import proxy
from tests.faults.line import EVERY_FAULT, Line, bad_line, carry
from tests.faults.proxy import Reordered, Stalled


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityProcess]:
    folder = tmp_path_factory.mktemp("city")
    place = str(folder / "city.db")
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres").database()
    with CityProcess(place, folder / "log") as process:
        yield process


NewLine = Callable[..., Line]


@pytest.fixture
def line(city: CityProcess, tmp_path: Path) -> Iterator[NewLine]:
    with ExitStack() as closing:
        yield lambda *plan: Line(city, tmp_path, iter(plan), closing)


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
    figures = carry(line(*itertools.islice(bad_line(20261123), 400)), 400)
    assert (figures.events, figures.lost, figures.doubled, figures.changed) == (1_200, 0, 0, 0)
    assert figures.pushes > 30


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
