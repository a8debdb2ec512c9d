"""The watermark of the practice counter: over every page, under no mouse."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counter_app.ui.theme import tokens

_ANGLE = -24.0
_ALPHA = 22


class PracticeMark(QWidget):
    """Lies over its parent and lets everything through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Practice counter"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        colour = QColor(tokens().practice)
        colour.setAlpha(_ALPHA)
        painter.setPen(colour)
        font = QFont(self.font())
        font.setPixelSize(max(self.height() // 7, 20))
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.rotate(_ANGLE)
        text = self.tr("PRACTICE")
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(-width // 2, painter.fontMetrics().ascent() // 2, text)
        painter.end()
