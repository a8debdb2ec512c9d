"""Form 07, "Sổ theo dõi hồ sơ", as a spreadsheet: the form's own headings in two levels, dates as dates.

Text stays text: a name that begins with "=" is no formula, and a code keeps its zeros.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from counter_app.documents.content import Record
from counter_app.documents.form_model import Column, Form, Line, Table, Title
from counter_app.documents.forms import filled
from counter_app.documents.sheet_values import register_content
from counter_app.documents.tables import cell_text
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.sheets import RegisterBook, RegisterRow
from counter_app.domain.times import vietnam

_DATE: Final = "dd/mm/yyyy hh:mm"
_NAME: Final = "Sổ theo dõi hồ sơ"
_CHARACTERS: Final = 0.62
"""Characters of the spreadsheet's type in a millimetre of the printed form."""


def xlsx(form: Form, book: RegisterBook) -> bytes:
    """Return `book` as XLSX with the columns and headings of the table in `form`.

    Raises OfficerCanMend("form_unreadable") when the office's own form has no table.
    """
    from openpyxl import Workbook

    table = next((block for block in form.blocks if isinstance(block, Table)), None)
    if table is None:
        raise OfficerCanMend("form_unreadable", file=form.name, reason="table")
    content = register_content(book)
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = _NAME
    workbook.properties.title = form.name
    workbook.properties.creator = ""
    before, behind = _around(form, content.values, table)
    width = len(table.columns)
    for row, words in enumerate(before, start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        _text(sheet.cell(row, 1), words, bold=row <= 1, align="center")
    head = len(before) + 1
    _head(sheet, head, table.columns)
    records = content.records[table.of].rows
    for at, (row_value, record) in enumerate(zip(book.rows, records, strict=True), start=head + 2):
        _row(sheet, at, table.columns, _raw(table.of, row_value), record)
    for at, words in enumerate(behind, start=head + 2 + len(book.rows)):
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=width)
        _text(sheet.cell(at, 1), words)
    _paged(sheet, head, table.columns)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _around(form: Form, values: Mapping[str, str], table: Table) -> tuple[list[str], list[str]]:
    """Return the lines of the form above and below its table, as plain text."""
    said: tuple[list[str], list[str]] = ([], [])
    below = 0
    for block in form.blocks:
        if block is table:
            below = 1
        elif isinstance(block, Title):
            said[below].extend(_plain(wording, values) for wording in block.lines)
        elif isinstance(block, Line) and (block.when is None or values.get(block.when)):
            said[below].extend(_plain(wording, values) for wording in block.cells)
    return said


def _plain(wording: str, values: Mapping[str, str]) -> str:
    return "".join(text for _, text in filled(wording, values))


def _raw(name: str, row: RegisterRow) -> Mapping[str, int | datetime | None]:
    """The values that a spreadsheet keeps as numbers and dates, by the wording of a cell that holds nothing else."""
    return {
        f"{{{name}.number}}": row.number,
        f"{{{name}.received}}": _local(row.received_at),
        f"{{{name}.due}}": _local(row.due_at),
        f"{{{name}.returned}}": _local(row.returned_at),
    }


def _local(moment: datetime | None) -> datetime | None:
    """A spreadsheet knows no time zones: Vietnamese wall time, whole seconds."""
    return vietnam(moment).replace(tzinfo=None, microsecond=0) if moment else None


def _head(sheet: Any, top: int, columns: tuple[Column, ...]) -> None:
    for at, column in enumerate(columns, start=1):
        if not column.group:
            sheet.merge_cells(start_row=top, start_column=at, end_row=top + 1, end_column=at)
        _text(sheet.cell(top + 1 if column.group else top, at), cell_text(column.head, {}), bold=True, align="center")
    for group, members in groupby(range(len(columns)), key=lambda index: columns[index].group):
        if group:
            found = list(members)
            sheet.merge_cells(start_row=top, start_column=found[0] + 1, end_row=top, end_column=found[-1] + 1)
            _text(sheet.cell(top, found[0] + 1), group, bold=True, align="center")
    _framed(sheet, top, len(columns))
    _framed(sheet, top + 1, len(columns))


def _row(
    sheet: Any, at: int, columns: tuple[Column, ...], raw: Mapping[str, int | datetime | None], record: Record
) -> None:
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(at, index)
        if column.cell in raw:
            cell.value = raw[column.cell]
            cell.alignment = _aligned("center")
            if isinstance(cell.value, datetime):
                cell.number_format = _DATE
        else:
            _text(cell, cell_text(column.cell, record))
    _framed(sheet, at, len(columns))


def _text(cell: Any, words: str, *, bold: bool = False, align: str = "left") -> None:
    from openpyxl.styles import Font

    cell.value = words or None
    if words:
        cell.data_type = "s"
        cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    cell.alignment = _aligned(align)


@cache
def _aligned(horizontal: str) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(horizontal=horizontal, vertical="top", wrap_text=True)


def _framed(sheet: Any, row: int, columns: int) -> None:
    for at in range(1, columns + 1):
        sheet.cell(row, at).border = _frame()


@cache
def _frame() -> Any:
    from openpyxl.styles import Border, Side

    thin = Side(style="thin")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def _paged(sheet: Any, head: int, columns: tuple[Column, ...]) -> None:
    """Lay the sheet out for a lying A4: one leaf wide, the headings on every page, the page's number at its foot."""
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = max(column.width * _CHARACTERS, 6)
    sheet.freeze_panes = sheet.cell(head + 2, 1)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head + 1}"
    sheet.oddFooter.center.text = "Trang &P/&N"
