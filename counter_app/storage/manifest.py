"""What a backup says of itself: its parts with their SHA-256, sealed, so that a damaged manifest is noticed, too."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage.files import hash_of

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup, named by its path below the backup's folder."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `store` names the part that is the store; `newest_at` is when the last event in it was
    written, by its device's corrected clock (None: no events). `files` are the SHA-256 of the dossiers' files."""

    format: int
    made_at: str
    release: str
    practice: bool
    epoch: str
    store: str
    dossiers: int
    events: int
    newest_at: str | None
    parts: tuple[Part, ...]
    files: tuple[str, ...]


def read_manifest(backup: Path) -> Manifest:
    """Return the manifest of a backup. Raises OfficerCanMend("backup_damaged" | "backup_newer")."""
    try:
        said: dict[str, Any] = json.loads((backup / MANIFEST).read_text("utf-8"))
        seal = said.pop("seal")
        if said["format"] > FORMAT:
            raise OfficerCanMend("backup_newer", backup=backup.name, release=said["release"])
        if seal != _seal(said):
            raise ValueError("seal")
        said["parts"] = tuple(Part(**part) for part in said["parts"])
        said["files"] = tuple(said["files"])
        return Manifest(**said)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OfficerCanMend("backup_damaged", backup=backup.name, part=MANIFEST) from error


def write_manifest(backup: Path, manifest: Manifest) -> None:
    """Write the manifest of a backup, so that it is on the disk."""
    said = asdict(manifest)
    with (backup / MANIFEST).open("w", encoding="utf-8") as written:
        json.dump(said | {"seal": _seal(said)}, written, ensure_ascii=False, indent=1)
        written.flush()
        os.fsync(written.fileno())


def part_of(path: Path, name: str) -> Part:
    """Return what a file is, as a part with this name."""
    with path.open("rb") as file:
        return Part(name, path.stat().st_size, hash_of(file))


def is_whole(backup: Path, part: Part) -> bool:
    """Say whether a part is there and is what the manifest says."""
    try:
        return part_of(backup / part.name, part.name) == part
    except OSError:
        return False


def _seal(said: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
