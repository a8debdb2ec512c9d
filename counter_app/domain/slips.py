"""What stands on the papers of a dossier's life: forms 02 to 06 and what the citizen takes along. Values only.

Everything is given already computed; the wording lives in `resources/forms`, the layout in `documents`. Moments are
aware, amounts whole đồng. A text left empty prints as the form's dotted line. `number` is the slip's own running
number, `code` the dossier code; what bars and QR carry is said at each. `practice` marks a worthless practice paper.
The lists and sheets of many dossiers are in `sheets`.
"""

from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.explanation import Step
from counter_app.domain.receipt import OfficeHead


@dataclass(frozen=True, slots=True)
class Party:
    """A person or organisation as the forms ask for it; `number` is the personal or tax number."""

    name: str
    number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Supplement:
    """Form 02, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", of an accepted dossier or of a draft (`code` empty).

    `slip_code` is the slip's own code: bars and QR carry it, and scanning it goes on at the missing line; without it
    they carry the dossier code. `items` says what is missing, `reason` why with the clause. `deadline` is the last
    moment to bring it (15 working days by Nghị định 297/2025, Điều 6 k4a, or what a special law says), None for a
    draft. `contact` and `contact_phone` stand in for the officer and the office's telephone.
    """

    head: OfficeHead
    applicant: Party
    procedure_name: str
    items: tuple[str, ...]
    reason: str
    officer: str
    made_at: datetime
    code: str = ""
    slip_code: str = ""
    deadline: datetime | None = None
    number: str = ""
    contact: str = ""
    contact_phone: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Form 03, "Phiếu từ chối tiếp nhận giải quyết hồ sơ".

    `reasons` each with its clause. `code` is empty when the dossier never had one; bars and QR carry it. `submitter` is
    who stands at the counter, the applicant when empty.
    """

    head: OfficeHead
    applicant: Party
    procedure_name: str
    reasons: tuple[str, ...]
    officer: str
    made_at: datetime
    code: str = ""
    number: str = ""
    submitter: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Apology:
    """Form 04, "Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết", at most once in a dossier's life.

    `agency` is the body that is late ("UBND phường Cái Khế"). `due_at` is the appointment that is not kept,
    `new_due_at` the new one. `signer` is the head of the agency.
    """

    head: OfficeHead
    applicant: Party
    procedure_name: str
    code: str
    agency: str
    received_at: datetime
    due_at: datetime
    new_due_at: datetime
    reason: str
    signer: str
    made_at: datetime
    number: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class StopNotice:
    """Form 05, "Thông báo dừng giải quyết hồ sơ" (Thông tư 03/2025, Điều 7): only while there is no result.

    `requested_at` is when the applicant asked for it, None when the office stops for another reason. `reasons` each
    with its clause; `returned` names what is given back; `refund` is the fee paid back, None when there is none.
    """

    head: OfficeHead
    applicant: Party
    procedure_name: str
    code: str
    received_at: datetime
    stopped_at: datetime
    reasons: tuple[str, ...]
    signer: str
    made_at: datetime
    requested_at: datetime | None = None
    returned: tuple[str, ...] = ()
    refund: int | None = None
    number: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """One hand-over of form 06. `giver` and `receiver` are units, `given_by` and `received_by` persons.

    `result` is "trước hạn", "đúng hạn" or "quá hạn", entered by the receiving side. `at` is None before it happened.
    """

    giver: str
    receiver: str
    at: datetime | None
    given_by: str = ""
    received_by: str = ""
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ControlSlip:
    """Form 06, "Phiếu kiểm soát quá trình giải quyết hồ sơ": every hand-over of one dossier; bars carry its code.

    Empty pairs of rows follow the hand-overs, to be filled in by hand. `due_at` is None when the law gives no date.
    """

    head: OfficeHead
    code: str
    solving_unit: str
    received_at: datetime
    due_at: datetime | None
    made_at: datetime
    rows: tuple[HandOverRow, ...] = ()
    cooperating_units: str = ""
    number: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class ResultPaper:
    """A result that is handed out: its kind ("Giấy khai sinh"), its number, what it is about."""

    kind: str
    number: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class CollectionNote:
    """ "Giấy biên nhận trả kết quả": who took which result from whom; bars and QR carry the dossier code.

    `collector` is who signs; `authority` says by what right when he is not the owner ("Giấy ủy quyền ngày 20/11/2026").
    `receipt_back` is False when the receipt is lost: the note then says that the identity was checked. `fee_amount` is
    what was paid at the return, None when nothing was due.
    """

    head: OfficeHead
    code: str
    procedure_name: str
    owner: Party
    collector: Party
    results: tuple[ResultPaper, ...]
    officer: str
    returned_at: datetime
    officer_phone: str = ""
    authority: str = ""
    receipt_back: bool = True
    fee_amount: int | None = None
    number: str = ""
    reprint: int = 0
    practice: bool = False


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One dossier of a visit; `unit` solves it, `sets` is the number of sets handed in."""

    code: str
    procedure_name: str
    applicant_name: str
    received_at: datetime
    due_at: datetime | None
    term_text: str
    unit: str = ""
    sets: int = 1


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """One receipt for several dossiers of a visit: "Số lượng hồ sơ: n (kèm theo danh sách)" and the list.

    `code` is the visit's own code, in bars and QR; each line of the list carries its dossier code as QR. `due_at` is
    the last of the appointments, when all can be collected at once. `fee_amount` is the sum in đồng, None when unknown.
    `authority` says by what right the submitter acts for the applicants of the list, empty when for himself.
    """

    head: OfficeHead
    code: str
    submitter: Party
    rows: tuple[VisitRow, ...]
    received_at: datetime
    due_at: datetime | None
    officer: str
    fee_amount: int | None = None
    fee_text: str = ""
    return_place: str = ""
    channel: str = ""
    authority: str = ""
    number: str = ""
    reprint: int = 0
    practice: bool = False


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """A stretch of a dossier's clock: `state` in words ("Đang tính", "Tạm dừng", "Tính lại từ đầu"), why, by what rule.

    `until` is None while it lasts; `counted` says what of the term it used ("02 ngày làm việc").
    """

    state: str
    since: datetime
    until: datetime | None
    reason: str = ""
    basis: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class ClockSheet:
    """The clock ledger of a dossier and the arithmetic of its due date, printed on request.

    `steps` is the stored explanation of `due_at`, worded by `due_words`; `basis` the legal base of the term.
    `first_due_at` is the first appointment when it was moved.
    """

    head: OfficeHead
    code: str
    procedure_name: str
    applicant_name: str
    received_at: datetime
    due_at: datetime | None
    term_text: str
    steps: tuple[Step, ...]
    spans: tuple[ClockSpan, ...]
    officer: str
    made_at: datetime
    basis: str = ""
    status: str = ""
    first_due_at: datetime | None = None
    practice: bool = False
