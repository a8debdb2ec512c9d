"""Ruled tables of a form: any list of records in columns, and the pairs of rows of form 06."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise, zip_longest
from typing import Final

from reportlab.lib.units import mm

from counter_app.documents import codes, flow
from counter_app.documents.content import Record, Records
from counter_app.documents.faces import BOLD, REGULAR
from counter_app.documents.flow import LEADING, Row, Rule, Run, Sheet, Stretch, Symbol, balanced, centred, width
from counter_app.documents.form_model import Column, HandOvers, Table
from counter_app.documents.forms import pieces

BARS_HIGH: Final = 6 * mm
"""Bars in a line of a list are lower than a form's own: there is one for every dossier."""

_PAD: Final = 2.0
_ABOVE, _BELOW = 1.5, 2.2
_SYMBOL_ROOM: Final = 1.5 * mm
_SIGNING: Final = 13 * mm
_MOST_LINES: Final = 24
_MOST_CELL_LINES: Final = 400
_SMALLEST: Final = 0.75
"""A cell is set down to this part of its size before a word of it is cut: dates and codes stay whole."""

_TALLEST: Final = 0.5
"""A record taller than this part of a leaf is set line by line, so that the end of a page may fall into it."""

_BY_HAND: Final = 6 * mm
"""The least height of a row that is left to be filled in by hand."""

_HAND_OVER_PARTS: Final = (30.0, 37.0, 19.0, 14.0)


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges of a table's columns, and its type size."""

    edges: tuple[float, ...]
    size: float

    @classmethod
    def of(cls, parts: Sequence[float], sheet: Sheet, size: float) -> "Grid":
        whole = sum(parts)
        edges = [sheet.left]
        for part in parts:
            edges.append(edges[-1] + sheet.room * part / whole)
        return cls(tuple(edges), size)

    @property
    def step(self) -> float:
        return self.size * LEADING

    def middle(self, column: int, last: int | None = None) -> float:
        """Return the middle of `column`, or of the columns from it to `last`."""
        return (self.edges[column] + self.edges[(column if last is None else last) + 1]) / 2

    def room(self, column: int) -> float:
        return self.edges[column + 1] - self.edges[column] - 2 * _PAD

    def frame(self, height: float) -> list[Rule]:
        """Return the uprights of a row and the line above it."""
        return [*(Rule(x, 0, x, height) for x in self.edges), Rule(self.edges[0], 0, self.edges[-1], 0)]

    def table(self, head: Row) -> flow.Table:
        return flow.Table(self.edges[0], self.edges[-1], (head,))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's lines and the size at which its longest word still fits its column."""

    lines: tuple[tuple[Stretch, ...], ...]
    size: float

    @classmethod
    def of(cls, stretches: Sequence[Stretch], size: float, room: float) -> "Cell":
        longest = max((width([(face, word)], size) for face, text in stretches for word in text.split(" ")), default=0)
        if longest > room:
            size *= max(room / longest, _SMALLEST)
        return cls(tuple(flow.shortened(stretches, size, room, _MOST_CELL_LINES)), size)


def table_rows(block: Table, records: Records, values: Mapping[str, str], sheet: Sheet, size: float) -> list[Row]:
    """Return the table with one row for each record, its head first; nothing when there is no row to show."""
    grid = Grid.of([column.width for column in block.columns], sheet, size - 1.5)
    head = _head(tuple((column.head, column.group) for column in block.columns), grid)
    table = grid.table(head)
    shown = records.rows or (records.blank,) * block.blank
    if not shown:
        return []
    rows = [Row(size * 0.3), head]
    lowest = 0.0 if records.rows else _BY_HAND
    for record in shown:
        rows += _record(block.columns, {**values, **record}, grid, table, (lowest, sheet.height * _TALLEST))
    return [*rows, Row(size * 0.3, rules=(Rule(grid.edges[0], 0, grid.edges[-1], 0),))]


