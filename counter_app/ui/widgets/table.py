"""Tables: a view with the house's manners, and a model over a tuple of frozen values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from counter_app.ui import icons
from counter_app.ui.widgets.cells import ICON, Cells
from counter_app.ui.widgets.measure import characters, row_height

if TYPE_CHECKING:
    from counter_app.ui.widgets.cells import Rows

T = TypeVar("T")
ROOMY = 120
"""Characters of width from which optional columns are shown, if they ask for no more."""
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: heading, text of a row, its width in characters (0 stretches), and the icon before the text."""

    heading: str
    text: Callable[[T], str]
    width: int = 0
    icon: Callable[[T], tuple[str, str]] | None = None
    """(icon name, colour)."""
    optional: bool = False
    """May be left out where there is no room."""
    room: int = ROOMY
    """Characters of width from which it is shown, when it is optional."""


class FrozenTable(QAbstractTableModel, Generic[T]):
    """Few rows, all of them in memory."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[T, ...] = ()

    def show(self, rows: Sequence[T]) -> None:
        """Show these rows; nothing moves when they are the same."""
        fresh = tuple(rows)
        if fresh == self.rows:
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()

    def row(self, number: int) -> T:
        """The value that this row shows."""
        return self.rows[number]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return cell(self.columns[index.column()], self.rows[index.row()], role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return heading(self.columns, section, orientation, role)


def cell(column: Column[T], row: T, role: int) -> Any:
    """Return what a table shows of `row` in `column`."""
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        return column.text(row)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{column.heading}: {column.text(row)}"
    if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
        name, colour = column.icon(row)
        return icons.picture(name, colour, ICON)
    return None


def heading(columns: Sequence[Column[T]], section: int, orientation: Qt.Orientation, role: int) -> Any:
    """Return a table's heading."""
    if orientation != Qt.Orientation.Horizontal:
        return None
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return columns[section].heading if role == Qt.ItemDataRole.DisplayRole else None


class Table(QTableView):
    """Whole rows, one at a time, by keyboard; Enter opens, Tab leaves."""

    opened = Signal(int)

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.horizontalHeader().setHighlightSections(False)
        self._optional: tuple[tuple[int, int], ...] = ()
        self._cells: Cells | None = None
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def lay_out(self, columns: Sequence[Column[Any]]) -> None:
        """Give the columns their widths, and the cells their painter; call after the model is set."""
        self._cells = Cells(cast("Rows", self.model()), self)
        self.setItemDelegate(self._cells)
        head = self.horizontalHeader()
        self._optional = tuple((place, column.room) for place, column in enumerate(columns) if column.optional)
        for section, column in enumerate(columns):
            if column.width:
                head.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
                wide = self.fontMetrics().horizontalAdvance(column.heading) + 30
                self.setColumnWidth(section, max(characters(self, column.width), wide))
            else:
                head.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)

    def changeEvent(self, event: QEvent) -> None:
        if self._cells is not None and event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._cells.forget()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for section, room in self._optional:
            self.setColumnHidden(section, self.width() < characters(self, room))
        super().resizeEvent(event)

    def row(self) -> int:
        """The row selected, -1 for none."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.row())
            event.accept()
            return
        super().keyPressEvent(event)
