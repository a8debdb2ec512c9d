"""The ring above as files see it, and how that can fail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from counter_app.domain.errors import OurFault, TryLater
from counter_app.sync.file_wire import FileState, HeldAnswer
from counter_app.sync.wire import Ring


@dataclass(frozen=True, slots=True)
class Found:
    """An upload as the ring above has it: `url` names it there, `offset` bytes of it have come."""

    url: str
    offset: int
    state: FileState
    epoch: str


class Outgoing(Protocol):
    """The bytes of one piece, read as they are sent."""

    def __len__(self) -> int:
        """How many bytes there are in all."""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most `size`; empty at the end."""


class UploadGone(TryLater):
    """The upload is not there any more: it expired, the ring was restored, or (`broken`) its hash was another one."""

    def __init__(self, *, broken: bool) -> None:
        self.broken = broken
        super().__init__("file_broken" if broken else "upload_gone")


class PieceBroken(TryLater):
    """A piece came out wrong above and was thrown away there."""

    def __init__(self) -> None:
        super().__init__("piece_broken")


class FileRefused(OurFault):
    """The ring above will not take this file as it is ("file_too_large", "upload_wrong"), or cannot give one
    ("file_unknown": nobody above has it; "version_too_new": it is of an older release)."""


class FileComing(TryLater):
    """The ring above has not the file yet and is fetching it itself; `retry_after` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        self.retry_after = retry_after
        super().__init__("file_coming")


class FilesAbove(Protocol):
    """The hub or the city, for files. Every call blocks and is bounded in time; raises what `RingAbove` raises.

    An answer that a wrong offset was meant is no error: it says the right one.
    """

    def ring(self) -> Ring:
        """Ask who is there."""

    def held(self, hashes: Sequence[str]) -> HeldAnswer:
        """Return which files are there for our unit, and which are at the city."""

    def begin(self, sha256: str, size: int) -> Found:
        """Begin an upload, or go on with the one begun before; a file that is there is whole at once.

        Raises FileRefused.
        """

    def look(self, url: str) -> Found:
        """Ask how far an upload is; raises UploadGone."""

    def send(self, url: str, offset: int, piece: Outgoing, checksum: bytes = b"") -> Found:
        """Send a piece from `offset` on; return how far it is then. `checksum` is the piece's SHA-256, or empty.

        Raises UploadGone, PieceBroken, FileRefused.
        """

    def fetch(self, sha256: str, offset: int, take: Callable[[int, bytes], None]) -> None:
        """Give `take` (offset, bytes) of a file of our unit, from `offset` on; from the start where the ring must.

        Raises FileComing, FileRefused, and what `take` raises.
        """

    def interrupt(self) -> None:
        """Break off whatever is under way, from another thread."""

    def close(self) -> None:
        """Give back connections."""
