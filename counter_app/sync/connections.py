"""Connections that another thread can break off: closing the counter never waits for a stalled line."""

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection


class OpenSockets:
    """The sockets of one session. Once broken off, every socket opened later is broken too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self.broken = False
        self.awaiting: Callable[[], None] = lambda: None
        """Called when a request is out, before its answer is read."""

    def add(self, opened: socket.socket) -> None:
        with self._lock:
            self._open = {known for known in self._open if known.fileno() >= 0} | {opened}
            if self.broken:
                _shut(opened)

    def break_off(self) -> None:
        with self._lock:
            self.broken = True
            for opened in self._open:
                _shut(opened)


def _shut(opened: socket.socket) -> None:
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)


def never() -> bool:
    """Answer that the way is not barred."""
    return False


class BreakableAdapter(HTTPAdapter):
    """A requests adapter whose sockets are listed in `sockets` from before they connect.

    While `barred`, nothing is sent and what was answered in that time is not heard: as on a line that is cut.
    """

    def __init__(self, sockets: OpenSockets, barred: Callable[[], bool] = never) -> None:
        self._sockets, self._barred = sockets, barred
        super().__init__(pool_connections=1, pool_maxsize=2, max_retries=0)

    def send(self, request: requests.PreparedRequest, *given: Any, **more: Any) -> requests.Response:
        self._look()
        answer = super().send(request, *given, **more)
        try:
            self._look()
        except requests.ConnectTimeout:
            answer.close()
            raise
        return answer

    def _look(self) -> None:
        if self._barred():
            raise requests.ConnectTimeout("barred")

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        pools = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **pool_kwargs)
        plain, secure = _connections(self._sockets)
        pools.pool_classes_by_scheme = {
            "http": type("BreakableHTTP", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("BreakableHTTPS", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }
        self.poolmanager = pools


def _connections(sockets: OpenSockets) -> tuple[type[HTTPConnection], type[HTTPSConnection]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            opened = super()._new_conn()
            sockets.add(opened)
            return opened

        def getresponse(self) -> HTTPResponse:  # type: ignore[override] # as in urllib3
            sockets.awaiting()
            return super().getresponse()

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            opened = super()._new_conn()
            sockets.add(opened)
            return opened

        def getresponse(self) -> HTTPResponse:  # type: ignore[override] # as in urllib3
            sockets.awaiting()
            return super().getresponse()

    return Plain, Secure
