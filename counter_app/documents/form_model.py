"""The parts of a printed form as data: what an administrator may write in a form file."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

FormName = Literal[
    "receipt",
    "missing_items",
    "refusal",
    "apology",
    "stop_notice",
    "control_slip",
    "register",
    "collection_note",
    "hand_over_list",
    "visit_sheet",
    "clock_sheet",
    "shift_sheet",
    "daily_sheet",
]

SheetName = Literal["A5", "A4", "A4 wide", "A4 landscape"]
"""The leaf a form is set on; "A4 wide" has narrow margins, for lists. The receipt's leaf is the printer's setting."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def wordings(self) -> Iterator[str]:
        """Yield every text of the part that may hold placeholders."""
        yield from ()

    def values(self) -> Iterator[str]:
        """Yield every value that the part names outside a text."""
        yield from ()


class Line(_Part):
    """A line of the form; two cells stand side by side when both fit. Left out when the value `when` is empty.

    `indent` sets in the first line of running text; `centred` puts every line in the middle of the leaf.
    """

    kind: Literal["line"]
    cells: tuple[str, ...] = Field(min_length=1, max_length=2)
    when: str | None = None
    small: bool = False
    indent: bool = False
    centred: bool = False

    def wordings(self) -> Iterator[str]:
        yield from self.cells

    def values(self) -> Iterator[str]:
        if self.when is not None:
            yield self.when


class Title(_Part):
    """The form's name and what stands under it, centred; with `codes` the bars below and the QR symbol beside them."""

    kind: Literal["title"]
    lines: tuple[str, ...] = Field(min_length=1)
    codes: bool = False

    def wordings(self) -> Iterator[str]:
        yield from self.lines


class Papers(_Part):
    """The table of papers: number, name, and three counts under one heading."""

    kind: Literal["papers"]
    number: str
    name: str
    counts: str
    sorts: tuple[str, str, str]

    def wordings(self) -> Iterator[str]:
        yield from (self.number, self.name, self.counts, *self.sorts)


class Items(_Part):
    """A numbered list; an empty one is left to be filled in by hand, or left out when `optional`."""

    kind: Literal["items"]
    of: str = "items"
    optional: bool = False

    def values(self) -> Iterator[str]:
        yield self.of


class Column(_Part):
    """One column of a table: its heading (under `group` when neighbours share one), its cell, its width in parts.

    `symbol` prints the cell's code below it as bars or as QR.
    """

    head: str
    cell: str
    width: float = Field(gt=0)
    group: str = ""
    align: Literal["left", "centre", "right"] = "left"
    symbol: Literal["bars", "qr"] | None = None


class Table(_Part):
    """A ruled table with one row for each record of the list `of`; its head is repeated on every page.

    In cells an empty value is an empty cell. Without any record `blank` rows are left to be filled in by hand; with
    `blank` 0 the whole table is left out.
    """

    kind: Literal["table"]
    of: str
    columns: tuple[Column, ...] = Field(min_length=1, max_length=16)
    blank: int = Field(default=0, ge=0, le=60)

    def wordings(self) -> Iterator[str]:
        for column in self.columns:
            yield from (column.head, column.group, column.cell)

    def values(self) -> Iterator[str]:
        yield self.of


class HandOvers(_Part):
    """The pairs of rows of form 06, one pair for each record of the list `of`, at least `least` of them.

    `heads` are the four headings; `unit` the lines of the first column, `moment` of the second, above the two
    signatures `hands` with `names` under them; `result` and `note` fill the third and the fourth. `first` stands in
    the first column of the first pair as long as nothing was handed over.
    """

    kind: Literal["hand_overs"]
    of: str
    heads: tuple[str, str, str, str]
    unit: tuple[str, ...]
    first: tuple[str, ...] = ()
    moment: str
    hands: tuple[str, str]
    names: tuple[str, str]
    result: str
    note: str
    least: int = Field(default=1, ge=1, le=60)

    def wordings(self) -> Iterator[str]:
        yield from (*self.heads, *self.unit, *self.first, self.moment, *self.hands, *self.names)
        yield from (self.result, self.note)

    def values(self) -> Iterator[str]:
        yield self.of


class NewPage(_Part):
    """What follows begins on a new page, unless the whole form fits one."""

    kind: Literal["new_page"]


class Signatures(_Part):
    """Who signs: per column the lines above the signature and the name below it."""

    kind: Literal["signatures"]
    columns: tuple[tuple[str, ...], ...] = Field(min_length=1, max_length=3)
    names: tuple[str, ...]

    def wordings(self) -> Iterator[str]:
        for column in self.columns:
            yield from column
        yield from self.names


Block = Annotated[Line | Title | Papers | Items | Table | HandOvers | NewPage | Signatures, Field(discriminator="kind")]


class Head(_Part):
    """The two-column head of every form."""

    left: tuple[str, ...] = Field(min_length=1)
    right: tuple[str, ...] = Field(min_length=1)
    number: str
    date: str

    def wordings(self) -> Iterator[str]:
        yield from (*self.left, *self.right, self.number, self.date)


class Marks(_Part):
    """Words around the form: reprint, practice, continuation, and whose copy this is.

    `numbered` prints the page line at the foot of every page, of a single one too.
    """

    reprint: str
    practice: str
    page: str
    copies: tuple[str, ...]
    numbered: bool = False

    def wordings(self) -> Iterator[str]:
        yield from (self.reprint, self.practice, self.page, *self.copies)


class Form(_Part):
    """One wording of one form, in force from `valid_from` to `valid_to` (both days included; None is open)."""

    form: FormName
    name: str
    source: str
    valid_from: date
    valid_to: date | None = None
    paper: SheetName = "A5"
    head: Head
    blocks: tuple[Block, ...]
    marks: Marks

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def parts(self) -> Iterator[_Part]:
        """Yield head, blocks and marks."""
        yield from (self.head, *self.blocks, self.marks)
