"""Dossiers as a list, by pages from the store's own key: a million rows cost no more memory than a thousand.

Row numbers are turned into keys: `position` counts up with every dossier, the newest has the highest, and as long as no
position is missing (dossiers are never deleted) row r begins behind position `top + 1 - r`. When the count and the top
position do not agree the list grows page by page instead, each page behind the last row of the one before.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from counter_app.ui import shown, words
from counter_app.ui.widgets.ring_mark import shape
from counter_app.ui.widgets.table import Column, cell, heading
from counter_app.usecases.desk import DossierRow

PAGE: Final = 50
"""Rows asked for at once: two screens, since the first paint waits for them."""
PAGES_KEPT: Final = 48
ROOMY_FOR_STATUS: Final = 160
"""Characters of width: names and procedures are read before it."""
_DECORATION: Final = int(Qt.ItemDataRole.DecorationRole)
_ROLES: Final = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)
AnyIndex = QModelIndex | QPersistentModelIndex


def columns() -> tuple[Column[DossierRow], ...]:
    """The columns of every list of dossiers, in the screen's language."""

    return (
        Column(QCoreApplication.translate("Dossiers", "Code"), lambda row: row.code, 22),
        Column(
            QCoreApplication.translate("Dossiers", "Where"),
            lambda row: words.state(row.ring),
            15,
            lambda row: shape(row.ring),
        ),
        Column(QCoreApplication.translate("Dossiers", "Applicant"), lambda row: row.applicant),
        Column(QCoreApplication.translate("Dossiers", "Number"), lambda row: row.number[-6:], 6, optional=True),
        Column(QCoreApplication.translate("Dossiers", "Procedure"), lambda row: row.procedure),
        Column(
            QCoreApplication.translate("Dossiers", "Received"),
            lambda row: shown.short(row.received_at),
            14,
            optional=True,
        ),
        Column(QCoreApplication.translate("Dossiers", "Due"), lambda row: shown.short(row.due_at), 14),
        Column(
            QCoreApplication.translate("Dossiers", "Status"),
            lambda row: words.status(row.status),
            11,
            optional=True,
            room=ROOMY_FOR_STATUS,
        ),
    )


class DossierModel(QAbstractTableModel):
    """Rows come by `take` in answer to `wanted`; what is not there yet is shown as …"""

    wanted = Signal(int, object)
    """(page number, the position behind which it begins or None)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns()
        self._pages: OrderedDict[int, tuple[DossierRow, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._count = 0
        self._top: int | None = None
        self._ends: list[int] = []
        self._dense = True

    def begin(self, count: int, first: Sequence[DossierRow]) -> None:
        """Show the list anew: how many there are, and the newest page."""
        self.beginResetModel()
        self._pages.clear()
        self._asked.clear()
        self._top = first[0].position if first else None
        self._dense = self._top == count or count <= len(first)
        self._ends = [first[-1].position] if first else []
        self._count = count if self._dense else len(first)
        if first:
            self._pages[0] = tuple(first)
        self.endResetModel()

    def show_found(self, rows: Sequence[DossierRow]) -> None:
        """Show the few rows that a search found."""
        self.begin(len(rows), ())
        self.beginResetModel()
        self._pages[0] = tuple(rows)
        self._count, self._dense = len(rows), True
        self.endResetModel()

    def take(self, page: int, rows: Sequence[DossierRow]) -> None:
        """A page has come."""
        self._asked.discard(page)
        first = page * PAGE
        if not self._dense and page == len(self._ends) and rows:
            self.beginInsertRows(QModelIndex(), self._count, self._count + len(rows) - 1)
            self._keep(page, rows)
            self._ends.append(rows[-1].position)
            self._count += len(rows)
            self.endInsertRows()
            return
        self._keep(page, rows)
        last = min(first + PAGE, self._count) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def row(self, number: int) -> DossierRow | None:
        """The dossier in this row, None while it is on its way."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None and self._count <= number:
            return None
        if rows is None:
            self._ask(page)
            return None
        self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    @property
    def pages_held(self) -> int:
        return len(self._pages)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and not self._dense and bool(self._ends) and len(self._ends) not in self._asked

    def fetchMore(self, parent: AnyIndex) -> None:
        del parent
        self._ask(len(self._ends))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or (role == _DECORATION and self.columns[index.column()].icon is None):
            return None
        row = self.row(index.row())
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        return cell(self.columns[index.column()], row, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return heading(self.columns, section, orientation, role)

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        self.wanted.emit(page, self._behind(page))

    def _behind(self, page: int) -> int | None:
        if page == 0:
            return None
        if self._dense and self._top is not None:
            return self._top + 1 - page * PAGE
        return self._ends[page - 1]

    def _keep(self, page: int, rows: Sequence[DossierRow]) -> None:
        self._pages[page] = tuple(rows)
        self._pages.move_to_end(page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
