"""Connections that another thread can break off: closing the counter never waits for a stalled line."""

import contextlib
import socket
import threading
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection


class OpenSockets:
    """The sockets of one session. Once broken off, every socket opened later is broken too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self.broken = False

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


class BreakableAdapter(HTTPAdapter):
    """A requests adapter whose sockets are listed in `sockets` from before they connect."""

    def __init__(self, sockets: OpenSockets) -> None:
        self._sockets = sockets
        super().__init__(pool_connections=1, pool_maxsize=2, max_retries=0)

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

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            opened = super()._new_conn()
            sockets.add(opened)
            return opened

    return Plain, Secure
