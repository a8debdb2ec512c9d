"""The bar at the top: whose counter this is, and the one search box."""

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.ui import icons
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.field import Line
from counter_app.ui.widgets.keys import KeyCap
from counter_app.ui.widgets.panel import Elided, Tag


class SearchLine(Line):
    """Enter opens, Down goes into the list, Esc leaves."""

    left = Signal()
    down = Signal()

    def event(self, event: QEvent) -> bool:
        # Esc leaves the search, whatever it means on the page below.
        if event.type() == QEvent.Type.ShortcutOverride and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class TopBar(QFrame):
    """Office at the left, search at the right; the practice counter says so in words."""

    def __init__(self, title: str, office: str, *, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 14, 5)
        row.setSpacing(8)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Elided(title, "strong"))
        names.addWidget(Elided(office, "soft"))
        row.addLayout(names, 4)
        if practice:
            row.addWidget(Tag(self.tr("PRACTICE – nothing here is real"), "bad"))
        lens = QLabel(self)
        lens.setPixmap(icons.picture("search", tokens().soft, 18))
        row.addWidget(lens)
        self.search = SearchLine(self)
        self.search.setObjectName("search")
        self.search.setAccessibleName(self.tr("Find a dossier"))
        self.search.setPlaceholderText(self.tr("Find: code, name without accents, number, phone"))
        row.addWidget(self.search, 5)
        row.addWidget(KeyCap("Ctrl+K", self))
        row.addSpacing(10)
        row.addWidget(KeyCap("F1", self))
        row.addWidget(_KeysWord(self.tr("Keys"), self))
        self.setFixedHeight(max(self.sizeHint().height(), self.fontMetrics().height() * 2 + 14))


class _KeysWord(QLabel):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "soft")
