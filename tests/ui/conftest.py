"""A whole counter with its window: real store, real papers, simulated printer, a clock that stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.bootstrap.counter import Counter, start_counter
from counter_app.devices.clock import SteppedClock
from counter_app.devices.drivers.simulated import SimulatedPrinter
from counter_app.domain.times import VIETNAM
from counter_app.practice.hands import wait_until
from counter_app.settings import Places, Settings
from counter_app.ui.app import build_window
from counter_app.ui.app_window import AppWindow
from counter_app.ui.events import Events
from counter_app.ui.page import CounterSign
from counter_app.usecases.printing import Machines

MONDAY = datetime(2026, 11, 23, 8, 15, tzinfo=VIETNAM)
SETTINGS = Settings(
    device="quay-1",
    device_name="Quầy 1",
    slot=1,
    officer="Lê Thị Thử",
    unit="31120",
    electronic_code="H13.00.01",
)
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Seat:
    """An officer's seat: the window, the counter behind it, hands that count their keys."""

    window: AppWindow
    counter: Counter
    printer: SimulatedPrinter
    clock: SteppedClock
    events: Events
    keys: int = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press one key where the focus is."""
        self.keys += 1
        QTest.keyClick(self._where(), key, modifier)

    def type(self, text: str) -> None:
        """Type letters; those that no key has arrive as text (keyClicks would abort the process)."""
        for letter in text:
            self.keys += 1
            code = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key(0)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._where(), QKeyEvent(kind, code, NONE, letter))

    def until(self, so: Callable[[], object]) -> None:
        """Let the window work until `so()` holds and nothing is under way."""
        wait_until(lambda: bool(so()) and self.window.background.idle, "it came about", 10_000)

    def rest(self) -> None:
        """Let everything that is under way come to its end."""
        self.until(lambda: True)

    def scan(self, text: str) -> None:
        self.events.scan(text)

    def _where(self) -> QWidget:
        return QApplication.focusWidget() or self.window


def make_seat(home: Path, language: str = "vi", *, attach: bool = True, seconds_a_paper: float = 0) -> Seat:
    clock = SteppedClock(MONDAY)
    printer = SimulatedPrinter("receipts", clock, seconds=seconds_a_paper)
    events = Events()
    machines = Machines(receipts=printer, labels=printer, slips=printer)
    counter = start_counter(Places(home), SETTINGS, events.announce, practice=False, machines=machines, clock=clock)
    sign = CounterSign(counter.desk.office, SETTINGS.device_name, SETTINGS.officer, practice=False)
    window = build_window(sign, events, language=language)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    seat = Seat(window, counter, printer, clock, events)
    wait_until(lambda: window.intake.isAncestorOf(QApplication.focusWidget() or window), "the window has the focus")
    if attach:
        window.attach(counter.desk)
        seat.until(window.intake.fields.procedure.choices.offered.rowCount)
    return seat


def leave(seat: Seat) -> None:
    seat.window.close()
    seat.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    seat.counter.close()


@pytest.fixture
def seat(qapp: QApplication, tmp_path: Path) -> Iterator[Seat]:
    made = make_seat(tmp_path)
    yield made
    leave(made)


@pytest.fixture(autouse=True)
def no_qt_warnings() -> Iterator[None]:
    """A Qt warning fails the test that caused it."""
    said: list[str] = []

    def heard(kind: QtMsgType, _context: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "propagateSizeHints" not in message:
            said.append(message)

    before = qInstallMessageHandler(heard)
    yield
    qInstallMessageHandler(before)
    assert said == []
