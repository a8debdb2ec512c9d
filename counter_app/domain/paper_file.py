"""A paper of a dossier as a file: a scan or a document that was handed in, known by what is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One file tied to a dossier. `sha256` (64 hexadecimal digits) is its name in every ring's folder of files.

    `size` is in bytes, `line` the line of the procedure's checklist that it belongs to (empty: none), `pages` is None
    where nothing could count them.
    """

    sha256: str
    size: int
    name: str
    line: str
    media_type: str
    pages: int | None

    def to_json(self) -> dict[str, Any]:
        """Return the file as it stands in the payload of kind filed, schema 1."""
        return {
            "sha256": self.sha256,
            "size": self.size,
            "name": self.name,
            "line": self.line,
            "media_type": self.media_type,
            "pages": self.pages,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "PaperFile":
        """Return what `to_json` wrote; raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            sha256=str(said["sha256"]),
            size=int(said["size"]),
            name=str(said["name"]),
            line=str(said["line"]),
            media_type=str(said["media_type"]),
            pages=None if said["pages"] is None else int(said["pages"]),
        )
