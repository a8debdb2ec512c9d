"""A dossier while it is being entered: what the officer has so far, and what is still wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from counter_app.domain import copies as copies_grammar
from counter_app.domain.catalogue import ChecklistLine, Procedure
from counter_app.domain.ids import new_id
from counter_app.domain.person import Applicant, Authorisation, Person, Problem


@dataclass(frozen=True, slots=True)
class GivenPaper:
    """One line of the checklist as handed in: how many originals, certified copies and photocopies."""

    line: str
    name: str
    required: bool
    given: bool = False
    original: int = 0
    certified: int = 0
    photocopy: int = 0

    @classmethod
    def expected(cls, line: ChecklistLine) -> "GivenPaper":
        """Return the line as the procedure asks for it, not yet handed in."""
        return cls(line.id, line.name, line.required, False, line.original, line.certified, line.photocopy)

    def to_json(self) -> dict[str, Any]:
        return {
            "line": self.line,
            "name": self.name,
            "required": self.required,
            "given": self.given,
            "original": self.original,
            "certified": self.certified,
            "photocopy": self.photocopy,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "GivenPaper":
        return cls(**{name: value[name] for name in cls.__slots__ if name in value})


def carried_over(had: Iterable[GivenPaper], procedure: Procedure) -> tuple[GivenPaper, ...]:
    """Return the checklist of `procedure`; a paper of the same name stays handed in as it was."""
    known = {paper.name: paper for paper in had}
    return tuple(
        replace(known[line.name], line=line.id, required=line.required)
        if line.name in known
        else GivenPaper.expected(line)
        for line in procedure.checklist
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """What the officer has entered. `id` becomes the dossier's id, so the same draft can never be registered twice.

    `applicant` is whose dossier it is; `at_counter` is the person who stands there, when that is somebody else
    (`authorisation` then names the paper that allows it).
    """

    id: UUID = field(default_factory=new_id)
    procedure: Procedure | None = None
    applicant: Applicant | None = None
    at_counter: Person | None = None
    authorisation: Authorisation | None = None
    papers: tuple[GivenPaper, ...] = ()
    copies: str = ""
    request: str = ""
    sets: int = 1
    return_place: str = ""
    missing_reason: str = ""
    agreed: datetime | None = None
    card_certain: bool = True

    @property
    def missing(self) -> tuple[GivenPaper, ...]:
        """The required papers that were not handed in."""
        return tuple(paper for paper in self.papers if paper.required and not paper.given)


LONGEST_LINE: Final = 500
"""Letters of a name, an address, an e-mail; LONGEST_TEXT those of a free text (TrichYeuHoSo holds 1,000)."""
LONGEST_TEXT: Final = 1000


def problems(draft: Draft) -> tuple[Problem, ...]:
    """Return what stands against registering `draft`; those with `certain` true forbid it, the others only warn.

    A dossier with a required paper missing is accepted only with a recorded reason (product rule M9).
    """
    found: list[Problem] = []
    if draft.applicant is None or not draft.applicant.name.strip():
        found.append(Problem("applicant.name", "name_missing", True))
    else:
        found.extend(draft.applicant.problems())
    if draft.procedure is None:
        found.append(Problem("procedure", "procedure_missing", True))
    elif draft.procedure.copies:
        grammar = copies_grammar.read(draft.copies)
        if grammar.problem is not None:
            found.append(Problem("copies", grammar.problem.code, True))
    if draft.missing and not draft.missing_reason.strip():
        found.append(Problem("papers", "papers_missing", True))
    if draft.sets < 1:
        found.append(Problem("sets", "sets_missing", True))
    found.extend(_too_long(draft))
    return tuple(found)


def _too_long(draft: Draft) -> Iterator[Problem]:
    """Name what the ring above would refuse for its length: nothing may be on paper that can never be sent."""
    applicant, present = draft.applicant, draft.at_counter
    lines = [
        ("applicant.name", applicant.name if applicant else ""),
        ("applicant.address", applicant.address if applicant else ""),
        ("applicant.email", applicant.email if applicant else ""),
        ("at_counter.name", present.name if present else ""),
        ("at_counter.address", present.address if present else ""),
        ("return_place", draft.return_place),
        ("copies", draft.copies),
    ]
    texts = [
        ("request", draft.request),
        ("papers", draft.missing_reason),
        ("at_counter.document", draft.authorisation.document if draft.authorisation else ""),
    ]
    for field_name, text in lines:
        if len(text) > LONGEST_LINE:
            yield Problem(field_name, "text_too_long", True)
    for field_name, text in texts:
        if len(text) > LONGEST_TEXT:
            yield Problem(field_name, "text_too_long", True)
