"""Everything pending for the person whose card was read: results that lie ready, missing papers, fees left."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.ui import shown
from counter_app.ui.actions import Verb

if TYPE_CHECKING:
    from counter_app.ui.pages.intake import IntakePage
    from counter_app.usecases.questions.life import PersonPending, Verdict


class IntakePending(QObject):
    """Works on one intake page; says what waits, and Ctrl+Enter opens the most urgent dossier."""

    def __init__(self, page: "IntakePage") -> None:
        super().__init__(page)
        self._page = page
        self._first: Verdict | None = None

    def verb(self) -> Verb:
        """Return what opens the dossier that waits."""
        note = self.tr("Open what waits for this person")
        return Verb("pending", self.tr("Open"), "Ctrl+Return", self.open, "dossiers", note)

    def ask(self, number: str) -> None:
        """A card with this number was read: ask what waits."""
        desk, self._first = self._page.desk, None
        if desk is not None and number:
            self._page.ask(
                lambda: desk.acts().ask.pending(number),
                lambda found: self._say(number, found),
                key="pending",
                quiet=True,
            )

    def open(self) -> None:
        """Ctrl+Enter: open what waits; the form stays as it is."""
        if self._first is None:
            self._page.banner.say(self.tr("Nothing waits for this person."))
        else:
            self._page.open_dossier.emit(self._first.dossier)

    def _say(self, number: str, found: "PersonPending") -> None:
        page = self._page
        waiting = (*found.ready, *found.papers_missing)
        if not waiting or page.form().applicant.number != number:
            return
        self._first = waiting[0]
        if page.banner.isVisible():
            return
        parts = []
        if found.ready:
            where = ", ".join(dict.fromkeys(one.shelf for one in found.ready if one.shelf))
            ready = self.tr("%n result(s) ready", "", len(found.ready))
            parts.append(f"{ready} ({where})" if where else ready)
        if found.papers_missing:
            names = "; ".join(name for one in found.papers_missing for name in one.missing)
            parts.append(self.tr("waits for papers: {names}").format(names=names))
        owed = sum(one.owed or 0 for one in found.unpaid)
        if owed:
            parts.append(self.tr("fee left {fee}").format(fee=shown.dong(owed)))
        if found.open:
            parts.append(self.tr("%n dossier(s) in progress", "", len(found.open)))
        page.banner.say(" · ".join(parts), "", "info", [self.verb()])
