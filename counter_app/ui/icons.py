"""The application's own line icons, tinted by the theme: one SVG file each, drawn in `currentColor`."""

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from counter_app.settings import resource

SIZE: Final = 20
_SHARP: Final = 2
"""Icons are drawn at twice their size, so that they stay sharp on scaled screens."""


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


@cache
def picture(name: str, colour: str, size: int = SIZE) -> QPixmap:
    """Return icon `name` in `colour` at `size` logical pixels. Raises FileNotFoundError for a name without a file."""
    image = QPixmap(QSize(size, size) * _SHARP)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size * _SHARP, size * _SHARP))
    painter.end()
    image.setDevicePixelRatio(_SHARP)
    return image


def icon(name: str, colour: str, size: int = SIZE) -> QIcon:
    """Return the same as a QIcon."""
    return QIcon(picture(name, colour, size))
