"""Where a scan leads: a card to the intake page, a dossier's code to its page, a badge to another officer, anything
else to one sentence."""

from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject

from counter_app.ui import words

if TYPE_CHECKING:
    from uuid import UUID

    from counter_app.domain.own_codes import OwnPaper
    from counter_app.domain.scan import Scan
    from counter_app.ui.app_window import AppWindow
    from counter_app.ui.officer_switch import OfficerSwitch
    from counter_app.ui.page import Page
    from counter_app.ui.pages.work import WorkPage

_SLIP: Final = "KT-"
"""So the code of a missing-items slip begins."""


class Scanning(QObject):
    """Works on one window."""

    def __init__(self, window: "AppWindow") -> None:
        super().__init__(window)
        self._window = window
        window.events.scanned.connect(self._scanned)

    @cached_property
    def officers(self) -> "OfficerSwitch":
        """Who writes, chosen by badge or on the page About."""
        from counter_app.ui.officer_switch import OfficerSwitch  # not before somebody chooses

        return OfficerSwitch(self._window)

    def open_code(self, code: str) -> None:
        """Show the dossier with this code, or say that it is not known here."""
        window, desk = self._window, self._window.desk
        if desk is None:
            return
        page = window.pages[window.here]

        def opened(found: "UUID | None") -> None:
            if found is not None:
                window.open_dossier(found)
            elif not page.banner.asking:
                unknown = self.tr("Dossier {code} is not known at this counter.")
                if code.startswith(_SLIP):
                    unknown = self.tr("The dossier of slip {code} is not known at this counter.")
                page.banner.say(unknown.format(code=code), words.untouched(), "warn")

        page.ask(lambda: desk.by_code(code), opened, key="code")

    def _scanned(self, text: str) -> None:
        # Imported with the first scan: how codes are read is not needed for the first paint.
        from counter_app.domain import scan
        from counter_app.domain.own_codes import VISIT_SHEET

        window, read = self._window, scan.read(text)
        if isinstance(read, scan.DossierScan):
            if not window.pages[window.here].takes_code(read.code.text):
                self.open_code(read.code.text)
        elif isinstance(read, scan.PaperScan) and read.paper.kind != VISIT_SHEET:
            self._paper(read.paper)
        elif isinstance(read, scan.CardScan):
            page = window.pages[window.here]
            if page.takes_card(read):
                return
            if window.here != "intake":
                window.go("intake")
            window.intake.scans.card(read)
        elif isinstance(read, scan.BadgeScan):
            self.officers.badge(read.badge, read)
        else:
            self._say(window.pages[window.here], read)

    def _paper(self, paper: "OwnPaper") -> None:
        """A hand-over list is taken over on the page Work; a missing-items slip leads to its dossier."""
        from counter_app.domain.own_codes import HAND_OVER_LIST

        if paper.kind == HAND_OVER_LIST and self._window.desk is not None:
            self._window.go("work")
            cast("WorkPage", self._window.page("work")).open_list(paper.text)
        elif paper.kind != HAND_OVER_LIST:
            self.open_code(paper.text)

    def _say(self, page: "Page", read: "Scan") -> None:
        """One sentence for what is neither card nor dossier; nothing else happens."""
        if not page.banner.asking:
            page.banner.say(words.other_scan(read), words.untouched(), "warn")
