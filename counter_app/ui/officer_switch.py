"""Another officer goes on: by a badge on any page or by the list on the page About, with a PIN where there is one.

What is typed in the form stays. Made when somebody is first chosen, not before the window is ready.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from counter_app.domain.errors import OfficerCanMend
from counter_app.ui import words
from counter_app.ui.background import Lane
from counter_app.ui.widgets.pin_bar import PinBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from counter_app.domain.errors import CounterError
    from counter_app.domain.own_codes import Badge
    from counter_app.domain.scan import Scan
    from counter_app.ui.app_window import AppWindow
    from counter_app.usecases.desk import OfficerRow

_PLACE = 2
"""Below the top bar and the line of a rehearsal."""


class OfficerSwitch(QObject):
    """Works on one window."""

    chosen = Signal(str)
    """The name that writes from now on."""

    def __init__(self, window: "AppWindow") -> None:
        super().__init__(window)
        self._window = window
        self.bar: PinBar | None = None
        self._came_from: QWidget | None = None

    def badge(self, badge: "Badge", scan: "Scan") -> None:
        """A staff badge was scanned; where the office has no accounts it is told what it is, as any other code."""
        window, desk = self._window, self._window.desk
        if desk is None:
            return
        page = window.pages[window.here]

        def found(rows: "Sequence[OfficerRow]") -> None:
            row = next((one for one in rows if one.code == badge.text), None)
            if rows:
                self.choose(badge.text, row.name if row else badge.text)
            elif not page.banner.asking:
                page.banner.say(words.other_scan(scan), words.untouched(), "warn")

        page.ask(desk.officers, found, key="officers")

    def choose(self, code: str, name: str) -> None:
        """Let the officer with this badge write; a PIN is asked for where the account has one."""
        self._drop()
        self._try(code, name, "")

    def look(self) -> None:
        """Accounts came: show who writes now, and say so when nobody may any more."""
        desk = self._window.desk
        if desk is not None:
            self._window.background.run(
                self, desk.officers, lambda _rows: self._looked(), lambda _error: None, key="officers", quiet=True
            )

    def _looked(self) -> None:
        window, desk = self._window, self._window.desk
        if desk is None:
            return
        before, now = window.rail.officer.text(), desk.officer_now()
        window.rail.officer.setText(now)
        banner = window.pages[window.here].banner
        if before and not now and not banner.asking:
            banner.complain(words.sentence(OfficerCanMend("officer_missing")))

    def _try(self, code: str, name: str, pin: str) -> None:
        desk = self._window.desk
        if desk is None:
            return
        self._window.background.run(
            self,
            partial(desk.choose_officer, code, pin),
            self._done,
            partial(self._refused, code, name),
            lane=Lane.WRITING,
        )

    def _done(self, name: str) -> None:
        window = self._window
        self._drop()
        window.rail.officer.setText(name)
        page = window.pages[window.here]
        if window.here == "intake":
            window.intake.shown()  # another officer has other pins
        if not page.banner.asking:
            page.banner.say(
                self.tr("{name} writes from now on.").format(name=name), self.tr("The form is as it was."), "good"
            )
        self.chosen.emit(name)

    def _refused(self, code: str, name: str, error: "CounterError") -> None:
        seconds = int(error.facts.get("seconds", 0))
        if error.code == "pin_wanted" or (error.code == "pin_wait" and self.bar is None):
            self._ask(code, name)
        if self.bar is None:
            page = self._window.pages[self._window.here]
            if not page.banner.asking:
                page.complain(error)
        elif error.code != "pin_wanted":
            said = words.sentence(error)
            self.bar.refuse(said.happened, said.now, seconds)

    def _ask(self, code: str, name: str) -> None:
        window = self._window
        self._came_from = window.focusWidget()
        self.bar = PinBar(name, window.middle)
        self.bar.given.connect(lambda pin: self._try(code, name, pin))
        self.bar.left.connect(self._drop)
        window.column.insertWidget(_PLACE, self.bar)
        self.bar.ask()

    def _drop(self) -> None:
        """Take the bar away and go back to where the work was."""
        bar, self.bar = self.bar, None
        if bar is None or not isValid(bar):
            return
        bar.hide()
        bar.deleteLater()
        came_from, self._came_from = self._came_from, None
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.pages[self._window.here].shown()
