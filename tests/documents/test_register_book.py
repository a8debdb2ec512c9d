"""The register as a spreadsheet: headings in two levels, real dates, text that stays text."""

import json
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from counter_app.documents import example_sheets as sheets
from counter_app.documents.receipt import ReceiptRenderer
from counter_app.domain.errors import OfficerCanMend
from counter_app.settings import resource
from tests.documents.slip_samples import lists

UPPER = ("STT", "Mã hồ sơ", "Tên TTHC", "Tên tổ chức, cá nhân", "Địa chỉ/SĐT", "Cơ quan chủ trì giải quyết")
LOWER = ("Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả", "Phương thức nhận kết quả", "Ký nhận")


def opened(made: bytes) -> Any:
    return load_workbook(BytesIO(made)).active


def head_of(sheet: Any) -> int:
    """Return the row of the upper headings."""
    return next(row for row in range(1, 20) if sheet.cell(row, 1).value == "STT")


@pytest.fixture(scope="module")
def renderer() -> ReceiptRenderer:
    return ReceiptRenderer()


def test_the_headings_stand_in_two_levels(renderer: ReceiptRenderer) -> None:
    sheet = opened(renderer.register_xlsx(sheets.REGISTER))
    top = head_of(sheet)
    assert [sheet.cell(row, 1).value for row in range(1, top)] == [
        "SỔ THEO DÕI HỒ SƠ",
        "Lĩnh vực: Hộ tịch",
        "Từ ngày 01/11/2026 đến ngày 30/11/2026",
        "Quyển số: 01/2026",
    ]
    assert tuple(sheet.cell(top, column).value for column in range(1, 7)) == UPPER
    assert sheet.cell(top, 7).value == "Nhận và trả kết quả"
    assert tuple(sheet.cell(top + 1, column).value for column in range(7, 12)) == LOWER
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"A{top}:A{top + 1}", f"F{top}:F{top + 1}", f"G{top}:K{top}"} <= merged
    assert sheet.freeze_panes == f"A{top + 2}"
    assert sheet.print_title_rows == f"${top}:${top + 1}"
    assert sheet.page_setup.orientation == "landscape"


def test_dates_are_dates_and_numbers_are_numbers(renderer: ReceiptRenderer) -> None:
    sheet = opened(renderer.register_xlsx(sheets.REGISTER))
    first = head_of(sheet) + 2
    row = [sheet.cell(first, column).value for column in range(1, 12)]
    assert row[0] == 1
    assert row[6:9] == [datetime(2026, 11, 23, 14, 5), datetime(2026, 12, 1, 17, 0), datetime(2026, 11, 30, 9, 30)]  # noqa: DTZ001
    assert sheet.cell(first, 7).number_format == "dd/mm/yyyy hh:mm"
    assert row[1] == "H13.35.07-261123-0001"
    assert row[4].endswith("thành phố Cần Thơ; 0900 000 001")
    assert sheet.cell(first + 1, 9).value is None
    notes = [sheet.cell(first + 2 + index, 1).value for index in range(3)]
    assert notes[0] == "Ghi chú:"
    assert notes[2].endswith("đảm bảo đầy đủ thông tin theo quy định.")


def test_a_name_that_looks_like_a_formula_is_text(renderer: ReceiptRenderer) -> None:
    wanted = '=HYPERLINK("http://example.vn")'
    row = replace(sheets.REGISTER.rows[0], applicant_name=wanted, phone="", address="+84 900", code="0001")
    sheet = opened(renderer.register_xlsx(replace(sheets.REGISTER, rows=(row,))))
    first = head_of(sheet) + 2
    for column, value in ((4, wanted), (5, "+84 900"), (2, "0001")):
        assert sheet.cell(first, column).value == value
        assert sheet.cell(first, column).data_type == "s"


def test_no_row_is_lost(renderer: ReceiptRenderer) -> None:
    book = lists(300)["register"]
    sheet = opened(renderer.register_xlsx(book))  # type: ignore[arg-type]
    first = head_of(sheet) + 2
    assert [sheet.cell(first + at, 1).value for at in range(300)] == list(range(1, 301))
    assert sheet.cell(first + 299, 2).value == "H13.35.07-261123-0300"


def test_an_empty_register_has_headings_and_notes(renderer: ReceiptRenderer) -> None:
    sheet = opened(renderer.register_xlsx(replace(sheets.REGISTER, rows=(), book="")))
    top = head_of(sheet)
    assert sheet.cell(top + 2, 1).value == "Ghi chú:"
    assert "Quyển số" not in str([sheet.cell(row, 1).value for row in range(1, top)])


def test_the_offices_own_headings_are_taken(tmp_path: Path) -> None:
    form = json.loads(resource("forms", "07-register-2025.json").read_text("utf-8"))
    table = next(block for block in form["blocks"] if block["kind"] == "table")
    table["columns"][2]["head"] = "Thủ tục"
    (tmp_path / "own.json").write_text(json.dumps(form), "utf-8")
    renderer = ReceiptRenderer(tmp_path)
    sheet = opened(renderer.register_xlsx(sheets.REGISTER))
    assert sheet.cell(head_of(sheet), 3).value == "Thủ tục"
    form["blocks"] = [block for block in form["blocks"] if block["kind"] != "table"]
    (tmp_path / "own.json").write_text(json.dumps(form), "utf-8")
    with pytest.raises(OfficerCanMend, match="form_unreadable"):
        renderer.register_xlsx(sheets.REGISTER)
