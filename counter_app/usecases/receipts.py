"""From a draft to the payload of its first event, and from a dossier to the receipt that the citizen takes home."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from counter_app.domain import copies as copies_grammar
from counter_app.domain.dossier import Dossier
from counter_app.domain.draft import Draft, GivenPaper
from counter_app.domain.due import DueDate
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.fees import Fee, FeeKind, charge
from counter_app.domain.office import Office
from counter_app.domain.receipt import Label, OfficeHead, Receipt, ReceiptAuthoriser, ReceiptPaper
from counter_app.domain.term import text_vi
from counter_app.domain.times import iso

CHANNEL_COUNTER = 1
"""KenhThucHien of the national interface: 1 trực tiếp, 2 trực tuyến, 3 bưu chính công ích."""


CHANNEL_NAMES = {1: "Trực tiếp", 2: "Trực tuyến", 3: "Bưu chính công ích"}


def fee_of(draft: Draft) -> Fee | None:
    """Return what the draft costs as far as it can be told; None while the copies cannot be read."""
    if draft.procedure is None:
        return None
    try:
        return charge(draft.procedure.fee, copies_grammar.read(draft.copies))
    except OfficerCanMend:
        return None


def received_payload(draft: Draft, code: str, received_at: datetime, due: DueDate | None) -> dict[str, Any]:
    """Return the payload of kind received, schema 1: all that the dossier's first paper says, frozen as of now."""
    procedure, applicant = draft.procedure, draft.applicant
    if procedure is None or applicant is None:
        raise OfficerCanMend("draft_incomplete")
    return {
        "code": code,
        "procedure": {
            "code": procedure.code,
            "version": procedure.version,
            "name": procedure.name,
            "field": procedure.field,
        },
        "applicant": applicant.to_json(),
        "authorisation": draft.authorisation.to_json() if draft.authorisation else None,
        "at_counter": draft.at_counter.to_json() if draft.at_counter else None,
        "request": draft.request,
        "papers": [paper.to_json() for paper in draft.papers],
        "sets": draft.sets,
        "copies": draft.copies,
        "fee": fee_json(fee_of(draft)),
        "received_at": iso(received_at),
        "due": due_json(due, text_vi(procedure.term) if procedure.term else ""),
        "return_place": draft.return_place,
        "channel": CHANNEL_COUNTER,
        "missing_reason": draft.missing_reason,
    }


def due_json(due: DueDate | None, term_text: str) -> dict[str, Any]:
    """Return the due date with its explanation as data, so that anyone can recompute it later."""
    if due is None:
        return {"at": None, "second": None, "term": term_text, "steps": [], "warnings": []}
    first = due.first_stage if due.first_stage is not None else due.due
    return {
        "at": iso(first),
        "second": iso(due.due) if due.first_stage is not None else None,
        "term": term_text,
        "steps": [step.to_json() for step in due.explanation],
        "warnings": [step.to_json() for step in due.warnings],
        "warn": None if due.warn is None else iso(due.warn),
    }


def fee_json(fee: Fee | None) -> dict[str, Any]:
    """Return the fee as the payload has it; `amount` is None when no source states it."""
    if fee is None:
        return {"kind": FeeKind.UNKNOWN.value, "amount": None, "text": ""}
    return {"kind": fee.rule.kind.value, "amount": fee.amount, "text": fee.rule.note}


def head_of(office: Office) -> OfficeHead:
    return OfficeHead(
        parent=office.parent,
        office=office.title,
        unit=office.name,
        place=office.place,
        phone=office.phone,
        lookup_address=office.lookup,
        address=office.address,
    )


def receipt_of(dossier: Dossier, office: Office, *, reprint: int = 0, practice: bool = False) -> Receipt:
    """Return form 01 for `dossier` as its events say it is now."""
    fields, applicant = dossier.fields, dossier.applicant
    authorisation, present = dossier.authorisation, dossier.at_counter
    papers = [GivenPaper.from_json(paper) for paper in fields["papers"]]
    return Receipt(
        head=head_of(office),
        code=dossier.code,
        number=dossier.code.rsplit("-", 1)[-1],
        applicant_name=applicant.name,
        applicant_number=applicant.number,
        applicant_address=applicant.address,
        applicant_phone=applicant.phone,
        applicant_email=applicant.email,
        authoriser=_authoriser(authorisation) if authorisation else None,
        submitter_name=present.name if present else "",
        procedure_name=dossier.procedure_name,
        summary=_summary(fields),
        papers=tuple(ReceiptPaper(p.name, p.original, p.certified, p.photocopy) for p in papers if p.given),
        sets=int(fields["sets"]),
        term_text=str(fields["due"]["term"]),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        second_due_at=_moment(fields["due"].get("second")),
        return_place=str(fields["return_place"]) or office.name,
        book=office.book,
        officer=dossier.officer,
        fee_amount=fields["fee"]["amount"],
        fee_text=str(fields["fee"]["text"]),
        channel=CHANNEL_NAMES.get(int(fields["channel"]), ""),
        reprint=reprint,
        practice=practice,
    )


def label_of(dossier: Dossier, office: Office, *, practice: bool = False) -> Label:
    """Return the folder label of `dossier`."""
    return Label(
        code=dossier.code,
        applicant_name=dossier.applicant.name,
        procedure=dossier.procedure_name,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        unit=office.name,
        practice=practice,
    )


def _authoriser(given: Any) -> ReceiptAuthoriser:
    person = given.authoriser
    return ReceiptAuthoriser(
        name=person.name,
        address=person.address,
        number=person.personal_number,
        phone=person.phone,
        email=person.email,
        document=given.document,
    )


def _summary(fields: Mapping[str, Any]) -> str:
    parts = [str(fields["request"]).strip()]
    if fields["copies"]:
        counted = copies_grammar.read(str(fields["copies"]))
        parts.append(f"{counted.documents} giấy tờ, {counted.total} bản ({fields['copies']})")
    return "; ".join(part for part in parts if part)


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)) if value else None
