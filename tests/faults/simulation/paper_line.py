"""A device's way to a ring for files: the routes' own code for the bytes, over a line that cuts at any byte, doubles,
delays, loses answers and now and then carries a wrong byte.
"""

from __future__ import annotations

import asyncio
import base64
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

from sqlalchemy import text
from starlette.requests import Request

from counter_app.server import file_writer, files
from counter_app.server.door import Refusal
from counter_app.server.file_room import FileRoom, Whereabouts
from counter_app.storage.files import FileFolder
from counter_app.storage.prepared import Prepared
from counter_app.sync import file_lane, file_plan, file_wire
from counter_app.sync.files_above import FileComing, FileRefused, Found, PieceBroken, UploadGone
from counter_app.sync.ring_above import RingAway, RingRefuses

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from counter_app.sync.files_above import Outgoing
    from counter_app.sync.wire import Ring as SaidRing
    from tests.faults.simulation.rings import Line, Ring

PIECE: Final = 4096
SMALL_PIECE: Final = 1024
"""Bytes of a piece in this world: so small that a file of a few KB is several."""

_LOOP: Final = asyncio.new_event_loop()


_HASH_OF: Final = Prepared(text("SELECT sha256 FROM upload WHERE id = :id"))


@dataclass
class Went:
    """Of one file, by one device: bytes that left, pieces that were broken off, and wrong bytes on the way."""

    sent: int = 0
    broken: int = 0
    wrong: int = 0


async def _at_once(call: Callable[..., Any], *given: Any, **named: Any) -> Any:
    return call(*given, **named)


def small_pieces() -> ExitStack:
    """Let files go in small pieces, and the routes' code run without threads of its own: a seed is always the same."""
    stack = ExitStack()
    for module in (files, file_writer):
        stack.enter_context(mock.patch.object(module, "run_in_threadpool", _at_once))
    stack.enter_context(mock.patch.object(file_plan, "LARGE", PIECE))
    stack.enter_context(mock.patch.object(file_plan, "SMALL", SMALL_PIECE))
    stack.enter_context(mock.patch.object(file_lane, "Line", partial(file_plan.Line, piece=PIECE)))
    return stack


def room_of(ring: Ring) -> FileRoom:
    return FileRoom(ring.house, FileFolder.beside(ring.path))


