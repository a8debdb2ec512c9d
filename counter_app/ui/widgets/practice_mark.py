"""The watermark of the practice counter: over every page, under no mouse."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap
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
        self._drawn = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Big turned letters are slow to draw and lie over every repaint: drawn once for a size, then only copied.
        if self._drawn.isNull() or self._drawn.deviceIndependentSize().toSize() != self.size():
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(event.rect(), self._drawn, self._part(event.rect()))
        painter.end()

    def _part(self, box: QRect) -> QRect:
        """Return the same part in the picture's own pixels."""
        scale = self._drawn.devicePixelRatio()
        left, top = round(box.left() * scale), round(box.top() * scale)
        return QRect(left, top, round(box.width() * scale), round(box.height() * scale))

    def _draw(self) -> QPixmap:
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
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
        return picture
