"""The papers that were filed with a dossier as files: what they are called, how many pages, and how far each is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.ui import words
from counter_app.ui.actions import Verb
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import Panel, Tag, label
from counter_app.ui.widgets.ring_mark import shape
from counter_app.ui.widgets.table import Column, FrozenTable, Table

if TYPE_CHECKING:
    from counter_app.usecases.questions.files import FileRow

_RINGS = {"hub": "office"}
MOST_ROWS = 5
"""So many are seen at once; further ones are scrolled to."""


class PapersList(Panel):
    """Takes no more room than its rows need. `opened` tells the file that is to be shown."""

    opened = Signal(object)

    def __init__(self, show: Verb, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Filed papers"), "store", parent)
        self.at_city = Tag("", "warn", self)
        self.at_city.hide()
        self.head.addWidget(self.at_city)
        self._show = VerbButton(show, self)
        self._show.hide()
        self.head.addWidget(self._show)
        self.rows: FrozenTable[FileRow] = FrozenTable(self._columns(), self)
        self.table = Table("papers", self.tr("Filed papers"), self)
        self.table.setModel(self.rows)
        self.table.lay_out(self.rows.columns)
        self.table.opened.connect(self._open)
        self.none = label(self.tr("No file yet; F7 files scanned papers."), "soft", wrap=True)
        self.body.addWidget(self.none)
        self.body.addWidget(self.table)
        self.table.hide()

    def show_files(self, files: Sequence["FileRow"]) -> None:
        """Show these; the row that was selected stays selected."""
        before = self.table.row()
        self.rows.show(files)
        self.none.setVisible(not files)
        self._show.setVisible(bool(files))
        self.table.setVisible(bool(files))
        if files:
            self.table.selectRow(min(max(before, 0), len(files) - 1))
            height = self.table.verticalHeader().defaultSectionSize() * min(len(files), MOST_ROWS)
            self.table.setFixedHeight(height + self.table.horizontalHeader().sizeHint().height() + 4)

    @property
    def chosen(self) -> "FileRow | None":
        """The selected file, None when there is none."""
        row = self.table.row()
        return self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None

    def _open(self, row: int) -> None:
        self.opened.emit(self.rows.rows[row])

    def _columns(self) -> tuple[Column["FileRow"], ...]:
        return (
            Column(self.tr("Paper"), lambda row: row.file.name),
            Column(self.tr("Pages"), lambda row: str(row.file.pages or "–"), 5, optional=True, room=60),
            Column(self.tr("Where"), self._where, 24, lambda row: shape(_RINGS.get(row.ring, row.ring))),
        )

    def _where(self, row: "FileRow") -> str:
        if row.ring == "elsewhere":
            return self.tr("at another counter") if not row.here else self.tr("here as well")
        if row.ring == "counter" and not row.here:
            return self.tr("lost from this computer")
        said = words.state(_RINGS.get(row.ring, row.ring))
        if row.ring == "counter" and row.sent and row.file.size:
            return f"{said} ({100 * row.sent // row.file.size} %)"
        return said if row.here else self.tr("{where}, not here").format(where=said)
