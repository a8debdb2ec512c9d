"""An officer's hands for a program: presses keys in a window and waits until something is so."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_MS: Final = 30_000
_LOOK_MS: Final = 5
PACE_MS: Final = 60
"""Between two keys: a quick typist's pace. Faster keys would be taken for a keyboard-wedge scanner, and rightly so."""


class NotSo(Exception):
    """What was waited for did not come about."""


def wait_until(so: Callable[[], bool], what: str, patience_ms: int = PATIENCE_MS) -> None:
    """Let the window work until `so()` is true; raises NotSo(`what`) when it is not within the patience."""
    passed = QElapsedTimer()
    passed.start()
    loop, look = QEventLoop(), QTimer()
    look.setInterval(_LOOK_MS)
    look.timeout.connect(loop.quit)
    look.start()
    try:
        while not so():
            if passed.elapsed() > patience_ms:
                raise NotSo(what)
            loop.exec()
    finally:
        # A traceback keeps both alive; a running timer that is collected in another thread takes the process along.
        look.stop()


class Hands:
    """Keys pressed one after the other in `window`, counted. Letters that no key has arrive as text, as from an IME.

    `pace_ms` is the time that the hand takes between two keys.
    """

    def __init__(self, window: Callable[[], QWidget], pace_ms: int = PACE_MS) -> None:
        self._window, self._pace_ms = window, pace_ms
        self.pressed = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and release one key where the focus is; shortcuts work as for a person."""
        self.pause()
        self.press_at_once(key, modifier)

    def press_at_once(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and release one key without the pause before it, where the time from the key on is measured."""
        self.pressed += 1
        QTest.keyClick(self._where(), key, modifier)

    def pause(self) -> None:
        """Take the time that a hand takes between two keys."""
        QTest.qWait(self._pace_ms)

    def type(self, text: str) -> None:
        """Type `text` letter by letter."""
        for letter in text:
            self.pressed += 1
            self.pause()
            # Qt's own keyClick aborts the process on letters outside Latin-1.
            code = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key(0)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._where(), QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter))

    def _where(self) -> QWidget:
        return QApplication.focusWidget() or self._window()
