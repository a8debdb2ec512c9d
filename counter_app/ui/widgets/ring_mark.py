"""How far up a thing has come: shape, word and colour say the same."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from counter_app.ui import icons, words
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.panel import Tag

TONES = {"city": "good", "office": "info", "parked": "bad"}
_SHAPES = {"city": "city", "office": "office", "parked": "parked"}


def shape(ring: str) -> tuple[str, str]:
    """Return (icon, colour) of a ring: "counter", "office", "city" or "parked"."""
    colours = tokens()
    colour = {"good": colours.good, "info": colours.accent, "bad": colours.bad}.get(TONES.get(ring, ""), colours.warn)
    return _SHAPES.get(ring, "counter"), colour


class RingMark(QWidget):
    """Icon and word; shows nothing until `say`."""

    def __init__(self, ring: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self.tag = Tag("", "info", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._icon)
        row.addWidget(self.tag)
        self.say(ring)

    def say(self, ring: str) -> None:
        """Show this ring."""
        if self.parent() is not None:  # else it would open as a window of its own
            self.setVisible(bool(ring))
        if ring:
            self._icon.setPixmap(icons.picture(*shape(ring), 16))
            self.tag.say(words.state(ring), TONES.get(ring, "warn"))
