"""A crowd of counters in one process: enrolled tokens, sealed events, bare HTTP/1.1 on kept connections (asyncio).

The load comes from the machine that is measured, so a counter here is as cheap as it can be: it says what
`counter_app.sync` says, byte for byte, and looks at no more of an answer than it must to go on.
"""

import asyncio
import base64
import gzip
import hashlib
import json
import os
import random
import re
import time
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from counter_app import __version__
from counter_app.domain.heard import CITY_SECONDS
from counter_app.sync import file_wire, wire
from counter_app.sync.file_plan import LARGE
from counter_app.sync.lane import pause_after
from counter_app.sync.listener import QUIET_SECONDS
from tests.bench.lives import Author, packed

PAGE_BYTES: Final = 300_000
_CURSOR: Final = re.compile(rb'"cursor":"([^"]*)"')
_MARK: Final = re.compile(rb'"mark":"([^"]*)"')
ANSWER_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Member:
    """A counter of the crowd."""

    device: str
    unit: str
    token: str
    code: str


@dataclass(frozen=True, slots=True)
class Play:
    """What the crowd does for `seconds`: a dossier every `every` seconds each, with a page or not, listening or not.

    `cursors` are where each unit's feed ends before the play: listeners have heard all up to there, as an office has
    that was open yesterday. `storm` instead: so many dossiers each at once behind the lanes' own pause. `hasty`: so
    many of the crowd send one after the other without pause instead.
    """

    name: str
    seconds: float
    every: float = 60.0
    page: bool = False
    listen: bool = True
    storm: int = 0
    hasty: int = 0
    cursors: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Seen:
    """What came of it; seconds, from the request's first byte to the answer's last."""

    pushes: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    news: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    events: int = 0
    lag: float = 0.0
    """The longest that this process's own loop stood still: what of the figures is the crowd's."""
    drained: float = 0.0

    def add(self, other: "Seen") -> None:
        self.pushes += other.pushes
        self.pages += other.pages
        self.news += other.news
        self.statuses += other.statuses
        self.requests += other.requests
        self.events += other.events
        self.lag, self.drained = max(self.lag, other.lag), max(self.drained, other.drained)


