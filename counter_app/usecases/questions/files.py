"""Where the files of a dossier are: how many of how many are at the city."""

from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.paper_file import PaperFile
from counter_app.storage import dossiers, file_queue
from counter_app.storage.file_queue import CITY, Standing
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of a dossier. `ring` is "counter", "hub" or "city" (how far up it is known to be), "parked", or
    "elsewhere" (another counter brings it). `here` says whether its content is on this counter; `sent` of its bytes
    are above."""

    file: PaperFile
    ring: str
    here: bool
    sent: int
    last_answer: str


@dataclass(frozen=True, slots=True)
class FilesView:
    """`at_city` of `total` files are at the city, whole and checked there."""

    at_city: int
    total: int
    files: tuple[FileRow, ...]


class FilesOf:
    """Raises OfficerCanMend("dossier_unknown") when the store has no such dossier."""

    def __init__(self, store: Store, folder: FileFolder) -> None:
        self._store, self._folder = store, folder

    def __call__(self, dossier: UUID) -> FilesView:
        with self._store.reading() as reading:
            whole = dossiers.whole(reading, dossier)
            if whole is None:
                raise OfficerCanMend("dossier_unknown")
            standings = file_queue.standings(reading, dossier)
        rows = tuple(self._row(file, standings.get(file.sha256)) for file in whole.files)
        return FilesView(sum(row.ring == CITY for row in rows), len(rows), rows)

    def _row(self, file: PaperFile, standing: Standing | None) -> FileRow:
        here = self._folder.has(file.sha256, file.size)
        if standing is None:
            return FileRow(file, "elsewhere", here, 0, "")
        ring = "parked" if standing.state == "parked" else standing.ring or "counter"
        return FileRow(file, ring, here, standing.sent, standing.last_answer)
