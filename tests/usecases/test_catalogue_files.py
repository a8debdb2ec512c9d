"""The catalogue as a file: out and in again, every wrong cell named, nothing half imported, changes listed."""

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from counter_app.domain.catalogue import Catalogue, ChecklistLine, Procedure
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.fees import FeeKind, FeeRule
from counter_app.domain.procedure_search import ProcedureIndex
from counter_app.domain.term import Term, TermStart, TermUnit
from counter_app.domain.text import nfc
from counter_app.usecases.catalogue_files import difference, read_catalogue, shipped_catalogue, write_catalogue
from counter_app.usecases.catalogue_rows import COLUMNS, from_row, to_row

TODAY = date(2026, 11, 23)
FORMATS = ("csv", "xlsx", "json")
HEAD = "code,name,valid_from"


def csv_file(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "danh-muc.csv"
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def found(path: Path) -> list[tuple[int, str, str]]:
    reading = read_catalogue(path)
    assert (reading.catalogue is None) == bool(reading.problems)
    return [(problem.line, problem.column, problem.code) for problem in reading.problems]


class TestShippedCatalogue:
    def test_it_holds_the_procedures_of_the_field_study(self) -> None:
        catalogue = shipped_catalogue()
        assert len(catalogue.on(TODAY)) >= 45
        for code in ("1.001193", "2.000815", "1.000894", "1.004873", "1.001612", "1.013225", "1.014027", "1.013831"):
            assert catalogue.in_force(code, TODAY) is not None

    def test_a_retired_procedure_is_known_but_not_offered(self) -> None:
        catalogue = shipped_catalogue()
        assert catalogue.in_force("2.001009", date(2025, 10, 26)) is not None
        assert catalogue.in_force("2.001009", date(2025, 10, 27)) is None

    def test_a_term_that_changed_keeps_its_old_version(self) -> None:
        catalogue = shipped_catalogue()
        old, new = (catalogue.in_force("1.013225", day) for day in (date(2026, 6, 30), date(2026, 7, 1)))
        assert old is not None
        assert new is not None
        assert old.term == Term(TermUnit.CALENDAR_DAY, 15)
        assert new.term == Term(TermUnit.WORKING_DAY, 7)

    def test_no_fee_is_invented_and_an_unknown_one_says_so(self) -> None:
        for procedure in shipped_catalogue():
            if procedure.fee.kind is FeeKind.UNKNOWN:
                assert procedure.fee.note
            assert procedure.confidence in ("H", "M")
            assert procedure.source
            assert procedure.legal_base
            assert procedure.aliases

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("ks", "1.001193"),
            ("khai sinh", "1.001193"),
            ("KHAI SINH", "1.001193"),
            ("sao y", "2.000815"),
            ("kh", "1.000894"),
            ("kt", "1.000656"),
            ("doc than", "1.004873"),
            ("trich luc", "2.000635"),
            ("ho khau", "1.004222"),
            ("so do", "1.013978"),
            ("chu ky", "2.000884"),
            ("hkd", "1.001612"),
        ],
    )
    def test_everyday_words_find_it(self, text: str, code: str) -> None:
        assert ProcedureIndex(shipped_catalogue().on(TODAY)).search(text)[0].code == code


@pytest.mark.parametrize("ending", FORMATS)
def test_out_and_in_again(ending: str, tmp_path: Path) -> None:
    catalogue = shipped_catalogue()
    path = tmp_path / f"danh-muc.{ending}"
    assert write_catalogue(catalogue, path) == len(catalogue)
    reading = read_catalogue(path)
    assert reading.problems == ()
    assert reading.catalogue == catalogue
    assert reading.rows == len(catalogue)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_city_of_2242_procedures(ending: str, tmp_path: Path) -> None:
    seeds = shipped_catalogue().on(TODAY)
    many = Catalogue(replace(seeds[n % len(seeds)], code=f"3.{n:06d}") for n in range(2_242))
    path = tmp_path / f"danh-muc.{ending}"
    write_catalogue(many, path)
    assert read_catalogue(path).catalogue == many


texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12).map(nfc)


@st.composite
def any_procedures(draw: st.DrawFn) -> Procedure:
    second = Term(TermUnit.WORKING_DAY, 2, time(14, 30), start=TermStart.CUTOFF)
    term = st.sampled_from(
        [
            None,
            Term(TermUnit.SAME_DAY, cutoff=time(15)),
            Term(TermUnit.SCHEDULE, 15, day=15),
            Term(TermUnit.WORKING_HOUR, 4, second=second, start=TermStart.LAST_HOUR),
        ]
    )
    fee = st.sampled_from([FeeRule(), FeeRule(FeeKind.FIXED, 0), FeeRule(FeeKind.PER_COPY, 8_000, "mỗi bản")])
    counts = st.integers(0, 999)
    papers = [
        ChecklistLine(f"p{place}", draw(texts), draw(counts), draw(counts), draw(counts), draw(st.booleans()))
        for place in range(draw(st.integers(0, 3)))
    ]
    return Procedure(
        draw(st.from_regex(r"[123]\.[0-9]{6}(\.H13)?", fullmatch=True)),
        draw(texts),
        draw(texts),
        draw(st.dates()),
        None,
        draw(term),
        draw(fee),
        tuple(papers),
        tuple(draw(st.lists(texts, max_size=3))),
        draw(texts),
        draw(texts),
        draw(st.sampled_from(["H", "M", "L", ""])),
        draw(st.booleans()),
        draw(st.booleans()),
    )


