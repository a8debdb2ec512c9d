"""The question about the time: asked at F9 when the clock is a day or more off, before a receipt would bear it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.ui import shown
from counter_app.ui.actions import Verb

if TYPE_CHECKING:
    from counter_app.ui.pages.intake import IntakePage
    from counter_app.usecases.clock_guard import ClockDoubt
    from counter_app.usecases.desk import Desk


class IntakeClock(QObject):
    """Asks on one intake page; an answer goes on with F9."""

    def __init__(self, page: "IntakePage") -> None:
        super().__init__(page)
        self._page = page

    def asks(self, desk: "Desk") -> bool:
        """Ask if the time must be asked about; False when F9 may go on."""
        doubt = desk.clock_doubt()
        if doubt is None:
            return False
        if doubt.reason == "differs":
            self._ask_which(desk, doubt)
        else:
            self._ask_whether(desk, doubt)
        return True

    def _ask_which(self, desk: "Desk", doubt: "ClockDoubt") -> None:
        headline = self.tr("This computer's clock says {own}, the city's says {city}.")
        self._page.banner.ask(
            headline.format(own=shown.moment(doubt.own), city=shown.moment(doubt.corrected)),
            self.tr("Nothing is registered yet; what you typed is still there. Which time shall the receipt bear?"),
            (
                Verb("clock_city", self.tr("The city's time"), "C", lambda: self._answer(desk, own=False)),
                Verb("clock_own", self.tr("This computer's time"), "P", lambda: self._answer(desk, own=True)),
                self._not_now(),
            ),
        )

    def _ask_whether(self, desk: "Desk", doubt: "ClockDoubt") -> None:
        headline = self.tr("This computer's clock says {own}, but the newest entry here is of {newest}.")
        self._page.banner.ask(
            headline.format(own=shown.moment(doubt.own), newest=shown.moment(doubt.corrected)),
            self.tr(
                "Nothing is registered yet; what you typed is still there. Put the clock right and press F9 again, "
                "or say that it is right."
            ),
            (
                Verb("clock_own", self.tr("The clock is right"), "P", lambda: self._answer(desk, own=True)),
                self._not_now(),
            ),
        )

    def _not_now(self) -> Verb:
        return Verb("clock_later", self.tr("Not now"), "Esc", self._leave)

    def _answer(self, desk: "Desk", *, own: bool) -> None:
        desk.confirm_clock(own)
        self._leave()
        self._page.finish()

    def _leave(self) -> None:
        self._page.banner.clear()
        self._page.fields.go_on()
