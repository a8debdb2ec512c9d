"""One field of a form: its word, its line, and the mark beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui.widgets.measure import characters, row_height
from counter_app.ui.widgets.panel import Tag, label, set_property

SIDES = 22
"""Pixels of a line that are border, padding and cursor."""


class Line(QLineEdit):
    """A line in which Enter goes on to the next field and Esc belongs to the page."""

    entered = Signal()
    overflowed = Signal(bool)
    """Whether the text is longer than the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(row_height(self))
        self.textChanged.connect(lambda _text: self._measure())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        room = self.width() - SIDES
        self.overflowed.emit(room > 0 and self.fontMetrics().horizontalAdvance(self.text()) > room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class Whole(QLabel):
    """The whole text below a line that is too short for it; takes no room otherwise."""

    def __init__(self, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "soft")
        self.hide()
        line.overflowed.connect(self._show)

    def _show(self, overflow: bool) -> None:
        if overflow:
            self.setText(self._line.text())
        self.setVisible(overflow)


class Field(QWidget):
    """A labelled line. `changed` comes only from the officer's typing, never from `show_text`."""

    changed = Signal()

    def __init__(self, name: str, word: str, *, digits: int = 0, word_width: int = 0) -> None:
        super().__init__()
        self.name = name
        self.word: QLabel = label(word, "field")
        if word_width:
            self.word.setFixedWidth(word_width)
        self.line = Line(self)
        self.line.setObjectName(name)
        self.line.setAccessibleName(word)
        self.word.setBuddy(self.line)
        if digits:
            self.line.setMinimumWidth(characters(self, digits))
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.mark = Tag()
        self.mark.hide()
        self.whole = Whole(self.line, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.word)
        row.addWidget(self.line, 1)
        row.addWidget(self.mark)
        column.addLayout(row)
        column.addWidget(self.whole)
        self.line.textEdited.connect(self._edited)

    @property
    def text(self) -> str:
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Put `text` into the line, shown from its beginning."""
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def set_mark(self, word: str = "", tone: str = "", sentence: str = "") -> None:
        """Mark the field: tone "bad" or "warn", a short word beside it, the whole sentence in the tool tip."""
        set_property(self.line, "mark", tone)
        self.mark.say(word, tone or "info")
        self.mark.setToolTip(sentence)
        self.line.setToolTip(sentence)
        self.line.setAccessibleDescription(sentence or word)

    def _edited(self) -> None:
        self.set_mark()
        self.changed.emit()
