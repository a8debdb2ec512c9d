"""Receipts that may never have come out before the counter was closed or cut off: said at start, printed with a key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from counter_app.ui import words
from counter_app.ui.background import Lane

if TYPE_CHECKING:
    from counter_app.domain.errors import CounterError
    from counter_app.ui.pages.intake import IntakePage
    from counter_app.usecases.desk import Desk, PrintOutcome
    from counter_app.usecases.left_receipts import LeftReceipt

NAMED: Final = 3
"""How many are named by their codes; the others are counted."""


class IntakeLeft(QObject):
    """Works on one intake page. What was not printed and not looked at is said again at the next start."""

    def __init__(self, page: "IntakePage") -> None:
        super().__init__(page)
        self._page = page
        self._left: tuple[LeftReceipt, ...] = ()
        self._printing = False

    def look(self) -> None:
        """Ask what is left over; a printer may have to be asked first, so not on this thread."""
        desk = self._page.desk
        if desk is not None:
            self._page.background.run(
                self, desk.left_receipts, self._found, self._page.complain, lane=Lane.MACHINES, key="left", quiet=True
            )

    def print_them(self) -> None:
        """F11: print them one after the other, until one fails."""
        desk, left = self._page.desk, self._left
        if desk is None or not left:
            self._nothing()
            return
        if self._printing:
            return
        self._printing = True
        self._page.banner.say(self.tr("Printing %n receipt(s) …", "", len(left)))
        self._page.background.run(
            self, lambda: _print_all(desk, left), self._printed, self._not_printed, lane=Lane.MACHINES
        )

    def looked(self) -> None:
        """Ctrl+F11: the officer has looked and needs none of them."""
        page, desk = self._page, self._page.desk
        if desk is None or not self._left:
            self._nothing()
            return

        def done(_nothing: None) -> None:
            self._left = ()
            page.banner.say(self.tr("Not asked about again."), self.tr("Each dossier's page still prints its receipt."))

        page.background.run(self, desk.looked_at_receipts, done, page.complain, lane=Lane.WRITING)

    def _nothing(self) -> None:
        self._page.banner.say(self.tr("No receipt is left over from before."))

    def _found(self, left: Sequence["LeftReceipt"]) -> None:
        self._left = tuple(left)
        self._say()

    def _say(self) -> None:
        page, left = self._page, self._left
        if not left or page.banner.asking or page.finishing.last is not None:
            return
        codes = ", ".join(receipt.code for receipt in left[:NAMED])
        if len(left) > NAMED:
            codes = self.tr("{codes} and %n more", "", len(left) - NAMED).format(codes=codes)
        page.banner.say(
            self.tr("%n receipt(s) may not have come out before: {codes}", "", len(left)).format(codes=codes),
            self.tr(
                "The dossiers are saved with their codes. F11 prints, marked as a reprint where a paper may be out; "
                "Ctrl+F11 when you have looked and need none."
            ),
            "warn",
            [verb for verb in page.verbs() if verb.id in ("left_print", "left_looked")],
        )

    def _printed(self, outcomes: Sequence["PrintOutcome"]) -> None:
        self._printing = False
        failed = next((outcome for outcome in outcomes if outcome.row.state in ("failed", "unknown")), None)
        tried = {outcome.row.dossier for outcome in outcomes if outcome.row.state != "failed"}
        self._left = tuple(receipt for receipt in self._left if receipt.dossier not in tried)
        page = self._page
        if failed is None:
            page.banner.say(self.tr("%n receipt(s) printed.", "", len(tried)), "", "good")
            return
        reason = f" – {words.reason(failed.row.reason)}" if failed.row.reason else ""
        page.banner.say(
            self.tr("Receipt of {code}: {state}{reason}").format(
                code=failed.row.code, state=words.state(failed.row.state), reason=reason
            ),
            self.tr("The dossiers are saved. F11 goes on printing, %n left.", "", len(self._left)),
            "warn",
            [verb for verb in page.verbs() if verb.id in ("left_print", "left_looked")] if self._left else (),
        )

    def _not_printed(self, error: "CounterError") -> None:
        self._printing = False
        self._page.complain(error, "F11")


def _print_all(desk: "Desk", left: Sequence["LeftReceipt"]) -> Sequence["PrintOutcome"]:
    """In the machines' lane: print until one does not surely or probably come out."""
    outcomes: list[PrintOutcome] = []
    for receipt in left:
        outcomes.append(desk.print_receipt(receipt.dossier))
        if outcomes[-1].row.state in ("failed", "unknown"):
            break
    return outcomes
