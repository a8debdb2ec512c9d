"""Form 07 from the store: which dossiers, in which order, with what became of them; and as files."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from counter_app.domain.errors import OfficerCanMend
from counter_app.practice.people import citizens
from counter_app.usecases.acts.giving import Collector
from counter_app.usecases.questions.register import month_of
from tests.documents.reading import words
from tests.usecases.conftest import Bench, draft_of

NOVEMBER = month_of(date(2026, 11, 23))


def test_a_month_ends_on_its_last_day() -> None:
    assert month_of(date(2028, 2, 10)) == (date(2028, 2, 1), date(2028, 2, 29))


def test_the_register_tells_what_became_of_each(bench: Bench) -> None:
    desk, people = bench.desk, citizens(7)
    first = draft_of(desk, next(people), "1.004873")
    second = draft_of(desk, next(people), "2.000815", "1*2")
    desk.register(first)
    verbs = desk.acts()
    verbs.hand_over.give([first.id], "Phòng Tư pháp")
    verbs.give.finish(first.id, "Giấy xác nhận")
    verbs.give.give_back(first.id, Collector("Trần Thị Nhận"))
    desk.register(second)
    bench.clock.step(timedelta(days=8))
    later = draft_of(desk, next(people))
    desk.register(later)

    registers = desk.registers()
    book, dossiers = registers.book("", *NOVEMBER)
    assert dossiers == (first.id, second.id)
    one, other = book.rows
    assert (one.number, one.solving_unit, one.manner, one.signature) == (
        1,
        "Phòng Tư pháp",
        "Trực tiếp",
        "Trần Thị Nhận",
    )
    assert one.returned_at is not None
    assert (other.number, other.returned_at, other.manner) == (2, None, "")
    assert other.solving_unit == desk.office.name

    fields = registers.fields(*NOVEMBER)
    assert set(fields) == {desk.procedure(code).field for code in ("1.004873", "2.000815")}  # type: ignore[union-attr]
    of_one, _ = registers.book(desk.procedure("2.000815").field, *NOVEMBER)  # type: ignore[union-attr]
    assert [row.code for row in of_one.rows] == [other.code]
    assert [row.number for row in of_one.rows] == [1]
    december, _ = registers.book("", *month_of(date(2026, 12, 1)))
    assert [row.procedure_name for row in december.rows] == [later.procedure.name]  # type: ignore[union-attr]


def test_the_register_goes_into_files(bench: Bench, tmp_path: Path) -> None:
    draft = draft_of(bench.desk)
    code = bench.desk.register(draft).code
    registers = bench.desk.registers()
    pdf, sheet = registers.write("", *NOVEMBER, tmp_path)
    assert pdf.name == "so-theo-doi-2026-11-tat-ca.pdf"
    assert code in "".join(words(pdf.read_bytes()))
    cells = {str(cell.value) for row in load_workbook(sheet).worksheets[0].iter_rows() for cell in row}
    assert code in cells
    with pytest.raises(OfficerCanMend, match="file_unwritable"):
        registers.write("", *NOVEMBER, tmp_path / "nowhere")
    with pytest.raises(OfficerCanMend, match="file_kind_unknown"):
        registers.write_file(registers.book("", *NOVEMBER)[0], tmp_path / "book.doc")
