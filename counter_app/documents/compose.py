"""A form and its values into rows: the one layout that all forms share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reportlab.lib.units import mm

from counter_app.documents import codes, flow
from counter_app.documents.content import Content
from counter_app.documents.faces import ITALIC, REGULAR
from counter_app.documents.flow import (
    LEADING,
    Row,
    Rule,
    Run,
    Sheet,
    Stretch,
    Symbol,
    balanced,
    centred,
    fitting_size,
    paragraph,
    width,
    wrap,
)
from counter_app.documents.form_model import (
    Form,
    HandOvers,
    Head,
    Items,
    Line,
    NewPage,
    Papers,
    Signatures,
    Table,
    Title,
)
from counter_app.documents.forms import filled
from counter_app.documents.tables import hand_over_rows, table_rows

SIGNING_ROOM: Final = 12 * mm
_EMPTY_LINES: Final = 3
_FIRST_LINE: Final = (REGULAR, "\u00a0" * 9)
"""Blanks that end no line and stay at its beginning."""


def form_rows(form: Form, content: Content, sheet: Sheet, size: float) -> list[Row]:
    """Return `form` filled with `content` as rows for `sheet`, set at `size`."""
    rows = [_head(form.head, content.values, sheet, size)]
    for block in form.blocks:
        match block:
            case Title():
                rows.append(_title(block, content.values, content.code, sheet, size))
            case Line():
                if block.when is None or content.says(block.when):
                    rows += _line(block, content.values, sheet, size)
            case NewPage():
                rows.append(Row(0, turn=True))
            case Signatures():
                rows += _signatures(block, content.values, sheet, size)
            case _:
                rows += _list(block, content, sheet, size)
    return rows


def _list(block: Papers | Items | Table | HandOvers, content: Content, sheet: Sheet, size: float) -> list[Row]:
    match block:
        case Papers():
            return _papers(block, content.papers, sheet, size)
        case Items():
            shown = not block.optional or content.says(block.of)
            return _items(content.lists[block.of], sheet, size) if shown else []
        case Table():
            return table_rows(block, content.records[block.of], content.values, sheet, size)
        case HandOvers():
            return hand_over_rows(block, content.records[block.of], content.values, sheet, size)


def _head(head: Head, values: Mapping[str, str], sheet: Sheet, size: float) -> Row:
    """The issuing office at the left, the state's name and motto at the right, number and date below both."""
    small = size - 1
    left_room, right_room = sheet.room * 0.42, sheet.room * 0.56
    left_middle = sheet.left + left_room / 2
    right_middle = sheet.width - sheet.right - right_room / 2
    runs: list[Run] = []
    rules: list[Rule] = []
    drop = 0.0
    last: tuple[Stretch, ...] = ()
    for wording in head.left:
        lines = balanced(filled(wording, values), small, left_room)
        runs += centred(lines, small, left_middle, drop)
        drop += len(lines) * small * LEADING
        last = lines[-1]
    stroke = width(last, small) / 5
    rules.append(Rule(left_middle - stroke, drop + 2, left_middle + stroke, drop + 2))
    left_end = drop
    drop = 0.0
    for index, wording in enumerate(head.right):
        stretches = tuple(filled(wording, values))
        set_at = fitting_size(stretches, small + index * 0.5, right_room)
        runs += centred([stretches], set_at, right_middle, drop)
        drop += (small + index * 0.5) * LEADING
        stroke = width(stretches, set_at) / 2
    rules.append(Rule(right_middle - stroke, drop + 2, right_middle + stroke, drop + 2))
    drop = max(left_end, drop) + 6
    end = drop
    for wording, middle, room in ((head.number, left_middle, left_room), (head.date, right_middle, right_room)):
        lines = balanced(filled(wording, values), small, room)
        runs += centred(lines, small, middle, drop)
        end = max(end, drop + len(lines) * small * LEADING)
    return Row(end, tuple(runs), tuple(rules))


