"""One bounded talk with a printer that listens on a TCP port."""

import contextlib
import socket
import time
from collections.abc import Iterator

from counter_app.devices.printer import refusal
from counter_app.devices.reasons import Reason


class TcpLine:
    """An open line; `put` raises `OSError` when the line breaks, `answer` returns what came until its time is over."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def put(self, data: bytes, seconds: float) -> None:
        """Send all of `data` within `seconds` altogether, however slowly the other side reads."""
        self._connection.settimeout(seconds)
        self._connection.sendall(data)

    def answer(self, seconds: float, *, length: int = 0, end: bytes = b"") -> bytes:
        """Return `length` bytes, or everything up to `end`, or less when `seconds` are over.

        Raises `ConnectionError` when the other side hung up: a printer that died is not one that keeps silent.
        """
        until = time.monotonic() + seconds
        got = bytearray()
        while not (length and len(got) >= length) and not (end and end in got):
            left = until - time.monotonic()
            if left <= 0:
                break
            self._connection.settimeout(left)
            try:
                piece = self._connection.recv(256)
            except TimeoutError:
                break
            if not piece:
                raise ConnectionResetError("the printer hung up")
            got += piece
        return bytes(got)


@contextlib.contextmanager
def tcp_line(printer: str, host: str, port: int, seconds: float) -> Iterator[TcpLine]:
    """Open a line to `host`:`port`; one that does not answer is `TryLater("printer_offline")`."""
    try:
        connection = socket.create_connection((host, port), timeout=seconds)
    except OSError as fault:
        raise refusal(printer, Reason.OFFLINE) from fault
    with connection:
        yield TcpLine(connection)
