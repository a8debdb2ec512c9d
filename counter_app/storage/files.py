"""The folder of files beside a store: every file named by the SHA-256 of what is in it.

A file is written beside, brought to the disk, renamed, and its folder brought to the disk, before any row says that
it is there; what a crash left without a row is swept away. Parts of uploads lie in `parts`, half copies in `new`.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.times import VIETNAM

MOST_BYTES: Final = 200_000_000
"""The largest file that is kept: a scanned page has 300 KB, a drawing of a building a few tens of MB."""
_PIECE: Final = 1 << 20
_NAME: Final = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is in the folder, whole and on the disk."""

    sha256: str
    size: int


class FileFolder:
    """The files of one store. May be used from any thread, and by several processes of one ring."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._safe: set[str] = set()
        """Folders below the root whose names were brought to the disk since this object was made: a process that was
        killed may have left one that is there and not yet safe."""

    @classmethod
    def beside(cls, store: Path) -> "FileFolder":
        """Return the folder that belongs to the SQLite store at `store`: `counter.files` beside `counter.db`."""
        return cls(store.with_suffix(".files"))

    def path_of(self, sha256: str) -> Path:
        """Return where the file is or would be; raises ValueError for what is no hash."""
        if len(sha256) != 64 or not _NAME.issuperset(sha256):
            raise ValueError("no SHA-256")
        return self._root / sha256[:2] / sha256

    def has(self, sha256: str, size: int) -> bool:
        """Say whether the file is there with its whole length."""
        try:
            return self.path_of(sha256).stat().st_size == size
        except OSError:
            return False

    def open(self, sha256: str) -> BinaryIO:
        """Open the file for reading; raises FileNotFoundError when it is not there."""
        return self.path_of(sha256).open("rb")

    def whole(self, sha256: str) -> bool:
        """Read the file and say whether its content still is what its name says."""
        try:
            with self.open(sha256) as file:
                return hash_of(file) == sha256
        except OSError:
            return False

    def keep(self, source: BinaryIO) -> Kept:
        """Copy `source` into the folder; return what came in. The same content again changes nothing.

        Raises OfficerCanMend: file_too_large, disk_full, files_unwritable.
        """
        with _named(self._root):
            beside = self._made("new") / secrets.token_hex(16)
            try:
                kept = _copied(source, beside)
                self._into_place(beside, kept.sha256)
            finally:
                beside.unlink(missing_ok=True)
        return kept

    def part(self, upload: str) -> Path:
        """Return where the part of an upload lies."""
        return self._root / "parts" / upload

    def begin(self, upload: str) -> None:
        """Make the part of an upload: empty."""
        with _named(self._root):
            self._made("parts")
            self.part(upload).touch(exist_ok=True)

    def length(self, upload: str) -> int:
        """Return how many bytes of the upload are here: what is on the disk says it, no row does."""
        try:
            return self.part(upload).stat().st_size
        except OSError:
            return 0

    def append(self, upload: str, offset: int, piece: bytes) -> bool:
        """Put `piece` at `offset` if the part ends there; False when another writer was first, and nothing changed."""
        with _named(self._root), _locked(self.part(upload)) as handle:
            if os.fstat(handle).st_size != offset:
                return False
            done = 0
            while done < len(piece):
                done += os.write(handle, piece[done:])
        return True

    def finish(self, upload: str, sha256: str) -> Kept | None:
        """Check a whole part and put it in its place; None when it is not what `sha256` says, and is then removed.

        An empty `sha256` takes the file as it is. May be done again, after a crash or by another process.
        """
        part = self.part(upload)
        with _named(self._root):
            try:
                with part.open("rb") as file:
                    found = hash_of(file)
                    size = file.tell()
                    os.fsync(file.fileno())
            except FileNotFoundError:
                return self._finished_before(sha256)
            if sha256 and found != sha256:
                part.unlink(missing_ok=True)
                return None
            with contextlib.suppress(FileNotFoundError):
                self._into_place(part, found)
        return Kept(found, size)

    def drop(self, upload: str) -> None:
        """Remove the part of an upload."""
        self.part(upload).unlink(missing_ok=True)

    def touched(self, upload: str) -> datetime | None:
        """Return when something came for the upload last, None when nothing of it is here."""
        try:
            return datetime.fromtimestamp(self.part(upload).stat().st_mtime, VIETNAM)
        except OSError:
            return None

    def sweep(self, known: Callable[[str], bool], *, older_than: timedelta, now: datetime) -> int:
        """Remove what a crash left: half copies, and files that no row knows (`known`); return how many.

        Only what is older than `older_than`: another process may be between the file and its row.
        """
        before = (now - older_than).timestamp()
        strays = [path for path in self._lying() if path.stat().st_mtime <= before and not self._is_known(path, known)]
        for path in strays:
            path.unlink(missing_ok=True)
        return len(strays)

    def _lying(self) -> Iterator[Path]:
        if not self._root.is_dir():
            return
        for folder in sorted(self._root.iterdir()):
            if folder.is_dir() and folder.name != "parts":
                yield from sorted(folder.iterdir())

    def _is_known(self, path: Path, known: Callable[[str], bool]) -> bool:
        return path.parent.name != "new" and known(path.name)

    def _finished_before(self, sha256: str) -> Kept | None:
        if not sha256 or not self.whole(sha256):
            return None
        return Kept(sha256, self.path_of(sha256).stat().st_size)

    def _into_place(self, beside: Path, sha256: str) -> None:
        place = self.path_of(sha256)
        self._made(place.parent.name)
        beside.replace(place)
        sync_folder(place.parent)

    def _made(self, name: str) -> Path:
        folder = self._root / name
        if not folder.is_dir() or name not in self._safe:
            make_folder(folder)
            if not self._safe:
                sync_folder(self._root.parent)
            sync_folder(self._root)
            self._safe.add(name)
        return folder


def hash_of(file: BinaryIO) -> str:
    """Return the SHA-256 of the rest of `file`, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def make_folder(folder: Path) -> None:
    """Make a folder that may be there already, and bring the names of all that had to be made to the disk."""
    made = [one for one in (folder, *folder.parents) if not one.is_dir()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in reversed(made):
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Bring the folder's own entries to the disk: a rename is durable only then. Windows does it by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copied(source: BinaryIO, beside: Path) -> Kept:
    digest, size = hashlib.sha256(), 0
    with beside.open("xb") as copy:
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > MOST_BYTES:
                raise OfficerCanMend("file_too_large", most=MOST_BYTES)
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    return Kept(digest.hexdigest(), size)


@contextmanager
def _locked(part: Path) -> Iterator[int]:
    """Open the part for appending, alone: against the other threads and processes of this ring, for one piece."""
    handle = os.open(part, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        _lock(handle)
        yield handle
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:

    def _lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


@contextmanager
def _named(root: Path) -> Iterator[None]:
    """Run the body; the system's errors leave as `CounterError`, with the folder's name and nobody's file name."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise OfficerCanMend("disk_full", store=root.name) from error
        raise OfficerCanMend("files_unwritable", folder=root.name, reason=type(error).__name__) from error
