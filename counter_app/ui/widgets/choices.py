"""The procedures offered for what was typed; the first nine have keys of their own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counter_app.ui import icons
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.measure import characters, row_height

if TYPE_CHECKING:
    from counter_app.domain.catalogue import Procedure
    from counter_app.usecases.desk import ProcedureChoice

KEYED = 9
PIN = 16
AnyIndex = QModelIndex | QPersistentModelIndex


class ChoicesModel(QAbstractListModel):
    """Frozen choices as rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: tuple[ProcedureChoice, ...] = ()

    def show(self, choices: Sequence["ProcedureChoice"]) -> None:
        """Offer these."""
        self.beginResetModel()
        self.choices = tuple(choices)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return choice
        if role == Qt.ItemDataRole.AccessibleTextRole and choice.pinned:
            return self.tr("{name}, pinned").format(name=choice.procedure.name)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return choice.procedure.name
        return None


class _Row(QStyledItemDelegate):
    """Two lines: the name, then field and code; at the right its key and how often today."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, int(option.fontMetrics.height() * 1.95) + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        from PySide6.QtWidgets import QStyle  # the enumerations that come with it are not needed for the first paint

        choice: ProcedureChoice = index.data(Qt.ItemDataRole.UserRole)
        colours, box = tokens(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.accent_soft))
            painter.fillRect(box.adjusted(0, 0, 4 - box.width(), 0), QColor(colours.accent))
        inner = box.adjusted(12, 4, -10, -4)
        right = self._right(painter, option, index.row(), choice, inner.right())
        half = inner.height() // 2
        width = right - inner.left() - 10
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.Medium)
        painter.setFont(strong)
        painter.setPen(QColor(colours.text))
        name = painter.fontMetrics().elidedText(choice.procedure.name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(inner.left(), inner.top(), width, half, int(Qt.AlignmentFlag.AlignVCenter), name)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.88)
        painter.setFont(small)
        painter.setPen(QColor(colours.soft))
        below = painter.fontMetrics().elidedText(
            f"{choice.procedure.field} · {choice.procedure.code}", Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(inner.left(), inner.top() + half, width, half, int(Qt.AlignmentFlag.AlignVCenter), below)
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _right(
        self, painter: QPainter, option: QStyleOptionViewItem, row: int, choice: "ProcedureChoice", edge: int
    ) -> int:
        """Draw key, count and pin; return where they begin."""
        colours, box = tokens(), option.rect
        parts = [f"{choice.used_today}×"] if choice.used_today else []
        if row < KEYED:
            parts.append(f"Alt+{row + 1}")
        text = "   ".join(parts)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.88)
        painter.setFont(small)
        painter.setPen(QColor(colours.soft))
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(edge - width, box.top(), width, box.height(), int(Qt.AlignmentFlag.AlignVCenter), text)
        if not choice.pinned:
            return edge - width
        pin = icons.picture("pin", colours.accent, PIN)
        # Digits differ in width; the pins stand below each other all the same.
        digits = painter.fontMetrics().horizontalAdvance("0") if row < KEYED else 0
        widest = width - painter.fontMetrics().horizontalAdvance(text[-1:]) + digits if digits else width
        left = edge - max(width, widest) - PIN - 8
        painter.drawPixmap(left, box.top() + (box.height() - PIN) // 2, pin)
        return left


class Choices(QListView):
    """The list under the procedure field; Enter or a click chooses."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offered = ChoicesModel(self)
        self.setModel(self.offered)
        self.setItemDelegate(_Row(self))
        self.setObjectName("choices")
        self.setAccessibleName(self.tr("Procedures found"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.choose(index.row()))

    def offer(self, choices: Sequence["ProcedureChoice"]) -> None:
        """Offer these, the first one selected."""
        self.offered.show(choices)
        if choices:
            self.setCurrentIndex(self.offered.index(0))

    @property
    def marked(self) -> "Procedure | None":
        """The procedure of the selected row, None when nothing is offered."""
        row = self.currentIndex().row()
        return self.offered.choices[row].procedure if 0 <= row < self.offered.rowCount() else None

    def mark(self, code: str) -> None:
        """Select the row of this procedure, if it is offered."""
        for row, choice in enumerate(self.offered.choices):
            if choice.procedure.code == code:
                self.setCurrentIndex(self.offered.index(row))

    def step(self, by: int) -> None:
        """Select another row."""
        count = self.offered.rowCount()
        if count:
            row = min(max(self.currentIndex().row() + by, 0), count - 1)
            self.setCurrentIndex(self.offered.index(row))

    def choose(self, row: int | None = None) -> None:
        """Take the row, or the selected one."""
        at = self.currentIndex().row() if row is None else row
        if 0 <= at < self.offered.rowCount():
            self.chosen.emit(self.offered.choices[at].procedure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(characters(self, 50), row_height(self) * 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(characters(self, 36), row_height(self) * 3)