@given(any_procedures())
def test_a_row_keeps_everything(procedure: Procedure) -> None:
    row = to_row(procedure)
    assert tuple(sorted(row)) == tuple(sorted(COLUMNS))
    assert from_row(row) == procedure


class TestSpreadsheets:
    def test_a_name_that_looks_like_a_formula_stays_a_name(self, tmp_path: Path) -> None:
        strange = Procedure("2.000910", "=1+1", "", date(2025, 7, 1))
        path = tmp_path / "x.xlsx"
        write_catalogue([strange], path)
        sheet = load_workbook(path).worksheets[0]
        assert [cell.data_type for cell in sheet[2][:2]] == ["s", "s"]
        assert read_catalogue(path).catalogue == Catalogue([strange])

    def test_cells_as_a_spreadsheet_program_makes_them(self, tmp_path: Path) -> None:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.append(
            ["code", "name", "valid_from", "term_unit", "term_amount", "term_cutoff", "receipt", "fee_kind", None]
        )
        sheet.append([2.00091, "Thủ tục", date(2025, 7, 1), "working_day", 3.0, time(15), True, None, None])
        sheet.append([None] * 9)
        path = tmp_path / "x.xlsx"
        book.save(path)
        expected = Procedure(
            "2.000910", "Thủ tục", "", date(2025, 7, 1), term=Term(TermUnit.WORKING_DAY, 3, cutoff=time(15))
        )
        assert read_catalogue(path).catalogue == Catalogue([expected])

    @pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 cut off"])
    def test_a_broken_workbook(self, content: bytes, tmp_path: Path) -> None:
        path = tmp_path / "x.xlsx"
        path.write_bytes(content)
        with pytest.raises(OfficerCanMend, match="file_broken"):
            read_catalogue(path)

    @pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
    def test_a_workbook_with_a_torn_part(self, part: str, tmp_path: Path) -> None:
        whole, torn = tmp_path / "whole.xlsx", tmp_path / "torn.xlsx"
        write_catalogue([Procedure("2.000910", "Thủ tục", "", date(2025, 7, 1))], whole)
        with ZipFile(whole) as source, ZipFile(torn, "w") as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, content[: len(content) - 40] if name == part else content)
        with pytest.raises(OfficerCanMend, match="file_broken"):
            read_catalogue(torn)


