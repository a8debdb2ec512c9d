"""The papers of a dossier: ticked with Space, counted with digits."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from counter_app.ui.theme import tokens
from counter_app.ui.widgets.measure import characters, row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.domain.draft import GivenPaper

_COUNTS: Final = ("original", "certified", "photocopy")
_NAME: Final = 0
_MOST: Final = 99
AnyIndex = QModelIndex | QPersistentModelIndex


def _counted(paper: "GivenPaper", column: int, count: int) -> "GivenPaper":
    changed = (
        replace(paper, original=count),
        replace(paper, certified=count),
        replace(paper, photocopy=count),
    )
    return changed[column - 1]


class ChecklistModel(QAbstractTableModel):
    """The papers as rows: the name with its tick, then the three counts. `edited` comes from the officer only."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers: tuple[GivenPaper, ...] = ()
        self._complain = False

    @property
    def papers(self) -> "tuple[GivenPaper, ...]":
        return self._papers

    def show(self, papers: "Sequence[GivenPaper]") -> None:
        """Show these papers."""
        if tuple(papers) == self._papers:
            return
        self.beginResetModel()
        self._papers = tuple(papers)
        self._complain = False
        self.endResetModel()

    def complain(self, yes: bool) -> None:
        """Mark the required papers that are missing."""
        self._complain = yes
        self._changed()

    def tick(self, row: int) -> None:
        """Tick the paper or take its tick away."""
        paper = self._papers[row]
        self._set(row, replace(paper, given=not paper.given))

    def tick_all(self) -> None:
        """Tick every paper; when all are ticked, none."""
        given = not all(paper.given for paper in self._papers)
        self._papers = tuple(replace(paper, given=given) for paper in self._papers)
        self._changed()
        self.edited.emit()

    def type_digit(self, row: int, column: int, digit: int) -> None:
        """Append a digit to a count; a count above 99 begins anew. A counted paper is a given one."""
        if column == _NAME:
            return
        name = _COUNTS[column - 1]
        count = getattr(self._papers[row], name) * 10 + digit
        count = digit if count > _MOST else count
        self._set(row, _counted(replace(self._papers[row], given=True), column, count))

    def erase_count(self, row: int, column: int) -> None:
        """Set a count to nothing."""
        if column != _NAME:
            self._set(row, _counted(self._papers[row], column, 0))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._papers)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 1 + len(_COUNTS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        paper, column = self._papers[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == _NAME:
            return Qt.CheckState.Checked if paper.given else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(paper, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column != _NAME:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(paper, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{paper.name}: {self._text(paper, column)}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Papers"), self.tr("Orig."), self.tr("Cert."), self.tr("Photo"))[section]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return (self.tr("Papers"), self.tr("Originals"), self.tr("Certified copies"), self.tr("Photocopies"))[
                section
            ]
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _text(self, paper: "GivenPaper", column: int) -> str:
        if column == _NAME:
            return paper.name if paper.required else self.tr("{name} (if there is one)").format(name=paper.name)
        return str(getattr(paper, _COUNTS[column - 1]) or "–")

    def _colour(self, paper: "GivenPaper", column: int) -> QColor | None:
        if self._complain and column == _NAME and paper.required and not paper.given:
            return QColor(tokens().bad)
        return None if paper.given else QColor(tokens().soft) if column != _NAME else None

    def _set(self, row: int, paper: "GivenPaper") -> None:
        self._papers = (*self._papers[:row], paper, *self._papers[row + 1 :])
        self._changed()
        self.edited.emit()

    def _changed(self) -> None:
        if self._papers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._papers) - 1, len(_COUNTS)))


class Checklist(QTableView):
    """The papers; Space ticks, digits count, Backspace takes a count away, Enter goes on."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = ChecklistModel(self)
        self.setModel(self.papers)
        self.setObjectName("checklist")
        self.setAccessibleName(self.tr("Papers of the dossier"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(row_height(self) - 4)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column, word in enumerate((self.tr("Orig."), self.tr("Cert."), self.tr("Photo")), start=1):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, max(self.fontMetrics().horizontalAdvance(word) + 22, characters(self, 4)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head.sectionResized.connect(lambda *_: self.resizeRowsToContents())
        self.papers.modelReset.connect(self._first)
        self.clicked.connect(self._click)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif not index.isValid() or not bare:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.papers.tick(index.row())
        elif event.text().isdecimal():
            self.papers.type_digit(index.row(), index.column(), int(event.text()))
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.papers.erase_count(index.row(), index.column())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(characters(self, 50), row_height(self) * 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(characters(self, 36), row_height(self) * 3)

    def _first(self) -> None:
        if self.papers.rowCount():
            self.setCurrentIndex(self.papers.index(0, 0))

    def _click(self, index: QModelIndex) -> None:
        if index.column() == _NAME:
            self.papers.tick(index.row())
