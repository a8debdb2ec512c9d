"""What a dossier's later events left behind: supplements, hand-overs, fees, result, return, the clock's ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from counter_app.domain.acts import RECEIVED_STATUS


@dataclass(frozen=True, slots=True)
class MissingItem:
    """A thing that is missing: its line of the checklist ("" for none), what, why, and the clause that asks for it."""

    name: str
    reason: str = ""
    line: str = ""
    clause: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "reason": self.reason, "line": self.line, "clause": self.clause}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "MissingItem":
        return cls(*(str(value.get(name, "")) for name in ("name", "reason", "line", "clause")))


@dataclass(frozen=True, slots=True)
class Supplement:
    """A request for papers (form 02). `deadline` is the last day to bring them, `again` why it was asked once more."""

    event: UUID
    number: str
    items: tuple[MissingItem, ...]
    reason: str
    at: datetime
    officer: str
    deadline: date | None = None
    again: str = ""
    answered_at: datetime | None = None
    slip: str = ""
    """The code on the slip that the applicant holds; scanned on the next visit, it opens the dossier."""


@dataclass(frozen=True, slots=True)
class Extension:
    """The one apology with a new date (form 04)."""

    event: UUID
    number: str
    reason: str
    at: datetime
    officer: str
    due_before: datetime | None
    due_after: datetime | None


@dataclass(frozen=True, slots=True)
class HandOver:
    """The dossier on its way from one desk to another; `list` names the hand-over list with which it went."""

    event: UUID
    list: str
    sender: str
    receiver: str
    at: datetime
    officer: str
    taken_at: datetime | None = None
    taken_by: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What the dossier ended in: a title, its number and its day as they stand on the paper."""

    event: UUID
    title: str
    number: str
    day: str
    at: datetime
    officer: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Who took the result. `how` is "counter" or "post"; `receipt` is "given_back", "lost" or "none"."""

    event: UUID
    name: str
    number: str
    relation: str
    how: str
    receipt: str
    at: datetime
    officer: str


@dataclass(frozen=True, slots=True)
class Posting:
    """The result handed to the post."""

    event: UUID
    carrier: str
    tracking: str
    at: datetime
    officer: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a dossier ended without a result: refused (03), stopped (05) or withdrawn."""

    event: UUID
    act: str
    number: str
    reason: str
    clauses: tuple[str, ...]
    at: datetime
    officer: str


@dataclass(frozen=True, slots=True)
class Payment:
    """Money taken. `moment` is 1 at receipt, 2 at a supplement, 4 at the return (HinhThucThu of the national
    interface); `means` "cash" or "transfer"; `receipt` the number of the fee receipt, never used twice."""

    event: UUID
    amount: int
    moment: int
    means: str
    receipt: str
    at: datetime
    officer: str
    device: str
    cancelled: str = ""
    cancelled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClockEntry:
    """A line of the clock's ledger: from `at` the term is "running", "suspended" or "stopped", because of `act`."""

    at: datetime
    state: str
    act: str
    event: UUID


@dataclass(frozen=True, slots=True)
class Done:
    """An act that holds; the newest may be undone within its time."""

    event: UUID
    act: str
    at: datetime
    officer: str
    device: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """An act that does not hold, because of what had been done before it: `by`, which its author may not have seen.

    `code` names the rule: act_forbidden (the table), supplement_again, extended_already, not_handed_over,
    receipt_unknown, receipt_used, undo_not_last, undo_too_late.
    """

    event: UUID
    act: str
    at: datetime
    officer: str
    code: str
    status: int
    by: Done | None
    unseen: bool
    """Whether the author had not seen `by`: then nobody did wrong, two acted at once."""


@dataclass(frozen=True, slots=True)
class Life:
    """All of it, as the events say it is now. `holder` is the desk that has the papers, "" the counter."""

    status: int = RECEIVED_STATUS
    supplements: tuple[Supplement, ...] = ()
    extension: Extension | None = None
    hand_overs: tuple[HandOver, ...] = ()
    holder: str = ""
    assigned: str = ""
    result: Result | None = None
    collection: Collection | None = None
    posting: Posting | None = None
    ending: Ending | None = None
    payments: tuple[Payment, ...] = ()
    exempt: str = ""
    shelf: str = ""
    clock: tuple[ClockEntry, ...] = ()
    done: tuple[Done, ...] = ()
    undone: tuple[UUID, ...] = ()
    overtaken: tuple[Overtaken, ...] = field(default=())

    @property
    def paid(self) -> int:
        """Đồng taken and not given back."""
        return sum(payment.amount for payment in self.payments if not payment.cancelled)

    def owed(self, fee: int | None) -> int | None:
        """Return what is left of `fee`, None where no source states it; nothing for whom it is waived."""
        if self.exempt:
            return 0
        return None if fee is None else max(0, fee - self.paid)


NEWBORN = Life()
"""What every dossier has until something happens to it: one value for all of them."""
