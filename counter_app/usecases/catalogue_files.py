"""The catalogue as a file that an administrator edits: CSV, XLSX or JSON with the same columns, in and out.

A file is taken whole or not at all: every wrong row is named with its line and column, and then nothing is imported.
Reading and comparing touch no store; what an import would change is listed first (`difference`).
"""

import csv
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from counter_app.domain.catalogue import Catalogue, Procedure
from counter_app.domain.errors import OfficerCanMend
from counter_app.settings import resource
from counter_app.usecases.catalogue_rows import COLUMNS, REQUIRED, CellError, cell, cell_text, from_row, to_row

FORMATS: Final = (".csv", ".xlsx", ".json")
MOST_BYTES: Final = 20_000_000
MOST_UNPACKED: Final = 100_000_000
"""Bytes of a file, and of all parts of a workbook together: twenty times what 2,242 procedures need."""
_SHEET: Final = "Danh mục"
_DELIMITERS: Final = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong on one line of the file. `line` counts from 1 with the heading (in JSON: the n-th procedure)."""

    line: int
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueReading:
    """What a file says. `catalogue` is None as soon as there is one problem: no half import."""

    catalogue: Catalogue | None
    rows: int
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One version that an import adds, removes or changes; `fields` are (column, old text, new text)."""

    kind: str
    version: str
    name: str
    fields: tuple[tuple[str, str, str], ...] = ()


def read_catalogue(path: Path) -> CatalogueReading:
    """Read `path` (format by its ending).

    Raises `OfficerCanMend`: file_unreadable, file_format_unknown, file_too_large, file_not_text, file_broken;
    wrong rows are returned.
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
    return _read_rows(read(content, path.name))


def write_catalogue(catalogue: Iterable[Procedure], path: Path) -> int:
    """Write every version to `path` (format by its ending); returns how many rows.

    Raises `OfficerCanMend`: file_format_unknown, file_unwritable.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise OfficerCanMend("file_format_unknown", ending=suffix, known=", ".join(FORMATS))
    rows = [to_row(procedure) for procedure in catalogue]
    write = {".csv": _csv_bytes, ".xlsx": _xlsx_bytes, ".json": _json_bytes}[suffix]
    try:
        path.write_bytes(write(rows))
    except OSError as error:
        raise OfficerCanMend("file_unwritable", file=path.name, reason=error.strerror or "") from error
    return len(rows)


def shipped_catalogue() -> Catalogue:
    """Return the starter catalogue that comes with the application."""
    reading = read_catalogue(resource("catalogue", "procedures.csv"))
    if reading.catalogue is None:
        raise OfficerCanMend("catalogue_rows_wrong", first=reading.problems[0].line, count=len(reading.problems))
    return reading.catalogue


def difference(old: Iterable[Procedure], new: Iterable[Procedure]) -> tuple[Change, ...]:
    """Return every version that differs between `old` and `new`, by code and date: the dry run of an import."""
    before = {procedure.version: procedure for procedure in old}
    after = {procedure.version: procedure for procedure in new}
    changes = []
    for version in sorted(before.keys() | after.keys()):
        was, becomes = before.get(version), after.get(version)
        if was is None and becomes is not None:
            changes.append(Change("added", version, becomes.name))
        elif becomes is None and was is not None:
            changes.append(Change("removed", version, was.name))
        elif was is not None and becomes is not None and was != becomes:
            changes.append(Change("changed", version, becomes.name, _fields(was, becomes)))
    return tuple(changes)


def _fields(was: Procedure, becomes: Procedure) -> tuple[tuple[str, str, str], ...]:
    old, new = to_row(was), to_row(becomes)
    return tuple((column, old[column], new[column]) for column in COLUMNS if old[column] != new[column])


Row = tuple[int, Mapping[str, object]]


def _read_rows(rows: Iterator[Row]) -> CatalogueReading:
    procedures: list[Procedure] = []
    problems: list[RowProblem] = []
    lines: dict[str, int] = {}
    count = 0
    for line, row in rows:
        strange = [column for column in row if column not in COLUMNS]
        if not count and strange:
            problems.extend(RowProblem(1, str(column), "column_unknown") for column in strange)
        count += 1
        try:
            procedure = from_row({column: cell(column, row.get(column)) for column in COLUMNS})
        except CellError as error:
            problems.append(RowProblem(line, error.column, error.code, error.value))
            continue
        if procedure.version in lines:
            problems.append(RowProblem(line, "code", "version_twice", procedure.version))
            continue
        lines[procedure.version] = line
        procedures.append(procedure)
    if not count:
        problems.append(RowProblem(1, "", "file_empty"))
    if problems:
        return CatalogueReading(None, count, tuple(problems))
    try:
        return CatalogueReading(Catalogue(procedures), count)
    except OfficerCanMend as error:
        overlap = f"{error.facts['first']} / {error.facts['second']}"
        return CatalogueReading(
            None, count, (RowProblem(lines[error.facts["second"]], "valid_from", error.code, overlap),)
        )


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OfficerCanMend("file_not_text", file=name, position=error.start) from error


def _csv_rows(content: bytes, name: str) -> Iterator[Row]:
    text = _decoded(content, name)
    heading = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    # The largest cell is a checklist; what is larger than this is not a catalogue.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = _heading(next(reader, []))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _row(columns, cells)
    except csv.Error as error:
        raise OfficerCanMend("file_broken", file=name, line=reader.line_num) from error


def _heading(cells: Iterable[object]) -> list[str]:
    columns = [cell_text(cell) for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for column in REQUIRED:
        if column not in columns:
            raise OfficerCanMend("column_missing", column=column)
    if len(set(columns)) != len(columns):
        raise OfficerCanMend("column_twice", columns=", ".join(columns))
    return columns


def _row(columns: list[str], cells: Iterable[object]) -> dict[str, object]:
    return dict(zip(columns, cells, strict=False))


def _xlsx_rows(content: bytes, name: str) -> Iterator[Row]:
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
            columns = _heading(next(rows, ()))
            for line, cells in enumerate(rows, start=2):
                if any(cell not in (None, "") for cell in cells):
                    yield line, _row(columns, cells)
    except broken as error:
        raise OfficerCanMend("file_broken", file=name, line=line) from error


def _json_rows(content: bytes, name: str) -> Iterator[Row]:
    try:
        value = json.loads(_decoded(content, name))
    except (ValueError, RecursionError) as error:
        raise OfficerCanMend("file_broken", file=name, line=getattr(error, "lineno", 0)) from error
    rows = value.get("procedures") if isinstance(value, dict) else value
    if not isinstance(rows, list):
        raise OfficerCanMend("file_broken", file=name, line=1)
    for line, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise OfficerCanMend("file_broken", file=name, line=line)
        if line == 1:
            _heading(row)
        yield line, row


def _csv_bytes(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    # The byte-order mark makes spreadsheet programs read the file as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _xlsx_bytes(rows: list[dict[str, str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(_SHEET)
    sheet.freeze_panes = "C2"
    sheet.append(list(COLUMNS))
    for row in rows:
        cells = []
        for column in COLUMNS:
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


def _json_bytes(rows: list[dict[str, str]]) -> bytes:
    return (json.dumps({"procedures": rows}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