def _title(block: Title, values: Mapping[str, str], code: str, sheet: Sheet, size: float) -> Row:
    """The form's name over the bars, the QR symbol at the right edge beside both."""
    coded = block.codes and bool(code)
    right = sheet.width - sheet.right
    side = codes.qr_side(code) if coded else 0
    end = right - side - codes.QR_QUIET * codes.QR_MODULE if coded else right
    sizes = [size + 1.5 if index == 0 else size for index in range(len(block.lines))]
    texts = [
        balanced(filled(wording, values), set_at, end - sheet.left)
        for wording, set_at in zip(block.lines, sizes, strict=True)
    ]
    bars = codes.bar_count(code) * codes.BAR_MODULE if coded else 0
    widest = max(bars, *(width(line, at) for lines, at in zip(texts, sizes, strict=True) for line in lines), 0)
    middle = sheet.left + sheet.room / 2
    if middle + widest / 2 > end:
        middle = (sheet.left + end) / 2
    drop = above = size * 0.8
    runs: list[Run] = []
    for lines, set_at in zip(texts, sizes, strict=True):
        runs += centred(lines, set_at, middle, drop)
        drop += len(lines) * set_at * LEADING + 1
    if not coded:
        return Row(drop, tuple(runs))
    foot = max(drop + 1.5 * mm + codes.BAR_HEIGHT, above + side)
    symbols = (
        Symbol(code, middle - bars / 2, foot),
        Symbol(code, right - side, foot, codes.QR_MODULE),
    )
    return Row(foot + 2 * mm, tuple(runs), symbols=symbols)


def _line(block: Line, values: Mapping[str, str], sheet: Sheet, size: float) -> list[Row]:
    size = size - 1.5 if block.small else size
    gap = size * 0.12
    right = sheet.width - sheet.right
    cells = [filled(cell, values) for cell in block.cells]
    if block.centred:
        middle = sheet.left + sheet.room / 2
        lines = [line for cell in cells for line in balanced(cell, size, sheet.room)]
        return [Row(gap + len(lines) * size * LEADING, tuple(centred(lines, size, middle, gap)))]
    if len(cells) == 2:
        first, second = (width(cell, size) for cell in cells)
        column = sheet.left + sheet.room * 0.54
        if sheet.left + first + size * 1.5 > column:
            column = right - second
        if sheet.left + first + size * 1.5 <= column and column + second <= right:
            baseline = gap + size * 0.95
            runs = (Run(sheet.left, baseline, size, tuple(cells[0])), Run(column, baseline, size, tuple(cells[1])))
            return [Row(gap + size * LEADING, runs)]
    if block.indent:
        cells = [[_FIRST_LINE, *cell] for cell in cells]
    return [row for cell in cells for row in paragraph(cell, size, sheet.left, right, gap)]


def _items(items: Sequence[str], sheet: Sheet, size: float) -> list[Row]:
    rows = []
    indent = sheet.left + size * 1.8
    for number, item in enumerate(items or ("",) * _EMPTY_LINES, start=1):
        found = paragraph([(REGULAR, item or "." * 80)], size, indent, sheet.width - sheet.right, size * 0.12)
        drop = found[0].runs[0].drop
        mark = Run(sheet.left + size * 0.3, drop, size, ((REGULAR, f"{number}."),))
        rows += [Row(found[0].height, (mark, *found[0].runs)), *found[1:]]
    return rows


@dataclass(frozen=True, slots=True)
class _Columns:
    """Edges of the papers' table, and its type size."""

    edges: tuple[float, ...]
    size: float

    def middle(self, column: int) -> float:
        return (self.edges[column] + self.edges[column + 1]) / 2

    def room(self, column: int) -> float:
        return self.edges[column + 1] - self.edges[column] - 4

    def uprights(self, height: float, skip: int = -1) -> list[Rule]:
        return [Rule(x, 0, x, height) for index, x in enumerate(self.edges) if index != skip]


