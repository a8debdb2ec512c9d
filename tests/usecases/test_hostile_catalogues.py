"""Catalogue files that were made to do harm, or might as well have been: each is refused by name, within bounds."""

import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from counter_app.domain.errors import OfficerCanMend
from counter_app.usecases.catalogue_files import read_catalogue
from counter_app.usecases.row_files import FORMATS, MOST_BYTES, MOST_UNPACKED


def found(path: Path) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.column, problem.code) for problem in read_catalogue(path).problems]


def test_a_workbook_without_a_sheet(tmp_path: Path) -> None:
    book = Workbook()
    book.create_chartsheet()
    book.remove(book.worksheets[0])
    path = tmp_path / "x.xlsx"
    book.save(path)
    with pytest.raises(OfficerCanMend, match="file_broken"):
        read_catalogue(path)


def test_a_small_workbook_that_unpacks_to_a_large_one_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as target, target.open("xl/worksheets/sheet1.xml", "w") as sheet:
        for _ in range(MOST_UNPACKED // 1_000_000 + 1):
            sheet.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(OfficerCanMend, match="file_too_large"):
        read_catalogue(path)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_far_larger_than_a_catalogue_is_not_read(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{ending}"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(OfficerCanMend, match="file_too_large"):
        read_catalogue(path)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x85", "\u202e", "\ud800"])
def test_a_sign_that_no_paper_can_show_is_named(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([{"code": "2.000910", "name": f"Thủ{sign} tục", "valid_from": "2025-07-01"}]), "ascii")
    assert found(path) == [(1, "name", "sign_not_allowed")]


@pytest.mark.parametrize("value", [{"a": [1]}, ["a"]])
def test_a_cell_of_a_json_file_that_is_no_text(value: object, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([{"code": "2.000910", "name": value, "valid_from": "2025-07-01"}]), "ascii")
    assert found(path) == [(1, "name", "text_expected")]


def test_a_number_longer_than_any_number(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"code": ' + "9" * 5_000 + "}]", "ascii")
    with pytest.raises(OfficerCanMend, match="file_broken"):
        read_catalogue(path)
