"""The keyboard-wedge scanner: an event filter on the whole application that catches scans before any field sees them.

Held are, in their order, key presses, key releases and input-method steps; they are given back through the window they
came for, so focus, completers, masks and default buttons behave as if nothing had happened. Key shortcuts are asked for
before a key is pressed: while a scan is running they are declined, so a scanned Enter or letter triggers nothing; a
page should therefore not use a single plain letter as a shortcut.
"""

import time
from collections import deque
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent

from counter_app.devices.wedge import Kind, Verdict, WedgeDetector

_LINE_ENDS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t"}
_SILENT = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock})
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ENDS_TYPING = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
        QEvent.Type.WindowDeactivate,
        QEvent.Type.ApplicationDeactivate,
        QEvent.Type.Close,
        QEvent.Type.FocusAboutToChange,
    }
)
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.InputMethod, QEvent.Type.ShortcutOverride})
_WATCHED = _KEYS | _ENDS_TYPING


@dataclass(slots=True)
class _Held:
    target: QObject
    event: QEvent
    stroke: bool
    key: int = 0


class WedgeFilter(QObject):
    """Emits `scanned(text)` for every burst; `install` and `remove` it on the application, in the screen's thread."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, detector: WedgeDetector | None = None) -> None:
        super().__init__(parent)
        self._detector = detector or WedgeDetector()
        self._held: deque[_Held] = deque()
        self._swallowed: set[int] = set()
        self._given_back: QEvent | None = None
        self._clock_offset: float | None = None
        self._second_look = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._time_over)

    def install(self) -> None:
        """Begin to watch the application's keys."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def remove(self) -> None:
        """Give back what is held and stop watching."""
        self._flush()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _WATCHED or event is self._given_back:
            return False
        if kind in _ENDS_TYPING:
            # A page that moves the focus, or a window that comes up, must not tear a scan that is under way.
            if not self._detector.recognised:
                self._flush()
            return False
        if isinstance(event, QInputMethodEvent):
            return self._composed(watched, event)
        if not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._shortcut(event)
        if kind == QEvent.Type.KeyRelease:
            return self._released(watched, event)
        return self._pressed(watched, event)

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        text = _stroke_text(event)
        if text is None:
            if event.key() in _SILENT and self._held:
                self._held.append(_Held(watched, _copy(event), stroke=False))
                return True
            if event.key() not in _SILENT:
                self._flush()
            return False
        at = self._moment(event)
        if not self._detector.holding and text == "\b":
            return False
        if not event.isAutoRepeat():
            self._swallowed.discard(event.key())
        self._held.append(_Held(watched, _copy(event), stroke=True, key=event.key()))
        return self._obey(self._detector.key(text, at, repeat=event.isAutoRepeat()))

    def _released(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in self._swallowed:
            if not event.isAutoRepeat():
                self._swallowed.discard(event.key())
            return True
        if not self._held:
            return False
        self._held.append(_Held(watched, _copy(event), stroke=False))
        return True

    def _composed(self, watched: QObject, event: QInputMethodEvent) -> bool:
        if not event.commitString() and not event.preeditString() and not self._held:
            return False
        self._held.append(_Held(watched, _copy_composed(event), stroke=True))
        return self._obey(self._detector.key(event.commitString(), time.monotonic()))

    def _shortcut(self, event: QKeyEvent) -> bool:
        text = _stroke_text(event)
        if text is None or event.isAutoRepeat():
            return False
        at = self._moment(event)
        within = self._detector.holding > 1 and text not in "\r\n\t\b" and at <= self._detector.due
        if within or self._detector.would_end_scan(text, at):
            event.accept()
            return True
        return False

    def _obey(self, verdict: Verdict) -> bool:
        """Carry a verdict out; False lets the event that led to it go its own way, behind those given back."""
        mine = False
        if verdict.kind is Kind.RELEASE:
            if not self._detector.holding:
                self._held.pop()
                mine = True
            self._give_back(verdict.strokes - mine)
        elif verdict.kind is not Kind.HOLD:
            self._capture(verdict.strokes)
            if verdict.kind is Kind.BURST:
                self.scanned.emit(verdict.text)
        self._wait()
        return not mine

    def _capture(self, strokes: int) -> None:
        for held in self._take(strokes):
            if held.stroke and held.key:
                self._swallowed.add(held.key)
            elif held.event.type() == QEvent.Type.KeyRelease and isinstance(held.event, QKeyEvent):
                self._swallowed.discard(held.event.key())

    def _give_back(self, strokes: int) -> None:
        """Send held events on their way again; only they pass unseen, as a key may open a dialog with its own loop."""
        for held in self._take(strokes):
            target = held.target if shiboken6.isValid(held.target) else QGuiApplication.focusWindow()
            if target is not None:
                self._given_back = held.event
                QCoreApplication.sendEvent(target, held.event)
        self._given_back = None

    def _take(self, strokes: int) -> list[_Held]:
        """Take that many strokes and what rode along (shift keys, releases) up to the next stroke."""
        taken: list[_Held] = []
        while self._held and (strokes > 0 or not self._held[0].stroke):
            held = self._held.popleft()
            strokes -= held.stroke
            taken.append(held)
        return taken

    def _flush(self) -> None:
        if self._held:
            self._give_back(self._detector.flush().strokes)
        self._wait()

    def _wait(self) -> None:
        if not self._held:
            self._timer.stop()
            return
        self._second_look = False
        self._timer.start(max(1, round((self._detector.due - time.monotonic()) * 1000) + 1))

    def _time_over(self) -> None:
        """Let go, but look a second time: keys struck while the screen was busy must be seen before time is called."""
        if not self._second_look:
            self._second_look = True
            self._timer.start(1)
            return
        verdict = self._detector.tick(time.monotonic())
        if verdict.kind is Kind.RELEASE:
            self._give_back(verdict.strokes)
        self._wait()

    def _moment(self, event: QKeyEvent) -> float:
        """Return when the key was struck, on the monotonic clock.

        The system's own time stamp is kept even when the screen was busy meanwhile; it counts from another beginning,
        so the smallest difference ever seen stands for "no delay". Made-up events carry none and count as of now.
        """
        now = time.monotonic()
        if not event.timestamp():
            return now
        stamped = event.timestamp() / 1000
        offset = now - stamped
        if self._clock_offset is None or offset < self._clock_offset or offset - self._clock_offset > 60:
            self._clock_offset = offset
        return stamped + self._clock_offset


def _stroke_text(event: QKeyEvent) -> str | None:
    """Return what the key adds to a scan's text, or None for keys that no scanner sends."""
    if event.text() in ("\r", "\n"):
        # Some scanners end with Ctrl+J or Ctrl+M, some keyboards have a Linefeed key.
        return event.text()
    if event.modifiers() & _COMMANDS and not event.modifiers() & Qt.KeyboardModifier.GroupSwitchModifier:
        return None
    if event.key() == Qt.Key.Key_Backspace:
        return "\b"
    end = _LINE_ENDS.get(Qt.Key(event.key()))
    if end is not None:
        return end
    text = event.text()
    return text if text and text.isprintable() else None


def _copy(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )


def _copy_composed(event: QInputMethodEvent) -> QInputMethodEvent:
    copy = QInputMethodEvent(event.preeditString(), event.attributes())
    copy.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
    return copy
