"""`counter-app fee`: questions as scripts ask them, and every odd one answered."""

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from counter_app.cli import fee, lines

GOOD = {"rule": "certified_copy", "copies": "3*2+1*5"}


def ask(*questions: object) -> list[dict[str, Any]]:
    source = io.BytesIO("\n".join(json.dumps(question) for question in questions).encode())
    out = io.BytesIO()
    assert lines.answer_lines(fee.answer, source, out)
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


def test_the_question_of_the_manual() -> None:
    (reply,) = ask(GOOD)
    assert list(reply) == ["documents", "copies", "amount", "lines"]
    assert (reply["documents"], reply["copies"], reply["amount"]) == (4, 11, 22_000)
    assert [(line["documents"], line["copies"], line["pages"], line["amount"]) for line in reply["lines"]] == [
        (3, 6, 1, 12_000),
        (1, 5, 1, 10_000),
    ]


@pytest.mark.parametrize(
    ("question", "documents", "copies", "amount"),
    [
        ({"rule": "certified_copy", "copies": "1*5/10+2*1/3"}, 3, 7, 70_000),
        ({"rule": "certified_copy", "copies": "1*1/300"}, 1, 1, 200_000),
        ({"rule": "certified_copy", "copies": " 3 × 2 + 1 x 5 "}, 4, 11, 22_000),
        ({"rule": "per_copy", "amount": 8_000, "copies": "1*3"}, 1, 3, 24_000),
        ({"rule": "fixed", "amount": 50_000}, 0, 0, 50_000),
        ({"rule": "fixed", "amount": 50_000, "copies": "1*3"}, 1, 3, 50_000),
        ({"rule": "free"}, 0, 0, 0),
        ({"rule": "unknown"}, 0, 0, None),
    ],
)
def test_rules(question: dict[str, Any], documents: int, copies: int, amount: int | None) -> None:
    (reply,) = ask(question)
    assert (reply["documents"], reply["copies"], reply["amount"]) == (documents, copies, amount)
    assert reply["lines"] or reply["text"]


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"copies": "1*1"},
        {"rule": None, "copies": "1*1"},
        {"rule": 5, "copies": "1*1"},
        {"rule": "", "copies": "1*1"},
        {"rule": "dear", "copies": "1*1"},
        {"rule": "certified_copy"},
        {"rule": "certified_copy", "copies": None},
        {"rule": "certified_copy", "copies": 5},
        {"rule": "certified_copy", "copies": ["1*1"]},
        *({"rule": "certified_copy", "copies": copies} for copies in ("", "5", "3*", "3**2", "0*1", "1*0", "-1*2",
          "1*1/0", "1.5*2", "1*2+", "a", "1*99999999999999", "3*2;1*5")),
        {"rule": "certified_copy", "copies": "1*1", "amount": 5},
        {"rule": "per_copy", "copies": "1*1"},
        {"rule": "per_copy", "amount": 8_000},
        {"rule": "fixed"},
        {"rule": "fixed", "amount": -1},
        {"rule": "fixed", "amount": 1.5},
        {"rule": "fixed", "amount": "5000"},
        {"rule": "fixed", "amount": True},
        {"rule": "fixed", "amount": 10**30},
    ],
)  # fmt: skip
def test_an_odd_question_is_answered_and_the_next_one_read(bad: dict[str, Any]) -> None:
    first, second = ask(bad, GOOD)
    assert list(first) == ["error"]
    assert second["amount"] == 22_000


def test_the_place_of_a_mistake_is_told() -> None:
    (reply,) = ask({"rule": "certified_copy", "copies": "3*2+x"})
    assert reply["error"] == '"copies", at sign 5: a number is expected; write it as 3*2+1*5/10'


@pytest.mark.parametrize("command", ["fee", "due"])
def test_as_a_program(command: str) -> None:
    questions = {
        "fee": '{"rule": "certified_copy", "copies": "3*2+1*5"}',
        "due": '{"received": "2026-11-23T14:00:00", "term": {"unit": "working_day", "amount": 3}}',
    }
    program = [sys.executable, "-m", "counter_app", command]
    done = subprocess.run(program, input=f"rubbish\n{questions[command]}\n", capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    bad, good = (json.loads(line) for line in done.stdout.splitlines())
    assert "error" in bad
    assert (good.get("amount") or good.get("due")) in (22_000, "2026-11-27T17:00:00")
    helped = subprocess.run([*program, "--help"], capture_output=True, encoding="utf-8", check=True)
    assert "examples:" in helped.stdout
