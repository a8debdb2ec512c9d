"""F9: register, then print, exactly once per dossier however often the key is pressed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from counter_app.ui.background import Lane

if TYPE_CHECKING:
    from uuid import UUID

    from counter_app.domain.draft import Draft
    from counter_app.domain.errors import CounterError
    from counter_app.domain.receipt import Receipt
    from counter_app.ui.background import Background
    from counter_app.usecases.desk import Desk, PrintOutcome, PrintRow

CERTAIN = frozenset({"confirmed"})
OPEN = frozenset({"sent", "spooled"})


class Finishing(QObject):
    """Knows the dossier that was registered last and how its paper went.

    A failed print never undoes a registration, and printing again never registers again.
    """

    registered = Signal(object, object)
    """(draft, receipt): the dossier is durable."""
    refused = Signal(object)
    """CounterError: nothing was registered."""
    printed = Signal()
    """What is known of the last paper has changed: look at `paper` and `trouble`."""

    def __init__(self, background: "Background", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._under_way: UUID | None = None
        self._printing = False
        self.last: UUID | None = None
        self.receipt: Receipt | None = None
        self.paper: PrintRow | None = None
        self.trouble: CounterError | None = None

    def take_over(self, other: "Finishing") -> None:
        """Know what `other` knew of the last dossier."""
        self.last, self.receipt, self.paper, self.trouble = other.last, other.receipt, other.paper, other.trouble

    @property
    def under_way(self) -> bool:
        """Whether a dossier is being registered right now."""
        return self._under_way is not None

    @property
    def printing(self) -> bool:
        return self._printing

    @property
    def doubtful(self) -> bool:
        """Whether the last paper surely or possibly did not come out."""
        if self._printing or self.last is None:
            return False
        return self.trouble is not None or (self.paper is not None and self.paper.state in ("failed", "unknown"))

    def finish(self, desk: "Desk", draft: "Draft", *, print_it: bool = True) -> bool:
        """Register and print; False when another one is under way (a second press)."""
        if self._under_way is not None:
            return False
        self._under_way = draft.id

        def done(receipt: "Receipt") -> None:
            self._under_way = None
            self.last, self.receipt, self.paper, self.trouble = draft.id, receipt, None, None
            self.registered.emit(draft, receipt)
            if print_it:
                self.print_again(desk)

        def failed(error: "CounterError") -> None:
            self._under_way = None
            self.refused.emit(error)

        self._background.run(self, lambda: desk.register(draft), done, failed, lane=Lane.WRITING)
        return True

    def print_again(self, desk: "Desk") -> bool:
        """Print the last dossier's receipt (a first print, or a counted and marked reprint)."""
        if self.last is None or self._printing:
            return False
        wanted = self.last
        self._printing = True

        def done(outcome: "PrintOutcome") -> None:
            self._printing = False
            if wanted == self.last:
                self.paper, self.trouble = outcome.row, None
                self.printed.emit()

        def failed(error: "CounterError") -> None:
            self._printing = False
            if wanted == self.last:
                self.trouble = error
                self.printed.emit()

        self._background.run(self, lambda: desk.print_receipt(wanted), done, failed, lane=Lane.MACHINES)
        self.printed.emit()
        return True

    def paper_is_here(self, desk: "Desk") -> None:
        """The officer holds the paper: the ledger may say so."""
        row = self.paper
        if row is None or row.state == "confirmed":
            return

        def done(_nothing: None) -> None:
            self.look_again(desk)

        def failed(error: "CounterError") -> None:
            self.trouble = error
            self.printed.emit()

        self._background.run(self, lambda: desk.confirm_print(row.id, True), done, failed, lane=Lane.WRITING)

    def look_again(self, desk: "Desk") -> None:
        """Ask the ledger how the last paper went meanwhile."""
        row = self.paper
        if row is None or row.state == "confirmed":
            return

        def done(found: "PrintRow | None") -> None:
            if found is not None and self.paper is not None and found.id == self.paper.id and found != self.paper:
                self.paper = found
                self.printed.emit()

        def work() -> "PrintRow | None":
            return next((known for known in desk.prints() if known.id == row.id), None)

        self._background.run(self, work, done, lambda _error: None, key="ledger", quiet=True)
