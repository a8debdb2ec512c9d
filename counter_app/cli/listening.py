"""How `serve` listens: the socket, one process or several workers, how they begin and how they end."""

import argparse
import contextlib
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn
from uvicorn.supervisors import Multiprocess

from counter_app.storage.store import Store
from counter_app.sync.city_environment import CityEnvironment
from counter_app.sync.hub import CarryUp


def let_open(most: int) -> None:
    """Let this process and its workers open `most` connections, as far as the system lets it (POSIX)."""
    if os.name != "posix":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # Twice as many: the store's files and the papers are opened beside them.
    wanted = 2 * most if hard == resource.RLIM_INFINITY else min(2 * most, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def serve_alone(config: uvicorn.Config, listening: socket.socket, args: argparse.Namespace) -> int:
    # The application is loaded here and not in uvicorn's start, so that a store's trouble is told in one sentence.
    config.load()
    server = _AnnouncingServer(config, args.announce_port)

    def stop() -> None:
        server.should_exit = True

    if args.until_stdin_closes:
        threading.Thread(target=_at_end_of_input, args=(stop,), daemon=True).start()
    server.run(sockets=[listening])
    return 0 if server.started else 1


def serve_by_workers(config: uvicorn.Config, listening: socket.socket, args: argparse.Namespace) -> int:
    given = CityEnvironment.read()
    store = Store.open(given.store, role=args.role, practice=given.practice)
    carrying = CarryUp(store, given) if given.hub_home else None
    if carrying is not None:
        carrying.start()
    supervisor = Multiprocess(config, sockets=[listening])
    if args.until_stdin_closes:
        threading.Thread(target=_at_end_of_input, args=(supervisor.should_exit.set,), daemon=True).start()
    # Connections wait in the socket's own queue until the first worker is up.
    listening.listen(config.backlog)
    _announce(args.announce_port, listening)
    supervisor.run()
    if carrying is not None:
        carrying.stop()
    store.close()
    return 0


def end(*_: object) -> None:
    """SIGTERM is how an administrator ends it: not a failure."""
    raise SystemExit(0)


class _AnnouncingServer(uvicorn.Server):
    """Says its port in a file once it listens."""

    def __init__(self, config: uvicorn.Config, announce: Path | None) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started and sockets:
            _announce(self._announce, sockets[0])


def _announce(file: Path | None, listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    if file == Path("-"):
        print(port, flush=True)
    elif file is not None:
        beside = file.with_name(file.name + ".new")
        beside.write_text(f"{port}\n", "ascii")
        beside.replace(file)


def listen(host: str, port: int) -> socket.socket | None:
    """Return the bound socket, None when the port cannot be had.

    The protocol is named because asyncio switches Nagle's wait off only where it reads TCP (RFC 896, RFC 1122
    §4.2.3.2): each answer would lie 40 ms for an acknowledgement that the other side delays.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError:
        listening.close()
        return None
    listening.set_inheritable(True)
    return listening


def _at_end_of_input(stop: Callable[[], None]) -> None:
    # Not sys.stdin: a thread that waits inside it aborts the interpreter's end.
    while os.read(0, 1024):
        continue
    stop()
