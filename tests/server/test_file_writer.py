"""How often the bytes of a PATCH go to the disk: a page once, a slow line's within a second."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

from starlette.requests import Request

from counter_app.domain.times import VIETNAM
from counter_app.server.file_room import Whereabouts
from counter_app.server.file_writer import AHEAD, BUFFER, FileWriter
from counter_app.storage.files import FileFolder
from counter_app.storage.uploads import Upload

PIECE = bytes(range(256)) * 32


class Counting(FileFolder):
    """Says how much each append brought."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.appended: list[int] = []

    def append(self, upload: str, offset: int, piece: bytes) -> bool:
        self.appended.append(len(piece))
        return super().append(upload, offset, piece)


class Line:
    """Brings pieces; a slow one brings the next when the one before is on the disk."""

    def __init__(self, pieces: int, *, slow: bool = False) -> None:
        self.pieces, self.slow = pieces, slow

    def request(self, folder: Counting) -> Request:
        async def come() -> AsyncIterator[bytes]:
            for number in range(1, self.pieces + 1):
                yield PIECE
                while self.slow and sum(folder.appended) < number * len(PIECE):
                    await asyncio.to_thread(int)
                await asyncio.to_thread(int)

        request = Request({"type": "http", "method": "PATCH", "headers": []})
        request.stream = come  # type: ignore[method-assign, assignment]
        return request


def appended(tmp_path: Path, line: Line) -> list[int]:
    folder = Counting(tmp_path / "files")
    size = line.pieces * len(PIECE)
    upload = Upload("0" * 32, "31120", "quay-1", "", size, "", "open", datetime.now(VIETNAM))
    folder.begin(upload.id)

    async def write() -> None:
        writer = FileWriter(folder, Whereabouts(upload, 0, "open", None), size)
        await writer.as_it_comes(line.request(folder))

    asyncio.run(write())
    assert folder.part(upload.id).read_bytes() == PIECE * line.pieces
    return folder.appended


def test_a_page_that_comes_at_once_is_not_written_in_crumbs(tmp_path: Path) -> None:
    """On a machine that stands still in the middle it may be two or three pieces."""
    assert len(appended(tmp_path, Line(30))) <= 4


def test_what_a_silent_line_has_brought_goes_to_the_disk_by_itself(tmp_path: Path) -> None:
    assert appended(tmp_path, Line(3, slow=True)) == [len(PIECE)] * 3


def test_a_large_file_is_not_gathered_whole(tmp_path: Path) -> None:
    found = appended(tmp_path, Line(8 * BUFFER // len(PIECE)))
    assert len(found) >= 3, found
    assert max(found) <= AHEAD + len(PIECE), found
