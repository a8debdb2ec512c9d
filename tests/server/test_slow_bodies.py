"""A body may be slow, as an honest line is; whoever drips one is let go."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import httpx
import pytest

from counter_app.server.app import city_app
from counter_app.server.door import GRACE_SECONDS, MOST_SENT, Pace
from tests.server.conftest import Served
from tests.server.listening import listening

PIECE = 1_000


class Moments:
    """A clock that moves when a piece of a body comes."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def answer_to(city: Served, pieces: int, bits_a_second: float, first_after: float = 0.0) -> httpx.Response:
    """Post a body of `pieces` thousand bytes over a line of that speed."""
    moments = Moments()
    app = city_app(replace(city.house, pace=Pace(monotonic=moments)))
    headers = city.headers(city.enrol()["token"])

    async def body() -> AsyncIterator[bytes]:
        moments.now += first_after
        for _ in range(pieces):
            moments.now += PIECE * 8 / bits_a_second
            yield b"x" * PIECE

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://city") as client:
            return await client.post("/sync/v1/events", content=body(), headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize("pieces", [64, MOST_SENT // PIECE])
@pytest.mark.parametrize("bits_a_second", [16_100, 64_000, 1e9])
def test_an_honest_line_is_waited_for(city: Served, pieces: int, bits_a_second: float) -> None:
    answer = answer_to(city, pieces, bits_a_second, first_after=GRACE_SECONDS - 1)
    assert (answer.status_code, answer.json()["code"]) == (422, "batch_unreadable"), "it was read to its end"


@pytest.mark.parametrize(
    ("bits_a_second", "first_after"), [(8_000, 0.0), (15_000, 0.0), (1e9, GRACE_SECONDS + 0.1)], ids=str
)
def test_a_body_slower_than_any_line_is_refused(city: Served, bits_a_second: float, first_after: float) -> None:
    answer = answer_to(city, MOST_SENT // PIECE, bits_a_second, first_after)
    assert answer.status_code == 408
    assert answer.headers["Connection"] == "close"


@pytest.fixture
def hasty(city: Served) -> Iterator[tuple[str, int]]:
    with listening(city_app(replace(city.house, pace=Pace(grace=0.2)))) as at:
        yield at


@pytest.mark.parametrize("path", ["enrol", "events"])
def test_who_stops_in_the_middle_is_answered_and_let_go(city: Served, hasty: tuple[str, int], path: str) -> None:
    head = {**city.headers(city.enrol()["token"]), "Host": "city", "Content-Length": "64000"}
    lines = [f"POST /sync/v1/{path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    with socket.create_connection(hasty, timeout=20) as dripping:
        dripping.sendall("\r\n".join(lines).encode() + b'{"')
        answer = b""
        while piece := dripping.recv(10_000):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["code"] == "batch_unreadable"
