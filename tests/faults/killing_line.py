"""A line on loopback that shoots the process behind it when a chosen byte has passed."""

import contextlib
import socket
import threading
from collections.abc import Callable

PIECE = 512


class KillingLine:
    """Relays to `port`; `arm` chooses the byte (of both ways together) and the moment after it."""

    def __init__(self, port: int, shoot: Callable[[], None]) -> None:
        self._target, self._shoot = port, shoot
        self._lock = threading.Lock()
        self._left = -1
        self._delay = 0.0
        self._never = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._start(self._accept)

    def arm(self, byte: int, delay: float) -> None:
        """Shoot `delay` seconds after that many more bytes have passed."""
        with self._lock:
            self._left, self._delay = byte, delay

    def disarm(self) -> bool:
        """Say whether it was still armed, and let it shoot no more."""
        with self._lock:
            armed, self._left = self._left >= 0, -1
            return armed

    def close(self) -> None:
        shut(self._listener)
        with self._lock:
            for one in self._open:
                shut(one)
        for thread in self._threads:
            thread.join(20)

    def _start(self, work: Callable[..., None], *given: socket.socket) -> None:
        thread = threading.Thread(target=work, args=given, name="killing line", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target), 5)
            except OSError:
                shut(near)
                continue
            far.settimeout(None)
            with self._lock:
                self._open |= {near, far}
            self._start(self._relay, near, far)
            self._start(self._relay, far, near)

    def _relay(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                target.sendall(piece)
                self._count(len(piece))
        shut(source)
        shut(target)

    def _count(self, passed: int) -> None:
        with self._lock:
            hit = 0 <= self._left < passed
            self._left = -1 if hit else self._left - passed if self._left >= 0 else -1
        if hit:
            self._never.wait(self._delay)
            self._shoot()


def shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
