"""Text into rows: cleaning, measuring, breaking lines, and rows falling onto pages. All lengths in points."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from reportlab.lib.units import mm

from counter_app.documents.faces import REGULAR, faces
from counter_app.domain.text import nfc

Stretch = tuple[str, str]
"""A face and a text in it."""

LEADING: Final = 1.17
ELLIPSIS: Final = "…"
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """Text that starts at `x` with its baseline `drop` below the row's top."""

    x: float
    drop: float
    size: float
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line from (x1, drop1) to (x2, drop2), drops measured from the row's top."""

    x1: float
    drop1: float
    x2: float
    drop2: float


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code as bars (`module` 0) or as QR, its lower left dark corner at `x`, `drop` below the row's top.

    `height` is that of bars lower than usual.
    """

    code: str
    x: float
    drop: float
    module: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True)
class Row:
    """The smallest thing that is never cut by the end of a page.

    `bound` keeps the row on one page with the next. `table` names the table it belongs to: its head is repeated on a
    new page and the frame closed on the old one. `turn` begins a new page.
    """

    height: float
    runs: tuple[Run, ...] = ()
    rules: tuple[Rule, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    bound: bool = False
    table: "Table | None" = None
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table's frame stands, and the rows of its head."""

    left: float
    right: float
    head: tuple[Row, ...] = ()


@dataclass(slots=True)
class Page:
    """Rows with the drop of each from the top of the leaf."""

    rows: list[tuple[float, Row]] = field(default_factory=list)


def clean(text: str) -> str:
    """Return `text` in NFC on one line, without control, direction and unassigned characters, which paper cannot show.

    Such characters come from copied text and from other systems; printed, they would be empty boxes or worse.
    """
    if not text.isascii() or not text.isprintable():
        shown = (" " * letter.isspace() if unicodedata.category(letter)[0] == "C" else letter for letter in nfc(text))
        text = "".join(shown)
    return _BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=4096)
def _advance(face: str, text: str) -> float:
    return faces()[face].advance(text) / 1000


def width(stretches: Iterable[Stretch], size: float) -> float:
    """Return the advance of `stretches` set one after another at `size`."""
    return sum([_advance(face, text) for face, text in stretches]) * size


def wrap(stretches: Sequence[Stretch], size: float, room: float) -> list[tuple[Stretch, ...]]:
    """Break `stretches` into lines no wider than `room`: at blanks, and inside a word only when it is wider itself."""
    if width(stretches, size) <= room:
        return [tuple(stretches)]
    blank = _advance(REGULAR, " ") * size
    lines: list[list[Stretch]] = []
    used = room
    for word in _words(stretches):
        advance = width(word, size)
        for part, wide in [(word, advance)] if advance <= room else _cut(word, size, room):
            if used + blank + wide > room:
                lines.append(list(part))
                used = wide
            else:
                lines[-1] += [(part[0][0], " "), *part]
                used += blank + wide
    return [_joined(line) for line in lines]


