"""README is true: its questions are asked, its commands are commands, its files are there."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.__main__ import COMMANDS, parser_of

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
LINES = [
    line.split("  #")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.S)
    for line in block.splitlines()
]
ASKED = [line for line in LINES if "| counter-app" in line]
CALLED = [line for line in LINES if line.startswith("counter-app")]
ANSWERS = {"scan": ("kind", "dossier"), "due": ("due", "2026-11-27T17:00:00"), "fee": ("amount", 22_000)}


@pytest.mark.parametrize("line", ASKED)
def test_questions_are_answered_as_promised(line: str) -> None:
    question, command = re.fullmatch(r"echo '(.*)' \| counter-app (\w+)", line).groups()  # type: ignore[union-attr]
    done = subprocess.run(
        [sys.executable, "-m", "counter_app", command],
        input=question + "\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    key, value = ANSWERS[command]
    answer = json.loads(done.stdout)[key]
    assert (answer[: len(value)] if isinstance(value, str) else answer) == value


def test_readme_asks_and_calls() -> None:
    assert {line.rsplit(" ", 1)[1] for line in ASKED} == set(ANSWERS)
    assert {shlex.split(line)[1] for line in CALLED} == set(COMMANDS) - set(ANSWERS)


@pytest.mark.parametrize("line", CALLED)
def test_commands_are_commands(line: str) -> None:
    words = shlex.split(line)[1:]
    assert parser_of(COMMANDS).parse_args(words).command == words[0]


def test_named_files_are_there() -> None:
    named = set(re.findall(r"(?:installers|resources)/[\w/.-]*\w", README))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_floor_plan_names_every_room() -> None:
    plan = README.split("## Floor plan")[1].split("## How to change")[0]
    rooms = [path.name for path in (ROOT / "counter_app").iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert [room for room in rooms if f"{room}/" not in plan and room != "resources"] == []
