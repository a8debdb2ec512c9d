"""What stands against registering a draft is said before anything is on paper."""

from dataclasses import replace

import pytest

from counter_app.domain.catalogue import Procedure
from counter_app.domain.draft import LONGEST_LINE, LONGEST_TEXT, Draft, GivenPaper, problems
from counter_app.domain.person import Applicant, Authorisation, Person
from counter_app.usecases.catalogue_files import shipped_catalogue

PROCEDURE: Procedure = next(one for one in shipped_catalogue() if one.code == "1.001193")
PAPERS = tuple(replace(GivenPaper.expected(line), given=True) for line in PROCEDURE.checklist)
PERSON = Person("Nguyễn Văn Mẫu", "092090000123")
WHOLE = Draft(procedure=PROCEDURE, applicant=Applicant(PERSON), papers=PAPERS)


def stops(draft: Draft) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in problems(draft) if problem.certain}


def test_whole_draft_may_be_registered() -> None:
    assert stops(WHOLE) == set()


@pytest.mark.parametrize(
    ("draft", "stop"),
    [
        (replace(WHOLE, applicant=None), ("applicant.name", "name_missing")),
        (replace(WHOLE, procedure=None), ("procedure", "procedure_missing")),
        (replace(WHOLE, papers=tuple(replace(p, given=False) for p in PAPERS)), ("papers", "papers_missing")),
        (replace(WHOLE, sets=0), ("sets", "sets_missing")),
        (
            replace(WHOLE, applicant=Applicant(replace(PERSON, name="A" * (LONGEST_LINE + 1)))),
            ("applicant.name", "text_too_long"),
        ),
        (
            replace(WHOLE, applicant=Applicant(replace(PERSON, address="Ấ" * (LONGEST_LINE + 1)))),
            ("applicant.address", "text_too_long"),
        ),
        (replace(WHOLE, request="x" * (LONGEST_TEXT + 1)), ("request", "text_too_long")),
        (replace(WHOLE, missing_reason="x" * (LONGEST_TEXT + 1)), ("papers", "text_too_long")),
        (
            replace(WHOLE, authorisation=Authorisation(PERSON, "x" * (LONGEST_TEXT + 1))),
            ("at_counter.document", "text_too_long"),
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_what_stops_a_draft(draft: Draft, stop: tuple[str, str]) -> None:
    assert stop in stops(draft)


def test_longest_allowed_texts_pass() -> None:
    person = replace(PERSON, name="A" * LONGEST_LINE, address="B" * LONGEST_LINE)
    assert stops(replace(WHOLE, applicant=Applicant(person), request="x" * LONGEST_TEXT)) == set()