@lru_cache(maxsize=32)
def _head(columns: tuple[tuple[str, str], ...], grid: Grid) -> Row:
    """The headings, bold, in the middle of their cells; those of one group below their common heading."""
    size = grid.size - 0.5
    step = size * LEADING
    cells = [Cell.of(_worded(head, {}, BOLD), size, grid.room(index)) for index, (head, _) in enumerate(columns)]
    groups = [group for _, group in columns]
    split = step + _ABOVE + _BELOW if any(groups) else 0.0
    tops = [split if group else 0.0 for group in groups]
    height = max(top + len(cell.lines) * step for top, cell in zip(tops, cells, strict=True)) + _ABOVE + _BELOW
    runs: list[Run] = []
    rules = [Rule(grid.edges[0], 0, grid.edges[-1], 0), Rule(grid.edges[0], height, grid.edges[-1], height)]
    rules += [Rule(x, 0, x, height) for x in (grid.edges[0], grid.edges[-1])]
    for index, (top, cell) in enumerate(zip(tops, cells, strict=True)):
        drop = top + (height - top - len(cell.lines) * step) / 2 - 0.4
        runs += centred(
            balanced(_worded(columns[index][0], {}, BOLD), cell.size, grid.room(index)),
            cell.size,
            grid.middle(index),
            drop,
        )
    for index, (before, behind) in enumerate(pairwise(groups), start=1):
        x = grid.edges[index]
        rules.append(Rule(x, split if before and before == behind else 0, x, height))
    for group, members in groupby(range(len(columns)), key=groups.__getitem__):
        if group:
            found = list(members)
            runs += centred([((BOLD, group),)], size, grid.middle(found[0], found[-1]), _ABOVE)
            rules.append(Rule(grid.edges[found[0]], split, grid.edges[found[-1] + 1], split))
    return Row(height, tuple(runs), tuple(rules), bound=True, table=flow.Table(grid.edges[0], grid.edges[-1]))


def _worded(wording: str, values: Mapping[str, str], plain: str = REGULAR) -> list[Stretch]:
    """Return `wording` filled; in a cell an empty value is nothing."""
    return [
        (plain if piece.face == REGULAR else piece.face, values[piece.text] if piece.placeholder else piece.text)
        for piece in pieces(wording)
    ]


def cell_text(wording: str, values: Mapping[str, str]) -> str:
    """Return `wording` filled as plain text, as a cell shows it."""
    return "".join(text for _, text in _worded(wording, values))


def _record(
    columns: Sequence[Column], values: Record, grid: Grid, table: flow.Table, heights: tuple[float, float]
) -> list[Row]:
    """One record in one row at least as high as the first of `heights`; line by line when higher than the second."""
    cells = [Cell.of(_worded(one.cell, values), grid.size, grid.room(at)) for at, one in enumerate(columns)]
    symbols: list[Symbol] = []
    lowest, highest = heights
    height = max(lowest, *(len(cell.lines) * grid.step for cell in cells), grid.step)
    for index, column in enumerate(columns):
        code = cell_text(column.cell, values) if column.symbol else ""
        if code and _wide(column, code) <= grid.edges[index + 1] - grid.edges[index]:
            drop = _ABOVE + len(cells[index].lines) * grid.step + _SYMBOL_ROOM
            symbols.append(_symbol(column, code, grid, index, drop))
            height = max(height, symbols[-1].drop - _ABOVE + _quiet_below(column))
    if height <= highest:
        whole = _ABOVE + height + _BELOW
        runs = tuple(
            _set(columns[at], line, cell.size, grid, at, _ABOVE + index * grid.step)
            for at, cell in enumerate(cells)
            for index, line in enumerate(cell.lines)
        )
        return [Row(whole, runs, tuple(grid.frame(whole)), tuple(symbols), table=table)]
    return _by_lines(columns, cells, symbols, grid, table)


def _by_lines(
    columns: Sequence[Column], cells: Sequence[Cell], symbols: Sequence[Symbol], grid: Grid, table: flow.Table
) -> list[Row]:
    lines = list(zip_longest(*(cell.lines for cell in cells), fillvalue=()))
    hangs = max((symbol.drop for symbol in symbols), default=0.0)
    rows: list[Row] = []
    for index, line in enumerate(lines):
        above = _ABOVE if index == 0 else 0
        tall = above + grid.step + (_BELOW if index == len(lines) - 1 else 0)
        rules = grid.frame(tall) if index == 0 else grid.frame(tall)[:-1]
        first = tuple(symbols) if index == 0 else ()
        runs = tuple(_set(columns[at], part, cells[at].size, grid, at, above) for at, part in enumerate(line) if part)
        bound = index * grid.step < hangs
        rows.append(Row(tall, runs, tuple(rules), first, bound=bound, table=table))
    return rows


