"""Fees: money taken against a numbered receipt, receipts cancelled, fees waived, and the shift closed.

The receipt's number is the office's own (a printed book or the provider's electronic one): this program records it and
never mints it, and refuses a number that was used before.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from counter_app.domain import acts
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.life_values import Payment
from counter_app.domain.times import VIETNAM
from counter_app.storage import dossiers, money
from counter_app.storage.transaction import Reading, Transaction
from counter_app.usecases.acts.doing import Doing, standing_in_the_way
from counter_app.usecases.identity import FIRST_TRUE_YEAR

_NUMBER: Final = re.compile(r"(.*?)(\d+)$")
_LETTERS: Final = re.compile(r"[0-9A-Za-zĐđ/.\-]{1,40}")
_BEFORE_ALL: Final = datetime(FIRST_TRUE_YEAR, 1, 1, tzinfo=VIETNAM)
"""From when the first shift counts: nothing that was taken before the first close is left out of it."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What this counter took since the last close; amounts in đồng. `difference` is what was counted less `due`."""

    since: datetime
    until: datetime
    taken: tuple[Payment, ...]
    cancelled: tuple[Payment, ...]

    @property
    def cash(self) -> int:
        """Cash that must lie in the drawer: receipts less cancellations."""
        return self._sum("cash")

    @property
    def transfers(self) -> int:
        """What came by transfer."""
        return self._sum("transfer")

    def _sum(self, means: str) -> int:
        back = sum(one.amount for one in self.cancelled if one.means == means)
        return sum(one.amount for one in self.taken if one.means == means) - back


class Fees:
    """The verbs of money. Raises OfficerCanMend: what `Doing` raises, amount_wrong, receipt_wrong, receipt_used,
    reason_missing, difference_unexplained."""

    def __init__(self, doing: Doing) -> None:
        self._doing = doing

    def collect(self, dossier: UUID, amount: int, receipt: str, *, moment: int = 1, means: str = "cash") -> Dossier:
        """Record money taken; `moment` is 1 at receipt, 2 at a supplement, 4 at the return."""
        if amount < 1:
            raise OfficerCanMend("amount_wrong", amount=amount)
        number = receipt.strip()
        if not _LETTERS.fullmatch(number):
            raise OfficerCanMend("receipt_wrong", receipt=number[:40])

        def payload(tx: Transaction, before: Dossier) -> Mapping[str, Any]:
            for other in money.with_receipt(tx, number):
                whole = dossiers.whole(tx, other)
                if whole is not None and any(one.receipt == number for one in whole.life.payments):
                    raise standing_in_the_way(whole, acts.FEE_COLLECTED, "receipt_used")
            return {"amount": amount, "moment": moment, "means": means, "receipt": number}

        return self._doing(dossier, acts.FEE_COLLECTED, payload)

    def cancel(self, dossier: UUID, receipt: str, reason: str) -> Dossier:
        """Cancel a fee receipt: the money goes back, the number stays used."""
        if not reason.strip():
            raise OfficerCanMend("reason_missing")
        return self._doing(dossier, acts.FEE_CANCELLED, {"receipt": receipt, "reason": reason.strip()})

    def exempt(self, dossier: UUID, reason: str, clause: str = "") -> Dossier:
        """Waive the fee, by a reason with its clause."""
        if not reason.strip():
            raise OfficerCanMend("reason_missing")
        return self._doing(dossier, acts.FEE_EXEMPTED, {"reason": reason.strip(), "clause": clause.strip()})

    def next_receipt(self) -> str:
        """Return the number behind the last one that this counter recorded, "" when it never recorded one."""
        with self._doing.store.reading() as reading:
            last = money.last_payload(reading, self._doing.identity.device)
        found = _NUMBER.fullmatch(str(json.loads(last)["receipt"])) if last else None
        return "" if found is None else f"{found[1]}{int(found[2]) + 1:0{len(found[2])}d}"

    def shift(self) -> Shift:
        """Return what this counter took and gave back since its last close."""
        until = self._doing.identity.now()
        with self._doing.store.reading() as reading:
            closed = money.closed_shifts(reading)
            since = closed[0][0] if closed else _BEFORE_ALL
            payments = self._payments(reading, since, until)
        device = self._doing.identity.device
        taken = [one for one in payments if one.device == device and since < one.at <= until]
        back = [one for one in payments if one.cancelled_at is not None and since < one.cancelled_at <= until]
        return Shift(since, until, tuple(taken), tuple(one for one in back if one.device == device))

    def close_shift(self, counted: int, reason: str = "") -> Shift:
        """Close the shift with the cash that was counted; a difference needs a reason."""
        shift = self.shift()
        if counted != shift.cash and not reason.strip():
            raise OfficerCanMend("difference_unexplained", due=shift.cash, counted=counted)
        content = {
            "since": shift.since.isoformat(),
            "cash": shift.cash,
            "transfers": shift.transfers,
            "counted": counted,
            "reason": reason.strip(),
            "receipts": [one.receipt for one in shift.taken],
            "cancelled": [one.receipt for one in shift.cancelled],
        }
        with self._doing.store.transaction() as tx:
            text = json.dumps(content, ensure_ascii=False)
            money.close_shift(tx, shift.until, self._doing.identity.officer, text)
        return shift

    @staticmethod
    def _payments(reading: Reading, since: datetime, until: datetime) -> list[Payment]:
        around = timedelta(days=2)  # writers' clocks are corrected in the fold only
        wholes = (dossiers.whole(reading, one) for one in money.touched(reading, since - around, until + around))
        found = [payment for whole in wholes if whole is not None for payment in whole.life.payments]
        return sorted(found, key=lambda one: (one.at, one.receipt))
