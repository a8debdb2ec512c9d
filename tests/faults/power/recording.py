"""What a real process does to its disk, in order: its system calls as strace writes them down.

Every change below one folder is followed by file, not by name, so that a rename takes what was written along. A call
that changes a file in a way not known here is an error: a recording that leaves something out would prove nothing.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.power.disk import ROOT, Change, Cut, Disk, Made, Removed, Renamed, Said, Synced, Written

CALLS: Final = (
    "openat,open,creat,close,dup,dup2,dup3,lseek,write,writev,pwrite64,pwritev,pwritev2,sendfile,copy_file_range,"
    "splice,ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir"
)
NOT_ON_DISK: Final = ("-shm", ".lock")
"""Files whose content is nothing after a power cut: SQLite makes the one anew, the other is a lock."""

_LINE: Final = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)(?: .*)?$")
_TEXT: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_HERE: Final = "AT_FDCWD"


class NotFollowed(Exception):
    """A call that this recorder cannot follow."""


@dataclass
class _Handle:
    node: int
    at: int = 0
    appending: bool = False


def record(arguments: Sequence[str], home: Path, log: Path) -> list[Change]:
    """Run a Python program with `arguments` under strace; return what it did to `home`, and the lines it said.

    The process must be of one thread. What lies in `home` before counts as safe on the disk; `safe` reads it.
    """
    recorder = Recorder(home)
    command = ["strace", "-f", "--seccomp-bpf", "-xx", "-s", "9000000", "-e", f"trace={CALLS}", "-o", str(log)]
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [*command, sys.executable, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotFollowed(done.stderr[-2000:])
    with log.open(encoding="ascii") as lines:
        return [change for line in lines for change in recorder.read(line)]


def safe(home: Path) -> Disk:
    """Return a disk on which all that lies in `home` is safe, with the nodes that `Recorder` gives."""
    disk = Disk()
    for path, folder, node in _lying(home):
        disk.folders[folder][path.name] = node
        if path.is_dir():
            disk.folders[node] = {}
        else:
            disk.files[node] = bytearray(path.read_bytes())
    return disk


def _lying(home: Path) -> Iterator[tuple[Path, int, int]]:
    nodes = {home: ROOT}
    for path in sorted(home.rglob("*")):
        nodes[path] = len(nodes)
        yield path, nodes[path.parent], nodes[path]


class Recorder:
    """Turns lines of strace into changes below `home`."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._nodes = {str(home): ROOT}
        self._sizes: dict[int, int] = {}
        for path, _, node in _lying(home):
            self._nodes[str(path)] = node
            self._sizes[node] = path.stat().st_size
        self._next = len(self._nodes)
        self._handles: dict[int, _Handle] = {}
        self._folders: dict[int, str] = {}
        self._calls: dict[str, Callable[[list[str], int], Iterator[Change]]] = {
            "openat": self._open,
            "close": self._close,
            "lseek": self._seek,
            "write": self._write,
            "pwrite64": self._write_at,
            "ftruncate": self._cut,
            "fsync": self._sync,
            "fdatasync": self._sync,
            "rename": self._rename,
            "unlink": self._remove,
            "unlinkat": self._remove,
            "rmdir": self._remove,
            "mkdir": self._make_folder,
        }

    def read(self, line: str) -> Iterator[Change]:
        """Return the changes that one line tells of."""
        if line.endswith(("<unfinished ...>\n",)) or "resumed>" in line:
            raise NotFollowed("two threads at once: " + line[:120])
        found = _LINE.match(line)
        if found is None or int(found[3]) < 0:
            return
        name, given, result = found[1], _split(found[2]), int(found[3])
        call = self._calls.get(name)
        if call is not None:
            yield from call(given, result)
        elif self._touches(name, given):
            raise NotFollowed(line[:200])

    def _touches(self, name: str, given: list[str]) -> bool:
        paths = [self._path("", one) for one in given if one.startswith('"')]
        handles = [int(one) for one in given if one.isdigit()] if name not in ("dup2", "dup3") else [int(given[0])]
        return any(self._inside(path) for path in paths) or any(one in self._handles for one in handles[:2])

    def _inside(self, path: str) -> bool:
        return path.startswith(str(self._home)) and not path.endswith(NOT_ON_DISK)

    def _path(self, folder: str, said: str) -> str:
        path = _bytes(said).decode()
        if not path.startswith("/") and folder not in ("", _HERE):
            path = f"{self._folders.get(int(folder), '')}/{path}"
        return path.rstrip("/")

    def _parent(self, path: str) -> int:
        return self._nodes[path.rpartition("/")[0]]

    def _new(self, path: str) -> int:
        node, self._next = self._next, self._next + 1
        self._nodes[path] = node
        self._sizes[node] = 0
        return node

    def _open(self, given: list[str], result: int) -> Iterator[Change]:
        path, flags = self._path(given[0], given[1]), given[2]
        self._handles.pop(result, None)
        self._folders[result] = path
        if not self._inside(path):
            return
        node = self._nodes.get(path)
        if node is None:
            node = self._new(path)
            yield Made(self._parent(path), path.rpartition("/")[2], node)
        elif "O_TRUNC" in flags:
            self._sizes[node] = 0
            yield Cut(node, 0)
        self._handles[result] = _Handle(node, appending="O_APPEND" in flags)

    def _close(self, given: list[str], _: int) -> Iterator[Change]:
        self._handles.pop(int(given[0]), None)
        self._folders.pop(int(given[0]), None)
        yield from ()

    def _seek(self, given: list[str], result: int) -> Iterator[Change]:
        handle = self._handles.get(int(given[0]))
        if handle is not None:
            handle.at = result
        yield from ()

    def _write(self, given: list[str], result: int) -> Iterator[Change]:
        number = int(given[0])
        data = _bytes(given[1])[:result]
        if number == 1:
            for line in data.decode().splitlines():
                yield Said(line)
        handle = self._handles.get(number)
        if handle is None:
            return
        if handle.appending:
            handle.at = self._sizes[handle.node]
        yield self._written(handle.node, handle.at, data)
        handle.at += result

    def _write_at(self, given: list[str], result: int) -> Iterator[Change]:
        handle = self._handles.get(int(given[0]))
        if handle is not None:
            yield self._written(handle.node, int(given[3]), _bytes(given[1])[:result])

    def _written(self, node: int, at: int, data: bytes) -> Written:
        self._sizes[node] = max(self._sizes[node], at + len(data))
        return Written(node, at, data)

    def _cut(self, given: list[str], _: int) -> Iterator[Change]:
        handle = self._handles.get(int(given[0]))
        if handle is not None:
            self._sizes[handle.node] = int(given[1])
            yield Cut(handle.node, int(given[1]))

    def _sync(self, given: list[str], _: int) -> Iterator[Change]:
        handle = self._handles.get(int(given[0]))
        if handle is not None:
            yield Synced(handle.node)

    def _rename(self, given: list[str], _: int) -> Iterator[Change]:
        old, new = self._path("", given[0]), self._path("", given[1])
        if not self._inside(old) and not self._inside(new):
            return
        node = self._nodes[old]
        yield Renamed(self._parent(old), old.rpartition("/")[2], self._parent(new), new.rpartition("/")[2], node)
        moved = {path: one for path, one in self._nodes.items() if path == old or path.startswith(old + "/")}
        for path, one in moved.items():
            del self._nodes[path]
            self._nodes[new + path[len(old) :]] = one

    def _remove(self, given: list[str], _: int) -> Iterator[Change]:
        path = self._path(given[0], given[1]) if len(given) > 1 else self._path("", given[0])
        if self._inside(path):
            del self._nodes[path]
            yield Removed(self._parent(path), path.rpartition("/")[2])

    def _make_folder(self, given: list[str], _: int) -> Iterator[Change]:
        path = self._path("", given[0])
        if self._inside(path):
            parent = self._parent(path)
            yield Made(parent, path.rpartition("/")[2], self._new(path), is_folder=True)


def _split(arguments: str) -> list[str]:
    """Split at commas; strings are hexadecimal and hold none."""
    return [one.strip() for one in arguments.split(",")]


def _bytes(said: str) -> bytes:
    found = _TEXT.fullmatch(said)
    if found is None or found[2]:
        raise NotFollowed(f"a string was cut off: {said[:80]}")
    return bytes.fromhex(found[1].replace("\\x", ""))
