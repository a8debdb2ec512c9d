"""What a receipt or a slip holds, as the words that stand in the places of its form."""

from datetime import datetime
from typing import Final

from counter_app.documents.codes import checked
from counter_app.documents.content import Content
from counter_app.documents.flow import clean
from counter_app.domain.money_words import amount_words
from counter_app.domain.receipt import MissingItems, OfficeHead, Receipt, ReceiptAuthoriser, ReceiptPaper
from counter_app.domain.slips import Party
from counter_app.domain.times import vietnam

_MOMENT: Final = ("hour", "minute", "day", "month", "year")
_SHORT_DOTS: Final = "....."
_NOBODY: Final = ReceiptAuthoriser("")


def number(amount: int) -> str:
    """Return `amount` with dots between thousands, as written in Vietnam: 22000 gives "22.000"."""
    return f"{amount:,}".replace(",", ".")


def date_words(moment: datetime) -> tuple[str, str, str]:
    """Return day, month and year as Nghị định 30/2020 writes them: days below 10 and months 1 and 2 with a zero."""
    local = vietnam(moment)
    month = f"{local.month:02d}" if local.month <= 2 else str(local.month)
    return f"{local.day:02d}", month, str(local.year)


def moment_values(name: str, moment: datetime | None, unknown: str = _SHORT_DOTS) -> dict[str, str]:
    """Return the parts of `moment` as `name`_hour … `name`_year; `unknown` for each when there is none."""
    if moment is None:
        return {f"{name}_{part}": unknown for part in _MOMENT}
    local = vietnam(moment)
    words = (f"{local.hour:02d}", f"{local.minute:02d}", *date_words(moment))
    return {f"{name}_{part}": word for part, word in zip(_MOMENT, words, strict=True)}


def head_values(head: OfficeHead, made_at: datetime, own_number: str) -> dict[str, str]:
    """Return the values of the head that all forms share."""
    day, month, year = date_words(made_at)
    return {
        "parent": clean(head.parent),
        "office": clean(head.office),
        "unit": clean(head.unit),
        "place": clean(head.place),
        "phone": clean(head.phone),
        "lookup": clean(head.lookup_address),
        "office_address": clean(head.address),
        "number": clean(own_number) or "......",
        "symbol": clean(head.symbol),
        "day": day,
        "month": month,
        "year": year,
    }


def party_values(name: str, party: Party) -> dict[str, str]:
    """Return what the forms ask of a person as `name`_name, `name`_number, _address, _phone and _email."""
    return {
        f"{name}_name": clean(party.name),
        f"{name}_number": clean(party.number),
        f"{name}_address": clean(party.address),
        f"{name}_phone": clean(party.phone),
        f"{name}_email": clean(party.email),
    }


def in_words(amount: int) -> str:
    """Return `amount` as papers spell it out: 22000 gives "Hai mươi hai nghìn đồng"."""
    words = amount_words(amount)
    return words[0].upper() + words[1:]


def fee_words(amount: int | None, text: str) -> str:
    """Return the fee as printed; "" when nothing is known of it."""
    said = clean(text)
    if amount is None:
        return said
    if amount == 0 and said:
        return said
    counted = f"{number(amount)} đồng"
    return f"{counted} ({said})" if said else counted


def receipt_content(receipt: Receipt) -> Content:
    """Return what fills form 01. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code = checked(receipt.code)
    name = clean(receipt.applicant_name)
    request = "; ".join(part for part in (clean(receipt.procedure_name), clean(receipt.summary)) if part)
    values = head_values(receipt.head, receipt.received_at, receipt.number)
    values |= moment_values("received", receipt.received_at)
    values |= moment_values("due", receipt.due_at)
    values |= moment_values("second_due", receipt.second_due_at, unknown="")
    values |= _authoriser_values(receipt.authoriser or _NOBODY)
    values |= {
        "code": code,
        "applicant_name": name,
        "applicant_number": clean(receipt.applicant_number),
        "applicant_address": clean(receipt.applicant_address),
        "applicant_phone": clean(receipt.applicant_phone),
        "applicant_email": clean(receipt.applicant_email),
        "submitter_name": clean(receipt.submitter_name) or name,
        "request": request,
        "sets": f"{receipt.sets:02d}",
        "term": clean(receipt.term_text),
        "return_place": clean(receipt.return_place),
        "book": clean(receipt.book),
        "book_number": clean(receipt.book_number),
        "fee": fee_words(receipt.fee_amount, receipt.fee_text),
        "channel": clean(receipt.channel),
        "officer": clean(receipt.officer),
        "reprint": str(receipt.reprint),
    }
    return Content(values, papers=tuple(_paper(paper) for paper in receipt.papers), code=code)


def _authoriser_values(authoriser: ReceiptAuthoriser) -> dict[str, str]:
    return {
        "authoriser_name": clean(authoriser.name),
        "authoriser_address": clean(authoriser.address),
        "authoriser_number": clean(authoriser.number),
        "authoriser_phone": clean(authoriser.phone),
        "authoriser_email": clean(authoriser.email),
        "authoriser_document": clean(authoriser.document),
    }


def _paper(paper: ReceiptPaper) -> tuple[str, tuple[str, str, str]]:
    original, certified, photocopy = (
        str(count) if count else "" for count in (paper.original, paper.certified, paper.photocopy)
    )
    return clean(paper.name), (original, certified, photocopy)


def missing_content(slip: MissingItems) -> Content:
    """Return what fills form 02 of a draft. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code = checked(slip.code) if slip.code else ""
    applicant = Party(
        slip.applicant_name,
        address=slip.applicant_address,
        phone=slip.applicant_phone,
        email=slip.applicant_email,
    )
    values = head_values(slip.head, slip.made_at, slip.number)
    values |= party_values("applicant", applicant)
    values |= moment_values("deadline", None, unknown="")
    values |= {
        "code": code,
        "slip_code": "",
        "request": clean(slip.procedure_name),
        "reason": clean(slip.reason),
        "contact": clean(slip.contact) or clean(slip.officer),
        "contact_phone": clean(slip.contact_phone) or clean(slip.head.phone),
        "officer": clean(slip.officer),
    }
    return Content(values, lists={"items": tuple(clean(item) for item in slip.items)}, code=code)
