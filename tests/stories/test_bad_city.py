"""The city answers 500, rubbish or nothing: the strip and the outbox say so, work goes on, all arrives later."""

import socket
from itertools import repeat

import pytest

from counter_app.practice.city_process import CityProcess
from counter_app.practice.people import citizens
from tests.faults.proxy import PORTAL, Fault, Proxy, Server, answer_lost, answered, nothing_arrives, passes
from tests.stories.conftest import Enrolled, Open
from tests.stories.opened import CTRL, Key, wait_until


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (answered("500 Internal Server Error", b"oops"), "answered_500"),
        (answered("200 OK", PORTAL, "Content-Type: text/html"), "answered_rubbish"),
        (answered("200 OK", b"\x00\xff" * 400), "answered_rubbish"),
        (nothing_arrives, "unreachable"),
    ],
    ids=["500", "portal", "rubbish", "nothing"],
)
def test_a_bad_city_holds_nobody_up(
    open_counter: Open, enrolled: Enrolled, city: CityProcess, fault: Fault, error: str
) -> None:
    broken = True

    def spoil(server: Server, request: bytes, near: socket.socket) -> bool:
        return (fault if broken else passes)(server, request, near)

    with Proxy(city.port, repeat(spoil)) as proxy:
        counter = open_counter(enrolled(proxy.port)).open()
        wait_until(lambda: counter.light == "green", "the city answers")
        people = citizens(81)
        codes = [counter.serve(next(people), "ks")]
        wait_until(lambda: counter.desk.sync().last_error == error, "it is known what the city said")
        codes.append(counter.serve(next(people), "ks"))
        wait_until(lambda: "2 unsent" in counter.strip, "the strip counts")
        assert counter.light != "green"
        assert error not in counter.strip
        screen = counter.window.screen
        counter.press(Key.Key_3, lambda: screen.here == "outbox", "the outbox", CTRL)
        page = screen.pages["outbox"]
        wait_until(lambda: page.model.rowCount() == 2, "it shows both")  # type: ignore[attr-defined]
        assert counter.receipts() == sorted(codes)

        broken = False
        counter.press(Key.Key_F9, lambda: counter.desk.sync().unsent == 0, "everything is sent")
        wait_until(lambda: counter.light == "green", "the strip is green")
        wait_until(lambda: page.model.rowCount() == 0, "the outbox is empty")  # type: ignore[attr-defined]
        assert set(city.client().state(tuple(codes)).held) == set(codes)
        counter.close()


def test_what_arrived_though_its_answer_was_lost_is_counted_once(
    open_counter: Open, enrolled: Enrolled, city: CityProcess
) -> None:
    broken = True

    def spoil(server: Server, request: bytes, near: socket.socket) -> bool:
        return (answer_lost if broken else passes)(server, request, near)

    with Proxy(city.port, repeat(spoil)) as proxy:
        counter = open_counter(enrolled(proxy.port)).open()
        wait_until(lambda: counter.light == "green", "the city answers")
        people = citizens(82)
        codes = [counter.serve(next(people), "ks")]
        wait_until(lambda: counter.desk.sync().last_error == "unreachable", "the lost answer is noticed")
        codes.append(counter.serve(next(people), "ks"))
        # A question for news that was waiting above meanwhile may have shown that the city has them.
        wait_until(lambda: counts(counter.strip, counter.desk.sync().unsent), "the strip counts")

        broken = False
        counter.press(Key.Key_3, lambda: counter.window.screen.here == "outbox", "the outbox", CTRL)
        counter.press(Key.Key_F9, lambda: counter.desk.sync().unsent == 0, "everything is sent")
        wait_until(lambda: counter.light == "green", "the strip is green")
        assert set(city.client().state(tuple(codes)).held) == set(codes)
        # The city is shared with other tests, and its news bring their dossiers along.
        listed = [row.code for row in counter.desk.page(None, 500)]
        assert [listed.count(code) for code in codes] == [1, 1]
        counter.close()


def counts(strip: str, unsent: int) -> bool:
    """Whether the strip says how many are unsent."""
    return (f"{unsent} unsent" if unsent else "Nothing unsent") in strip
