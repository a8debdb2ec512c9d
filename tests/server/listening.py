"""An application behind a real socket, in a thread of this process."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from counter_app.server.heads import HeadInTime


class Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()


@contextmanager
def listening(app: Any, http: type[HeadInTime] = HeadInTime) -> Iterator[tuple[str, int]]:
    """Serve `app` as the city is served; give its address."""
    opened = socket.create_server(("127.0.0.1", 0))
    server = Server(uvicorn.Config(app, http=http, lifespan="off", log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
    thread.start()
    assert server.up.wait(20)
    yield opened.getsockname()
    server.should_exit = True
    thread.join()
    opened.close()
