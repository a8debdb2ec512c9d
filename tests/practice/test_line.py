"""The line between counter and city can be cut and mended."""

import socket
import threading
from collections.abc import Iterator

import pytest

from counter_app.practice.line import Line


@pytest.fixture
def echo() -> Iterator[tuple[str, int]]:
    """A server on loopback that sends back what it gets."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                while chunk := connection.recv(1024):
                    connection.sendall(chunk)

    thread = threading.Thread(target=serve)
    thread.start()
    yield ("127.0.0.1", int(listener.getsockname()[1]))
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def ask(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"here")
        return connection.recv(4)


def test_line_carries_is_cut_and_mended_on_the_same_port(echo: tuple[str, int]) -> None:
    with Line(echo) as line:
        port = line.port
        assert ask(port) == b"here"
        line.cut()
        with pytest.raises(OSError, match=r".+"):
            ask(port)
        line.mend()
        assert line.port == port
        assert ask(port) == b"here"


def test_cut_drops_what_is_open(echo: tuple[str, int]) -> None:
    with Line(echo) as line, socket.create_connection(("127.0.0.1", line.port), timeout=5) as connection:
        connection.sendall(b"here")
        assert connection.recv(4) == b"here"
        line.cut()
        try:
            left = connection.recv(4)
        except ConnectionResetError:
            left = b""
        assert left == b""
