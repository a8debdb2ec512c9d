"""The filed papers of the dossier page: how many are where, opening one, filing more."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from counter_app.ui.actions import Verb
from counter_app.ui.background import Lane
from counter_app.ui.widgets.papers_list import PapersList

if TYPE_CHECKING:
    from counter_app.domain.dossier import Dossier
    from counter_app.domain.errors import CounterError
    from counter_app.ui.pages.dossier import DossierPage
    from counter_app.usecases.questions.files import FileRow, FilesView


class DossierPapers(QObject):
    """Works on one dossier page. `wanted` tells (dossier, SHA-256) of a paper that is to be shown."""

    wanted = Signal(object, str)

    def __init__(self, page: "DossierPage") -> None:
        super().__init__(page)
        self._page = page
        self.list = PapersList(self.verbs()[0], page)
        self.list.opened.connect(self._open_row)

    def verbs(self) -> tuple[Verb, ...]:
        """Return what can be done with filed papers."""
        note = self.tr("Show the chosen paper, wherever it is")
        return (
            Verb("open_paper", self.tr("Show"), "F3", self.open_chosen, "", note),
            Verb("file", self.tr("File"), "F7", self.choose, "", self.tr("File scanned papers with the dossier")),
        )

    def ask(self) -> None:
        """Ask where the files are."""
        desk, dossier = self._page.desk, self._page.wanted
        if desk is not None and dossier is not None:
            self._page.ask(lambda: desk.files_of(dossier), self._show, key="files", quiet=True)

    def open_chosen(self) -> None:
        """F3: show the chosen paper."""
        chosen = self.list.chosen
        if chosen is None:
            self._page.banner.say(self.tr("No paper was filed with this dossier as a file."))
        else:
            self._open_row(chosen)

    def choose(self) -> None:
        """F7: which files."""
        from PySide6.QtWidgets import QFileDialog

        paths, _kind = QFileDialog.getOpenFileNames(
            self._page, self.tr("Scanned papers"), "", self.tr("Papers (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)")
        )
        if paths:
            self.take(paths)

    def take(self, paths: Sequence[str]) -> None:
        """File these."""
        desk, dossier = self._page.desk, self._page.wanted
        if desk is None or dossier is None:
            return
        before = len(self.list.rows.rows)
        self._page.banner.say(self.tr("Filing …"))
        self._page.background.run(
            self._page,
            lambda: desk.file_papers(dossier, paths, ""),
            lambda after: self._filed(after, before),
            self._not_filed,
            lane=Lane.WRITING,
        )

    def _filed(self, after: "Dossier", before: int) -> None:
        new = max(len(after.files) - before, 0)
        said = self.tr("%n paper(s) filed.", "", new) if new else self.tr("These papers were filed before.")
        self._page.banner.say(said, self.tr("They go on to the city by themselves."), "good")
        self.ask()

    def _not_filed(self, error: "CounterError") -> None:
        self._page.complain(error, "F7")

    def _open_row(self, row: "FileRow") -> None:
        if self._page.wanted is not None:
            self.wanted.emit(self._page.wanted, row.file.sha256)

    def _show(self, view: "FilesView") -> None:
        pages = sum(row.file.pages or 1 for row in view.files)
        there = sum(row.file.pages or 1 for row in view.files if row.ring == "city")
        said = self.tr("{there} of %n page(s) at the city", "", pages).format(there=there)
        parked = any(row.ring == "parked" for row in view.files)
        self.list.at_city.say(said if pages else "", "bad" if parked else "good" if there == pages else "warn")
        self.list.show_files(view.files)
