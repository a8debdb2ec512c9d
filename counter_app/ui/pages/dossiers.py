"""The list of dossiers, and what the search box finds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui import shown
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background
from counter_app.ui.page import Page
from counter_app.ui.widgets.dossier_table import PAGE, DossierModel
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import Elided, label
from counter_app.ui.widgets.table import Table
from counter_app.usecases.desk import Desk, DossierRow


class DossiersPage(Page):
    """Newest first. `search` shows what is found instead; the empty text goes back to the list."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self._text = ""
        self._stale = True
        self.model = DossierModel(self)
        self.table = Table("dossiers", self.tr("Dossiers"), self)
        self.table.setModel(self.model)
        self.table.lay_out(self.model.columns)
        self.empty = EmptyState("empty", "", "", self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.title = label(self.tr("Dossiers"), "title")
        self.count = Elided("", "soft")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.count, 1)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for verb in self.verbs()[:3]:
            bar.addWidget(VerbButton(verb, self))
        bar.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addLayout(head)
        page.addWidget(self.stack, 1)
        page.addLayout(bar)
        self.table.opened.connect(self._open)
        self.model.wanted.connect(self._fetch)
        install([verb for verb in self.verbs() if verb.id != "open"], self)

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb(
                "open", self.tr("Open"), "Return", self.open_current, "dossiers", self.tr("Open the selected dossier")
            ),
            Verb("reload", self.tr("Newest"), "F5", self.reload, "repeat", self.tr("Go to the newest dossiers")),
            Verb("back", self.tr("Back"), "Esc", self._back, "back", self.tr("Leave the search, then the page")),
        )

    def attach(self, desk: Desk) -> None:
        super().attach(desk)
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        if self._text:
            self.search(self._text)
        elif self._stale:
            self.reload()
        if not self.table.hasFocus() and not self._text:
            self.table.setFocus()

    def changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"dossier", "event"}:
            self._stale = True
            if self.isVisible():
                self.search(self._text) if self._text else self._refresh()

    def search(self, text: str) -> None:
        """Show what is found for `text`; the empty text shows the list."""
        self._text = text.strip()
        desk, wanted = self.desk, self._text
        if not wanted:
            self.reload()
            return
        if desk is not None:
            self.ask(lambda: desk.find(wanted), self._found, key="rows", quiet=True)

    def reload(self) -> None:
        """Show the newest dossiers."""
        self._text = ""
        self._refresh()

    def open_current(self) -> None:
        """Open the selected dossier, the first one when none is selected."""
        self._open(max(self.table.row(), 0))

    def _refresh(self) -> None:
        desk = self.desk
        if desk is None:
            return
        self._stale = False
        self.ask(lambda: desk.page(None, PAGE), self._listed, key="rows", quiet=True)

    def _listed(self, first: Sequence[DossierRow]) -> None:
        """Show the newest page at once; the count, which takes longer, follows."""
        row = self.table.row()
        self.model.begin(first[0].position if first else 0, first)
        self.title.setText(self.tr("Dossiers"))
        desk = self.desk
        if desk is not None:
            self.ask(desk.count, lambda count: self._counted(count, first), key="count", quiet=True)
        if not first:
            self.empty.say(
                self.tr("No dossier yet."),
                self.tr("Ctrl+1 goes to the intake page: scan a card, choose a procedure, F9."),
            )
        self._show_rows(bool(first), row)

    def _counted(self, count: int, first: Sequence[DossierRow]) -> None:
        if self._text:
            return
        self.count.say(self.tr("{count} in this counter's store, newest first").format(count=shown.number(count)))
        if first and count != first[0].position:
            # Positions are missing, so rows cannot be reckoned from them; the list grows page by page instead.
            self.model.begin(count, first)

    def _found(self, rows: Sequence[DossierRow]) -> None:
        self.model.show_found(rows)
        self.title.setText(self.tr("Found"))
        self.count.say(self.tr("%n dossier(s) for “{text}”", "", len(rows)).format(text=self._text))
        if not rows:
            self.empty.say(
                self.tr("Nothing found for “{text}”.").format(text=self._text),
                self.tr("Try part of the name without accents, the personal number, the phone, or scan the receipt."),
            )
        self._show_rows(bool(rows), 0)

    def _show_rows(self, any_: bool, row: int) -> None:
        self.stack.setCurrentWidget(self.table if any_ else self.empty)
        if any_:
            self.table.setCurrentIndex(self.model.index(max(row, 0), 0))

    def _fetch(self, page: int, behind: int | None) -> None:
        desk = self.desk
        if desk is not None:
            self.ask(
                lambda: desk.page(behind, PAGE),
                lambda rows: self.model.take(page, rows),
                key=f"page {page}",
                quiet=True,
            )

    def _open(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None:
            self.open_dossier.emit(row.id)

    def _back(self) -> None:
        if self._text:
            self.reload()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.leave.emit()
