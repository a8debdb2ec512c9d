"""What the lists of the page Work have in common: a table or what to do instead, verbs, and a step back."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui.actions import Verb, install
from counter_app.ui.page import Page
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import Elided
from counter_app.ui.widgets.table import Column, FrozenTable, Table

T = TypeVar("T")


class Section(QWidget, Generic[T]):
    """One list of the page; shown while it is chosen. `head` and `foot` are for what a list has beside its rows."""

    def __init__(
        self, page: Page, name: str, title: str, columns: Sequence[Column[T]], nothing: tuple[str, str]
    ) -> None:
        super().__init__(page)
        self.page = page
        self.model: FrozenTable[T] = FrozenTable(columns, self)
        self.table = Table(name, title, self)
        self.table.setModel(self.model)
        self.table.lay_out(self.model.columns)
        self.empty = EmptyState("empty", *nothing, self)
        self.count = Elided("", "soft")
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.stack.setCurrentIndex(1)
        self.head, self.foot, self.bar = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self.bar.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.head)
        column.addWidget(self.count)
        column.addWidget(self.stack, 1)
        column.addLayout(self.foot)
        column.addLayout(self.bar)
        self.table.opened.connect(self.open_row)

    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with this list."""
        return ()

    def finish(self) -> None:
        """Make keys and buttons of the verbs; called once by every list that is made."""
        for verb in self.verbs():
            self.bar.addWidget(VerbButton(verb, self, primary=verb.key == "F9"))
        self.bar.addStretch(1)
        install(self.verbs(), self)

    def ask(self) -> None:
        """Ask for what the list shows."""

    def begin(self) -> None:
        """The list is chosen: ask, and put the focus where work goes on."""
        self.ask()
        self.table.setFocus()

    def takes_code(self, code: str) -> bool:
        """Take a dossier's scanned code for this list; False lets it open the dossier."""
        del code
        return False

    def step_back(self) -> bool:
        """Esc: one step back within the list; False when there is none."""
        return False

    def open_row(self, number: int) -> None:
        """Open the dossier of a row."""

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show these rows, or what to do when there are none; the chosen row stays."""
        at = max(self.table.row(), 0)
        self.model.show(rows)
        self.stack.setCurrentIndex(0 if rows else 1)
        if rows:
            self.table.setCurrentIndex(self.model.index(min(at, len(rows) - 1), 0))

    def repaint_rows(self) -> None:
        """The rows are the same, but something about them is shown differently."""
        last: Any = self.model.index(self.model.rowCount() - 1, self.model.columnCount() - 1)
        self.model.dataChanged.emit(self.model.index(0, 0), last)
