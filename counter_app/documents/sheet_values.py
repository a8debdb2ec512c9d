"""What the papers of many dossiers hold: register, lists, shift close, daily sheet, a visit's receipt."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from counter_app.documents.codes import checked
from counter_app.documents.content import Content, Records
from counter_app.documents.flow import clean
from counter_app.documents.values import fee_words, head_values, in_words, moment_values, number, party_values
from counter_app.domain.sheets import (
    CancelledRow,
    DailyDifference,
    DailyRow,
    DailySheet,
    HandOverLine,
    HandOverList,
    RegisterBook,
    RegisterRow,
    ShiftRow,
    ShiftSheet,
)
from counter_app.domain.slips import VisitRow, VisitSheet
from counter_app.domain.times import VIETNAM, vietnam

_NEVER: Final = datetime(2026, 1, 1, tzinfo=VIETNAM)
_MARK: Final = "X"


def day_text(moment: date | datetime | None) -> str:
    """Return "23/11/2026", "" for None."""
    if moment is None:
        return ""
    return f"{vietnam(moment) if isinstance(moment, datetime) else moment:%d/%m/%Y}"


def moment_text(moment: datetime | None) -> str:
    """Return "14:05 23/11/2026", "" for None."""
    return f"{vietnam(moment):%H:%M %d/%m/%Y}" if moment else ""


def _blank(row: Mapping[str, str]) -> Mapping[str, str]:
    return dict.fromkeys(row, "")


def visit_content(sheet: VisitSheet) -> Content:
    """Return what fills the receipt of a visit. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code = checked(sheet.code)
    values = head_values(sheet.head, sheet.received_at, sheet.number)
    values |= party_values("submitter", sheet.submitter)
    values |= moment_values("received", sheet.received_at)
    values |= moment_values("due", sheet.due_at)
    values |= {
        "code": code,
        "count": f"{len(sheet.rows):02d}",
        "fee": fee_words(sheet.fee_amount, sheet.fee_text),
        "fee_words": in_words(sheet.fee_amount) if sheet.fee_amount else "",
        "return_place": clean(sheet.return_place),
        "channel": clean(sheet.channel),
        "authority": clean(sheet.authority),
        "officer": clean(sheet.officer),
        "reprint": str(sheet.reprint),
    }
    blank = _blank(_visit_row(VisitRow("0", "", "", _NEVER, None, "")))
    return Content(values, records={"rows": Records.of("rows", blank, map(_visit_row, sheet.rows))}, code=code)


def _visit_row(row: VisitRow) -> Mapping[str, str]:
    return {
        "code": checked(row.code),
        "procedure": clean(row.procedure_name),
        "applicant_name": clean(row.applicant_name),
        "unit": clean(row.unit),
        "received": moment_text(row.received_at),
        "due": moment_text(row.due_at),
        "term": clean(row.term_text),
        "sets": f"{row.sets:02d}",
    }


def register_content(book: RegisterBook) -> Content:
    """Return what fills form 07."""
    values = head_values(book.head, book.made_at, book.number)
    values |= {
        "field": clean(book.field),
        "first_day": day_text(book.first_day),
        "last_day": day_text(book.last_day),
        "book": clean(book.book),
        "count": number(len(book.rows)),
    }
    blank = _blank(_register_row(RegisterRow(0, "", "", "", "", "", "", _NEVER, None)))
    return Content(values, records={"rows": Records.of("rows", blank, map(_register_row, book.rows))})


def _register_row(row: RegisterRow) -> Mapping[str, str]:
    address, phone = clean(row.address), clean(row.phone)
    return {
        "number": str(row.number),
        "code": clean(row.code),
        "procedure": clean(row.procedure_name),
        "applicant_name": clean(row.applicant_name),
        "address": address,
        "phone": phone,
        "address_phone": "; ".join(part for part in (address, phone) if part),
        "solving_unit": clean(row.solving_unit),
        "received": moment_text(row.received_at),
        "due": moment_text(row.due_at),
        "returned": moment_text(row.returned_at),
        "manner": clean(row.manner),
        "signature": clean(row.signature),
    }