def _set(column: Column, line: tuple[Stretch, ...], size: float, grid: Grid, index: int, drop: float) -> Run:
    wide = width(line, size)
    x = grid.edges[index] + _PAD
    if column.align == "centre":
        x = grid.middle(index) - wide / 2
    elif column.align == "right":
        x = grid.edges[index + 1] - _PAD - wide
    return Run(x, drop + grid.size * 0.95, size, line)


def _wide(column: Column, code: str) -> float:
    """The width of the code's symbol with its quiet zones. Raises OfficerCanMend("code_unfit_for_barcode")."""
    codes.checked(code)
    quiet = 2 * codes.QR_QUIET * codes.QR_MODULE
    return codes.qr_side(code) + quiet if column.symbol == "qr" else codes.bar_width(code)


def _symbol(column: Column, code: str, grid: Grid, index: int, drop: float) -> Symbol:
    """The code's bars or QR below its text, in the middle of its column; `drop` is where it may begin."""
    if column.symbol == "qr":
        side = codes.qr_side(code)
        return Symbol(code, grid.middle(index) - side / 2, drop + _quiet_below(column) / 2 + side, codes.QR_MODULE)
    wide = codes.bar_count(code) * codes.BAR_MODULE
    return Symbol(code, grid.middle(index) - wide / 2, drop + BARS_HIGH, height=BARS_HIGH)


def _quiet_below(column: Column) -> float:
    return codes.QR_QUIET * codes.QR_MODULE if column.symbol == "qr" else _SYMBOL_ROOM


def hand_over_rows(
    block: HandOvers, records: Records, values: Mapping[str, str], sheet: Sheet, size: float
) -> list[Row]:
    """Return the pairs of rows of form 06, each pair in one piece, its head first."""
    grid = Grid.of(_HAND_OVER_PARTS, sheet, size - 1)
    head = _head(tuple((text, "") for text in block.heads), grid)
    table = grid.table(head)
    shown = (*records.rows, *[records.blank] * (block.least - len(records.rows)))
    pairs = [_pair(block, {**values, **record}, grid, table) for record in shown]
    if block.first and not records.rows:
        pairs[0] = _pair(block.model_copy(update={"unit": block.first}), {**values, **records.blank}, grid, table)
    return [Row(size * 0.3), head, *pairs, Row(size * 0.3, rules=(Rule(grid.edges[0], 0, grid.edges[-1], 0),))]


def _pair(block: HandOvers, values: Record, grid: Grid, table: flow.Table) -> Row:
    """One hand-over: units, result and note over both rows; the moment above, the two signatures below it."""
    size, step = grid.size, grid.step
    units = [
        line
        for unit in block.unit
        for line in flow.shortened(_worded(unit, values), size, grid.room(0), _MOST_LINES) or [()]
    ]
    result, note = (
        flow.shortened(_worded(text, values), size, grid.room(column), 2 * _MOST_LINES)
        for column, text in ((2, block.result), (3, block.note))
    )
    moment = balanced(_worded(block.moment, values), size, grid.room(1))
    split = _ABOVE + len(moment) * step + _BELOW
    middle = grid.middle(1)
    half = grid.room(1) / 2 - _PAD
    small = size - 0.5
    names = [flow.shortened(_worded(name, values), small, half, 4) for name in block.names]
    signing = split + step + _SIGNING
    low = signing + max(1, *(len(lines) for lines in names)) * small * LEADING + _BELOW
    height = max(low, *(_ABOVE + len(lines) * step + _BELOW for lines in (units, result, note)))
    runs = [
        Run(grid.edges[0] + _PAD, _ABOVE + index * step + size * 0.95, size, tuple(line))
        for index, line in enumerate(units)
        if line
    ]
    runs += centred(moment, size, middle, _ABOVE)
    runs += centred(result, size, grid.middle(2), _ABOVE)
    runs += centred(note, size, grid.middle(3), _ABOVE)
    for hand, lines, at in zip(block.hands, names, (-1, 1), strict=True):
        centre = middle + at * (grid.edges[2] - grid.edges[1]) / 4
        runs += centred([tuple(_worded(hand, values))], size, centre, split + 1)
        runs += centred(lines, small, centre, signing)
    rules = [*grid.frame(height), Rule(grid.edges[1], split, grid.edges[2], split), Rule(middle, split, middle, height)]
    return Row(height, tuple(runs), tuple(rules), table=table)
