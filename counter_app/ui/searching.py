"""The search box of the frame: words lead to the list, a whole code to its dossier, Esc back to where it began."""

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.ui.app_window import AppWindow
    from counter_app.ui.pages.dossiers import DossiersPage
    from counter_app.usecases.desk import DossierRow

SEARCH_MS: Final = 120


class Searching(QObject):
    """Works on one window; `connect_box` is called for each box that the frame makes."""

    def __init__(self, window: "AppWindow") -> None:
        super().__init__(window)
        self._window = window
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SEARCH_MS)
        self._soon.timeout.connect(self._search)

    def connect_box(self) -> None:
        """Listen to the box that the window has now."""
        box = self._window.top.search
        box.textEdited.connect(lambda _text: self._soon.start())
        box.entered.connect(self._open_found)
        box.left.connect(self._leave)
        box.down.connect(self._into_list)

    def stop(self) -> None:
        """What was typed a moment ago leads nowhere any more."""
        self._soon.stop()

    def _search(self) -> None:
        window = self._window
        if window.here != "dossiers":
            window.came_from = window.here
            window.show_page("dossiers")
        cast("DossiersPage", window.page("dossiers")).search(window.top.search.text())

    def _open_found(self) -> None:
        """Enter: a whole code opens its dossier, words open the only one found."""
        window = self._window
        self.stop()
        text = window.top.search.text().strip()
        if not text:
            return
        from counter_app.domain import scan

        read = scan.read(text)
        if isinstance(read, scan.DossierScan):
            window.scanning.open_code(read.code.text)
            return
        desk = window.desk
        if desk is not None:
            self._search()
            window.pages[window.here].ask(lambda: desk.find(text), self._opened_first, key="first")

    def _opened_first(self, found: "Sequence[DossierRow]") -> None:
        if len(found) == 1:
            self._window.open_dossier(found[0].id)
        elif found:
            self._into_list()

    def _into_list(self) -> None:
        if "dossiers" in self._window.pages and self._window.here == "dossiers":
            self._window.pages["dossiers"].setFocus()

    def _leave(self) -> None:
        window = self._window
        window.top.search.clear()
        window.go(window.came_from if window.came_from != "dossier" else "intake")
