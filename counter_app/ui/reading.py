"""How the texts of the intake form are read: as a person, as a draft, and what stands against registering them."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from counter_app.domain import contact, tax_number
from counter_app.domain import draft as drafts
from counter_app.domain.draft import Draft
from counter_app.domain.partial_date import PartialDate
from counter_app.domain.person import Applicant, Authorisation, Organisation, Person, Problem
from counter_app.domain.text import nfc
from counter_app.domain.times import VIETNAM

if TYPE_CHECKING:
    from counter_app.ui.form import Form, PersonTexts

_CLOSES: Final = "17:00"
_BLANKS: Final = re.compile(r"[\s.]")


def person(texts: "PersonTexts") -> Person:
    """Return the person that `texts` name; a birth date that is none is left out (`problems` tells)."""
    return Person(
        name=nfc(texts.name.strip()),
        personal_number=_BLANKS.sub("", texts.number).upper(),
        birth=PartialDate.from_typed(texts.birth),
        sex=texts.sex.strip(),
        address=nfc(texts.address.strip()),
        phone=contact.normal_phone(texts.phone),
        email=texts.email.strip(),
        old_number=texts.old_number,
        issued=date.fromisoformat(texts.issued) if texts.issued else None,
    )


def draft(form: "Form") -> Draft:
    """Return what the form says, read."""
    at_counter = form.at_counter
    return Draft(
        id=form.id,
        procedure=form.procedure,
        applicant=_applicant(form),
        at_counter=person(at_counter) if at_counter is not None and not at_counter.empty else None,
        authorisation=_authorisation(form),
        papers=form.papers,
        copies=form.copies.strip() if form.procedure is not None and form.procedure.copies else "",
        request=nfc(form.request.strip()),
        sets=int(form.sets) if form.sets.isdecimal() and len(form.sets) < 4 else 0,
        return_place=nfc(form.return_place.strip()),
        missing_reason=nfc(form.missing_reason.strip()),
        agreed=agreed_moment(form.agreed),
        card_certain=form.card_certain,
    )


def problems(form: "Form") -> tuple[Problem, ...]:
    """Return what stands against registering, those of the texts themselves included."""
    found = list(drafts.problems(draft(form)))
    if not form.organisation and form.applicant.birth.strip() and not PartialDate.from_typed(form.applicant.birth):
        found.append(Problem("applicant.birth", "birth_wrong_form", certain=True))
    if form.applicant.name.strip() == "":
        # The draft stops at the missing name; what else is typed is looked at all the same.
        given = _applicant(form)
        found.extend(given.problems() if given is not None else ())
    if form.agreed.strip() and agreed_moment(form.agreed) is None:
        found.append(Problem("agreed", "agreed_wrong_form", certain=True))
    at_counter = form.at_counter
    if at_counter is not None and not at_counter.empty:
        if not at_counter.name.strip():
            found.append(Problem("at_counter.name", "name_missing", certain=True))
        found.extend(Problem(f"at_counter.{p.field}", p.code, p.certain) for p in person(at_counter).problems())
    return tuple(found)


def agreed_moment(text: str) -> datetime | None:
    """Return the moment that "27/11/2026" (the end of an ordinary working day) or "27/11/2026 9:30" names, or None."""
    day, _, hour = text.strip().partition(" ")
    try:
        moment = datetime.strptime(f"{day} {hour.strip() or _CLOSES}", "%d/%m/%Y %H:%M")  # noqa: DTZ007
    except ValueError:
        return None
    return moment.replace(tzinfo=VIETNAM)


def _applicant(form: "Form") -> Applicant | None:
    if form.applicant.empty:
        return None
    read = person(form.applicant)
    if not form.organisation:
        return Applicant(read)
    return Applicant(
        Organisation(
            name=read.name,
            tax_number=tax_number.normal(form.applicant.number),
            address=read.address,
            phone=read.phone,
            email=read.email,
        )
    )


def _authorisation(form: "Form") -> Authorisation | None:
    if form.at_counter is None or form.at_counter.empty or form.organisation or not form.document.strip():
        return None
    return Authorisation(person(form.applicant), nfc(form.document.strip()))
