"""The whole application for a story: the real window on a folder of its own, a reader before it, hands on its keys."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from counter_app.bootstrap.window import CounterWindow, Prepare
from counter_app.devices.clock import Clock
from counter_app.devices.drivers.simulated_reader import SimulatedReader
from counter_app.domain.errors import CounterError
from counter_app.practice.hands import Hands
from counter_app.practice.hands import wait_until as wait_long
from counter_app.practice.people import Citizen
from counter_app.settings import Places, Settings
from counter_app.ui.app import application
from counter_app.ui.form import Form
from counter_app.ui.pages.intake import SECOND_PRESS_MS, IntakePage
from counter_app.ui.widgets.banner import Banner
from counter_app.usecases.desk import Desk, PrintRow
from counter_app.usecases.printing import Machines

SETTINGS: Final = Settings(
    device="quay-1",
    device_name="Quầy 1",
    slot=1,
    officer="Lê Thị Thử",
    unit="31120",
    electronic_code="H13.00.01",
    printer="folder:",
    label_printer="folder:",
    slip_printer="folder:",
    reader="simulated",
    language="en",
)
Key = Qt.Key
CTRL: Final = Qt.KeyboardModifier.ControlModifier
COPIES, BIRTH, MARRIAGE, LODGING = "2.000815", "1.001193", "1.000894", "2.001159"
"""Procedures of the shipped catalogue: certified copies, birth, marriage, and the notice that asks for no papers."""

PATIENCE_MS: Final = 10_000
"""A story does nothing that takes long; what has not come about by then will not."""

_MOUSE: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


def wait_until(so: Callable[[], bool], what: str) -> None:
    """Let the window work until `so()` is true."""
    wait_long(so, what, PATIENCE_MS)


class MouseWatch(QObject):
    """Counts everything that a mouse or a finger did in the application."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() in _MOUSE
        return super().eventFilter(watched, event)


