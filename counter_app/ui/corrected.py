"""A dossier as texts to be corrected, and the corrected texts as changes of its payload."""

from collections.abc import Mapping
from typing import Any, Final

from counter_app.domain import contact
from counter_app.domain.catalogue import Procedure
from counter_app.domain.dossier import Dossier
from counter_app.domain.draft import GivenPaper
from counter_app.domain.person import Applicant, Person
from counter_app.domain.text import nfc
from counter_app.domain.times import iso
from counter_app.ui import shown
from counter_app.ui.changes import read_moment

Texts = Mapping[str, str]
_NUMBERS: Final = ("personal_number", "tax_number")
_PLAIN: Final = ("request", "return_place", "copies", "missing_reason")


def texts_of(dossier: Dossier) -> dict[str, str]:
    """Return what stands in each field at first; the reason is empty."""
    applicant, fields, present = dossier.applicant, dossier.fields, dossier.at_counter
    authorisation = dossier.authorisation
    return {
        "name": applicant.name,
        "number": applicant.number,
        "address": applicant.address,
        "phone": applicant.phone,
        "email": applicant.email,
        "procedure": dossier.procedure_name,
        "due": shown.moment(dossier.due_at) if dossier.due_at else "",
        "sets": str(fields["sets"]),
        "present_name": present.name if present else "",
        "present_number": present.personal_number if present else "",
        "present_phone": present.phone if present else "",
        "present_document": authorisation.document if authorisation else "",
        "reason": "",
        **{name: str(fields.get(name, "")) for name in _PLAIN},
    }


def papers_of(dossier: Dossier) -> tuple[GivenPaper, ...]:
    """Return the checklist as it was handed in."""
    return tuple(GivenPaper.from_json(paper) for paper in dossier.fields["papers"])


def place_of(field: str) -> str:
    """Return the field of the form in which the remark about `field` (a name of the domain) is shown."""
    room, _, name = field.partition(".")
    name = "number" if name in _NUMBERS else name
    if room == "applicant":
        return name
    if room == "at_counter":
        return f"present_{name}"
    return "missing_reason" if room == "papers" else room


def changes_of(
    dossier: Dossier, typed: Texts, papers: tuple[GivenPaper, ...], procedure: Procedure | None
) -> dict[str, Any]:
    """Return {field of the payload: new value} for what differs from `dossier`; `procedure` when another was chosen."""
    fields = dossier.fields
    applicant = _applicant(dict(fields["applicant"]), typed)
    found: dict[str, Any] = {"applicant": applicant, **_present(dossier, applicant, typed)}
    if procedure is not None and procedure.code != dossier.procedure_code:
        found["procedure"] = {
            "code": procedure.code,
            "version": procedure.version,
            "name": procedure.name,
            "field": procedure.field,
        }
        if not procedure.copies:
            typed = {**typed, "copies": ""}
    due = read_moment(typed["due"])
    if due is not None and typed["due"].strip() != texts_of(dossier)["due"]:
        found["due"] = {**fields["due"], "at": iso(due)}
    found.update({name: nfc(typed[name].strip()) for name in _PLAIN})
    sets = typed["sets"].strip()
    found["sets"] = int(sets) if sets.isascii() and sets.isdecimal() and len(sets) < 6 else 0
    if papers != papers_of(dossier):
        found["papers"] = [paper.to_json() for paper in papers]
    return {name: value for name, value in found.items() if value != fields.get(name, "")}


def _applicant(value: dict[str, Any], typed: Texts) -> dict[str, Any]:
    number = "personal_number" if value.get("kind") == "citizen" else "tax_number"
    filled = _filled(
        value,
        {
            "name": nfc(typed["name"].strip()),
            number: typed["number"].strip(),
            "address": nfc(typed["address"].strip()),
            "phone": contact.normal_phone(typed["phone"]),
            "email": typed["email"].strip(),
        },
    )
    filled.setdefault("name", "")
    return filled


def _present(dossier: Dossier, applicant: dict[str, Any], typed: Texts) -> dict[str, Any]:
    """Return who stood at the counter and by which paper; whoever has another number is another person.

    The paper names the applicant as he is after the correction (form 01 prints him as the authoriser).
    """
    name, number = nfc(typed["present_name"].strip()), typed["present_number"].strip()
    phone, document = contact.normal_phone(typed["present_phone"]), nfc(typed["present_document"].strip())
    before = dossier.at_counter
    present: dict[str, Any] | None = None
    if name or number or phone or document:
        kept = before.to_json() if before is not None and before.personal_number == number else {}
        present = _filled(kept, {"name": name, "personal_number": number, "phone": phone})
        present.setdefault("name", "")
    was = texts_of(dossier)
    same = all(typed[key].strip() == was[key] for key in was if key.startswith("present_"))
    if same and applicant == dossier.fields["applicant"]:
        return {}
    who = Applicant.from_json(applicant).who
    authorised = present is not None and document and isinstance(who, Person)
    authorisation = {"authoriser": who.to_json(), "document": document} if authorised else None
    return {"at_counter": present if not same else dossier.fields.get("at_counter"), "authorisation": authorisation}


def _filled(value: dict[str, Any], texts: Texts) -> dict[str, Any]:
    for key, text in texts.items():
        if text:
            value[key] = text
        else:
            value.pop(key, None)
    return value