class Line:
    """One kept connection of one counter."""

    def __init__(self, port: int, token: str, seen: Seen) -> None:
        self._port, self._seen = port, seen
        self._common = (
            f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\nAccept-Encoding: gzip\r\n"
            f"{wire.HEADER_VERSION}: {__version__}\r\n{wire.HEADER_PROTOCOL}: {wire.PROTOCOL}\r\n"
            f"{wire.HEADER_MODE}: {wire.PRACTICE}\r\n"
        )
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, method: str, path: str, body: bytes = b"", more: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers (small letters) and body; status 0 when no answer came."""
        head = "".join(f"{name}: {value}\r\n" for name, value in (more or {}).items())
        if method != "GET":
            head += f"Content-Length: {len(body)}\r\n"
        self._seen.requests += 1
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                reader, writer = await self._open()
                writer.write(f"{method} {path} HTTP/1.1\r\n{self._common}{head}\r\n".encode() + body)
                await writer.drain()
                return await self._answer(reader, method)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            self._seen.statuses[f"{path.partition('?')[0].rpartition('/')[2][:12]} {type(error).__name__}"] += 1
            self.close()
            return 0, {}, b""

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        return self._streams

    async def _answer(self, reader: asyncio.StreamReader, method: str) -> tuple[int, dict[str, str], bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split(" ", 2)[1])
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        length = 0 if method == "HEAD" or status == 204 else int(headers.get("content-length", "0"))
        content = await reader.readexactly(length) if length else b""
        self._seen.statuses[f"{status}"] += 1
        return status, headers, content

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


class AtWork:
    """A counter at work."""

    def __init__(self, member: Member, port: int, play: Play, seen: Seen) -> None:
        self._member, self._play, self._seen = member, play, seen
        self._author = Author(member.device, member.unit, play.name, f"{member.code}-{play.name}")
        self._events, self._news, self._files = (Line(port, member.token, seen) for _ in range(3))
        self._stormy = self.batch(play.storm) if play.storm else b""

    async def work(self, began: float) -> None:
        """A dossier every so often, from a moment of its own on."""
        due = began + random.random() * self._play.every
        while due < began + self._play.seconds:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            took = await self.send(1)
            if took is not None:
                self._seen.pushes.append(took)
            if self._play.page:
                await self._page()
            due += self._play.every

    async def send(self, dossiers: int) -> float | None:
        """Send new dossiers as one batch; return how long the answer took, None when it was no 200."""
        body = self.batch(dossiers)
        return await self._push(body, dossiers)

    def batch(self, dossiers: int) -> bytes:
        return gzip.compress(wire.pack(packed([self._author.receive() for _ in range(dossiers)])), 6, mtime=0)

    async def _push(self, body: bytes, dossiers: int) -> float | None:
        began = time.perf_counter()
        status, headers, content = await self._events.ask(
            "POST", f"{wire.PREFIX}/events", body, {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        )
        took = time.perf_counter() - began
        if status != 200:
            self._retry = float(headers.get("retry-after", 0)) or None
            return None
        said = gzip.decompress(content) if headers.get("content-encoding") == "gzip" else content
        stored = said.count(b'"state":"stored"')
        self._seen.events += stored
        if stored != dossiers:
            self._seen.statuses["not stored"] += 1
        return took

    async def storm(self, began: float) -> None:
        """Come back with many dossiers, behind the lanes' own pause; a ring that is busy is asked again as lanes do."""
        body, failures = self._stormy, 5
        await asyncio.sleep(max(0.0, began - time.monotonic()) + pause_after(failures, random.random(), None))
        failures = 0
        while True:
            took = await self._push(body, self._play.storm)
            if took is not None:
                self._seen.pushes.append(took)
                self._seen.drained = max(self._seen.drained, time.monotonic() - began)
                return
            failures += 1
            await asyncio.sleep(pause_after(failures, random.random(), self._retry))

    async def hasty(self, began: float) -> None:
        while time.monotonic() < began + self._play.seconds:
            took = await self.send(1)
            if took is not None:
                self._seen.pushes.append(took)

    async def listen(self, began: float) -> None:
        """Ask for news for ever, as the listener does: one question that waits, a little pause, the next."""
        cursor, mark = self._play.cursors.get(self._member.unit, ""), ""
        await asyncio.sleep(random.random() * max(0.0, began - time.monotonic()) * 0.75)
        while True:
            asked = {"after": cursor, "epoch": self._play.name, "last": self._author.last}
            if mark:
                asked |= {"mark": mark, "wait": CITY_SECONDS}
            sent = time.perf_counter()
            status, headers, content = await self._news.ask("GET", f"{wire.PREFIX}/news?{urlencode(asked)}")
            if status != 200:
                await asyncio.sleep(pause_after(1, random.random(), float(headers.get("retry-after", 0)) or None))
                continue
            if not mark:
                self._seen.news.append(time.perf_counter() - sent)
            said = _opened(content) if headers.get("content-encoding") == "gzip" else content
            cursor, mark = _found(_CURSOR, said) or cursor, _found(_MARK, said)
            if b'"more":true' not in said:
                await asyncio.sleep(QUIET_SECONDS)

    async def _page(self) -> None:
        """One page as the files' lane sends it: is it there, begin, piece by piece, is it whole."""
        content = os.urandom(PAGE_BYTES)
        sha256 = hashlib.sha256(content).hexdigest()
        began = time.perf_counter()
        tus = {file_wire.TUS_RESUMABLE: file_wire.TUS}
        asked = json.dumps({"sha256": [sha256]}).encode()
        await self._files.ask("POST", file_wire.HELD, asked, {"Content-Type": "application/json"})
        said = f"{file_wire.SHA256} {base64.b64encode(sha256.encode()).decode()}"
        status, headers, _ = await self._files.ask(
            "POST", file_wire.FILES, b"", {**tus, "Upload-Length": str(PAGE_BYTES), "Upload-Metadata": said}
        )
        place = headers.get("location", "")
        for at in range(0, PAGE_BYTES, LARGE) if status == 201 else ():
            more = {**tus, "Upload-Offset": str(at), "Content-Type": file_wire.OFFSET_STREAM}
            status, headers, _ = await self._files.ask("PATCH", place, content[at : at + LARGE], more)
        while status in {200, 204} and headers.get(file_wire.HEADER_FILE.lower()) == "checking":
            await asyncio.sleep(1.0)
            status, headers, _ = await self._files.ask("HEAD", place, b"", tus)
        if headers.get(file_wire.HEADER_FILE.lower()) == "held":
            await self._files.ask("POST", file_wire.HELD, asked, {"Content-Type": "application/json"})
            self._seen.pages.append(time.perf_counter() - began)
        else:
            self._seen.statuses["page not held"] += 1

    def close(self) -> None:
        for line in (self._events, self._news, self._files):
            line.close()

    _retry: float | None = None


def _opened(content: bytes) -> bytes:
    return zlib.decompress(content, wbits=31)


def _found(pattern: re.Pattern[bytes], said: bytes) -> str:
    """Return what the pattern finds first: the ring's own words stand before the events."""
    found = pattern.search(said)
    return found[1].decode() if found else ""


async def _watch(seen: Seen) -> None:
    while True:
        before = time.monotonic()
        await asyncio.sleep(0.05)
        seen.lag = max(seen.lag, time.monotonic() - before - 0.05)


async def _play(members: list[Member], port: int, play: Play, begin: float) -> Seen:
    seen = Seen()
    crowd = [AtWork(one, port, play, seen) for one in members]
    begin = max(begin, time.monotonic() + 1)  # what is sent in a storm was made before it
    watching: list[asyncio.Task[Any]] = []
    if play.listen:
        watching = [asyncio.create_task(one.listen(begin)) for one in crowd]
    watching.append(asyncio.create_task(_watch(seen)))
    await asyncio.sleep(max(0.0, begin - time.monotonic()))
    seen.statuses.clear()
    seen.requests = 0
    if play.storm:
        await asyncio.gather(*(one.storm(begin) for one in crowd))
    elif play.hasty:
        await asyncio.gather(*(one.hasty(begin) for one in crowd[: play.hasty]))
    else:
        await asyncio.gather(*(one.work(begin) for one in crowd))
    for task in watching:
        task.cancel()
    await asyncio.gather(*watching, return_exceptions=True)
    for one in crowd:
        one.close()
    return seen


def play(members: list[Member], port: int, what: Play, begin: float) -> Seen:
    """Let the crowd play from the moment `begin` (time.monotonic) on; return what it saw."""
    return asyncio.run(_play(members, port, what, begin))
