"""What the frame watches by itself: how far things have come, what waits for a person, what is rehearsed.

Asked every five seconds; below a hub often enough that one which falls silent is missed within three.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from counter_app.domain.errors import OfficerCanMend
from counter_app.ui import words
from counter_app.ui.background import Lane

if TYPE_CHECKING:
    from counter_app.domain.errors import CounterError
    from counter_app.ui.app_window import AppWindow
    from counter_app.usecases.ring_values import SyncView

ASK_MS: Final = 5000
ASK_BELOW_HUB_MS: Final = 400


class Watching(QObject):
    """Works on one window; begins with `start`, when there is a desk."""

    def __init__(self, window: "AppWindow") -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setInterval(ASK_MS)
        self._timer.timeout.connect(self.ask)
        self._told_version = ""

    def start(self) -> None:
        """Ask now, and again and again."""
        self._timer.start()
        self.ask()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def ask(self) -> None:
        """Ask how things are; the newest answer counts."""
        window, desk = self._window, self._window.desk
        if desk is None:
            return
        window.background.run(window.strip, desk.sync, self._show, lambda _error: None, key="sync", quiet=True)

    def end_outage(self) -> None:
        """Ctrl+Shift+E: end the rehearsal that is under way."""
        window, desk = self._window, self._window.desk
        if desk is not None and desk.outage() is not None:
            window.background.run(
                window, desk.end_outage, lambda _none: self.ask(), self._not_ended, lane=Lane.MACHINES
            )

    def _tell_version(self, error: str) -> None:
        """Say once, where it covers nothing, that this release and the ring above do not understand each other."""
        if not error.startswith("version_"):
            self._told_version = ""
            return
        banner = self._window.intake.banner
        if error != self._told_version and banner.isHidden():
            self._told_version = error
            banner.complain(words.sentence(OfficerCanMend(error)))

    def _not_ended(self, error: "CounterError") -> None:
        self._window.pages[self._window.here].complain(error, "Ctrl+Shift+E")

    def _show(self, view: "SyncView") -> None:
        window, desk = self._window, self._window.desk
        if desk is None:
            return
        window.strip.show_state(view, desk.now())
        self._tell_version(view.last_error)
        sentence = self.tr("%n waiting for a decision", "", view.conflicts)
        window.rail.show_count("conflicts", view.conflicts, sentence)
        outage = desk.outage()
        window.rehearsal.show_outage(outage)
        often = view.below_hub or outage is not None
        wanted = ASK_BELOW_HUB_MS if often else ASK_MS
        if self._timer.interval() != wanted:
            self._timer.setInterval(wanted)
