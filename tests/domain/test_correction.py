"""What a correction may not say, and that only what is touched is judged."""

from typing import Any

import pytest

from counter_app.domain.correction import problems

PAPER = {
    "line": "1",
    "name": "Tờ khai",
    "required": True,
    "given": True,
    "original": 1,
    "certified": 0,
    "photocopy": 0,
}
RIGHT: dict[str, Any] = {
    "applicant": {"kind": "citizen", "name": "Trần Thị Thử"},
    "at_counter": None,
    "authorisation": None,
    "papers": [PAPER],
    "sets": 1,
    "copies": "",
    "request": "",
    "return_place": "",
    "missing_reason": "",
}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"sets": 2}, []),
        ({"sets": 0}, [("sets", "sets_missing")]),
        ({"sets": 1000}, [("sets", "sets_missing")]),
        ({"sets": True}, [("sets", "sets_missing")]),
        ({"sets": "2"}, [("sets", "sets_missing")]),
        ({"copies": "3*2+1*5"}, []),
        ({"copies": "3*"}, [("copies", "copies_number_expected")]),
        ({"papers": [{**PAPER, "given": False}]}, [("papers", "papers_missing")]),
        ({"papers": [{**PAPER, "given": False}], "missing_reason": "mang sau"}, []),
        ({"papers": [{**PAPER, "photocopy": -1}]}, [("papers", "papers_wrong")]),
        ({"at_counter": {"name": "Lê Văn Thử"}}, []),
        ({"at_counter": {"name": " "}}, [("at_counter.name", "name_missing")]),
        (
            {"at_counter": {"name": "Lê Văn Thử", "personal_number": "12"}},
            [("at_counter.personal_number", "number_wrong_form")],
        ),
        ({"applicant": {"kind": "citizen", "name": ""}}, [("applicant.name", "name_missing")]),
        ({"request": "x" * 1001}, [("request", "text_too_long")]),
    ],
)
def test_what_a_draft_may_not_say_a_correction_may_not(changes: dict[str, Any], wrong: list[tuple[str, str]]) -> None:
    assert [(problem.field, problem.code) for problem in problems({**RIGHT, **changes}, changes)] == wrong


def test_what_is_not_touched_is_not_judged() -> None:
    old = {**RIGHT, "sets": 0, "applicant": {"kind": "citizen", "name": ""}}
    assert problems({**old, "request": "sao y"}, {"request"}) == ()


@pytest.mark.parametrize("changes", [{"papers": None}, {"papers": [{"given": True}]}, {"applicant": {"name": "x"}}])
def test_a_value_of_another_form_is_no_value(changes: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        problems({**RIGHT, **changes}, changes)
