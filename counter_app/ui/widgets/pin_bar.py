"""The line below the top bar in which an officer's PIN is asked for; the page below stays as it is."""

from typing import cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from counter_app.ui import icons
from counter_app.ui.actions import Verb
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.field import Line
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.measure import characters
from counter_app.ui.widgets.panel import label, set_property

MOST_DIGITS = 12
SECOND_MS = 1000


class _PinLine(Line):
    """Esc is an answer here and not the page's step back."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(MOST_DIGITS)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.left.emit()
            return
        super().keyPressEvent(event)


class PinBar(QFrame):
    """Asks until the PIN is right or Esc is pressed; gives the digits to whoever made it and keeps none."""

    given = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        set_property(self, "tone", "info")
        self._seconds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND_MS)
        self._timer.timeout.connect(self._second)
        self.line = _PinLine(self)
        self.line.setObjectName("pin")
        self.line.setFixedWidth(characters(self, MOST_DIGITS + 4))
        self.line.setAccessibleName(self.tr("PIN of {name}").format(name=name))
        self.line.entered.connect(self._give)
        self.line.left.connect(self.left)
        self.asked = label(self.tr("PIN of {name}").format(name=name), "strong", wrap=True)
        self.said = label(self.tr("Then this officer writes; what is typed in the form stays."), "", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        mark = QLabel(self)
        mark.setPixmap(icons.picture("person", tokens().accent, 20))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(1)
        told.addWidget(self.asked)
        told.addWidget(self.said)
        row.addLayout(told, 1)
        row.addWidget(self.line)
        for verb in (
            Verb("pin_give", self.tr("Go on"), "Return", self._give),
            Verb("pin_leave", self.tr("Leave it"), "Esc", self.left.emit),
        ):
            button = VerbButton(verb, self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)

    def ask(self) -> None:
        """Take the focus; single digits go here."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, happened: str, now: str, seconds: int = 0) -> None:
        """Say why it was not right, and for `seconds` take no further try."""
        self.line.clear()
        set_property(self, "tone", "warn")
        self.asked.setText(happened)
        self._seconds = seconds
        self._wait_words = now
        self._say(now)
        self.line.setReadOnly(seconds > 0)
        if seconds:
            self._timer.start()
        self.ask()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.line.setAccessibleDescription(f"{self.asked.text()} {text}")

    def _second(self) -> None:
        """A second of the pause has passed."""
        self._seconds -= 1
        if self._seconds > 0:
            self._say(self.tr("Wait another %n s. Esc leaves everything as it was.", "", self._seconds))
            return
        self._timer.stop()
        self.line.setReadOnly(False)
        self._say(self.tr("Type it again."))

    def _give(self) -> None:
        if self.line.text() and not self.line.isReadOnly():
            self.given.emit(self.line.text())