class Opened:
    """One counter on the screen. What is asked of it is asked as an officer asks: by scans and keys."""

    def __init__(
        self,
        home: Path,
        settings: Settings = SETTINGS,
        *,
        practice: bool = False,
        prepare: Prepare = lambda settings: settings,
        machines: Machines | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.places = Places.of(practice=practice, home=home)
        self.reader = SimulatedReader("reader")
        self.failure: CounterError | None = None
        self.scanned: list[str] = []
        self._closed = False
        self.window = CounterWindow(
            application(),
            self.places,
            settings,
            practice=practice,
            reader=self.reader,
            prepare=prepare,
            machines=machines,
            clock=clock,
        )
        self.window.failed.connect(self._failed)
        self.window.events.scanned.connect(self.scanned.append)
        self.window.screen.resize(1366, 768)
        self.hands = Hands(lambda: self.window.screen)

    # what is seen

    @property
    def desk(self) -> Desk:
        counter = self.window.counter
        assert counter is not None
        return counter.desk

    @property
    def intake(self) -> IntakePage:
        return self.window.screen.intake

    @property
    def form(self) -> Form:
        return self.intake.form()

    @property
    def banner(self) -> Banner:
        """The line of the page that is looked at."""
        screen = self.window.screen
        return screen.pages[screen.here].banner

    @property
    def said(self) -> str:
        """What that line says, empty when it is hidden."""
        banner = self.banner
        return "" if banner.isHidden() else f"{banner.headline.text()} {banner.detail.text()}".strip()

    @property
    def light(self) -> str:
        return self.window.screen.strip.light

    @property
    def strip(self) -> str:
        """What the sync strip says."""
        return self.window.screen.strip.accessibleName()

    def lines(self) -> dict[str, str]:
        """What stands in every text line of the intake page and in the search box."""
        screen = self.window.screen
        return {line.objectName(): line.text() for line in (screen.top.search, *self.intake.findChildren(QLineEdit))}

    def receipts(self) -> list[str]:
        """The codes of the papers in the folder, reprints included."""
        return sorted(path.stem for path in self.places.papers.glob("*.pdf")) if self.places.papers.exists() else []

    def prints(self, document: str = "receipt") -> list[PrintRow]:
        """The print ledger, newest first."""
        return [row for row in self.desk.prints() if row.document == document]

    # what is done

    def open(self) -> "Opened":
        """Show the window and wait until F9 works."""
        self.window.open()
        wait_until(lambda: self.window.screen.desk is not None, "the counter is open")
        self.idle()
        return self

    def open_in_vain(self) -> CounterError:
        """Show the window and wait until it says why the counter would not open."""
        self.window.open()
        wait_until(lambda: self.failure is not None, "the counter says why it would not open")
        assert self.failure is not None
        return self.failure

    def idle(self) -> None:
        """Wait until nothing is under way behind the screen."""
        wait_until(lambda: self.window.screen.background.idle, "nothing is under way")

    def scan(self, text: str) -> None:
        """Put a code in front of the reader."""
        self.reader.scan(text)

    def burst(self, text: str, end: Key = Key.Key_Return) -> None:
        """Type a code as a keyboard-wedge scanner does: key after key with no time between, where the focus is."""
        where = QApplication.focusWidget() or self.window.screen
        strokes = [(_key_of(letter), letter) for letter in text] + [(end, "\r")]
        # A real keyboard's events carry their time; without it a busy machine would look like a slow scanner.
        struck = int(time.monotonic() * 1000)
        for key, letter in strokes:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                event.setTimestamp(struck)
                QApplication.sendEvent(where, event)

    def seat(self, citizen: Citizen) -> None:
        """Scan a citizen's card into the empty form and wait for what is known of him."""
        self.scan(citizen.card)
        wait_until(lambda: self.form.applicant.name == citizen.name, "the card fills the form")
        self.idle()

    def choose(self, words: str) -> None:
        """Type a procedure's everyday words and Enter."""
        before = self.form.procedure
        self.hands.type(words)
        wait_until(lambda: self.intake.fields.procedure.search.text() == words, "the words are in the line")
        self.hands.press(Key.Key_Return)
        wait_until(lambda: self.form.procedure not in (None, before), "a procedure is chosen")

    def tick_all(self) -> None:
        self.hands.press(Key.Key_Space, CTRL)
        wait_until(lambda: all(paper.given for paper in self.form.papers), "all papers are ticked")

    def finish(self) -> str:
        """F9; wait until the dossier is registered and its paper's fate is known. Return the code."""
        before = self.intake.finishing.last
        self.hands.press(Key.Key_F9)
        finishing = self.intake.finishing
        wait_until(lambda: finishing.last not in (None, before) and not finishing.printing, "registered and printed")
        self.idle()
        assert finishing.receipt is not None
        return finishing.receipt.code

    def serve(self, citizen: Citizen, words: str, copies: str = "") -> str:
        """The whole job for one citizen; return the code."""
        self.seat(citizen)
        self.choose(words)
        if self.form.papers:
            self.tick_all()
        if copies:
            self.hands.press(Key.Key_Tab)
            self.hands.type(copies)
            wait_until(lambda: self.form.copies == copies, "the copies are typed")
        return self.finish()

    def rest(self, ms: int = SECOND_PRESS_MS) -> None:
        """Let time pass: by itself that in which a second F9 counts as the same press."""
        passed = QElapsedTimer()
        passed.start()
        wait_until(lambda: passed.hasExpired(ms), "the hand has come to rest")

    def press(self, key: Key, so: Callable[[], bool], what: str, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key and wait for what it does."""
        self.hands.press(key, modifier or Qt.KeyboardModifier.NoModifier)
        wait_until(so, what)

    def focus(self, widget: QWidget) -> None:
        """Put the focus there (tab order is walked elsewhere)."""
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def close(self) -> None:
        """Close it; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        self.window.close()
        # Now and here, whole: left to the garbage collector it would go piece by piece, in whichever thread it runs.
        for left in (self.window.screen, self.window):
            left.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _failed(self, error: CounterError) -> None:
        self.failure = error


def _key_of(letter: str) -> Key:
    return Key(ord(letter.upper())) if letter.isascii() and letter.isprintable() else Key(0)