class FileLine:
    """Files' way to the ring of `line`; `watch` is told of each upload before it is begun and each piece before it
    leaves, `went` of what went of each file and how often that went wrong."""

    def __init__(self, line: Line, random: Random, watch: Callable[[str], None], went: dict[str, Went]) -> None:
        self.line, self._random, self._watch, self._went = line, random, watch, went

    def ring(self) -> SaidRing:
        return self.line.greet().ring

    def held(self, hashes: Sequence[str]) -> file_wire.HeldAnswer:
        answer: file_wire.HeldAnswer = self._asked(lambda: room_of(self.line.ring).held(self.line._device(), hashes))
        return answer

    def begin(self, sha256: str, size: int) -> Found:
        self._watch(sha256)
        said = f"{file_wire.SHA256} {base64.b64encode(sha256.encode()).decode()}"

        def call() -> Found:
            room = room_of(self.line.ring)
            return self._found(room, room.begin(self.line._device(), size, said, ours=True))

        found: Found = self._asked(call)
        return found

    def look(self, url: str) -> Found:
        def call() -> Found:
            room = room_of(self.line.ring)
            return self._found(room, room.look(self.line._device(), url))

        found: Found = self._asked(call)
        return found

    def send(self, url: str, offset: int, piece: Outgoing, checksum: bytes = b"") -> Found:
        content = piece.read(len(piece))
        while len(content) < len(piece):
            content += piece.read(len(piece) - len(content))
        sha256 = self._hash_of(url)
        self._watch(sha256)
        fault, whole = self.line._fault(), len(content)
        if self.line.ring.down or fault in ("500", "busy"):
            raise RingAway("unreachable", reason="no_connection")
        went = self._went.setdefault(sha256, Went())
        went.sent += whole
        went.broken += fault != ""
        if fault == "rubbish" and content:
            went.wrong += 1
            at = self._random.randrange(whole)
            content = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        came = self._random.randrange(whole + 1) if fault in ("cut", "late") else whole

        def call() -> Found:
            return self._served(lambda: self._patched(url, offset, content[:came], whole, checksum))

        if fault == "late":
            self.line._late(call)
            raise RingAway("timed_out", reason="no_answer")
        answer = call()
        if fault == "doubled":
            answer = call()
        if fault in ("cut", "lost"):
            raise RingAway("unreachable", reason="connection_lost")
        return answer

    def fetch(self, sha256: str, offset: int, take: Callable[[int, bytes], None]) -> None:
        def call() -> bytes | None:
            path = room_of(self.line.ring).path_for(self.line._device(), sha256)
            return None if path is None else path.read_bytes()[offset:]

        content = self._asked(call)
        if content is None:
            raise FileComing(0.5)
        came = self._random.randrange(len(content) + 1) if self._random.random() < 0.3 else len(content)
        for start in range(0, came, PIECE):
            take(offset + start, content[start : min(came, start + PIECE)])
        if came < len(content):
            raise RingAway("unreachable", reason="connection_lost")

    def interrupt(self) -> None:
        """Nothing is ever under way between two steps."""

    def close(self) -> None:
        """Nothing is held."""

    def _hash_of(self, url: str) -> str:
        with self.line.ring.store.reading() as reading:
            found = reading.value(_HASH_OF, id=url)
        return "" if found is None else bytes(found).hex()

    def _patched(self, url: str, offset: int, content: bytes, said: int, checksum: bytes) -> Found:
        room, device = room_of(self.line.ring), self.line._device()
        headers = {"Content-Type": file_wire.OFFSET_STREAM, "Upload-Offset": str(offset), "Content-Length": str(said)}
        if checksum:
            headers["Upload-Checksum"] = f"sha256 {base64.b64encode(checksum).decode()}"
        request = _request(headers, content, whole=len(content) == said)
        _LOOP.run_until_complete(files._append(request, room, device, url, {}))
        return self._found(room, room.look(device, url))

    def _found(self, room: FileRoom, now: Whereabouts) -> Found:
        """Return the answer; what is to be checked is checked behind it, unless the process dies before."""
        if now.state == "checking" and self._random.random() < 0.8:
            room.check_quietly(now.upload)
        return Found(now.upload.id, now.offset, now.state, self.line.ring.store.epoch)

    def _asked(self, call: Callable[[], Any]) -> Any:
        return _given(self.line._through(lambda: _outcome(call)))

    def _served(self, call: Callable[[], Found]) -> Found:
        found: Found = _given(self.line._served(lambda: _outcome(call)))
        return found


def _outcome(call: Callable[[], Any]) -> Any:
    """Run `call`; a refusal comes back as what the client makes of it, to be raised outside the ring."""
    try:
        return call()
    except Refusal as error:
        return _as_client(error)


def _given(found: Any) -> Any:
    if isinstance(found, Exception):
        raise found
    return found


def _as_client(error: Refusal) -> Exception:
    if error.status in (404, 410):
        unknown = error.code == "file_unknown"
        return FileRefused("file_unknown") if unknown else UploadGone(broken=error.status == 410)
    if error.status == file_wire.WRONG_CHECKSUM:
        return PieceBroken()
    if error.status in (400, 413):
        return FileRefused(error.code, status=error.status)
    if error.status == 401:
        return RingRefuses(error.code, status=error.status)
    return RingAway("busy", retry_after=float(error.retry_after or 2), status=error.status)


def _request(headers: dict[str, str], content: bytes, *, whole: bool) -> Request:
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": content[at : at + 700], "more_body": True}
        for at in range(0, len(content), 700)
    ]
    messages.append({"type": "http.request", "body": b"", "more_body": False} if whole else {"type": "http.disconnect"})

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    said = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "PATCH", "path": "/", "headers": said}, receive)
