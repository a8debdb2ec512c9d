"""The intake form as a value: what stands in its fields, how it is kept and brought back.

Texts stay as they were typed; they are read (dates, numbers, telephone) only when a draft is made of them, by
`ui.reading`. That room and the domain behind it are imported when something is read: an empty form needs neither, and
the window is not painted later for their sake.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from counter_app.domain.ids import new_id

if TYPE_CHECKING:
    from counter_app.domain.catalogue import Procedure
    from counter_app.domain.draft import Draft, GivenPaper
    from counter_app.domain.person import Person, Problem

SCHEMA: Final = 1


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
    def of(cls, person: "Person") -> "PersonTexts":
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

    def person(self) -> "Person":
        """Return the person that these texts name; a birth date that is none is left out (`problems` tells)."""
        from counter_app.ui import reading

        return reading.person(self)


@dataclass(frozen=True, slots=True)
class Form:
    """Everything on the intake page that a person has entered; `id` becomes the dossier's id."""

    id: UUID = field(default_factory=new_id)
    organisation: bool = False
    applicant: PersonTexts = PersonTexts()
    at_counter: PersonTexts | None = None
    document: str = ""
    procedure: "Procedure | None" = None
    papers: "tuple[GivenPaper, ...]" = ()
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

    def with_procedure(self, procedure: "Procedure | None") -> "Form":
        """Return the form for `procedure`, with its checklist not yet ticked."""
        from counter_app.domain.draft import GivenPaper

        lines = () if procedure is None else tuple(GivenPaper.expected(line) for line in procedure.checklist)
        return replace(self, procedure=procedure, papers=lines, missing_reason="")

    def next_one(self) -> "Form":
        """Return the form after this one was registered: empty, or with the procedure and ticks of a batch."""
        if not self.sticky or self.procedure is None:
            return Form()
        return Form(procedure=self.procedure, papers=self.papers, sticky=True)

    def draft(self) -> "Draft":
        """Return what the form says, read."""
        from counter_app.ui import reading

        return reading.draft(self)

    def problems(self) -> "tuple[Problem, ...]":
        """Return what stands against registering, those of the texts themselves included."""
        from counter_app.ui import reading

        return reading.problems(self)

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
    def from_json(cls, form_id: UUID, text: str, procedure: "Callable[[str], Procedure | None]") -> "Form":
        """Bring a kept form back; `procedure` finds today's version of a code.

        A form of another release is taken as far as it is understood; text that is no form gives an empty one.
        """
        from counter_app.domain.draft import GivenPaper

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
