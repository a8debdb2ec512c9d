"""Tables that administrators edit, as files: CSV, XLSX or JSON with the same columns, in and out, by the file's ending.

What the rows mean is not known here; nothing here touches a store.
"""

import csv
import io
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from counter_app.domain.errors import OfficerCanMend
from counter_app.usecases.catalogue_rows import cell_text

FORMATS: Final = (".csv", ".xlsx", ".json")
MOST_BYTES: Final = 20_000_000
MOST_UNPACKED: Final = 100_000_000
"""Bytes of a file, and of all parts of a workbook together: twenty times what 2,242 procedures need."""
_DELIMITERS: Final = (",", ";", "\t")

Row = tuple[int, Mapping[str, object]]
"""The line in the file, counted from 1 with the heading (in JSON: the n-th object), and what stands in each column."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong on one line of a file."""

    line: int
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of table: its columns, those that a file must have, its list's name in JSON, its sheet's in a workbook."""

    columns: Sequence[str]
    required: Collection[str]
    listed: str
    sheet: str


def read_rows(path: Path, shape: Shape) -> Iterator[Row]:
    """Return the rows of `path`.

    Raises `OfficerCanMend`, some of it only while the rows are gone through: file_unreadable, file_format_unknown,
    file_too_large, file_not_text, file_broken, column_missing, column_twice.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise OfficerCanMend("file_format_unknown", ending=suffix, known=", ".join(FORMATS))
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise OfficerCanMend("file_unreadable", file=path.name, reason=error.strerror or "") from error
    if len(content) > MOST_BYTES:
        raise OfficerCanMend("file_too_large", file=path.name, most=MOST_BYTES)
    read = {".csv": _csv_rows, ".xlsx": _xlsx_rows, ".json": _json_rows}[suffix]
    return read(content, path.name, shape)


def write_rows(rows: Sequence[Mapping[str, str]], path: Path, shape: Shape) -> None:
    """Write the rows to `path`. Raises `OfficerCanMend`: file_format_unknown, file_unwritable."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise OfficerCanMend("file_format_unknown", ending=suffix, known=", ".join(FORMATS))
    write = {".csv": _csv_bytes, ".xlsx": _xlsx_bytes, ".json": _json_bytes}[suffix]
    try:
        path.write_bytes(write(rows, shape))
    except OSError as error:
        raise OfficerCanMend("file_unwritable", file=path.name, reason=error.strerror or "") from error


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OfficerCanMend("file_not_text", file=name, position=error.start) from error


def _csv_rows(content: bytes, name: str, shape: Shape) -> Iterator[Row]:
    text = _decoded(content, name)
    heading = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    # The largest cell is a checklist; what is larger than this is not a catalogue.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = _heading(next(reader, []), shape)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _row(columns, cells)
    except csv.Error as error:
        raise OfficerCanMend("file_broken", file=name, line=reader.line_num) from error


def _heading(cells: Iterable[object], shape: Shape) -> list[str]:
    columns = [cell_text(cell) for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for column in shape.required:
        if column not in columns:
            raise OfficerCanMend("column_missing", column=column)
    if len(set(columns)) != len(columns):
        raise OfficerCanMend("column_twice", columns=", ".join(columns))
    return columns


def _row(columns: list[str], cells: Iterable[object]) -> dict[str, object]:
    return dict(zip(columns, cells, strict=False))


def _xlsx_rows(content: bytes, name: str, shape: Shape) -> Iterator[Row]:
    # Heavy and only needed here: the counter starts without it.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    broken = (
        BadZipFile,
        InvalidFileException,
        LookupError,
        AttributeError,
        ValueError,
        OSError,
        ParseError,
        zlib.error,
    )
    line = 0
    try:
        with ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise OfficerCanMend("file_too_large", file=name, most=MOST_UNPACKED)
        with closing(load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as book:
            rows = book.worksheets[0].iter_rows(values_only=True)
            columns = _heading(next(rows, ()), shape)
            for line, cells in enumerate(rows, start=2):
                if any(cell not in (None, "") for cell in cells):
                    yield line, _row(columns, cells)
    except broken as error:
        raise OfficerCanMend("file_broken", file=name, line=line) from error


def _json_rows(content: bytes, name: str, shape: Shape) -> Iterator[Row]:
    try:
        value = json.loads(_decoded(content, name))
    except (ValueError, RecursionError) as error:
        raise OfficerCanMend("file_broken", file=name, line=getattr(error, "lineno", 0)) from error
    rows = value.get(shape.listed) if isinstance(value, dict) else value
    if not isinstance(rows, list):
        raise OfficerCanMend("file_broken", file=name, line=1)
    for line, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise OfficerCanMend("file_broken", file=name, line=line)
        if line == 1:
            _heading(row, shape)
        yield line, row


def _csv_bytes(rows: Sequence[Mapping[str, str]], shape: Shape) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, shape.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    # The byte-order mark makes spreadsheet programs read the file as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _xlsx_bytes(rows: Sequence[Mapping[str, str]], shape: Shape) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(shape.sheet)
    sheet.freeze_panes = "C2"
    sheet.append(list(shape.columns))
    for row in rows:
        cells = []
        for column in shape.columns:
            cell: Any = WriteOnlyCell(sheet, value=row[column] or None)
            if row[column]:
                # Text stays text: a name that begins with "=" is no formula, and 2.000910 keeps its last zero.
                cell.data_type = "s"
                cell.number_format = "@"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _json_bytes(rows: Sequence[Mapping[str, str]], shape: Shape) -> bytes:
    return (json.dumps({shape.listed: list(rows)}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
