"""The outermost border: what nobody foresaw is answered with 500, and the next request is served."""

import json
import logging
import traceback
from collections.abc import Callable

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counter_app.sync.wire import Ring, Trouble

log = logging.getLogger(__name__)


class Border:
    """ASGI middleware. The log gets the places of a traceback, never its messages: those may quote a person's data."""

    def __init__(self, app: ASGIApp, ring: Callable[[], Ring]) -> None:
        self._app, self._ring = app, ring

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except ClientDisconnect:
            log.info("%s %s: the other side went away", scope["method"], scope["path"])
        except Exception as error:  # noqa: BLE001 - the outermost border: named in the log, answered with 500
            places = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s %s: %s\n%s", scope["method"], scope["path"], type(error).__name__, places)
            if not begun:
                await self._answer(send)

    async def _answer(self, send: Send) -> None:
        said = Trouble(ring=self._ring(), code="unforeseen", text="Something went wrong here; nothing was kept.")
        content = json.dumps(said.model_dump(mode="json")).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": 500, "headers": headers})
        await send({"type": "http.response.body", "body": content})
