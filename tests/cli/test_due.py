"""`counter-app due`: questions as scripts ask them, and every odd one answered."""

import io
import json
from typing import Any

import pytest

from counter_app.cli import due, lines

THREE_DAYS = {"unit": "working_day", "amount": 3}


def ask(*questions: object) -> list[dict[str, Any]]:
    source = io.BytesIO("\n".join(json.dumps(question) for question in questions).encode())
    out = io.BytesIO()
    assert lines.answer_lines(due.answer, source, out)
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


def due_of(received: str, term: dict[str, Any], **more: str) -> str:
    (reply,) = ask({"received": received, "term": term, **more})
    return str(reply.get("due", reply))


def test_the_question_of_the_manual() -> None:
    (reply,) = ask({"received": "2026-11-23T14:00:00", "term": THREE_DAYS})
    assert list(reply) == ["due", "explanation"]
    assert reply["due"] == "2026-11-27T17:00:00"
    assert [step["rule"] for step in reply["explanation"]] == [
        "received",
        "term",
        "not_counted",
        "skipped",
        "counted",
        "closing",
        "due",
    ]
    assert reply["explanation"][3] == {
        "rule": "skipped",
        "facts": {
            "first": "2026-11-24",
            "last": "2026-11-24",
            "reason": "Ngày Văn hóa Việt Nam",
            "level": "national",
            "source": "Nghị quyết 28/2026/QH16",
        },
        "text": "Không tính thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam [Nghị quyết 28/2026/QH16].",
    }


@pytest.mark.parametrize(
    ("received", "term", "answer"),
    [
        ("2026-11-23T14:00", THREE_DAYS, "2026-11-27T17:00:00"),
        ("2026-11-23 14:00:00", THREE_DAYS, "2026-11-27T17:00:00"),
        ("2026-11-23T14:00:00.250", THREE_DAYS, "2026-11-27T17:00:00"),
        ("2026-11-23T14:00:00+07:00", THREE_DAYS, "2026-11-27T17:00:00"),
        ("2026-11-23T07:00:00Z", THREE_DAYS, "2026-11-27T17:00:00"),
        ("2026-11-23T14:00:00", {"unit": "working_day", "amount": 3, "cutoff": "15:00"}, "2026-11-27T17:00:00"),
        ("2026-11-23T14:00:00", {"unit": "working_hour", "amount": 3}, "2026-11-23T17:00:00"),
        ("2026-11-23T14:00:00", {"unit": "calendar_day", "amount": 1}, "2026-11-25T17:00:00"),
        ("2026-11-23T14:00:00", {"unit": "month", "amount": 1}, "2026-12-23T17:00:00"),
        ("2026-11-23T15:00:00", {"unit": "same_day"}, "2026-11-23T17:00:00"),
        ("2026-11-23T15:00:01", {"unit": "same_day", "amount": 3, "cutoff": None}, "2026-11-25T17:00:00"),
        ("2026-11-23T14:31:00", {"unit": "same_day", "cutoff": "14:30"}, "2026-11-25T17:00:00"),
    ],
)
def test_receipts_and_terms(received: str, term: dict[str, Any], answer: str) -> None:
    assert due_of(received, term) == answer


@pytest.mark.parametrize("office", ["31120", "31135", "31810"])
def test_an_office_of_the_city(office: str) -> None:
    assert due_of("2026-11-23T14:00:00", THREE_DAYS, office=office) == "2026-11-27T17:00:00"


def test_two_appointments() -> None:
    (reply,) = ask(
        {"received": "2026-11-02T08:00:00", "term": {"unit": "working_day", "amount": 5, "second": THREE_DAYS}}
    )
    assert (reply["first_stage"], reply["due"]) == ("2026-11-09T17:00:00", "2026-11-12T17:00:00")
    assert len(reply["warnings"]) == 1


def test_an_undecided_year_warns() -> None:
    (reply,) = ask({"received": "2026-12-30T08:00:00", "term": THREE_DAYS})
    assert reply["due"] == "2027-01-05T17:00:00"
    assert "31/12/2026" in reply["warnings"][0]


def test_an_agreed_date() -> None:
    asked = {"received": "2026-11-23T14:00:00", "term": {"unit": "agreed"}}
    good, rest_day, none = ask(
        asked | {"agreed": "2026-12-01T09:30:00"}, asked | {"agreed": "2026-11-24T09:00:00"}, asked
    )
    assert good["due"] == "2026-12-01T09:30:00"
    assert rest_day == {"error": "the agreed day 2026-11-24 is no working day"}
    assert "agreed" in none["error"]


GOOD: dict[str, object] = {"received": "2026-11-23T14:00:00", "term": THREE_DAYS}


RECEIVED_WRONG: list[object] = [
    None,
    5,
    "",
    "yesterday",
    "2026-11-23",
    "14:00",
    "2026-11-31T14:00:00",
    "2026-11-23T24:00:00",
    "2026-11-23T14:60:00",
    "20261123T140000",
    "2026-W48-1T14:00",
    "0001-01-01T00:00:00",
    "9999-12-31T23:59:59",
    "9999-12-31T23:59:59-12:00",
    "2026-11-23T14:00:00+99:00",
    "2026-11-23T14:00:00 ",
]
TERM_WRONG: list[object] = [
    None,
    "3",
    [],
    {},
    {"unit": "week", "amount": 1},
    {"unit": None, "amount": 1},
    {"unit": 5},
    {"amount": 3},
    {"unit": "working_day"},
    {"unit": "working_day", "amount": 0},
    {"unit": "working_hour", "amount": -3},
    {"unit": "month", "amount": 1.5},
    {"unit": "calendar_day", "amount": "3"},
    {"unit": "calendar_day", "amount": True},
    {"unit": "working_day", "amount": 10**12},
    {"unit": "working_hour", "amount": 10**40},
    {"unit": "same_day", "cutoff": "3pm"},
    {"unit": "same_day", "cutoff": "25:00"},
    {"unit": "same_day", "cutoff": 15},
    {"unit": "same_day", "cutoff": ""},
]
OFFICE_WRONG: list[object] = ["99999", "", "Cái Khế", 31120, ["31120"], True]


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"received": "2026-11-23T14:00:00"},
        {"term": THREE_DAYS},
        *(GOOD | {"received": received} for received in RECEIVED_WRONG),
        *(GOOD | {"term": term} for term in TERM_WRONG),
        *(GOOD | {"office": office} for office in OFFICE_WRONG),
        GOOD | {"agreed": "soon"},
    ],
)
def test_an_odd_question_is_answered_and_the_next_one_read(bad: dict[str, Any]) -> None:
    first, second = ask(bad, GOOD)
    assert list(first) == ["error"]
    assert second["due"] == "2026-11-27T17:00:00"


def test_the_largest_terms_are_answered() -> None:
    for term in ({"unit": "working_day", "amount": 2500}, {"unit": "working_hour", "amount": 20000}):
        assert due_of("2026-11-23T14:00:00", term).startswith("2036-")
