"""Each lesson has a test that exists."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.rings.lessons import LESSONS

ROOT = Path(__file__).resolve().parents[2]

STUDIED = [
    "T-DUP",
    "T-DUP-CHILD",
    "T-TWO-RUNNERS",
    "T-NUM",
    "T-POISON",
    "T-NUM-REUSE",
    "T-DUP-SLOW",
    "T-EDIT-IN-FLIGHT",
    "T-ACK",
    "T-CRASH-FILE",
    "T-CLASSIFY",
    "T-CLOCK",
    "T-CLOCK-POISON",
    "T-CLOCK-TX",
    "T-ECHO",
    "T-CURSOR",
    "T-RESTART",
    "T-SEQ",
    "T-PAGE",
    "T-OUTCOME",
    "T-STRAY",
    "T-IDENTITY",
    "T-OPT",
    "T-LIVENESS",
    "T-KILL",
    "T-PART",
    "T-RYW",
    "T-STALL",
    "T-RESTORE",
    "T-CLONE",
    "T-CONFLICT",
    "T-AUDIT",
    "T-BISECT",
    "T-LANE",
    "T-MIGRATE",
    "T-PINGPONG",
    "T-MEM",
    "T-ATT",
    "T-CHUNK",
    "T-FINALISE",
    "T-409",
    "T-LOCK",
    "T-STORM",
    "T-BUSY",
    "T-UUID",
]
OF_THE_PROTOCOL = 13


@cache
def named_in(file: str) -> frozenset[str]:
    """Return the tests that stand in a file: "function", or "Class::function"."""
    path = ROOT / file
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body if path.is_file() else ():
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{inner.name}" for inner in node.body if isinstance(inner, ast.FunctionDef)}
    return frozenset(name for name in found if name.rpartition("::")[2].startswith("test_"))


@pytest.mark.parametrize("name", [*STUDIED, *(name for name in LESSONS if name not in STUDIED)])
def test_a_lesson_is_tried_by_tests_that_are_there(name: str) -> None:
    lesson = LESSONS[name]
    assert lesson.seen
    assert lesson.tests
    missing = [test for test in lesson.tests if test.partition("::")[2] not in named_in(test.partition("::")[0])]
    assert missing == []


def test_no_lesson_is_left_out() -> None:
    assert len(LESSONS) == len(STUDIED) + OF_THE_PROTOCOL


def test_a_test_that_bears_a_lessons_name_stands_in_a_list_of_lessons() -> None:
    """A new name that begins like a lesson's is either one or a slip of the pen."""
    prefixes = (*(f"test_{name.lower().replace('-', '_')}_" for name in STUDIED), "test_t_epoch_")
    strangers = [
        f"{path.relative_to(ROOT)}::{name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for name in named_in(path.relative_to(ROOT).as_posix())
        if name.rpartition("::")[2].startswith("test_t_") and not name.rpartition("::")[2].startswith(prefixes)
    ]
    assert strangers == []
