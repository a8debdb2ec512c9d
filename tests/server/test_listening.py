"""The city's socket sends what it is given at once."""

import asyncio
import socket

import pytest

from counter_app.cli.listening import listen


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_no_answer_waits_for_an_acknowledgement_that_is_delayed(host: str) -> None:
    listening = listen(host, 0)
    if listening is None:
        pytest.skip(f"{host} is not there")
    assert asyncio.run(_accepted(listening)) != 0


async def _accepted(listening: socket.socket) -> int:
    """Return TCP_NODELAY of a connection as the server's event loop holds it."""
    held: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def served(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(served, sock=listening):
        reader, writer = await asyncio.open_connection(*listening.getsockname()[:2])
        found = await held
        await reader.read()
        writer.close()
        await writer.wait_closed()
    return found
