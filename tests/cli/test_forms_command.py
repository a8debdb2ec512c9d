"""`counter-app forms`: a wrong text is told before it prints, a right one can be looked at."""

import json
from pathlib import Path
from typing import Any

import pytest

from counter_app.__main__ import main
from counter_app.documents.examples import EXAMPLES
from counter_app.settings import resource
from tests.documents.reading import words


def shipped(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resource("forms", name).read_text("utf-8"))
    return found


def written(file: Path, form: dict[str, Any]) -> Path:
    file.write_text(json.dumps(form, ensure_ascii=False), "utf-8")
    return file


def with_line(line: str) -> dict[str, Any]:
    form = shipped("03-refusal-2025.json")
    return {**form, "blocks": [*form["blocks"], {"kind": "line", "cells": [line]}]}


def test_all_shipped_forms_are_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "check", str(resource("forms"))]) == 0
    said = capsys.readouterr().out
    for form in EXAMPLES:
        assert f": {form}, from 2025-09-15." in said
    assert "13 good, 0 wrong." in said


def test_an_unknown_place_is_named_with_those_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path / "a.json", with_line("Kính chào {aplicant_name}"))
    written(tmp_path / "b.json", with_line("Kính chào {applicant_name}"))
    (tmp_path / "c.json").write_text("{", "utf-8")
    assert main(["forms", "check", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert "b.json: refusal, from 2025-09-15." in out
    assert "1 good, 2 wrong." in out
    assert "a.json has a place that nobody fills: aplicant_name." in err
    assert "applicant_name, " in err.split("Known in this form: ")[1]
    assert "c.json is no form (" in err


def test_a_file_that_hides_another_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.json", "b.json"):
        written(tmp_path / name, shipped("03-refusal-2025.json"))
    assert main(["forms", "check", str(tmp_path)]) == 1
    assert "b.json and a.json are the same form from the same day." in capsys.readouterr().err


def test_a_counter_without_texts_of_its_own_is_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "check", "--home", str(tmp_path)]) == 0
    assert "the shipped ones hold" in capsys.readouterr().out
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "own.json").write_text("[]", "utf-8")
    assert main(["forms", "check", "--home", str(tmp_path)]) == 1


@pytest.mark.parametrize("form", EXAMPLES)
def test_every_form_can_be_looked_at(form: str, tmp_path: Path) -> None:
    out = tmp_path / "look.pdf"
    assert main(["forms", "preview", form, str(out), "--home", str(tmp_path)]) == 0
    assert "BẢN TẬP – KHÔNG CÓ GIÁ TRỊ" in words(out.read_bytes())


def test_the_offices_own_wording_is_what_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    own = written(tmp_path / "forms" / "own.json", with_line("Cảm ơn {applicant_name}"))
    for asked in ("refusal", str(own)):
        assert main(["forms", "preview", asked, str(tmp_path / "look.pdf"), "--home", str(tmp_path)]) == 0
        assert "Cảm ơn Nguyễn Thị Ngọc Ánh" in words((tmp_path / "look.pdf").read_bytes())


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["preview", "receipts", "OUT"], "There is no form receipts. Nothing was written. Name a file, or one of: "),
        (["preview", "refusal", "OUT/no/such.pdf"], "The file cannot be written."),
        (["check", "OUT/no/such"], "There is nothing at "),
    ],
)
def test_a_wrong_question_is_one_sentence(
    asked: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words_asked = [word.replace("OUT", str(tmp_path / "x")) for word in asked]
    assert main(["forms", *words_asked, "--home", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith(sentence)
