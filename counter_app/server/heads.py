"""A request's head must come in time: whoever sends it by drops would hold a place for ever."""

import asyncio
from typing import ClassVar, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS: Final = 20.0
"""From the connection, or from the first byte of a later request on it, to the end of the request's head."""


class HeadInTime(H11Protocol):
    """uvicorn's own protocol, and a bound that it lacks: a head that does not end closes the connection.

    Bodies have their bound where they are read (`door`), idle kept connections theirs in uvicorn.
    """

    head_seconds: ClassVar[float] = HEAD_SECONDS
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._rest()
        elif self._late is None and not self.transport.is_closing():
            self._late = self.loop.call_later(self.head_seconds, self.timeout_keep_alive_handler)

    def _rest(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
