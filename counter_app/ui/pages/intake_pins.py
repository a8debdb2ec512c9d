"""Ctrl+D: the chosen or marked procedure is pinned to the top of the list, or no longer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.ui.background import Lane

if TYPE_CHECKING:
    from counter_app.domain.catalogue import Procedure
    from counter_app.ui.pages.intake import IntakePage


class IntakePins(QObject):
    """Works on one intake page."""

    def __init__(self, page: "IntakePage") -> None:
        super().__init__(page)
        self._page = page

    def turn(self) -> None:
        """Pin the procedure of the form, else the marked one of the list; a pinned one loses its pin."""
        page, desk = self._page, self._page.desk
        procedure = page.form().procedure or page.fields.procedure.choices.marked
        if desk is None or procedure is None:
            page.banner.say(self.tr("Nothing to pin yet."), self.tr("Choose or mark a procedure first, then Ctrl+D."))
            return
        page.background.run(
            self,
            lambda: desk.pin(procedure.code),
            lambda pinned: self._turned(procedure, pinned=pinned),
            lambda error: page.complain(error, "Ctrl+D"),
            lane=Lane.WRITING,
        )

    def _turned(self, procedure: "Procedure", *, pinned: bool) -> None:
        page = self._page
        self._offer_again(procedure)
        if page.banner.asking:
            return
        if pinned:
            page.banner.say(
                self.tr("Pinned: {name}").format(name=procedure.name),
                self.tr("It comes first when no words are typed; Ctrl+D takes the pin away."),
            )
        else:
            page.banner.say(
                self.tr("No longer pinned: {name}").format(name=procedure.name), self.tr("Ctrl+D pins it again.")
            )

    def _offer_again(self, procedure: "Procedure") -> None:
        """Show the list as it is now, the same procedure still marked."""
        page, panel = self._page, self._page.fields.procedure
        if page.desk is not None and page.form().procedure is None:
            panel.offer(page.desk.procedures(panel.search.text()))
            panel.choices.mark(procedure.code)
