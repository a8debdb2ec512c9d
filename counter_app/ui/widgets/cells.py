"""How the cells of a table are painted: in one step, where the style sheet's way takes seven questions for each cell.

A first paint shows a hundred and fifty cells. The style asks the model for seven roles of each and lays every text out
twice; this asks for the row once and measures a text once, however often it stands in the list. What is seen is the
style sheet's rule for items (its padding, the marked row, the frame of the cell with the focus); a test compares the
pictures. Tool tips and what screen readers say come from the model as ever.
"""

from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counter_app.ui import icons
from counter_app.ui.theme import Tokens, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from counter_app.ui.widgets.table import Column

ICON: Final = 16
ON_THE_WAY: Final = "…"
"""Stands in a cell whose row is not there yet."""
_PADDING: Final = 9
_AFTER_ICON: Final = 22
_MOST_TEXTS: Final = 4000
_SELECTED: Final = QStyle.StateFlag.State_Selected.value
_FOCUSED: Final = QStyle.StateFlag.State_HasFocus.value
_ENABLED: Final = QStyle.StateFlag.State_Enabled.value


class Rows(Protocol):
    """What the cells need of a model."""

    @property
    def columns(self) -> "Sequence[Column[Any]]": ...

    def row(self, number: int) -> Any | None:
        """The value that this row shows, None while it is on its way."""


class Cells(QStyledItemDelegate):
    """Paints icon and text of a `Rows` model; `forget` when font or theme have changed."""

    def __init__(self, rows: Rows, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._rows, self._view = rows, view
        self._texts: dict[tuple[str, int], str] = {}
        self._pictures: dict[tuple[str, str, float], QPixmap] = {}
        self._metrics: QFontMetrics | None = None
        self._theme: Tokens | None = None

    def forget(self) -> None:
        """Measure everything anew at the next paint."""
        self._metrics = self._theme = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if self._theme is not tokens() or self._metrics is None:
            self._prepare(option)
        box = option.rect
        state: int = option.state.value
        left, top, width, height = box.x(), box.y(), box.width(), box.height()
        if state & _SELECTED:
            painter.fillRect(box, self._marked)
        if state & _FOCUSED:
            painter.setPen(self._frame)
            painter.drawRect(left, top, width - 1, height - 1)
        row = self._rows.row(index.row())
        column = self._rows.columns[index.column()]
        at, room = left + _PADDING, width - 2 * _PADDING
        if row is not None and column.icon is not None:
            picture = self._picture(*column.icon(row))
            painter.drawPixmap(at, top + height // 2 - ICON // 2, picture)
            at, room = at + _AFTER_ICON, room - _AFTER_ICON
        text = ON_THE_WAY if row is None else column.text(row)
        fitting = self._texts.get((text, room))
        if fitting is None:
            fitting = self._fit(text, room)
        painter.setFont(self._font)  # the painter begins with the viewport's, which does not follow the view's
        painter.setPen(self._ink if state & _ENABLED else self._faint)
        painter.drawText(at, top + height // 2 - self._high // 2 + self._ascent, fitting)

    def _prepare(self, option: QStyleOptionViewItem) -> None:
        """Take over font and colours."""
        self._theme = colours = tokens()
        self._ink, self._faint = QColor(colours.text), QColor(colours.soft)
        self._marked, self._frame = QColor(colours.accent_soft), QColor(colours.focus)
        self._font = QFont(option.font)
        self._metrics = QFontMetrics(self._font)
        self._ascent, self._high = self._metrics.ascent(), self._metrics.height()
        self._wide: Callable[[str], int] = self._metrics.horizontalAdvance
        self._texts.clear()
        self._pictures.clear()

    def _fit(self, text: str, room: int) -> str:
        """Return `text` as one line that is cut, with an ellipsis, where there is no room."""
        if len(self._texts) >= _MOST_TEXTS:
            self._texts.clear()
        line = " ".join(text.split("\n")) if "\n" in text else text
        if self._metrics is not None and self._wide(line) > room:
            line = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
        self._texts[text, room] = line
        return line

    def _picture(self, name: str, colour: str) -> QPixmap:
        """Return the icon at exactly the screen's size: scaling it down at every paint costs more than the text."""
        ratio = self._view.devicePixelRatioF()
        found = self._pictures.get((name, colour, ratio))
        if found is None:
            found = QIcon(icons.picture(name, colour, ICON)).pixmap(QSize(ICON, ICON), ratio)
            self._pictures[name, colour, ratio] = found
        return found
