"""What stands against a correction: the same rules as for a draft, asked of the fields that are to change."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from counter_app.domain import copies as copies_grammar
from counter_app.domain.draft import Draft, GivenPaper
from counter_app.domain.draft import problems as draft_problems
from counter_app.domain.person import Applicant, Authorisation, Person, Problem

MOST_SETS = 999


def problems(fields: Mapping[str, Any], changed: Collection[str]) -> tuple[Problem, ...]:
    """Return what forbids `fields` (the payload of kind received as it would be) for the names in `changed`.

    What was received wrongly and is not touched is not judged. Raises KeyError, TypeError or ValueError when a value
    has not the form that the payload has.
    """
    found = [problem for problem in draft_problems(_draft(fields)) if _room(problem.field) in changed]
    found.extend(_of_papers_and_copies(fields, changed))
    if "at_counter" in changed and fields.get("at_counter"):
        found.extend(_of_representative(Person.from_json(fields["at_counter"])))
    return tuple(problem for problem in found if problem.certain)


def _draft(fields: Mapping[str, Any]) -> Draft:
    present, authorisation = fields.get("at_counter"), fields.get("authorisation")
    sets = fields["sets"]
    return Draft(
        applicant=Applicant.from_json(fields["applicant"]),
        at_counter=Person.from_json(present) if present else None,
        authorisation=Authorisation.from_json(authorisation) if authorisation else None,
        papers=tuple(GivenPaper.from_json(paper) for paper in fields["papers"]),
        copies=str(fields["copies"]),
        request=str(fields["request"]),
        sets=sets if isinstance(sets, int) and not isinstance(sets, bool) and sets <= MOST_SETS else 0,
        return_place=str(fields["return_place"]),
        missing_reason=str(fields["missing_reason"]),
    )


def _room(field: str) -> str:
    """Return the payload's field of a draft's remark; `procedure` is judged by who knows the catalogue."""
    room = field.partition(".")[0]
    if field == "at_counter.document":
        return "authorisation"
    return "" if room == "procedure" else room


def _of_papers_and_copies(fields: Mapping[str, Any], changed: Collection[str]) -> Iterator[Problem]:
    counts = [paper.get(kind, 0) for paper in fields["papers"] for kind in ("original", "certified", "photocopy")]
    if "papers" in changed and any(not isinstance(count, int) or count < 0 for count in counts):
        yield Problem("papers", "papers_wrong", True)
    if "copies" in changed and str(fields["copies"]):
        wrong = copies_grammar.read(str(fields["copies"])).problem
        if wrong is not None:
            yield Problem("copies", wrong.code, True)


def _of_representative(person: Person) -> Iterator[Problem]:
    if not person.name.strip():
        yield Problem("at_counter.name", "name_missing", True)
    for problem in person.problems():
        yield Problem(f"at_counter.{problem.field}", problem.code, problem.certain)
