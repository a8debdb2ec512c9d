"""The list of dossiers, and what the search box finds."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.errors import CounterError
from counter_app.ui import shown
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background
from counter_app.ui.page import Page
from counter_app.ui.widgets.dossier_table import PAGE, DossierModel
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.measure import row_height
from counter_app.ui.widgets.panel import Elided, label
from counter_app.ui.widgets.table import Table
from counter_app.usecases.desk import Desk, DossierRow

HELD_MS: Final = 100
"""How long the first paint waits for the first rows."""

FOLLOWS_MS: Final = 20
"""What is not the rows, the count and the buttons, comes so much later: after their paint and not in its way."""


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
        self._empty: EmptyState | None = None
        self.title = label(self.tr("Dossiers"), "title")
        self.count = Elided("", "soft")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.count, 1)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        self._bar.addStrut(row_height(self))
        self._filled = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(8)
        self._column.addWidget(self.banner)
        self._column.addLayout(head)
        self._column.addWidget(self.table, 1)
        self._column.addLayout(self._bar)
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

    @property
    def empty(self) -> EmptyState:
        """What stands in place of the table when there is nothing to list; made when it is needed first."""
        if self._empty is None:
            self._empty = EmptyState("empty", "", "", self)
            self._column.insertWidget(self._column.indexOf(self.table) + 1, self._empty, 1)
        return self._empty

    def attach(self, desk: Desk) -> None:
        super().attach(desk)
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        if self._text:
            self.search(self._text)
        elif self._stale:
            if not self.model.rowCount():
                self._hold()
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

    def complain(self, error: CounterError, key: str = "F9") -> None:
        super().complain(error, key)
        self._release()
        self._fill_bar()

    def _hold(self) -> None:
        """Paint nothing until the first rows are there, and not longer than a moment: an empty table costs as much."""
        if self.desk is not None and self.table.updatesEnabled():
            self.table.setUpdatesEnabled(False)
            QTimer.singleShot(HELD_MS, self, self._release)

    def _fill_bar(self) -> None:
        """Add the buttons, in the room kept for them, once the rows are on the screen: nobody clicks before."""
        if self._filled:
            return
        self._filled = True
        for verb in self.verbs():
            self._bar.addWidget(VerbButton(verb, self))
        self._bar.addStretch(1)

    def _release(self) -> None:
        if not self.table.updatesEnabled():
            self.table.setUpdatesEnabled(True)

    def _listed(self, first: Sequence[DossierRow]) -> None:
        """Show the newest page at once; the count, which takes longer, follows."""
        row = self.table.row()
        self.model.begin(_likely(first), first)
        self.title.setText(self.tr("Dossiers"))
        QTimer.singleShot(FOLLOWS_MS, self, lambda: self._count(first))
        if not first:
            self.empty.say(
                self.tr("No dossier yet."),
                self.tr("Ctrl+1 goes to the intake page: scan a card, choose a procedure, F9."),
            )
        self._show_rows(bool(first), row)

    def _count(self, first: Sequence[DossierRow]) -> None:
        desk = self.desk
        if desk is not None:
            self.ask(desk.count, lambda count: self._counted(count, first), key="count", quiet=True)

    def _counted(self, count: int, first: Sequence[DossierRow]) -> None:
        if self._text:
            return
        self.count.say(self.tr("{count} in this counter's store, newest first").format(count=shown.number(count)))
        if len(first) >= PAGE and _likely(first) == first[0].position != count:
            # Positions are missing, so rows cannot be reckoned from them; the list grows page by page instead.
            row = self.table.row()
            self.model.begin(count, first)
            self.table.setCurrentIndex(self.model.index(max(row, 0), 0))

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
        if not any_ and self.table.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setVisible(any_)
        if self._empty is not None or not any_:
            self.empty.setVisible(not any_)
        if any_:
            self.table.setCurrentIndex(self.model.index(max(row, 0), 0))
        self._release()
        if not self._filled:
            QTimer.singleShot(FOLLOWS_MS, self, self._fill_bar)

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


def _likely(first: Sequence[DossierRow]) -> int:
    """Return how many dossiers there are, as far as the newest page tells before they are counted.

    A page that is not full is all there is. Where positions are missing (beside each other's dossiers stand each
    other's further events) the top position says nothing: rows that are not there must not be promised.
    """
    if len(first) < PAGE:
        return len(first)
    dense = first[0].position - first[-1].position == len(first) - 1
    return first[0].position if dense else len(first) + 1
