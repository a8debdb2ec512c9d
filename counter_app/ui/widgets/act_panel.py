"""One act on a dossier: chosen from what its state allows, then asked for, line by line, by keyboard alone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui.act_runs import Answers
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.measure import row_height
from counter_app.ui.widgets.panel import Panel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.ui.act_runs import ActForm, Asked, Tick

_KEYED = 9
_SHOWN_TICKS = 7


class ActList(QListWidget):
    """The acts that are allowed; 1 to 9 choose the first nine, Enter the marked one."""

    chosen = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.chosen.emit(self.currentRow())
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < self.count():
            self.chosen.emit(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)


class Ticks(QListWidget):
    """Lines to tick with Space; Enter goes on."""

    entered = Signal()

    def show_ticks(self, ticks: "Sequence[Tick]") -> None:
        """Offer these, none ticked."""
        self.clear()
        for tick in ticks:
            item = QListWidgetItem(tick.whole, self)
            item.setToolTip(tick.whole)
            item.setSizeHint(QSize(0, row_height(self)))
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.setCurrentRow(0)
        self.setVisible(bool(ticks))
        self.setFixedHeight(row_height(self) * min(len(ticks), _SHOWN_TICKS) + 8)

    def ticked(self) -> list[int]:
        """Return the places of the ticked lines."""
        return [row for row in range(self.count()) if self.item(row).checkState() == Qt.CheckState.Checked]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)


class ActPanel(Panel):
    """`offer` shows the list, `ask` one form; `asked` is the form that is filled in, None while the list is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What now"), "edit", parent)
        self.offered: tuple[ActForm, ...] = ()
        self.asked: ActForm | None = None
        self.list, self.ticks = ActList(self), Ticks(self)
        self.list.setAccessibleName(self.tr("What can be done with this dossier"))
        self.ticks.setAccessibleName(self.tr("Tick with Space"))
        self.title, self.told = label("", "strong", wrap=True), label("", "soft", wrap=True)
        self.fields: dict[str, Field] = {}
        self._pages = QStackedWidget(self)
        self._pages.setObjectName("clear")
        self._form = QWidget(self)
        self._form.setObjectName("clear")
        self._column = QVBoxLayout(self._form)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for part in (self.title, self.told, self.ticks):
            self._column.addWidget(part)
        self._lines = QWidget(self._form)
        self._column.addWidget(self._lines)
        self.keys = label("", "soft", wrap=True)
        self._column.addWidget(self.keys)
        self._column.addStretch(1)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._form)
        self.body.addWidget(self._pages, 1)
        self.list.chosen.connect(lambda row: self.ask(self.offered[row]))
        self.list.itemClicked.connect(lambda item: self.ask(self.offered[self.list.row(item)]))
        self.ticks.entered.connect(lambda: self._next(-1))

    def offer(self, forms: "Sequence[ActForm]") -> None:
        """Show what can be done."""
        self.offered, self.asked = tuple(forms), None
        self.list.clear()
        for place, form in enumerate(self.offered):
            key = f"{place + 1}   " if place < _KEYED else "     "
            item = QListWidgetItem(f"{key}{form.title}", self.list)
            item.setSizeHint(QSize(0, row_height(self)))
        self.list.setCurrentRow(0)
        self._pages.setCurrentWidget(self.list)
        self.list.setFocus()

    def ask(self, form: "ActForm") -> None:
        """Ask what this act needs."""
        self.asked = form
        self.title.setText(form.title)
        self.told.setText(form.told)
        self.told.setVisible(bool(form.told))
        printed = self.tr("F9 does it and prints the paper. Esc goes back.")
        self.keys.setText(printed if form.document else self.tr("F9 does it. Esc goes back."))
        self.ticks.show_ticks(form.ticks)
        self._show_fields(form.fields)
        self._pages.setCurrentWidget(self._form)
        if form.ticks:
            self.ticks.setFocus()
        else:
            self._next(-1)

    def answers(self) -> Answers:
        """Return what was typed and ticked."""
        ticks = self.asked.ticks if self.asked is not None else ()
        texts = {name: field.text for name, field in self.fields.items()}
        return Answers(texts, tuple(ticks[row] for row in self.ticks.ticked()))

    def fill(self, **texts: str) -> None:
        """Put texts into lines of the form, as a scanned card does."""
        for name, text in texts.items():
            if name in self.fields:
                self.fields[name].show_text(text)

    def _show_fields(self, asked: "Sequence[Asked]") -> None:
        self._lines.deleteLater()
        self._lines = QWidget(self._form)
        self._lines.setObjectName("clear")
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        width = max((self.fontMetrics().horizontalAdvance(one.word) for one in asked), default=0) + 6
        self.fields = {one.name: Field(one.name, one.word, word_width=width) for one in asked}
        for place, one in enumerate(asked):
            field = self.fields[one.name]
            field.show_text(one.text)
            field.line.setPlaceholderText(one.hint)
            field.line.entered.connect(lambda place=place: self._next(place))
            column.addWidget(field)
        self._column.insertWidget(3, self._lines)

    def _next(self, place: int) -> None:
        """Go on to the line behind this one; behind the last, back to the first."""
        lines = [field.line for field in self.fields.values()]
        if lines:
            following = lines[(place + 1) % len(lines)]
            following.setFocus()
            following.selectAll()
        else:
            self.setFocus()
