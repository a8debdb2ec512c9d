"""The catalogue as a file that an administrator edits: CSV, XLSX or JSON with the same columns, in and out.

A file is taken whole or not at all: every wrong row is named with its line and column, and then nothing is imported.
Reading and comparing touch no store; what an import would change is listed first (`difference`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counter_app.domain.catalogue import Catalogue, Procedure
from counter_app.domain.errors import OfficerCanMend
from counter_app.settings import resource
from counter_app.usecases.catalogue_rows import COLUMNS, REQUIRED, CellError, cell, from_row, to_row
from counter_app.usecases.row_files import Row, RowProblem, Shape, read_rows, write_rows

_SHAPE: Final = Shape(COLUMNS, REQUIRED, "procedures", "Danh mục")


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
    return _read_rows(read_rows(path, _SHAPE))


def write_catalogue(catalogue: Iterable[Procedure], path: Path) -> int:
    """Write every version to `path` (format by its ending); returns how many rows.

    Raises `OfficerCanMend`: file_format_unknown, file_unwritable.
    """
    rows = [to_row(procedure) for procedure in catalogue]
    write_rows(rows, path, _SHAPE)
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
