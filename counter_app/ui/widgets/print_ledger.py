"""What was printed of a dossier, and what became of it."""

from typing import TYPE_CHECKING

from counter_app.ui import shown, words
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.table import Column, FrozenTable, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from counter_app.usecases.desk import PrintRow

_SETTLED = ("confirmed", "failed")


class PrintLedger(Panel):
    """The newest print first."""

    def __init__(self, parent: "QWidget | None" = None) -> None:
        super().__init__(self.tr("Print ledger"), "print", parent)
        self.rows: FrozenTable[PrintRow] = FrozenTable(self._columns(), self)
        table = Table("prints", self.tr("Print ledger"), self)
        table.setModel(self.rows)
        table.lay_out(self.rows.columns)
        self.body.addWidget(table, 1)

    def show_prints(self, prints: "Sequence[PrintRow]") -> None:
        """Show these."""
        self.rows.show(sorted(prints, key=lambda row: row.id, reverse=True))

    @property
    def waiting(self) -> "PrintRow | None":
        """The newest print of which nobody knows whether it came out."""
        return max((row for row in self.rows.rows if row.state not in _SETTLED), key=lambda row: row.at, default=None)

    def _columns(self) -> "tuple[Column[PrintRow], ...]":
        return (
            Column(self.tr("When"), lambda row: shown.short(row.at), 14),
            Column(self.tr("Paper"), lambda row: words.title(row.document), 11),
            Column(self.tr("No."), lambda row: str(row.copy_number + 1), 3),
            Column(self.tr("State"), state_of),
        )


def state_of(row: "PrintRow") -> str:
    """Return how a print stands, with the reason where there is one."""
    reason = f" – {words.reason(row.reason)}" if row.reason else ""
    return f"{words.state(row.state)}{reason}"