def _words(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    words: list[list[Stretch]] = [[]]
    for face, text in stretches:
        for index, part in enumerate(text.split(" ")):
            if index and words[-1]:
                words.append([])
            if part:
                words[-1].append((face, part))
    return words if words[-1] else words[:-1]


def _cut(word: list[Stretch], size: float, room: float) -> list[tuple[list[Stretch], float]]:
    """Return `word`, wider than `room`, cut between letters into parts that fit, each with its width."""
    parts: list[tuple[list[Stretch], float]] = [([], 0.0)]
    for face, text in word:
        for letter in text:
            letters, used = parts[-1]
            advance = _advance(face, letter) * size
            if letters and used + advance > room:
                parts.append(([(face, letter)], advance))
            else:
                letters.append((face, letter))
                parts[-1] = (letters, used + advance)
    return [(list(_joined(letters)), used) for letters, used in parts]


def _joined(line: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Put neighbouring stretches of the same face together."""
    joined: list[Stretch] = []
    for face, text in line:
        if joined and joined[-1][0] == face:
            joined[-1] = (face, joined[-1][1] + text)
        else:
            joined.append((face, text))
    return tuple(joined)


def balanced(stretches: Sequence[Stretch], size: float, room: float) -> tuple[tuple[Stretch, ...], ...]:
    """Break like `wrap`, into as few lines but of like widths: a heading, not a paragraph."""
    return _balanced(tuple(stretches), size, room)


@lru_cache(maxsize=256)
def _balanced(stretches: tuple[Stretch, ...], size: float, room: float) -> tuple[tuple[Stretch, ...], ...]:
    lines = wrap(stretches, size, room)
    if len(lines) == 1:
        return tuple(lines)
    low, high = room / len(lines), room
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(wrap(stretches, size, middle)) <= len(lines) else (middle, high)
    return tuple(wrap(stretches, size, high))


def centred(lines: Iterable[tuple[Stretch, ...]], size: float, middle: float, drop: float) -> list[Run]:
    """Return `lines` as runs around `middle`, the first with its top at `drop`."""
    return [
        Run(middle - width(line, size) / 2, drop + (index * LEADING + 0.95) * size, size, line)
        for index, line in enumerate(lines)
    ]


def fitting_size(stretches: Sequence[Stretch], size: float, room: float) -> float:
    """Return `size`, or the smaller size at which `stretches` fit `room` on one line."""
    wide = width(stretches, size)
    return size if wide <= room else size * room / wide


def paragraph(stretches: Sequence[Stretch], size: float, left: float, right: float, gap: float) -> list[Row]:
    """Return one row a line; `gap` stands above the first."""
    rows = []
    for index, line in enumerate(wrap(stretches, size, right - left)):
        above = gap if index == 0 else 0
        rows.append(Row(above + size * LEADING, (Run(left, above + size * 0.95, size, line),)))
    return rows


def shortened(stretches: Sequence[Stretch], size: float, room: float, most: int) -> list[tuple[Stretch, ...]]:
    """Break like `wrap`, but into at most `most` lines: what does not fit ends in an ellipsis."""
    lines = wrap(stretches, size, room) if any(text for _, text in stretches) else []
    if len(lines) <= most:
        return lines
    last = list(lines[most - 1])
    while len(wrap([*last, (last[-1][0], ELLIPSIS)], size, room)) > 1:
        face, text = last[-1]
        last = [*last[:-1], (face, text[:-1].rstrip())] if len(text) > 1 or len(last) == 1 else last[:-1]
    return [*lines[: most - 1], _joined([*last, (last[-1][0], ELLIPSIS)])]


def paginate(rows: Sequence[Row], top: float, again: float, bottom: float) -> list[Page]:
    """Let `rows` fall onto pages: the first from `top` below the leaf's edge, the others from `again`, to `bottom`.

    Rows that are bound go together as long as they fit one page.
    """
    pages = [Page()]
    drop = top
    index = 0
    while index < len(rows):
        group = _bound(rows, index)
        height = sum(row.height for row in group)
        full = drop + height > bottom and height <= bottom - again
        if (full or group[0].turn) and pages[-1].rows:
            drop = _turn(pages, drop, again, group[0].table)
        for row in group:
            if drop + row.height > bottom and pages[-1].rows:
                drop = _turn(pages, drop, again, row.table)
            pages[-1].rows.append((drop, row))
            drop += row.height
        index += len(group)
    return pages


def _bound(rows: Sequence[Row], start: int) -> Sequence[Row]:
    end = start
    while end + 1 < len(rows) and rows[end].bound:
        end += 1
    return rows[start : end + 1]


def _turn(pages: list[Page], drop: float, again: float, table: Table | None) -> float:
    """Begin a new page and return where its rows start; a table that goes on is closed and given its head again."""
    before = pages[-1].rows[-1][1].table
    if before is not None:
        pages[-1].rows.append((drop, Row(0, rules=(Rule(before.left, 0, before.right, 0),))))
    pages.append(Page())
    drop = again
    if table is not None:
        for row in table.head:
            pages[-1].rows.append((drop, replace(row, table=table)))
            drop += row.height
    return drop


@dataclass(frozen=True, slots=True)
class Sheet:
    """A leaf of paper: its size and margins in points, and the type sizes to try from the most comfortable down."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    sizes: tuple[float, ...]

    @property
    def room(self) -> float:
        return self.width - self.left - self.right


A5: Final = Sheet(148 * mm, 210 * mm, 13 * mm, 10 * mm, 10.5 * mm, 8 * mm, (10, 9.5, 9))
A4: Final = Sheet(210 * mm, 297 * mm, 28 * mm, 18 * mm, 18 * mm, 18 * mm, (13, 12.5, 12, 11.5, 11))
A4_WIDE: Final = Sheet(210 * mm, 297 * mm, 15 * mm, 15 * mm, 15 * mm, 16 * mm, (12, 11.5, 11, 10.5, 10))
A4_LANDSCAPE: Final = Sheet(297 * mm, 210 * mm, 15 * mm, 15 * mm, 14 * mm, 15 * mm, (11, 10.5, 10))
