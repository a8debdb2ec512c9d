"""File papers: keep what was handed in as files, tie it to the dossier, send it up when the line permits."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from counter_app.documents.paper_files import look_at
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import FILED
from counter_app.domain.paper_file import PaperFile
from counter_app.storage import dossiers, filing
from counter_app.storage.files import FileFolder, Kept
from counter_app.storage.store import Store
from counter_app.usecases.identity import Announce, Identity

MOST_AT_ONCE = 200
LONGEST_NAME = 255


class FilePapers:
    """(dossier, paths, line of the checklist or "") -> the dossier with its files.

    The files are copied first and are on the disk before the event is written; one that is filed for the line already
    is left out, and when all are, nothing is written. The originals are not touched.

    Raises OfficerCanMend: dossier_unknown, no_files, too_many_files, file_unreadable (its place in the list, never
    its name), file_too_large, disk_full, files_unwritable.
    """

    def __init__(self, store: Store, folder: FileFolder, identity: Identity, announce: Announce) -> None:
        self._store, self._folder, self._identity, self._announce = store, folder, identity, announce

    def __call__(self, dossier: UUID, paths: Sequence[Path | str], line: str) -> Dossier:
        if not paths:
            raise OfficerCanMend("no_files")
        if len(paths) > MOST_AT_ONCE:
            raise OfficerCanMend("too_many_files", most=MOST_AT_ONCE)
        self._identity.now()
        with self._store.reading() as reading:
            if dossiers.whole(reading, dossier) is None:
                raise OfficerCanMend("dossier_unknown")
        papers = [self._kept(Path(path), line, place) for place, path in enumerate(paths, 1)]
        with self._store.transaction() as tx:
            before = dossiers.whole(tx, dossier)
            if before is None:
                raise OfficerCanMend("dossier_unknown")
            had = {(file.sha256, file.line) for file in before.files}
            new = {(one.sha256, one.line): one for one in papers if (one.sha256, one.line) not in had}
            if not new:
                return before
            payload = {"files": [one.to_json() for one in new.values()]}
            event = self._identity.event(FILED, dossier, payload, unit=before.unit, based_on=before.heads)
            kept = [Kept(one.sha256, one.size) for one in new.values()]
            after = filing.file_papers(tx, event, kept, self._identity.clock.now())
        self._announce(("dossier", "event", "file"))
        return after

    def _kept(self, path: Path, line: str, place: int) -> PaperFile:
        try:
            with path.open("rb") as source:
                kept = self._folder.keep(source)
        except OSError as error:
            raise OfficerCanMend("file_unreadable", place=place) from error
        # Looked at where it lies now: the original may be changed or pulled out with its stick meanwhile.
        looked = look_at(self._folder.path_of(kept.sha256))
        return PaperFile(kept.sha256, kept.size, path.name[:LONGEST_NAME], line, looked.media_type, looked.pages)
