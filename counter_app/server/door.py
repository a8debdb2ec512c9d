"""What every route does first: read a bounded body, know the device, refuse a ring of another mode or age."""

import asyncio
import gzip
import hmac
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from counter_app import __version__
from counter_app.domain.times import VIETNAM, iso
from counter_app.server.buckets import Buckets
from counter_app.server.load import Load
from counter_app.server.tokens import Tokens
from counter_app.storage.enrolments import EnrolledDevice, device_of
from counter_app.storage.store import Store
from counter_app.sync import wire
from counter_app.sync.codes import hash_of
from counter_app.sync.protocols import SPOKEN, Protocols

MOST_SENT: Final = 4_000_000
MOST_UNPACKED: Final = 16_000_000
"""Bytes of one request as sent and after decompression; a larger one is refused before it is held in memory."""
GRACE_SECONDS: Final = 15.0
SLOWEST_BYTES: Final = 2_000
"""A body may take the grace, and then a second for each so many bytes of it that came: a quarter of what a line of
64 kbit/s carries. Whoever drips is let go after the grace; an honest slow line is waited for."""
WORTH_PACKING: Final = 400
MOST_REQUESTS: Final = 2_400
REQUEST_SECONDS: Final = 30.0
"""What one device may ask of one room (events, news, numbers, files) in one process: a store of requests that refills
within the time. A counter that empties a week's outbox asks some dozens of times; only a circle asks without end."""


Done = TypeVar("Done")


class Refusal(Exception):
    """A whole request is not done: the status, a stable code and a sentence for a log or a person."""

    def __init__(self, status: int, code: str, text: str, *, retry_after: int | None = None) -> None:
        self.status, self.code, self.text, self.retry_after = status, code, text, retry_after
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Pace:
    """How slowly a request's body may come: `grace` in seconds, then `slowest` bytes a second."""

    grace: float = GRACE_SECONDS
    slowest: float = SLOWEST_BYTES
    monotonic: Callable[[], float] = time.monotonic

    def left(self, began: float, came: int) -> float:
        """Return the seconds until more must have come."""
        return began + self.grace + came / self.slowest - self.monotonic()


@dataclass(frozen=True, slots=True)
class House:
    """What the routes share. `admin` is the SHA-256 of the administrator's token, empty when there is none."""

    store: Store
    practice: bool
    admin: bytes
    clock: "CityClock"
    pace: Pace = Pace()
    role: wire.RingRole = "city"
    rates: Buckets = field(default_factory=lambda: Buckets(MOST_REQUESTS, REQUEST_SECONDS, time.monotonic))
    load: Load = field(default_factory=Load)
    taken: Callable[[], None] = lambda: None
    """Called when events came from below: a hub's courier carries them on."""
    spoken: Protocols = SPOKEN
    tokens: Tokens | None = None
    """Who is behind a token, remembered for a moment; None: the store is asked each time."""

    def ring(self) -> wire.Ring:
        return wire.Ring(
            time=iso(self.clock.now()),
            protocol=(self.spoken.first, self.spoken.last),
            pushes=self.spoken.pushes if self.spoken.pushes < self.spoken.first else None,
            epoch=self.store.epoch,
            practice=self.practice,
            version=__version__,
            role=self.role,
        )


class CityClock:
    """The ring's own clock."""

    def now(self) -> datetime:
        return datetime.now(VIETNAM)

    def monotonic(self) -> float:
        """Return seconds that no change of the clock moves."""
        return time.monotonic()


def check_mode(request: Request, house: House, *, pushing: bool = False) -> None:
    """Refuse a device of another mode or protocol before its body is looked at.

    `pushing`: it brings what it has written, which is taken of older releases too.
    """
    asked = request.headers.get(wire.HEADER_MODE, "")
    if asked != wire.mode(practice=house.practice):
        raise Refusal(409, "mode_mismatch", "A practice counter and a real ring do not talk to each other.")
    protocol = request.headers.get(wire.HEADER_PROTOCOL, "")
    if not protocol.isdecimal() or len(protocol) > 4:
        raise Refusal(400, "batch_unreadable", "The request does not name its protocol.")
    if int(protocol) < house.spoken.pushes:
        raise Refusal(409, "version_too_old", "The counter must be updated before it can talk to this ring.")
    if int(protocol) < house.spoken.first and not pushing:
        raise Refusal(409, "version_outdated", "What the counter has written is taken; updated it hears more.")
    if int(protocol) > house.spoken.last:
        raise Refusal(409, "version_too_new", "This ring must be updated before it understands the counter.")


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


