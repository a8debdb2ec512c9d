"""A head that is sent by drops, or never, does not hold a connection for ever; a request in time is served."""

import socket
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from counter_app.server.heads import HeadInTime
from tests.server.listening import listening

REQUEST = b"GET / HTTP/1.1\r\nHost: city\r\n\r\n"


class Hasty(HeadInTime):
    head_seconds = 0.2


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    app = Starlette(routes=[Route("/", lambda request: PlainTextResponse("here"))])
    with listening(app, Hasty) as at:
        yield at


@pytest.mark.parametrize("drops", [b"", b"GET / HTTP/1.1\r\nHost: city\r\nX-Slow: "])
def test_who_does_not_end_his_head_is_let_go(address: tuple[str, int], drops: bytes) -> None:
    with socket.create_connection(address, timeout=20) as slow:
        slow.sendall(drops)
        assert slow.recv(1_000) == b""


def test_a_kept_connection_is_let_go_in_the_middle_of_its_second_head(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=20) as kept:
        kept.sendall(REQUEST)
        answer = b""
        while not answer.endswith(b"here"):
            answer += kept.recv(1_000)
        assert answer.startswith(b"HTTP/1.1 200")
        kept.sendall(REQUEST[:20])
        assert kept.recv(1_000) == b""
