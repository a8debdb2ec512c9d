"""F4: the slip that says what to bring next time; nothing is registered by it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.ui import words
from counter_app.ui.background import Lane

if TYPE_CHECKING:
    from counter_app.ui.pages.intake import IntakePage
    from counter_app.usecases.desk import PrintOutcome


class IntakeSlip(QObject):
    """Works on one intake page; the form stays as it is."""

    def __init__(self, page: "IntakePage") -> None:
        super().__init__(page)
        self._page = page

    def print_missing(self) -> None:
        """Print what is missing, or say that nothing is."""
        page, desk, draft = self._page, self._page.desk, self._page.form().draft()
        if desk is None or draft.procedure is None or not draft.missing:
            page.banner.say(
                self.tr("Nothing is missing, so there is no slip to print."),
                self.tr("Choose a procedure and leave the missing papers unticked, then F4."),
            )
            return
        page.background.run(
            page,
            lambda: desk.print_missing(draft),
            self._printed,
            lambda error: page.complain(error, "F4"),
            lane=Lane.MACHINES,
        )

    def _printed(self, outcome: "PrintOutcome") -> None:
        self._page.banner.say(
            self.tr("Missing-items slip: {state}.").format(state=words.state(outcome.row.state)),
            self.tr("The form is still here; nothing was registered."),
            "good" if not outcome.reason else "warn",
        )
