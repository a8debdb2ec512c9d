"""What stands on a page that has nothing to show: an icon, what it means, what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from counter_app.ui import icons
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.panel import label


class EmptyState(QWidget):
    """Two lines in the middle."""

    def __init__(self, icon: str, headline: str, advice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(2)
        mark = QLabel(self)
        mark.setPixmap(icons.picture(icon, tokens().edge, 48))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.headline = label(headline, "big", wrap=True)
        self.advice = label(advice, "soft", wrap=True)
        for line in (self.headline, self.advice):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(mark)
        column.addWidget(self.headline)
        column.addWidget(self.advice)
        column.addStretch(3)

    def say(self, headline: str, advice: str) -> None:
        """Show other words."""
        self.headline.setText(headline)
        self.advice.setText(advice)
