"""A TCP proxy that spoils HTTP as told: each push of events takes the next fault of a plan, or passes."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Self

PORTAL = b"<html><body><h1>Welcome to the guest network</h1><form>Sign in</form></body></html>"


class Server:
    """The real server behind the proxy, asked as often as a fault wants."""

    def __init__(self, port: int) -> None:
        self.port = port

    def answer(self, request: bytes) -> bytes:
        """Send a whole request and return the whole answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as far:
            far.sendall(request)
            return read_message(far, bodiless=request.startswith(b"HEAD "))

    def partial(self, request: bytes, at: int) -> None:
        """Send the first bytes of a request, then cut."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as far:
            far.sendall(request[:at])


Fault = Callable[[Server, bytes, socket.socket], bool]
"""(server, request, the counter's connection): does the exchange its own way; says whether to keep the connection."""


def read_message(connection: socket.socket, *, bodiless: bool = False) -> bytes:
    """Return one HTTP message with its body by Content-Length, empty when the connection ended before.

    `bodiless` says that it answers HEAD: the length is that of a body which does not come.
    """
    message = b""
    while b"\r\n\r\n" not in message:
        piece = connection.recv(65536)
        if not piece:
            return b""
        message += piece
    head, _, body = message.partition(b"\r\n\r\n")
    lengths = [int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    wanted = lengths[0] if lengths and not bodiless else 0
    while len(body) < wanted:
        piece = connection.recv(65536)
        if not piece:
            return b""
        body += piece
    return head + b"\r\n\r\n" + body


def passes(server: Server, request: bytes, near: socket.socket) -> bool:
    near.sendall(server.answer(request))
    return True


def nothing_arrives(server: Server, request: bytes, near: socket.socket) -> bool:
    return False


def answer_lost(server: Server, request: bytes, near: socket.socket) -> bool:
    """The server has done it all; its answer never comes."""
    server.answer(request)
    return False


def delivered_twice(server: Server, request: bytes, near: socket.socket) -> bool:
    server.answer(request)
    near.sendall(server.answer(request))
    return True


def request_cut(at: int) -> Fault:
    """The server gets the first `at` bytes of the request; a negative number counts from its end."""

    def fault(server: Server, request: bytes, near: socket.socket) -> bool:
        server.partial(request, at)
        return False

    return fault


def answer_cut(at: int) -> Fault:
    """The counter gets the first `at` bytes of the answer; a negative number counts from its end."""

    def fault(server: Server, request: bytes, near: socket.socket) -> bool:
        near.sendall(server.answer(request)[:at])
        return False

    return fault


def answered(status: str, content: bytes = b"", *headers: str) -> Fault:
    """Something on the way answers instead of the server."""

    def fault(server: Server, request: bytes, near: socket.socket) -> bool:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", *headers, "", ""]
        near.sendall("\r\n".join(lines).encode() + content)
        return True

    return fault


class Reordered:
    """Two faults: `hold` keeps a push back, `release` lets the next one pass before it."""

    def __init__(self) -> None:
        self._held = list[bytes]()

    def hold(self, server: Server, request: bytes, near: socket.socket) -> bool:
        self._held.append(request)
        return False

    def release(self, server: Server, request: bytes, near: socket.socket) -> bool:
        near.sendall(server.answer(request))
        for held in self._held:
            server.answer(held)
        self._held.clear()
        return True


class Stalled:
    """Takes a push and says nothing until `end`."""

    def __init__(self) -> None:
        self.taken = threading.Event()
        self.end = threading.Event()

    def __call__(self, server: Server, request: bytes, near: socket.socket) -> bool:
        self.taken.set()
        self.end.wait(60)
        return False


class Proxy:
    """Listens on `port`; what is not a push (or does not begin as `spoils` says) passes. Use as a context manager."""

    def __init__(
        self, target: int, plan: Iterable[Fault] = (), spoils: tuple[bytes, ...] = (b"POST /sync/v1/events",)
    ) -> None:
        self._server = Server(target)
        self._plan = iter(plan)
        self._spoils = spoils
        self._lock = threading.Lock()
        self._open = set[socket.socket]()
        self._threads = list[threading.Thread]()
        self.pushes = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[..., None], *given: socket.socket) -> None:
        thread = threading.Thread(target=work, args=given, name="proxy", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(near)
            self._start(self._serve, near)

    def _serve(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError):
            while request := read_message(near):
                if not self._next(request)(self._server, request, near):
                    break
        with self._lock:
            self._open.discard(near)

    def _next(self, request: bytes) -> Fault:
        if not request.startswith(self._spoils):
            return passes
        with self._lock:
            self.pushes += 1
            return next(self._plan, passes)
