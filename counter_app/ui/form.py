"""The intake form as a value: what stands in its fields, how it becomes a draft, how it is kept and brought back.

Texts stay as they were typed; they are read (dates, numbers, telephone) only when a draft is made of them.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from counter_app.domain import contact, tax_number
from counter_app.domain.catalogue import Procedure
from counter_app.domain.draft import Draft, GivenPaper, problems
from counter_app.domain.ids import new_id
from counter_app.domain.partial_date import PartialDate
from counter_app.domain.person import Applicant, Authorisation, Organisation, Person, Problem
from counter_app.domain.text import nfc
from counter_app.domain.times import VIETNAM

SCHEMA: Final = 1
_CLOSES: Final = "17:00"
_BLANKS = re.compile(r"[\s.]")


@dataclass(frozen=True, slots=True)
class PersonTexts:
    """One person (or organisation) as typed."""

    name: str = ""
    number: str = ""
    birth: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    old_number: str = ""
    issued: str = ""

    @classmethod
    def of(cls, person: Person) -> "PersonTexts":
        """Return how `person` stands in the fields."""
        return cls(
            person.name,
            person.personal_number,
            person.birth.printed() if person.birth else "",
            person.sex,
            person.address,
            person.phone,
            person.email,
            person.old_number,
            person.issued.isoformat() if person.issued else "",
        )

    @property
    def empty(self) -> bool:
        return not any(text.strip() for text in (self.name, self.number, self.address, self.phone, self.email))

    def person(self) -> Person:
        """Return the person that these texts name; a birth date that is none is left out (`problems` tells)."""
        return Person(
            name=nfc(self.name.strip()),
            personal_number=_BLANKS.sub("", self.number).upper(),
            birth=PartialDate.from_typed(self.birth),
            sex=self.sex.strip(),
            address=nfc(self.address.strip()),
            phone=contact.normal_phone(self.phone),
            email=self.email.strip(),
            old_number=self.old_number,
            issued=date.fromisoformat(self.issued) if self.issued else None,
        )


@dataclass(frozen=True, slots=True)
class Form:
    """Everything on the intake page that a person has entered; `id` becomes the dossier's id."""

    id: UUID = field(default_factory=new_id)
    organisation: bool = False
    applicant: PersonTexts = PersonTexts()
    at_counter: PersonTexts | None = None
    document: str = ""
    procedure: Procedure | None = None
    papers: tuple[GivenPaper, ...] = ()
    missing_reason: str = ""
    copies: str = ""
    request: str = ""
    return_place: str = ""
    agreed: str = ""
    sets: str = "1"
    card_certain: bool = True
    sticky: bool = False

    @property
    def empty(self) -> bool:
        """Whether a person would say that nothing is entered (a sticky procedure alone is not an entry)."""
        typed = (self.copies, self.request, self.agreed, self.missing_reason, self.document)
        somebody = not self.applicant.empty or (self.at_counter is not None and not self.at_counter.empty)
        chosen = self.procedure is not None and not self.sticky
        return not (somebody or chosen or any(text.strip() for text in typed))

    def with_procedure(self, procedure: Procedure | None) -> "Form":
        """Return the form for `procedure`, with its checklist not yet ticked."""
        lines = () if procedure is None else tuple(GivenPaper.expected(line) for line in procedure.checklist)
        return replace(self, procedure=procedure, papers=lines, missing_reason="")

    def next_one(self) -> "Form":
        """Return the form after this one was registered: empty, or with the procedure and ticks of a batch."""
        if not self.sticky or self.procedure is None:
            return Form()
        return Form(procedure=self.procedure, papers=self.papers, sticky=True)

    def draft(self) -> Draft:
        """Return what the form says, read."""
        return Draft(
            id=self.id,
            procedure=self.procedure,
            applicant=self._applicant(),
            at_counter=self.at_counter.person() if self.at_counter is not None and not self.at_counter.empty else None,
            authorisation=self._authorisation(),
            papers=self.papers,
            copies=self.copies.strip() if self.procedure is not None and self.procedure.copies else "",
            request=nfc(self.request.strip()),
            sets=int(self.sets) if self.sets.isdecimal() and len(self.sets) < 4 else 0,
            return_place=nfc(self.return_place.strip()),
            missing_reason=nfc(self.missing_reason.strip()),
            agreed=agreed_moment(self.agreed),
            card_certain=self.card_certain,
        )

    def problems(self) -> tuple[Problem, ...]:
        """Return what stands against registering, those of the texts themselves included."""
        found = list(problems(self.draft()))
        if not self.organisation and self.applicant.birth.strip() and not PartialDate.from_typed(self.applicant.birth):
            found.append(Problem("applicant.birth", "birth_wrong_form", certain=True))
        if self.applicant.name.strip() == "":
            # The draft stops at the missing name; what else is typed is looked at all the same.
            given = self._applicant()
            found.extend(given.problems() if given is not None else ())
        if self.agreed.strip() and agreed_moment(self.agreed) is None:
            found.append(Problem("agreed", "agreed_wrong_form", certain=True))
        at_counter = self.at_counter
        if at_counter is not None and not at_counter.empty:
            if not at_counter.name.strip():
                found.append(Problem("at_counter.name", "name_missing", certain=True))
            found.extend(Problem(f"at_counter.{p.field}", p.code, p.certain) for p in at_counter.person().problems())
        return tuple(found)

    def to_json(self) -> str:
        """Return the form as JSON text for keeping; `from_json` brings it back."""
        value: dict[str, Any] = {
            "schema": SCHEMA,
            "organisation": self.organisation,
            "applicant": asdict(self.applicant),
            "at_counter": None if self.at_counter is None else asdict(self.at_counter),
            "procedure": None if self.procedure is None else self.procedure.code,
            "papers": [paper.to_json() for paper in self.papers],
        }
        for name in ("document", "missing_reason", "copies", "request", "return_place", "agreed", "sets"):
            value[name] = getattr(self, name)
        value["card_certain"], value["sticky"] = self.card_certain, self.sticky
        return json.dumps(value, ensure_ascii=False)

    @classmethod
    def from_json(cls, form_id: UUID, text: str, procedure: Callable[[str], Procedure | None]) -> "Form":
        """Bring a kept form back; `procedure` finds today's version of a code.

        A form of another release is taken as far as it is understood; text that is no form gives an empty one.
        """
        value = _mapping(text)
        code = value.get("procedure")
        found = procedure(code) if isinstance(code, str) else None
        at_counter = value.get("at_counter")
        form = cls(
            id=form_id,
            organisation=bool(value.get("organisation", False)),
            applicant=_texts(value.get("applicant")),
            at_counter=None if at_counter is None else _texts(at_counter),
            procedure=found,
            papers=tuple(GivenPaper.from_json(paper) for paper in value.get("papers", ())) if found else (),
            card_certain=bool(value.get("card_certain", True)),
            sticky=bool(value.get("sticky", False)) and found is not None,
        )
        return replace(
            form,
            document=str(value.get("document", "")),
            missing_reason=str(value.get("missing_reason", "")),
            copies=str(value.get("copies", "")),
            request=str(value.get("request", "")),
            return_place=str(value.get("return_place", "")),
            agreed=str(value.get("agreed", "")),
            sets=str(value.get("sets", "1")),
        )

    def _applicant(self) -> Applicant | None:
        if self.applicant.empty:
            return None
        person = self.applicant.person()
        if not self.organisation:
            return Applicant(person)
        return Applicant(
            Organisation(
                name=person.name,
                tax_number=tax_number.normal(self.applicant.number),
                address=person.address,
                phone=person.phone,
                email=person.email,
            )
        )

    def _authorisation(self) -> Authorisation | None:
        if self.at_counter is None or self.at_counter.empty or self.organisation or not self.document.strip():
            return None
        return Authorisation(self.applicant.person(), nfc(self.document.strip()))


def agreed_moment(text: str) -> datetime | None:
    """Return the moment that "27/11/2026" (the end of an ordinary working day) or "27/11/2026 9:30" names, or None."""
    day, _, hour = text.strip().partition(" ")
    try:
        moment = datetime.strptime(f"{day} {hour.strip() or _CLOSES}", "%d/%m/%Y %H:%M")  # noqa: DTZ007
    except ValueError:
        return None
    return moment.replace(tzinfo=VIETNAM)


def _mapping(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> PersonTexts:
    if not isinstance(value, Mapping):
        return PersonTexts()
    return PersonTexts(**{name: str(value[name]) for name in PersonTexts.__slots__ if name in value})