def _papers(block: Papers, papers: Sequence[tuple[str, tuple[str, str, str]]], sheet: Sheet, size: float) -> list[Row]:
    left, right = sheet.left, sheet.width - sheet.right
    narrow = size * 4.3
    columns = _Columns(
        (left, left + size * 2.2, right - 3 * narrow, right - 2 * narrow, right - narrow, right), size - 0.5
    )
    head = _papers_head(block.number, block.name, block.counts, block.sorts, columns)
    table = flow.Table(left, right, (head,))
    rows = [Row(size * 0.25), head]
    for number, (name, counts) in enumerate(papers or (("", ("", "", "")),) * _EMPTY_LINES, start=1):
        rows += _paper(number, name, counts, columns, table)
    rows.append(Row(size * 0.25, rules=(Rule(left, 0, right, 0),)))
    return rows


@lru_cache(maxsize=32)
def _papers_head(number: str, name: str, counts: str, sorts: tuple[str, str, str], columns: _Columns) -> Row:
    edges, small = columns.edges, columns.size - 1
    step = small * LEADING
    split = step + 3
    cells = [balanced([(REGULAR, sort)], small, columns.room(2 + index)) for index, sort in enumerate(sorts)]
    height = split + max(len(lines) for lines in cells) * step + 3
    runs = centred([((ITALIC, counts),)], small, (edges[2] + edges[5]) / 2, 1.5)
    for column, word in ((0, number), (1, name)):
        runs += centred([((REGULAR, word),)], small, columns.middle(column), (height - step) / 2)
    for column, lines in enumerate(cells, start=2):
        runs += centred(lines, small, columns.middle(column), split + 1 + (height - 3 - split - len(lines) * step) / 2)
    rules = [Rule(x, 0 if x not in edges[3:5] else split, x, height) for x in edges]
    rules += [Rule(edges[0], 0, edges[5], 0), Rule(edges[2], split, edges[5], split)]
    return Row(height, tuple(runs), tuple(rules), bound=True, table=flow.Table(edges[0], edges[5]))


def _paper(number: int, name: str, counts: tuple[str, str, str], columns: _Columns, table: flow.Table) -> list[Row]:
    size, edges = columns.size, columns.edges
    step = size * LEADING
    rows = []
    lines = wrap([(REGULAR, name)], size, columns.room(1))
    for index, line in enumerate(lines):
        above = 1.2 if index == 0 else 0
        below = 1.8 if index == len(lines) - 1 else 0
        height = above + step + below
        runs = [Run(edges[1] + 2, above + size * 0.95, size, line)]
        rules = columns.uprights(height)
        if index == 0:
            for column, text in ((0, str(number)), (2, counts[0]), (3, counts[1]), (4, counts[2])):
                runs += centred([((REGULAR, text),)], size, columns.middle(column), above)
            rules.append(Rule(edges[0], 0, edges[5], 0))
        rows.append(Row(height, tuple(runs), tuple(rules), table=table))
    return rows


def _signatures(block: Signatures, values: Mapping[str, str], sheet: Sheet, size: float) -> list[Row]:
    """The signatures, in one piece with whatever stands above the name, so that nobody signs an empty page."""
    beside = max(len(block.columns), 2)
    room = sheet.room / beside - 6
    middles = [sheet.left + sheet.room * (index + 0.5) / beside for index in range(beside)]
    runs: list[Run] = []
    ends = []
    for column, middle in zip(block.columns, middles, strict=False):
        drop = size * 0.7
        for index, wording in enumerate(column):
            set_at = size if index == 0 else size - 1.5
            lines = balanced(filled(wording, values), set_at, room)
            runs += centred(lines, set_at, middle, drop)
            drop += len(lines) * set_at * LEADING
        ends.append(drop)
    drop = max(ends, default=0) + SIGNING_ROOM
    end = drop
    for wording, middle in zip(block.names, middles, strict=False):
        lines = balanced(filled(wording, values), size, room) if wording else ()
        runs += centred(lines, size, middle, drop)
        end = max(end, drop + len(lines) * size * LEADING)
    return [Row(end, tuple(runs))]
