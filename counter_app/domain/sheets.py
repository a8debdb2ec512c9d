"""What stands on the papers of many dossiers: register, hand-over list, shift close, daily sheet, and on a post label.

Values only, as in `slips`: given already computed, moments aware, amounts whole đồng.
"""

from dataclasses import dataclass
from datetime import date, datetime

from counter_app.domain.receipt import OfficeHead
from counter_app.domain.slips import Party


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of form 07. `manner` is how the result goes out; `signature` who took it, empty to sign by hand."""

    number: int
    code: str
    procedure_name: str
    applicant_name: str
    address: str
    phone: str
    solving_unit: str
    received_at: datetime
    due_at: datetime | None
    returned_at: datetime | None = None
    manner: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """Form 07, "Sổ theo dõi hồ sơ", of one field of work (`field`) and a span of days (both included).

    `book` is the volume ("01/2026"); rows come in the order of their numbers.
    """

    head: OfficeHead
    field: str
    first_day: date
    last_day: date
    rows: tuple[RegisterRow, ...]
    made_at: datetime
    book: str = ""
    number: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """One dossier of a hand-over list; `code` is printed as bars too. `result` is empty for a dossier on its way in."""

    code: str
    request: str
    applicant_name: str
    address: str = ""
    result: str = ""
    fee: bool = False
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class HandOverList:
    """ "Phiếu bàn giao" of dossiers to a unit, or of results (`results`) back to the counter.

    `code` is the list's own code, in bars and QR. `missing` holds the codes that the receiving side did not scan,
    `scanned` how many it did, None before it scanned.
    """

    head: OfficeHead
    code: str
    giver: str
    receiver: str
    rows: tuple[HandOverLine, ...]
    handed_at: datetime
    given_by: str
    received_by: str = ""
    results: bool = False
    scanned: int | None = None
    missing: tuple[str, ...] = ()
    number: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One payment: its receipt's mark and number, for which dossier, how ("Tiền mặt", "Chuyển khoản"), how much."""

    receipt: str
    code: str
    payer: str
    at: datetime
    method: str
    amount: int


@dataclass(frozen=True, slots=True)
class CancelledRow:
    """One cancelled receipt: by whom, when and why."""

    receipt: str
    code: str
    at: datetime
    amount: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ShiftSheet:
    """The close of an officer's shift at the cash box.

    `opening` was in the box at the start; `cash` and `transfer` are the sums collected without cancelled receipts,
    `cancelled_amount` the sum of those; `expected` should be in the box, `counted` is; `difference` is counted less
    expected (negative: too little), `reason` explains it.
    """

    head: OfficeHead
    officer: str
    counter: str
    opened_at: datetime
    closed_at: datetime
    rows: tuple[ShiftRow, ...]
    cancelled: tuple[CancelledRow, ...]
    opening: int
    cash: int
    transfer: int
    cancelled_amount: int
    expected: int
    counted: int
    difference: int
    reason: str = ""
    number: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class DailyRow:
    """One kind of paper on one day: how many were recorded, printed and handed over."""

    paper: str
    recorded: int
    printed: int
    handed_over: int


@dataclass(frozen=True, slots=True)
class DailyDifference:
    """One paper that does not match: its code or number, what is wrong, and what a person said about it."""

    code: str
    what: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class DailySheet:
    """The day's truth about papers: printed = recorded = handed over, differences named.

    `seal` is the hash of the day's last event, by which later changes to the day show; empty when it is not sealed.
    """

    head: OfficeHead
    day: date
    rows: tuple[DailyRow, ...]
    differences: tuple[DailyDifference, ...]
    officer: str
    made_at: datetime
    counter: str = ""
    seal: str = ""
    number: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class PostLabel:
    """An address label of 100 × 75 mm. `tracking` is the post's number, in bars; `code` the dossier code, as QR.

    `collect` is what the post takes from the receiver in đồng, None when nothing.
    """

    head: OfficeHead
    receiver: Party
    tracking: str
    code: str
    made_at: datetime
    sender_address: str = ""
    content: str = "Kết quả giải quyết thủ tục hành chính"
    collect: int | None = None
    practice: bool = False
