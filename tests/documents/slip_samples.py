"""Slips and lists as long as the counter will ever see them, and with nothing known at all."""

from dataclasses import replace
from typing import Any, Final

from counter_app.documents import example_sheets as sheets
from counter_app.documents import example_slips as slips
from counter_app.documents.papers import FormPaper
from counter_app.domain.sheets import PostLabel
from counter_app.domain.slips import Party
from tests.documents.samples import LONG, LONG_ADDRESS, LONG_NAME

HEAD: Final = replace(
    slips.HEAD, parent="ỦY BAN NHÂN DÂN PHƯỜNG HỒ ĐẮC KIỆN NỐI DÀI", unit="phường Hồ Đắc Kiện nối dài"
)
OFFICER: Final = "Tôn Nữ Hoàng Thị Phương Quỳnh Như Nguyễn Đặng Ngọc Khánh"
EMAIL: Final = "phong.hanh.chinh.tong.hop.va.quan.tri@thuong-mai-dich-vu-nong-san.example.vn"
COMPANY: Final = Party(LONG_NAME, "092193001234", LONG_ADDRESS, "0900 000 001; 0900 000 002", EMAIL)
NOBODY: Final = Party("")
ENDLESS: Final = "Nguyễnthịhoàngkiềuoanhđặngngọcánh" * 12
ENDLESS_PARTY: Final = Party(ENDLESS, ENDLESS, ENDLESS, ENDLESS, ENDLESS)


def code(number: int) -> str:
    """Return the dossier code of the day's `number`."""
    return f"H13.35.07-261123-{number:04d}"


def long_slips(party: Party = COMPANY, text: str = LONG_NAME) -> dict[str, FormPaper]:
    """Return a slip of each sort with `party` as every person and `text` as everything that is said."""
    more: dict[str, Any] = {"head": HEAD, "procedure_name": text if text == ENDLESS else LONG.procedure_name}
    results = tuple(replace(one, kind=text, number=text[:60], summary=text) for one in slips.COLLECTION_NOTE.results)
    return {
        "supplement": replace(slips.SUPPLEMENT, **more, applicant=party, items=(text,) * 6, reason=text, officer=text),
        "refusal": replace(slips.REFUSAL, **more, applicant=party, reasons=(text,) * 4, officer=text),
        "apology": replace(slips.APOLOGY, **more, applicant=party, agency=text, reason=text, signer=text),
        "stop notice": replace(slips.STOP_NOTICE, **more, applicant=party, reasons=(text,) * 3, returned=(text,) * 3),
        "collection note": replace(
            slips.COLLECTION_NOTE, **more, owner=party, collector=party, results=results * 3, authority=text
        ),
        "clock sheet": replace(slips.CLOCK_SHEET, **more, applicant_name=text, basis=text, term_text=text),
    }


def empty_slips() -> dict[str, FormPaper]:
    """Return a paper of each sort of which nothing is known that may be unknown."""
    nobody: dict[str, Any] = {"applicant": NOBODY, "number": ""}
    none: dict[str, Any] = {"number": ""}
    return {
        "supplement": replace(slips.SUPPLEMENT, **nobody, items=(), reason="", code="", slip_code="", deadline=None),
        "refusal": replace(slips.REFUSAL, **nobody, reasons=(), code="", officer=""),
        "apology": replace(slips.APOLOGY, **nobody, reason="", agency="", signer=""),
        "stop notice": replace(slips.STOP_NOTICE, **nobody, reasons=(), returned=(), requested_at=None, refund=None),
        "collection note": replace(
            slips.COLLECTION_NOTE, **none, owner=NOBODY, collector=NOBODY, results=(), authority="", fee_amount=None
        ),
        "clock sheet": replace(slips.CLOCK_SHEET, steps=(), spans=(), due_at=None, first_due_at=None, basis=""),
        "control slip": replace(slips.CONTROL_SLIP, **none, rows=(), due_at=None, solving_unit=""),
        "visit sheet": replace(slips.VISIT_SHEET, **none, rows=(), submitter=NOBODY, due_at=None, fee_amount=None),
        "register": replace(sheets.REGISTER, **none, rows=(), field="", book=""),
        "hand-over list": replace(sheets.HAND_OVER_LIST, **none, rows=(), scanned=None, missing=(), received_by=""),
        "shift sheet": replace(sheets.SHIFT_SHEET, **none, rows=(), cancelled=(), reason="", counter=""),
        "daily sheet": replace(sheets.DAILY_SHEET, **none, rows=(), differences=(), seal="", counter=""),
    }


def _long(row: Any, at: int, text: str, *fields: str, **more: Any) -> Any:
    """Return `row` with `more`, and every seventh time with `text` in `fields`."""
    return replace(row, **more, **(dict.fromkeys(fields, text) if at % 7 == 0 else {}))


def lists(rows: int, text: str = LONG_NAME) -> dict[str, FormPaper]:
    """Return each list with `rows` rows, every seventh of them with `text` in its longest cells."""
    every = range(rows)
    book, lines, visited = sheets.REGISTER.rows, sheets.HAND_OVER_LIST.rows, slips.VISIT_SHEET.rows
    handed, paid = slips.CONTROL_SLIP.rows, sheets.SHIFT_SHEET.rows
    said: tuple[str, ...] = ("procedure_name", "applicant_name", "address")
    register = tuple(_long(book[at % 2], at, text, *said, number=at + 1, code=code(at + 1)) for at in every)
    said = ("request", "applicant_name", "address")
    listed = tuple(_long(lines[at % 2], at, text, *said, code=code(at + 1)) for at in every)
    said = ("procedure_name", "applicant_name")
    visit = tuple(_long(visited[at % 3], at, text, *said, code=code(at + 1)) for at in every)
    said = ("giver", "note", "given_by")
    hands = tuple(_long(handed[at % 2], at, text, *said, receiver=f"Bộ phận số {at + 1}.") for at in every)
    fees = tuple(_long(paid[at % 2], at, text, "payer", code=code(at + 1)) for at in every)
    wrong = tuple(replace(sheets.DAILY_SHEET.differences[0], code=code(at + 1), what=text) for at in every)
    return {
        "register": replace(sheets.REGISTER, head=HEAD, rows=register, field=text[:200]),
        "hand-over list": replace(sheets.HAND_OVER_LIST, head=HEAD, rows=listed, giver=text, receiver=text),
        "visit sheet": replace(slips.VISIT_SHEET, head=HEAD, rows=visit, submitter=COMPANY),
        "control slip": replace(slips.CONTROL_SLIP, head=HEAD, rows=hands, solving_unit=text),
        "shift sheet": replace(sheets.SHIFT_SHEET, head=HEAD, rows=fees, reason=text),
        "daily sheet": replace(sheets.DAILY_SHEET, head=HEAD, differences=wrong),
        "clock sheet": replace(slips.CLOCK_SHEET, head=HEAD, spans=slips.CLOCK_SHEET.spans[1:2] * rows),
    }


LONG_LABEL: Final[PostLabel] = replace(sheets.POST_LABEL, receiver=COMPANY, sender_address=LONG_ADDRESS)
