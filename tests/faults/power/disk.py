"""A disk as a power cut leaves it: what was synced is there, of what was written since then anything may be missing.

The harshest reading of POSIX that a journal still keeps: data is safe after a sync of its own file, a name is safe
after a sync of its folder (a rename is kept or lost as a whole), and nothing else is. Of the writes since the last
sync each is kept, dropped, or torn at borders of 512 bytes, whatever their order.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SECTOR: Final = 512
ROOT: Final = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A file or a folder got a name."""

    folder: int
    name: str
    node: int
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Renamed:
    """A name moved, and took the place of what had it."""

    old_folder: int
    old_name: str
    folder: int
    name: str
    node: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A name is gone."""

    folder: int
    name: str


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes went into a file."""

    node: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file got another length."""

    node: int
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """A file or a folder was brought to the disk."""

    node: int


@dataclass(frozen=True, slots=True)
class Said:
    """A line that somebody outside has heard: a promise from here on."""

    line: str


Naming = Made | Renamed | Removed
Change = Naming | Written | Cut | Synced | Said


@dataclass
class Disk:
    """What is safe on the disk, and what is under way to it; `do` moves it on by one change."""

    files: dict[int, bytearray] = field(default_factory=dict)
    folders: dict[int, dict[str, int]] = field(default_factory=lambda: {ROOT: {}})
    said: list[str] = field(default_factory=list)
    _data: dict[int, list[Written | Cut]] = field(default_factory=dict)
    _names: list[Naming] = field(default_factory=list)

    @property
    def under_way(self) -> int:
        """How many changes a power cut may undo."""
        return len(self._names) + sum(map(len, self._data.values()))

    def do(self, change: Change) -> None:
        match change:
            case Said(line):
                self.said.append(line)
            case Synced(node):
                self._sync(node)
            case Written(node) | Cut(node):
                self._data.setdefault(node, []).append(change)
            case _:
                self._names.append(change)

    def _sync(self, node: int) -> None:
        for change in self._data.pop(node, ()):
            put(self.files.setdefault(node, bytearray()), change)
        left: list[Naming] = []
        for naming in self._names:
            if node == naming.folder or (isinstance(naming, Renamed) and node == naming.old_folder):
                rename(self.folders, naming)
            else:
                left.append(naming)
        self._names = left

    def image(self, target: Path, dice: random.Random) -> None:
        """Write what a power cut at this moment leaves into the empty folder `target`."""
        kept = dice.choice((0.0, 0.3, 0.55, 0.8, 1.0))
        folders = {node: dict(names) for node, names in self.folders.items()}
        for naming in self._names:
            if dice.random() < kept:
                rename(folders, naming)
        for path, node in _paths(folders, target, ROOT):
            path.write_bytes(self._content(node, kept, dice))

    def _content(self, node: int, kept: float, dice: random.Random) -> bytes:
        content = self.files.get(node, bytearray())
        changes = self._data.get(node)
        if not changes:
            return bytes(content)
        content = bytearray(content)
        for change in changes:
            if dice.random() < kept:
                put(content, change)
            elif isinstance(change, Written) and dice.random() < 0.4:
                _tear(content, change, dice)
        return bytes(content)


def put(content: bytearray, change: Written | Cut) -> None:
    """Do what `change` does to a file's content."""
    if isinstance(change, Cut):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(change.data)] = change.data


def _tear(content: bytearray, change: Written, dice: random.Random) -> None:
    """Put some of the sectors of a write; the file may have its new length without its new content."""
    end = change.offset + len(change.data)
    at = change.offset
    while at < end:
        border = min(end, (at // SECTOR + 1) * SECTOR)
        if dice.random() < 0.5:
            put(content, Written(change.node, at, change.data[at - change.offset : border - change.offset]))
        at = border
    content.extend(bytes(max(0, end - len(content))))


def rename(folders: dict[int, dict[str, int]], naming: Naming) -> None:
    """Do what `naming` does to the names in the folders."""
    match naming:
        case Removed(folder, name):
            folders.setdefault(folder, {}).pop(name, None)
        case Made(folder, name, node, is_folder):
            folders.setdefault(folder, {})[name] = node
            if is_folder:
                folders.setdefault(node, {})
        case Renamed(old_folder, old_name, folder, name, node):
            old = folders.setdefault(old_folder, {})
            if old.get(old_name) == node:
                del old[old_name]
            folders.setdefault(folder, {})[name] = node


def _paths(folders: dict[int, dict[str, int]], place: Path, folder: int) -> Iterator[tuple[Path, int]]:
    """Make the folders below `place`; return the files' paths."""
    place.mkdir(exist_ok=True)
    for name, node in folders[folder].items():
        if node in folders:
            yield from _paths(folders, place / name, node)
        else:
            yield place / name, node
