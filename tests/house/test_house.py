"""The house rules that no linter knows: sizes, names, plates, nothing left lying about."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "counter_app"
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
ALLOWED_TOP = {".ci", "counter_app", "resources", "installers", "tests", "pyproject.toml", "README.md"}


def sources() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "versions" not in path.parts]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_file_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    long = [
        f"{f.name}: {f.end_lineno - f.lineno}"
        for f in functions(ast.parse(text))
        if f.end_lineno and f.end_lineno - f.lineno > LONGEST_FUNCTION
    ]
    assert not long


def test_every_room_has_a_door_plate() -> None:
    rooms = [path for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert rooms
    for room in rooms:
        plate = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8")))
        assert plate, f"{room.name} has no door plate"
        assert len(plate) > 120, f"the door plate of {room.name} says too little"


def test_no_room_of_leftovers() -> None:
    banned = re.compile(r"(^|_)(utils?|helpers?|manager|controller|misc|common)(_|$)")
    assert [path.name for path in sources() if banned.search(path.stem)] == []


def test_top_level_holds_only_what_belongs_there() -> None:
    assert {name.split("/")[0] for name in tracked()} <= ALLOWED_TOP


def test_files_name_no_machine_and_no_registry() -> None:
    pattern = re.compile(r"(/root/|/home/\w|/work/|https?://[a-z0-9.-]*(pypi|debian|npmjs|pythonhosted)\.)")
    guilty = []
    for name in tracked():
        path = ROOT / name
        if (
            path.suffix in {".py", ".sh", ".md", ".toml", ".txt", ".lock", ".json", ".csv", ".qss", ".ts"}
            and path.exists()
        ):
            if name == "tests/house/test_house.py":
                continue
            if pattern.search(path.read_text("utf-8")):
                guilty.append(name)
    assert guilty == []


def test_nothing_gpl_only_of_qt_is_imported() -> None:
    banned = ("QtCharts", "QtDataVisualization", "QtHttpServer", "QtNetworkAuth", "QtVirtualKeyboard")
    assert [p.name for p in sources() if any(f"PySide6.{b}" in p.read_text("utf-8") for b in banned)] == []