async def writer(request: Request, house: House) -> EnrolledDevice:
    """Return the enrolled device behind the request's token; a device that asks too often is told so."""
    token_hash = _taken(request, house)
    remembered = house.tokens.at_once(token_hash) if house.tokens else None
    if remembered is not None:
        return remembered
    return await run_in_threadpool(_known, token_hash, house)


def writer_of(request: Request, house: House) -> EnrolledDevice:
    """Do what `writer` does, from a thread (blocking)."""
    return _known(_taken(request, house), house)


def _taken(request: Request, house: House) -> bytes:
    """Return the token's hash, when its device may ask now."""
    token_hash = hash_of(_bearer(request))
    wait = house.rates.take(f"{token_hash.hex()} {_room(request)}")
    if wait:
        raise Refusal(429, "busy", "This device asks too often.", retry_after=int(wait) + 1)
    return token_hash


def _known(token_hash: bytes, house: House) -> EnrolledDevice:
    if house.tokens:
        found = house.tokens.find(token_hash)
    else:
        with house.store.reading() as reading:
            found = device_of(reading, token_hash)
    if found is None or found.revoked_at is not None:
        raise Refusal(401, "token_refused", "The token is unknown or was taken back; enrol the counter again.")
    return found


def _room(request: Request) -> str:
    """Return the first word behind the protocol's prefix: each has a store of requests of its own."""
    return request.url.path.removeprefix(wire.PREFIX + "/").partition("/")[0]


def check_reader(request: Request, house: House) -> EnrolledDevice | None:
    """Let in an administrator (None) or an enrolled device (blocking)."""
    token = _bearer(request)
    if house.admin and token and hmac.compare_digest(hash_of(token), house.admin):
        return None
    return writer_of(request, house)


async def work(house: House, do: Callable[..., Done], *given: Any) -> Done:
    """Do blocking work in a thread and return what it gives. Raises Overloaded when too much is at work already."""
    with house.load.place():
        return await run_in_threadpool(do, *given)


async def body_of(request: Request, house: House) -> bytes:
    """Return the request's body, unpacked and bounded: a small body cannot become a large one.

    Raises Overloaded before it is read where its work would find no place.
    """
    house.load.look()
    if int(request.headers.get("Content-Length") or 0) > MOST_SENT:
        raise Refusal(413, "batch_too_large", "The request is larger than this ring takes at once.")
    sent = await _sent(request, house.pace)
    encoding = request.headers.get("Content-Encoding", "identity").lower()
    if encoding == "identity":
        return sent
    if encoding != "gzip":
        raise Refusal(415, "batch_unreadable", "Only gzip is understood as an encoding.")
    return await run_in_threadpool(_unpacked, sent)


async def _sent(request: Request, pace: Pace) -> bytes:
    began, sent, pieces = pace.monotonic(), bytearray(), request.stream()
    while True:
        try:
            async with asyncio.timeout(pace.left(began, len(sent))):
                piece = await anext(pieces)
            if pace.left(began, len(sent)) <= 0:
                raise TimeoutError
        except StopAsyncIteration:
            return bytes(sent)
        except TimeoutError as error:
            raise Refusal(408, "batch_unreadable", "The request did not arrive in time.") from error
        sent += piece
        if len(sent) > MOST_SENT:
            raise Refusal(413, "batch_too_large", "The request is larger than this ring takes at once.")


def _unpacked(sent: bytes) -> bytes:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        content = unpacking.decompress(sent, MOST_UNPACKED)
    except zlib.error as error:
        raise Refusal(400, "batch_unreadable", "The request's compression is broken.") from error
    if unpacking.unconsumed_tail:
        raise Refusal(413, "batch_too_large", "The request is larger than this ring takes at once.")
    if not unpacking.eof:
        raise Refusal(400, "batch_unreadable", "The request ends in the middle.")
    return content


def answer(request: Request, said: wire.Said, status: int = 200, runs: str = "") -> Response:
    """Return `said` as the response, packed when that is worth it and the asker can unpack.

    `runs` is JSON that is put in as it is under that name: payloads leave as the characters that were hashed.
    """
    text = said.model_dump_json(exclude_defaults=True, by_alias=True)
    content = (f'{text[:-1]},"runs":{runs}}}' if runs else text).encode()
    headers = {"Cache-Control": "no-store"}
    if len(content) >= WORTH_PACKING and "gzip" in request.headers.get("Accept-Encoding", ""):
        content = gzip.compress(content, 5, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(content, status, headers, "application/json")
