"""What the slips of a dossier's life hold, as the words that stand in the places of their forms."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from counter_app.documents.codes import checked
from counter_app.documents.content import Content, Records
from counter_app.documents.flow import clean
from counter_app.documents.values import fee_words, head_values, in_words, moment_values, number, party_values
from counter_app.domain.due_words import explain_vi
from counter_app.domain.slips import (
    Apology,
    ClockSheet,
    ClockSpan,
    CollectionNote,
    ControlSlip,
    HandOverRow,
    Refusal,
    StopNotice,
    Supplement,
)
from counter_app.domain.times import vietnam

_DOTS: Final = "....."


def supplement_content(slip: Supplement) -> Content:
    """Return what fills form 02. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code, own = _code(slip.code), _code(slip.slip_code)
    values = head_values(slip.head, slip.made_at, slip.number)
    values |= party_values("applicant", slip.applicant)
    values |= moment_values("deadline", slip.deadline, unknown="")
    values |= {
        "code": code,
        "slip_code": own,
        "request": clean(slip.procedure_name),
        "reason": clean(slip.reason),
        "contact": clean(slip.contact) or clean(slip.officer),
        "contact_phone": clean(slip.contact_phone) or clean(slip.head.phone),
        "officer": clean(slip.officer),
    }
    return Content(values, lists={"items": _cleaned(slip.items)}, code=own or code)


def refusal_content(slip: Refusal) -> Content:
    """Return what fills form 03. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code = _code(slip.code)
    values = head_values(slip.head, slip.made_at, slip.number)
    values |= party_values("applicant", slip.applicant)
    values |= {
        "code": code,
        "request": clean(slip.procedure_name),
        "officer": clean(slip.officer),
        "submitter_name": clean(slip.submitter) or clean(slip.applicant.name),
    }
    return Content(values, lists={"items": _cleaned(slip.reasons)}, code=code)


def apology_content(slip: Apology) -> Content:
    """Return what fills form 04. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code, agency = _code(slip.code), clean(slip.agency)
    values = head_values(slip.head, slip.made_at, slip.number)
    values |= party_values("applicant", slip.applicant)
    values |= moment_values("received", slip.received_at)
    values |= moment_values("due", slip.due_at)
    values |= moment_values("new_due", slip.new_due_at)
    values |= {
        "code": code,
        "agency": agency,
        "agency_first": agency[:1].upper() + agency[1:],
        "procedure": clean(slip.procedure_name),
        "reason": clean(slip.reason),
        "signer": clean(slip.signer),
    }
    return Content(values, code=code)


def stop_content(slip: StopNotice) -> Content:
    """Return what fills form 05. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code = _code(slip.code)
    values = head_values(slip.head, slip.made_at, slip.number)
    values |= party_values("applicant", slip.applicant)
    values |= moment_values("received", slip.received_at)
    values |= moment_values("stopped", slip.stopped_at)
    values |= moment_values("requested", slip.requested_at, unknown="")
    values |= {
        "code": code,
        "request": clean(slip.procedure_name),
        "refund": f"{number(slip.refund)} đồng" if slip.refund else "",
        "refund_words": in_words(slip.refund) if slip.refund else "",
        "signer": clean(slip.signer),
    }
    lists = {"items": _cleaned(slip.reasons), "returned": _cleaned(slip.returned)}
    return Content(values, lists=lists, code=code)


def control_content(slip: ControlSlip) -> Content:
    """Return what fills form 06. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code = _code(slip.code)
    values = head_values(slip.head, slip.made_at, slip.number)
    values |= moment_values("received", slip.received_at)
    values |= moment_values("due", slip.due_at)
    values |= {
        "code": code,
        "solving_unit": clean(slip.solving_unit),
        "cooperating_units": clean(slip.cooperating_units),
    }
    blank = _hand_over(HandOverRow("", "", None))
    return Content(values, records={"rows": Records.of("rows", blank, map(_hand_over, slip.rows))}, code=code)


def _hand_over(row: HandOverRow) -> Mapping[str, str]:
    return {
        "giver": clean(row.giver),
        "receiver": clean(row.receiver),
        "given_by": clean(row.given_by),
        "received_by": clean(row.received_by),
        "result": clean(row.result),
        "note": clean(row.note),
        **moment_values("at", row.at, unknown=_DOTS),
    }


def collection_content(note: CollectionNote) -> Content:
    """Return what fills the note of a returned result. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code = _code(note.code)
    values = head_values(note.head, note.returned_at, note.number)
    values |= party_values("owner", note.owner)
    values |= party_values("collector", note.collector)
    values |= moment_values("returned", note.returned_at)
    values |= {
        "code": code,
        "procedure": clean(note.procedure_name),
        "authority": clean(note.authority),
        "officer": clean(note.officer),
        "officer_phone": clean(note.officer_phone) or clean(note.head.phone),
        "receipt_back": "có" if note.receipt_back else "",
        "receipt_lost": "" if note.receipt_back else "mất",
        "fee": fee_words(note.fee_amount, ""),
        "fee_words": in_words(note.fee_amount) if note.fee_amount is not None else "",
        "reprint": str(note.reprint),
    }
    rows = [
        {"kind": clean(one.kind), "number": clean(one.number), "summary": clean(one.summary)} for one in note.results
    ]
    blank = {"kind": "", "number": "", "summary": ""}
    return Content(values, records={"results": Records.of("results", blank, rows)}, code=code)


def clock_content(sheet: ClockSheet) -> Content:
    """Return what fills the clock ledger. Raises OfficerCanMend("code_unfit_for_barcode").

    Raises KeyError for a step of a rule that this release has no words for.
    """
    code = _code(sheet.code)
    values = head_values(sheet.head, sheet.made_at, "")
    values |= moment_values("received", sheet.received_at)
    values |= moment_values("due", sheet.due_at)
    values |= moment_values("first_due", sheet.first_due_at, unknown="")
    values |= moment_values("made", sheet.made_at)
    values |= {
        "code": code,
        "procedure": clean(sheet.procedure_name),
        "applicant_name": clean(sheet.applicant_name),
        "term": clean(sheet.term_text),
        "basis": clean(sheet.basis),
        "status": clean(sheet.status),
        "officer": clean(sheet.officer),
    }
    now = datetime.fromisoformat("2026-01-01T00:00:00+07:00")
    blank = dict.fromkeys(_span(ClockSpan("", now, now)), "")
    records = {"spans": Records.of("spans", blank, map(_span, sheet.spans))}
    steps = tuple(clean(explain_vi(step)) for step in sheet.steps)
    return Content(values, lists={"steps": steps}, records=records, code=code)


def _span(span: ClockSpan) -> Mapping[str, str]:
    return {
        "state": clean(span.state),
        "since": _short(span.since),
        "until": _short(span.until) if span.until else "đến nay",
        "reason": clean(span.reason),
        "basis": clean(span.basis),
        "counted": clean(span.counted),
    }


def _short(moment: datetime) -> str:
    return f"{vietnam(moment):%H:%M %d/%m/%Y}"


def _code(text: str) -> str:
    return checked(text) if text else ""


def _cleaned(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean(text) for text in texts)
