"""An administrator changes a form: at once, without restart, and with a plain word when something is wrong."""

import json
import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from counter_app.documents import example_sheets as sheets
from counter_app.documents import example_slips as slips
from counter_app.documents.examples import EXAMPLES
from counter_app.documents.forms import MISSING_ITEMS, RECEIPT, Forms, filled, pieces
from counter_app.documents.papers import kind_of, placeholders
from counter_app.documents.preview import preview
from counter_app.documents.receipt import ReceiptRenderer
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.receipt import Receipt
from counter_app.domain.times import VIETNAM
from counter_app.settings import resource
from tests.documents.reading import words
from tests.documents.samples import MISSING, ORDINARY


def shipped(name: str = "01-receipt-2025.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resource("forms", name).read_text(encoding="utf-8"))
    return found


def write(file: Path, form: dict[str, Any], tick: int) -> None:
    """Write `form` and give the file its own time of change: two writes may fall into one tick of a coarse clock."""
    file.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    os.utime(file, ns=(tick * 10**9, tick * 10**9))


def with_line(form: dict[str, Any], line: str) -> dict[str, Any]:
    return {**form, "blocks": [*form["blocks"], {"kind": "line", "cells": [line]}]}


def test_a_changed_form_prints_at_once(tmp_path: Path) -> None:
    renderer = ReceiptRenderer(tmp_path)
    assert "Cảm ơn" not in words(renderer.receipt(ORDINARY))
    write(tmp_path / "own.json", with_line(shipped(), "Cảm ơn Ông/Bà {applicant_name}"), 1)
    assert "Cảm ơn Ông/Bà Nguyễn Thị Ngọc Ánh" in words(renderer.receipt(ORDINARY))
    write(tmp_path / "own.json", with_line(shipped(), "Xin chào {applicant_name}"), 2)
    assert "Xin chào Nguyễn Thị Ngọc Ánh" in words(renderer.receipt(ORDINARY))
    (tmp_path / "own.json").unlink()
    assert "Xin chào" not in words(renderer.receipt(ORDINARY))


def test_the_other_forms_stay_as_shipped(tmp_path: Path) -> None:
    write(tmp_path / "own.json", with_line(shipped(), "Cảm ơn"), 1)
    assert "Cảm ơn" not in words(ReceiptRenderer(tmp_path).missing_items(MISSING))


def test_the_form_of_the_day_of_receipt_is_chosen(tmp_path: Path) -> None:
    write(tmp_path / "new.json", {**with_line(shipped(), "Mẫu mới"), "valid_from": "2027-03-01"}, 1)
    renderer = ReceiptRenderer(tmp_path)
    before = replace(ORDINARY, received_at=datetime(2027, 2, 28, 23, 59, tzinfo=VIETNAM))
    after = replace(ORDINARY, received_at=datetime(2027, 3, 1, 0, 0, tzinfo=VIETNAM))
    assert "Mẫu mới" not in words(renderer.receipt(before))
    assert "Mẫu mới" in words(renderer.receipt(after))


def test_of_two_forms_in_force_the_later_one_is_chosen(tmp_path: Path) -> None:
    for name, since in (("a", "2026-07-01"), ("b", "2026-01-01")):
        write(tmp_path / f"{name}.json", {**shipped(), "name": name, "valid_from": since}, 1)
    assert Forms(placeholders(), tmp_path).on(RECEIPT, date(2026, 11, 23)).name == "a"
    assert Forms(placeholders(), tmp_path).on(RECEIPT, date(2026, 6, 30)).name == "b"


def test_a_form_ends_on_its_last_day(tmp_path: Path) -> None:
    write(tmp_path / "old.json", {**shipped(), "name": "old", "valid_from": "2024-01-01", "valid_to": "2025-09-14"}, 1)
    forms = Forms(placeholders(), tmp_path)
    assert forms.on(RECEIPT, date(2025, 9, 14)).name == "old"
    assert forms.on(RECEIPT, date(2025, 9, 15)).name.startswith("Mẫu 01")


def test_a_day_without_a_form_is_named() -> None:
    with pytest.raises(OfficerCanMend, match="no_form_for_day") as caught:
        Forms(placeholders()).on(MISSING_ITEMS, date(2016, 5, 4))
    assert caught.value.facts == {"form": "missing_items", "day": "2016-05-04"}


@pytest.mark.parametrize("line", ["{aplicant_name}", "{}", "{code", "Số {code} {Code}"])
def test_an_unknown_placeholder_is_named_before_anything_prints(tmp_path: Path, line: str) -> None:
    write(tmp_path / "own.json", with_line(shipped(), line), 1)
    renderer = ReceiptRenderer(tmp_path)
    with pytest.raises(OfficerCanMend, match="form_unknown_placeholder") as caught:
        renderer.receipt(ORDINARY)
    assert caught.value.facts["file"] == "own.json"
    assert caught.value.facts["placeholder"] in line


def test_a_condition_on_an_unknown_value_is_named(tmp_path: Path) -> None:
    form = shipped()
    form["blocks"].append({"kind": "line", "when": "weather", "cells": ["Nắng"]})
    write(tmp_path / "own.json", form, 1)
    with pytest.raises(OfficerCanMend, match="form_unknown_placeholder"):
        ReceiptRenderer(tmp_path).receipt(ORDINARY)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"form": "receipt"}', "\xff\xfe", json.dumps({**shipped(), "blocks": [{"kind": "picture"}]})],
)
def test_an_unreadable_form_is_named_and_mended_without_restart(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.json").write_text(text, encoding="latin-1")
    renderer = ReceiptRenderer(tmp_path)
    with pytest.raises(OfficerCanMend, match="form_unreadable") as caught:
        renderer.receipt(ORDINARY)
    assert caught.value.facts["file"] == "own.json"
    (tmp_path / "own.json").unlink()
    assert renderer.receipt(ORDINARY) == ReceiptRenderer().receipt(ORDINARY)


@pytest.mark.parametrize("change", [{"blocks": [{"kind": "picture"}]}, {"head": {}}, {"valid_from": "gestern"}])
def test_a_wrong_form_stops_no_paper_but_its_own(tmp_path: Path, change: dict[str, Any]) -> None:
    write(tmp_path / "own.json", {**shipped("03-refusal-2025.json"), **change}, 1)
    renderer = ReceiptRenderer(tmp_path)
    assert renderer.receipt(ORDINARY) == ReceiptRenderer().receipt(ORDINARY)
    with pytest.raises(OfficerCanMend, match="form_unreadable"):
        renderer.paper(slips.REFUSAL)
    write(tmp_path / "own.json", with_line(shipped("03-refusal-2025.json"), "Mới"), 2)
    assert "Mới" in words(renderer.paper(slips.REFUSAL))


@pytest.mark.parametrize("name", ["recept", "", None, 7, []])
def test_a_form_of_no_known_name_is_told_at_the_next_paper(tmp_path: Path, name: object) -> None:
    write(tmp_path / "own.json", {**shipped(), "form": name}, 1)
    with pytest.raises(OfficerCanMend, match="form_unreadable"):
        ReceiptRenderer(tmp_path).receipt(ORDINARY)


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert ReceiptRenderer(tmp_path / "none").receipt(ORDINARY) == ReceiptRenderer().receipt(ORDINARY)


def test_marks_split_a_wording_and_values_are_never_read_as_marks() -> None:
    assert [piece.text for piece in pieces("a **b {code}** *c*")] == ["a ", "b ", "code", " ", "c"]
    printed = filled("{code} {number?}", {"code": "**{x}**", "number": ""})
    assert "".join(text for _, text in printed) == "**{x}** "


def table(of: str, cell: str) -> dict[str, Any]:
    return {"kind": "table", "of": of, "columns": [{"head": "Cột", "cell": cell, "width": 10}]}


@pytest.mark.parametrize(
    ("block", "named"),
    [
        ({"kind": "line", "cells": ["{rows.code}"]}, "rows.code"),
        ({"kind": "line", "cells": ["{rows}"]}, "rows"),
        ({"kind": "items", "of": "rows"}, "rows"),
        ({"kind": "items"}, "items"),
        (table("lines", "x"), "lines"),
        (table("rows", "{rows.cod}"), "rows.cod"),
        (table("rows", "{spans.state}"), "spans.state"),
    ],
)
def test_a_list_or_a_cell_that_nothing_fills_is_named(tmp_path: Path, block: dict[str, Any], named: str) -> None:
    form = shipped("07-register-2025.json")
    write(tmp_path / "own.json", {**form, "blocks": [*form["blocks"], block]}, 1)
    with pytest.raises(OfficerCanMend, match="form_unknown_placeholder") as caught:
        ReceiptRenderer(tmp_path).paper(sheets.REGISTER)
    assert caught.value.facts["placeholder"] == named
    assert "rows.code" in caught.value.facts["known"].split(", ")


def test_an_office_changes_a_tables_columns_and_a_forms_leaf(tmp_path: Path) -> None:
    form = shipped("07-register-2025.json")
    own = {**form, "paper": "A4", "blocks": [form["blocks"][0], table("rows", "{rows.code} ({field})")]}
    write(tmp_path / "own.json", own, 1)
    renderer = ReceiptRenderer(tmp_path)
    assert renderer.leaf(sheets.REGISTER) == "A4"
    text = words(renderer.paper(sheets.REGISTER))
    assert "H13.35.07-261123-0001 (Hộ tịch)" in text
    assert "Phương thức nhận kết quả" not in text


def test_a_line_may_depend_on_a_list(tmp_path: Path) -> None:
    form = shipped("03-refusal-2025.json")
    form["blocks"].append({"kind": "line", "when": "items", "cells": ["Có lý do"]})
    write(tmp_path / "own.json", form, 1)
    renderer = ReceiptRenderer(tmp_path)
    assert "Có lý do" in words(renderer.paper(slips.REFUSAL))
    assert "Có lý do" not in words(renderer.paper(replace(slips.REFUSAL, reasons=())))


def test_every_shipped_form_names_its_source_and_its_example_fills_every_place() -> None:
    for name, example in EXAMPLES.items():
        form = Forms(placeholders()).on(name, date(2026, 11, 23))
        assert len(form.source) > 20
        assert preview(form)
        if not isinstance(example, Receipt):
            said = [piece for part in form.parts() for wording in part.wordings() for piece in pieces(wording)]
            empty = {key for key, value in kind_of(example).content(example).values.items() if not value}
            assert empty & {piece.text for piece in said if piece.placeholder} <= {"symbol", "applicant_email"}
