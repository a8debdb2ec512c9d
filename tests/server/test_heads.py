"""A head that is sent by drops, or never, does not hold a connection for ever; a request in time is served."""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from counter_app.server.heads import HeadInTime

REQUEST = b"GET / HTTP/1.1\r\nHost: city\r\n\r\n"


class Hasty(HeadInTime):
    head_seconds = 0.2


class Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    app = Starlette(routes=[Route("/", lambda request: PlainTextResponse("here"))])
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(uvicorn.Config(app, http=Hasty, lifespan="off", log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    assert server.up.wait(20)
    yield listening.getsockname()
    server.should_exit = True
    thread.join()
    listening.close()


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
