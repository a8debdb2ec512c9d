"""One field of a form: its word, its line, and the mark beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from counter_app.ui.widgets.measure import characters, row_height
from counter_app.ui.widgets.panel import Tag, label, set_property

SMALLEST_WRITING = 0.8
"""Of the ordinary size: still legible, and most of the longest names fit."""


class Line(QLineEdit):
    """A line in which Enter goes on to the next field and Esc belongs to the page."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(row_height(self))
        self._points = self.font().pointSizeF()
        self.textChanged.connect(lambda _text: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A text longer than its line is written smaller, down to four fifths; beyond that the tool tip has it."""
        font = self.font()
        font.setPointSizeF(self._points)
        room = max(self.width() - 22, 1)
        needed = QFontMetricsF(font).horizontalAdvance(self.text())
        if needed > room:
            font.setPointSizeF(self._points * max(SMALLEST_WRITING, room / needed))
        if abs(font.pointSizeF() - self.font().pointSizeF()) > 0.05:
            self.setFont(font)
        if needed * SMALLEST_WRITING > room and not self.toolTip():
            self.setToolTip(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)


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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.word)
        row.addWidget(self.line, 1)
        row.addWidget(self.mark)
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
