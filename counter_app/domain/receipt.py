"""What stands on the papers that the counter hands out: values only, no layout, no wording.

The wording is the ministry's (forms 01 and 02 of Thông tư 03/2025, Phụ lục I) and lives in `resources/forms`; the
layout is made in `documents`. A field left empty prints as the dotted line of the form, to be filled in by hand.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OfficeHead:
    """Who gives the paper out.

    `parent` ("UBND PHƯỜNG CÁI KHẾ") and `office` ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG") stand at the top left, `unit`
    ("phường Cái Khế") in the running text, `place` ("Cần Thơ") before the date. `symbol` is the office's own mark in
    the number line, between the number and "-TTPVHCC".
    """

    parent: str
    office: str
    unit: str
    place: str
    symbol: str = ""
    phone: str = ""
    lookup_address: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """One paper of the dossier and how many of each sort were handed in."""

    name: str
    original: int = 0
    certified: int = 0
    photocopy: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptAuthoriser:
    """The person for whom the one at the counter acts, as form 01 asks for him."""

    name: str
    address: str = ""
    number: str = ""
    phone: str = ""
    email: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Form 01, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả".

    `number` is the receipt's own running number, `code` the dossier code (the only text in the barcodes). Times are
    aware. `due_at` is None when the law gives no date; `second_due_at` is the second appointment of two-stage (land)
    cases. `fee_amount` is in đồng, None when not known; `fee_text` says what to print beside or instead of it.
    `reprint` is 0 for the first print, n for the n-th print after it. `practice` marks a worthless practice paper.
    """

    head: OfficeHead
    code: str
    applicant_name: str
    procedure_name: str
    received_at: datetime
    due_at: datetime | None
    term_text: str
    officer: str
    number: str = ""
    applicant_number: str = ""
    applicant_address: str = ""
    applicant_phone: str = ""
    applicant_email: str = ""
    authoriser: ReceiptAuthoriser | None = None
    submitter_name: str = ""
    summary: str = ""
    papers: tuple[ReceiptPaper, ...] = ()
    sets: int = 1
    second_due_at: datetime | None = None
    return_place: str = ""
    book: str = ""
    book_number: str = ""
    fee_amount: int | None = None
    fee_text: str = ""
    channel: str = ""
    reprint: int = 0
    practice: bool = False


@dataclass(frozen=True, slots=True)
class MissingItems:
    """Form 02, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ": what is still missing and whom to ask.

    `code` is empty when the dossier was not accepted at the counter and so has none.
    """

    head: OfficeHead
    applicant_name: str
    procedure_name: str
    items: tuple[str, ...]
    reason: str
    officer: str
    made_at: datetime
    number: str = ""
    code: str = ""
    applicant_address: str = ""
    applicant_phone: str = ""
    applicant_email: str = ""
    contact: str = ""
    contact_phone: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """What is stuck on the dossier's folder; `unit` is the unit that solves it, `procedure` its short name."""

    code: str
    applicant_name: str
    procedure: str
    received_at: datetime
    due_at: datetime | None
    unit: str
    practice: bool = False