def hand_over_content(listed: HandOverList) -> Content:
    """Return what fills a hand-over list. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code = checked(listed.code)
    values = head_values(listed.head, listed.handed_at, listed.number)
    values |= moment_values("handed", listed.handed_at)
    values |= {
        "code": code,
        "subject": "kết quả" if listed.results else "hồ sơ",
        "subject_upper": "KẾT QUẢ" if listed.results else "HỒ SƠ",
        "giver": clean(listed.giver),
        "receiver": clean(listed.receiver),
        "given_by": clean(listed.given_by),
        "received_by": clean(listed.received_by),
        "count": f"{len(listed.rows):02d}",
        "scanned": "" if listed.scanned is None else f"{listed.scanned:02d}",
        "missing": ", ".join(clean(missing) for missing in listed.missing),
    }
    blank = _blank(_hand_over_line(HandOverLine("0", "", "")))
    return Content(values, records={"rows": Records.of("rows", blank, map(_hand_over_line, listed.rows))}, code=code)


def _hand_over_line(row: HandOverLine) -> Mapping[str, str]:
    return {
        "code": checked(row.code),
        "request": clean(row.request),
        "result": clean(row.result),
        "applicant_name": clean(row.applicant_name),
        "address": clean(row.address),
        "fee": _MARK if row.fee else "",
        "by_post": _MARK if row.by_post else "",
    }


def shift_content(sheet: ShiftSheet) -> Content:
    """Return what fills the close of a shift."""
    values = head_values(sheet.head, sheet.closed_at, sheet.number)
    values |= moment_values("opened", sheet.opened_at)
    values |= moment_values("closed", sheet.closed_at)
    sums = ("opening", "cash", "transfer", "cancelled_amount", "expected", "counted")
    values |= {name: number(getattr(sheet, name)) for name in sums}
    values |= {
        "officer": clean(sheet.officer),
        "counter": clean(sheet.counter),
        "total": number(sheet.cash + sheet.transfer),
        "counted_words": in_words(sheet.counted),
        "difference": _difference(sheet.difference),
        "reason": clean(sheet.reason),
        "count": str(len(sheet.rows)),
        "cancelled_count": str(len(sheet.cancelled)),
    }
    records = {
        "rows": Records.of(
            "rows", _blank(_shift_row(ShiftRow("", "", "", _NEVER, "", 0))), map(_shift_row, sheet.rows)
        ),
        "cancelled": Records.of(
            "cancelled",
            _blank(_cancelled_row(CancelledRow("", "", _NEVER, 0, "", ""))),
            map(_cancelled_row, sheet.cancelled),
        ),
    }
    return Content(values, records=records)


def _difference(amount: int) -> str:
    if not amount:
        return "không"
    return f"{'thừa' if amount > 0 else 'thiếu'} {number(abs(amount))} đồng ({in_words(abs(amount))})"


def _shift_row(row: ShiftRow) -> Mapping[str, str]:
    return {
        "receipt": clean(row.receipt),
        "code": clean(row.code),
        "payer": clean(row.payer),
        "at": f"{vietnam(row.at):%H:%M}",
        "method": clean(row.method),
        "amount": number(row.amount),
    }


def _cancelled_row(row: CancelledRow) -> Mapping[str, str]:
    return {
        "receipt": clean(row.receipt),
        "code": clean(row.code),
        "at": moment_text(row.at),
        "amount": number(row.amount),
        "reason": clean(row.reason),
        "by": clean(row.by),
    }


def daily_content(sheet: DailySheet) -> Content:
    """Return what fills the daily sheet of papers."""
    values = head_values(sheet.head, sheet.made_at, sheet.number)
    values |= moment_values("for", datetime.combine(sheet.day, time(), VIETNAM))
    values |= moment_values("made", sheet.made_at)
    values |= {
        "counter": clean(sheet.counter),
        "officer": clean(sheet.officer),
        "seal": clean(sheet.seal),
        "even": "" if sheet.differences else "khớp",
        "count": f"{len(sheet.differences):02d}",
    }
    blank = _blank(_difference_row(DailyDifference("", "")))
    records = {
        "rows": Records.of("rows", _blank(_daily_row(DailyRow("", 0, 0, 0))), map(_daily_row, sheet.rows)),
        "differences": Records.of("differences", blank, map(_difference_row, sheet.differences)),
    }
    return Content(values, records=records)


def _daily_row(row: DailyRow) -> Mapping[str, str]:
    even = row.recorded == row.printed == row.handed_over
    return {
        "paper": clean(row.paper),
        "recorded": number(row.recorded),
        "printed": number(row.printed),
        "handed_over": number(row.handed_over),
        "verdict": "khớp" if even else "lệch",
    }


def _difference_row(row: DailyDifference) -> Mapping[str, str]:
    return {"code": clean(row.code), "what": clean(row.what), "explanation": clean(row.explanation)}
