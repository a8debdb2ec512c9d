"""F1: why the date and the fee are what they are, and every key of the page that is shown."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from counter_app.ui.actions import Verb
from counter_app.ui.widgets.keys import KeyCap
from counter_app.ui.widgets.panel import label, rule


class KeySheet(QFrame):
    """A sheet over the right side of the page; the page below stays as it was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 6, 10)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Why? And all keys"))
        self._came_from: QWidget | None = None
        self.hide()

    def show_for(
        self,
        explanation: Iterable[tuple[str, Sequence[str]]],
        groups: Iterable[tuple[str, Sequence[Verb]]],
    ) -> None:
        """Fill the sheet: explanations first, then the keys in groups."""
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(4)
        for heading, sentences in explanation:
            column.addWidget(label(heading, "heading"))
            for sentence in sentences:
                line: QLabel = label(f"•  {sentence}", "", wrap=True)
                column.addWidget(line)
            column.addSpacing(6)
            column.addWidget(rule())
            column.addSpacing(6)
        for heading, verbs in groups:
            column.addWidget(label(heading, "heading"))
            column.addLayout(self._keys(verbs))
            column.addSpacing(8)
        column.addStretch(1)
        self._area.setWidget(inside)
        self._came_from = QApplication.focusWidget()
        self.raise_()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Hide the sheet and give the focus back."""
        self.hide()
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        # Esc closes the sheet and not what lies below it.
        if event.type() == QEvent.Type.ShortcutOverride and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._area.verticalScrollBar()
        steps = {Qt.Key.Key_Down: 40, Qt.Key.Key_Up: -40, Qt.Key.Key_PageDown: 300, Qt.Key.Key_PageUp: -300}
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def texts(self) -> list[str]:
        """Everything that stands on the sheet, for tests and for reading aloud."""
        inside = self._area.widget()
        return [line.text() for line in inside.findChildren(QLabel)] if inside is not None else []

    def _keys(self, verbs: Sequence[Verb]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for row, verb in enumerate(_grouped(verbs)):
            cap = KeyCap(verb.key, self)
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(verb.note or verb.text, "", wrap=True), row, 1)
        return grid


def _grouped(verbs: Sequence[Verb]) -> list[Verb]:
    """Keys that do the same in a row (Alt+1 … Alt+9 choose the first to the ninth) are one line of the sheet."""
    shown: list[Verb] = []
    for text, alike in groupby(verbs, key=lambda verb: verb.note or verb.text):
        row = list(alike)
        keys = row[0].key if len(row) == 1 else f"{row[0].key} … {row[-1].key.rpartition('+')[2]}"
        shown.append(Verb(row[0].id, text, keys, row[0].act))
    return shown
