"""`counter-app scan`, in the process and as a program."""

import argparse
import json
import os
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from counter_app.cli import scan
from counter_app.cli.lines import BadLine
from tests.domain.scan_corpus import CARD, CORPUS, Case

TODAY = date(2026, 11, 23)


def program(source: bytes, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "counter_app", "scan", *words],
        input=source,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=60,
    )


def test_a_card() -> None:
    assert scan.answer({"text": CARD}, TODAY) == {
        "kind": "card",
        "certain": True,
        "number": "092090000123",
        "old_number": "360000123",
        "name": "Nguyễn Văn Mẫu",
        "birth_date": "1990-02-15",
        "sex": "Nam",
        "address": "12 Đường Mẫu, Cái Khế, Ninh Kiều, Cần Thơ",
        "issued": "2021-05-01",
        "code": None,
        "day": None,
        "authority": None,
        "sequence": None,
        "generation": None,
        "officer": None,
        "source": "qr",
        "extra": [],
        "doubts": [],
        "corrections": None,
        "reason": None,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "h13.35.07-261120-0001",
            {"kind": "dossier", "code": "H13.35.07-261120-0001", "day": "2026-11-20", "sequence": 1, "generation": 2},
        ),
        ("a001", {"kind": "ticket", "code": "A001", "day": None}),
        ("TK-261123-11001-54", {"kind": "ticket", "code": "A001", "day": "2026-11-23"}),
        ("bg-000123-20", {"kind": "badge", "code": "BG-000123-20", "officer": 123}),
        ("hello", {"kind": "unknown", "certain": False, "reason": "foreign", "number": None, "name": None}),
        ("092090000123|360000123|", {"kind": "card", "certain": False, "number": "092090000123", "name": None}),
    ],
)
def test_other_codes(text: str, expected: dict[str, Any]) -> None:
    found = scan.answer({"text": text}, TODAY)
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("case", CORPUS, ids=[case.name for case in CORPUS])
def test_every_answer_has_all_keys_and_is_json(case: Case) -> None:
    found = scan.answer({"text": case.text}, TODAY)
    assert list(found) == list(scan.answer({"text": CARD}, TODAY))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    if case.kind == "unknown":
        filled = {key for key, value in found.items() if value is not None}
        assert filled == {"kind", "certain", "doubts", "reason"}


def test_a_question_without_text_is_a_bad_line() -> None:
    with pytest.raises(BadLine, match="text"):
        scan.answer({"txt": "A001"})


def test_the_help_has_examples_and_is_plain_ascii() -> None:
    parser = argparse.ArgumentParser()
    scan.add_parser(parser.add_subparsers())
    with pytest.raises(SystemExit) as stopped:
        parser.parse_args(["scan", "--help"])
    assert stopped.value.code == 0
    shown = program(b"", "--help", PYTHONIOENCODING="ascii")
    assert shown.returncode == 0
    assert b"examples:" in shown.stdout


def test_the_program_speaks_utf8_in_any_locale_and_goes_on_after_a_bad_line() -> None:
    source = json.dumps({"text": CARD}, ensure_ascii=False).encode() + b'\nrubbish\n{"text": "A001"}\n'
    ended = program(source, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    card, wrong, ticket = (json.loads(line) for line in ended.stdout.decode("utf-8").splitlines())
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert card["name"] == "Nguyễn Văn Mẫu"
    assert wrong == {"error": "the line is not JSON"}
    assert ticket["code"] == "A001"


def test_the_program_ends_quietly_when_its_reader_goes_away() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "counter_app", "scan"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b'{"text": "A001"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["kind"] == "ticket"
        process.stdout.close()
        process.stdin.write(b'{"text": "A002"}\n{"text": "A003"}\n')
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0
