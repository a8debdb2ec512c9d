"""The white card on which related fields lie, and the small labels used everywhere."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import icons
from counter_app.ui.theme import tokens


def restyle(widget: QWidget) -> None:
    """Make the style sheet look at the widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet selects by; does nothing when it is so already."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a plain-text label in one of the style sheet's roles: soft, title, heading, field, strong, big."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


class Elided(QLabel):
    """A line that ends in … when there is no room; the whole text is in the tool tip and for screen readers."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = ""
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(text)

    @property
    def whole(self) -> str:
        """The text without the cut."""
        return self._whole

    def say(self, text: str) -> None:
        """Show `text`."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        # Ignored width policy: the hint of the cut text never pushes the layout, so this cannot loop.
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1)))


class Panel(QFrame):
    """A card with an icon, a heading, and room for tags at the right of the heading."""

    def __init__(self, heading: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 7, 12, 9)
        self.body.setSpacing(5)
        self.head = QHBoxLayout()
        self.head.setSpacing(7)
        if icon:
            mark = QLabel(self)
            mark.setPixmap(icons.picture(icon, tokens().accent, 18))
            self.head.addWidget(mark)
        self.heading = label(heading, "heading")
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        self.body.addLayout(self.head)


class Tag(QLabel):
    """A short word on a tinted ground; the word carries the meaning, the colour only repeats it."""

    def __init__(self, text: str = "", tone: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName("tag")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)

    def say(self, text: str, tone: str = "info") -> None:
        """Show `text`, or nothing when it is empty."""
        self.setText(text)
        self.setVisible(bool(text))
        set_property(self, "tone", tone)


def rule() -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame()
    line.setObjectName("rule")
    line.setFixedHeight(1)
    return line
