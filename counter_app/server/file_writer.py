"""The bytes of one PATCH on their way to the disk: kept as they come, or only when their checksum is right."""

import asyncio
import contextlib
import hashlib
import tempfile
from collections.abc import AsyncIterator
from typing import IO, Final

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from counter_app.server.door import Refusal
from counter_app.server.file_room import Whereabouts
from counter_app.storage.files import FileFolder

IDLE_SECONDS: Final = 60.0
"""How long a PATCH may be silent; what came until then stays."""
BUFFER: Final = 262_144
GATHER_SECONDS: Final = 0.25
"""Bytes gathered before they go to the disk, and how long at most they are gathered: what a kill of this process can
cost. Each time a thread is waked for it: a page is written once, and what a slow line brings does not lie longer."""
AHEAD: Final = 1 << 20
"""Bytes that are read while the disk is busy. What a connection still holds unread when it breaks is lost, so the
reading never waits for the disk before this much has come."""
DRAIN_SECONDS: Final = 2.0
QUIET_SECONDS: Final = 0.2
"""How long a writer may go on that must give way, and how soon it must when nothing comes."""
SPOOL: Final = 1_000_000
"""A piece with a checksum is held back until it is whole: in memory up to here, else in a file without a name."""
_COPY: Final = 1 << 20


class FileWriter:
    """Appends the body of one PATCH. `first` turns False when another PATCH of the upload was there before.

    A connection that was cut below may look alive here for long: whoever asks next makes it give way, so that what it
    still holds is on the disk before the answer, and nothing of it comes behind.
    """

    def __init__(self, folder: FileFolder, found: Whereabouts, most: int) -> None:
        self._folder, self._upload, self._at, self._left = folder, found.upload.id, found.offset, most
        self.first = True
        self._gathered, self._flushing = bytearray(), asyncio.Lock()
        self._behind: asyncio.Task[None] | None = None
        self._came, self._ended = 0, asyncio.Event()
        self._enough = asyncio.Event()

    async def as_it_comes(self, request: Request) -> None:
        """What came stays, also when the line is cut in the middle or falls silent."""
        try:
            async for piece in _pieces(request):
                self._came += len(piece)
                self._gathered += piece
                await self._begin_flush()
                if not self.first:
                    return
        finally:
            self._enough.set()
            await asyncio.shield(self._flush())

    async def give_way(self) -> None:
        """Bring to the disk what has come; take nothing more.

        What a broken connection had brought before it broke may still be coming in here: it is let in, for a while.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await self._quiet()
        await self._flush()
        self.first = False

    def end(self) -> None:
        """The PATCH is over."""
        self._ended.set()

    async def _quiet(self) -> None:
        came = -1
        while came != self._came and not self._ended.is_set():
            came = self._came
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), QUIET_SECONDS)

    async def _begin_flush(self) -> None:
        if len(self._gathered) >= BUFFER:
            self._enough.set()
        if self._behind is not None and (self._behind.done() or len(self._gathered) >= AHEAD):
            behind, self._behind = self._behind, None
            await behind
        if self._behind is None:
            self._behind = asyncio.create_task(self._flush_soon())

    async def _flush_soon(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GATHER_SECONDS):
                await self._enough.wait()
        await self._flush()

    async def _flush(self) -> None:
        async with self._flushing:
            self._enough.clear()
            gathered, self._gathered = bytes(self._gathered), bytearray()
            if gathered:
                await run_in_threadpool(self._write, gathered)

    async def checked(self, request: Request, algorithm: str, digest: bytes) -> bool:
        """Nothing of a piece with a checksum is kept before all of it came out right."""
        with tempfile.SpooledTemporaryFile(SPOOL) as spool:
            found = hashlib.new(algorithm, usedforsecurity=False)
            size = 0
            async for piece in _pieces(request):
                size += len(piece)
                if size > self._left:
                    raise Refusal(413, "upload_wrong", "More comes than the upload's length.")
                found.update(piece)
                await run_in_threadpool(spool.write, piece)
            if found.digest() != digest:
                return False
            await run_in_threadpool(self._copy, spool)
        return True

    def _copy(self, spool: IO[bytes]) -> None:
        spool.seek(0)
        while self.first and (piece := spool.read(_COPY)):
            self._write(piece)

    def _write(self, piece: bytes) -> None:
        if len(piece) > self._left:
            raise Refusal(413, "upload_wrong", "More comes than the upload's length.")
        if not self.first:
            return
        try:
            self.first = self._folder.append(self._upload, self._at, piece)
        except FileNotFoundError as error:
            raise Refusal(404, "upload_unknown", "The upload was given up in the meantime.") from error
        self._at += len(piece)
        self._left -= len(piece)


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """Yield the body; it ends where the other side goes away. Raises Refusal 408 when it falls silent."""
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                piece = await anext(stream, None)
        except ClientDisconnect:
            return
        except TimeoutError as error:
            raise Refusal(408, "upload_silent", "Nothing came for too long; what came is kept.") from error
        if piece is None:
            return
        yield piece