class TestCsv:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_delimiters_and_marks_of_other_programs(self, delimiter: str, encoding: str, tmp_path: Path) -> None:
        lines = [HEAD, "1.001193,Đăng ký khai sinh,01/7/2025"]
        path = csv_file(tmp_path, *(line.replace(",", delimiter) for line in lines), encoding=encoding)
        catalogue = read_catalogue(path).catalogue
        assert catalogue == Catalogue([Procedure("1.001193", "Đăng ký khai sinh", "", date(2025, 7, 1))])

    def test_every_wrong_cell_is_named_and_nothing_imported(self, tmp_path: Path) -> None:
        path = csv_file(
            tmp_path,
            "code,name,valid_from,valid_to,term_unit,term_amount,fee_kind,fee_amount,receipt,checklist,confidence",
            "1.001193,Tốt,2025-07-01,,working_day,3,free,,1,,H",
            "1001193,Mã sai,2025-07-01,,,,,,,,",
            "1.001194,,2025-07-01,,,,,,,,",
            "1.001195,Ngày sai,2025-02-30,,,,,,,,",
            "1.001196,Thiếu ngày,,,,,,,,,",
            "1.001197,Ngược,2025-07-01,2025-06-30,,,,,,,",
            "1.001198,Đơn vị,2025-07-01,,week,3,,,,,",
            "1.001199,Số ngày,2025-07-01,,working_day,ba,,,,,",
            "1.001200,Không ngày,2025-07-01,,working_day,0,,,,,",
            "1.001201,Phí,2025-07-01,,,,dear,,,,",
            "1.001202,Phí thiếu,2025-07-01,,,,fixed,,,,",
            "1.001203,Phí âm,2025-07-01,,,,fixed,-5,,,",
            "1.001204,Cờ,2025-07-01,,,,,,maybe,,",
            "1.001205,Giấy,2025-07-01,,,,,,,Tờ khai,",
            "1.001206,Tin cậy,2025-07-01,,,,,,,,Z",
            "1.001207,Thiếu đơn vị,2025-07-01,,,3,,,,,",
            "1.001193,Hai lần,2025-07-01,,,,,,,,",
        )
        assert found(path) == [
            (3, "code", "code_invalid"),
            (4, "name", "name_missing"),
            (5, "valid_from", "day_invalid"),
            (6, "valid_from", "day_missing"),
            (7, "valid_to", "day_before_start"),
            (8, "term_unit", "term_unit_unknown"),
            (9, "term_amount", "number_invalid"),
            (10, "term_amount", "term_amount_invalid"),
            (11, "fee_kind", "fee_rule_unknown"),
            (12, "fee_amount", "fee_amount_invalid"),
            (13, "fee_amount", "number_invalid"),
            (14, "receipt", "yes_or_no_expected"),
            (15, "checklist", "paper_invalid"),
            (16, "confidence", "confidence_unknown"),
            (17, "term_unit", "term_unit_missing"),
            (18, "code", "version_twice"),
        ]

    def test_versions_that_overlap(self, tmp_path: Path) -> None:
        path = csv_file(tmp_path, HEAD, "1.001193,A,2025-07-01", "1.001193,B,2026-07-01")
        assert found(path) == [(3, "valid_from", "catalogue_overlap")]

    def test_a_column_that_nobody_knows(self, tmp_path: Path) -> None:
        path = csv_file(tmp_path, HEAD + ",price", "1.001193,A,2025-07-01,5")
        assert found(path) == [(1, "price", "column_unknown")]

    def test_line_numbers_count_lines_of_the_file(self, tmp_path: Path) -> None:
        path = csv_file(tmp_path, HEAD + ",aliases", '1.001193,A,2025-07-01,"ks', 'khai sinh"', "x,B,2025-07-01,")
        assert found(path) == [(4, "code", "code_invalid")]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "column_missing"),
            (b"code,name\n1.001193,A\n", "column_missing"),
            (b"code,name,valid_from,code\n", "column_twice"),
            (b"code,name,valid_from\n\xff\xfe", "file_not_text"),
            (b'code,name,valid_from\n"1.001193,A', "file_broken"),
        ],
    )
    def test_a_file_that_is_no_catalogue(self, content: bytes, code: str, tmp_path: Path) -> None:
        path = tmp_path / "x.csv"
        path.write_bytes(content)
        with pytest.raises(OfficerCanMend, match=code):
            read_catalogue(path)

    def test_a_file_without_rows_does_not_empty_the_catalogue(self, tmp_path: Path) -> None:
        assert found(csv_file(tmp_path, HEAD)) == [(1, "", "file_empty")]


class TestJson:
    @pytest.mark.parametrize("content", ["{", "5", '{"procedures": 5}', "[5]", "[" * 100_000, ""])
    def test_a_file_that_is_no_catalogue(self, content: str, tmp_path: Path) -> None:
        path = tmp_path / "x.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(OfficerCanMend, match="file_broken"):
            read_catalogue(path)

    def test_a_plain_list_with_numbers_and_nulls(self, tmp_path: Path) -> None:
        row = {"code": "1.001193", "name": "A", "valid_from": "2025-07-01", "valid_to": None, "copies": True}
        path = tmp_path / "x.json"
        path.write_text(json.dumps([row | {"fee_kind": "fixed", "fee_amount": 5_000}]), encoding="utf-8")
        expected = Procedure("1.001193", "A", "", date(2025, 7, 1), fee=FeeRule(FeeKind.FIXED, 5_000), copies=True)
        assert read_catalogue(path).catalogue == Catalogue([expected])


@pytest.mark.parametrize("name", ["x.ods", "x"])
def test_an_ending_that_nobody_knows(name: str, tmp_path: Path) -> None:
    with pytest.raises(OfficerCanMend, match="file_format_unknown"):
        read_catalogue(tmp_path / name)
    with pytest.raises(OfficerCanMend, match="file_format_unknown"):
        write_catalogue([], tmp_path / name)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OfficerCanMend, match="file_unreadable"):
        read_catalogue(tmp_path / "x.csv")
    with pytest.raises(OfficerCanMend, match="file_unwritable"):
        write_catalogue([], tmp_path / "nowhere" / "x.csv")


def test_the_dry_run_lists_every_change_and_nothing_else() -> None:
    kept = Procedure("1.000001", "Giữ", "", date(2025, 7, 1))
    gone = Procedure("1.000002", "Bỏ", "", date(2025, 7, 1))
    fresh = Procedure("1.000003", "Mới", "", date(2025, 7, 1))
    was = Procedure("1.000004", "Đổi", "", date(2025, 7, 1), term=Term(TermUnit.WORKING_DAY, 5))
    becomes = replace(was, term=Term(TermUnit.WORKING_DAY, 3), fee=FeeRule(FeeKind.FIXED, 10_000))
    changes = difference([kept, gone, was], [kept, fresh, becomes])
    assert [(change.kind, change.version) for change in changes] == [
        ("removed", "1.000002@2025-07-01"),
        ("added", "1.000003@2025-07-01"),
        ("changed", "1.000004@2025-07-01"),
    ]
    assert changes[2].fields == (
        ("term_amount", "5", "3"),
        ("fee_kind", "unknown", "fixed"),
        ("fee_amount", "", "10000"),
    )
    assert difference([kept], [kept]) == ()
