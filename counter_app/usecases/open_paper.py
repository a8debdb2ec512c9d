"""Opening a file of a dossier: at once when it is here, else it is fetched from above while the officer waits."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import dossiers, wanted_files
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store


@dataclass(frozen=True, slots=True)
class OpenedPaper:
    """`path` is where the file lies, whole and checked; None while it is fetched: ask again when files have changed.

    `last_answer` is what kept it from coming last, empty when nothing did; `come` of its `size` bytes are here.
    """

    path: Path | None
    name: str
    media_type: str
    last_answer: str = ""
    size: int = 0
    come: int = 0


class OpenPaper:
    """(dossier, SHA-256) -> the file, or that it is on its way. What is open already is not wanted again.

    `wake` tells who fetches; None where there is no ring above to fetch from.

    Raises OfficerCanMend: dossier_unknown, paper_unknown (the dossier names no such file), paper_away (nobody above has
    it, or will give it; opened again it is asked for again).
    """

    def __init__(self, store: Store, folder: FileFolder, wake: Callable[[], None] | None) -> None:
        self._store, self._folder, self._wake = store, folder, wake

    def __call__(self, dossier: UUID, sha256: str) -> OpenedPaper:
        with self._store.reading() as reading:
            whole = dossiers.whole(reading, dossier)
            wanted = wanted_files.find(reading, sha256) if whole is not None else None
        if whole is None:
            raise OfficerCanMend("dossier_unknown")
        file = next((one for one in whole.files if one.sha256 == sha256), None)
        if file is None:
            raise OfficerCanMend("paper_unknown")
        if self._folder.has(file.sha256, file.size):
            return OpenedPaper(self._folder.path_of(file.sha256), file.name, file.media_type, "", file.size, file.size)
        if self._wake is None:
            raise OfficerCanMend("paper_away", reason="no_ring")
        if wanted is not None and wanted.state == "parked":
            with self._store.transaction() as tx:
                wanted_files.drop(tx, sha256)
            raise OfficerCanMend("paper_away", reason=wanted.last_answer)
        if wanted is None or not wanted.asked:
            with self._store.transaction() as tx:
                wanted_files.want(tx, file.sha256, unit=whole.unit, size=file.size, asked=True)
            self._wake()
        come = self._folder.length(wanted_files.part_of(sha256))
        last = wanted.last_answer if wanted else ""
        return OpenedPaper(None, file.name, file.media_type, last, file.size, come)
