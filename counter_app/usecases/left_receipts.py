"""Receipts that may never have come out before the counter was closed or cut off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.catalogue import Procedure
from counter_app.storage import prints
from counter_app.storage.store import Store
from counter_app.usecases.printing import PrintPapers

InForce = Callable[[str], Procedure | None]


@dataclass(frozen=True, slots=True)
class LeftReceipt:
    """A registered dossier whose receipt may never have come out. `may_be_out`: printing it again is a reprint."""

    dossier: UUID
    code: str
    may_be_out: bool


class LeftReceipts:
    """What was left when the counter was put together; what is registered from then on is on the screen itself.

    Make it after the interrupted prints were named. `in_force` tells which procedures give no receipt.
    """

    def __init__(self, store: Store, device: str, papers: PrintPapers, in_force: InForce) -> None:
        self._store, self._device, self._papers, self._in_force = store, device, papers, in_force
        with store.reading() as reading:
            self._reached = prints.reached(reading)

    def __call__(self) -> Sequence[LeftReceipt]:
        """Ask the printers how far the open jobs have come, then the ledger; blocks as long as a printer does."""
        self._papers.follow()
        with self._store.reading() as reading:
            left = prints.left_over(reading, self._device, self._reached)
        return [LeftReceipt(one.dossier, one.code, one.may_be_out) for one in left if self._wanted(one)]

    def looked_at(self) -> None:
        """Never ask about these again."""
        with self._store.transaction() as tx:
            prints.looked_at(tx, self._reached)

    def _wanted(self, left: prints.Left) -> bool:
        procedure = self._in_force(left.procedure)
        return left.may_be_out or procedure is None or procedure.receipt
