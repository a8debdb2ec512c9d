"""A form and its content into a finished PDF: type size, pages, marks around the form, watermark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from counter_app.documents import codes
from counter_app.documents.compose import form_rows
from counter_app.documents.content import Content
from counter_app.documents.faces import BOLD, ITALIC, REGULAR
from counter_app.documents.flow import (
    A4,
    A4_LANDSCAPE,
    A4_WIDE,
    A5,
    Page,
    Row,
    Run,
    Sheet,
    Symbol,
    fitting_size,
    paginate,
    width,
)
from counter_app.documents.form_model import Form, SheetName
from counter_app.documents.forms import filled
from counter_app.documents.sheet import Paper, placed

SHEETS: Final[Mapping[SheetName, Sheet]] = {"A5": A5, "A4": A4, "A4 wide": A4_WIDE, "A4 landscape": A4_LANDSCAPE}

_WIDE: Final = (2 * A5.width, A5.height)
_MARK_SIZE: Final = 8
_MARK_DROP: Final = 20
_CONTINUED: Final = 30
"""Room for the code and its bars at the top of a second page, below the margin."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a form: "" where nothing does."""

    copy: str = ""
    reprint: str = ""
    practice: str = ""


def around(form: Form, content: Content, *, practice: bool, reprint: bool = False) -> Around:
    """Return the marks of `form` for a practice paper and for one that was printed before."""
    return Around(
        reprint=_said(form.marks.reprint, content.values) if reprint else "",
        practice=form.marks.practice if practice else "",
    )


def single(title: str, form: Form, content: Content, sheet: Sheet, marks: Around) -> bytes:
    """Return the form as PDF on `sheet`, over as many pages as it needs."""
    out = Paper(title, (sheet.width, sheet.height))
    for page in pages_of(form, content, sheet):
        out.page([_leaf(out, page, sheet, marks)])
    return out.finish()


def two_copies(title: str, form: Form, content: Content, marks: Sequence[Around]) -> bytes:
    """Return two A5 copies on a lying A4: the office keeps one, the citizen takes one."""
    out = Paper(title, _WIDE)
    cut = b"q 0.4 w 0.5 G [4 3] 0 d %.2f 0 m %.2f %.2f l S Q\n" % (A5.width, A5.width, A5.height)
    for page in pages_of(form, content, A5):
        leaves = [placed(_leaf(out, page, A5, own), A5.width * index, 0) for index, own in enumerate(marks)]
        out.page([*leaves, cut])
    return out.finish()


def _said(wording: str, values: Mapping[str, str]) -> str:
    return "".join(text for _, text in filled(wording, values))


def pages_of(form: Form, content: Content, sheet: Sheet) -> list[Page]:
    """Return the form's pages at the largest of the sheet's type sizes at which it fits one page.

    When none does, at the largest, or at the smallest if that saves a page.
    """
    bottom = sheet.height - sheet.bottom
    again = sheet.top + (_CONTINUED if content.code or not form.marks.numbered else 0)
    tried: list[list[Page]] = []
    for size in sheet.sizes:
        if tried and size != sheet.sizes[-1] and _height(tried[0]) * size / sheet.sizes[0] > bottom - sheet.top:
            continue
        rows = form_rows(form, content, sheet, size)
        if sum(row.height for row in rows) <= bottom - sheet.top:
            rows = [replace(row, turn=False) if row.turn else row for row in rows]
        tried.append(paginate(rows, sheet.top, again, bottom))
        if len(tried[-1]) == 1:
            break
    pages = min(tried, key=len)
    _number(pages, form, content, sheet)
    return pages


def _number(pages: Sequence[Page], form: Form, content: Content, sheet: Sheet) -> None:
    """Say on each page which it is: at the foot of the first and at the top of others, or at every foot."""
    for number, page in enumerate(pages, start=1):
        line = _said(form.marks.page, {**content.values, "page": str(number), "pages": str(len(pages))})
        if number > 1 and (content.code or not form.marks.numbered):
            page.rows.append((0, _continued(content.code, "" if form.marks.numbered else line, sheet)))
        if form.marks.numbered or (number == 1 and len(pages) > 1):
            page.rows.append((0, _foot(line, sheet)))


def _foot(words: str, sheet: Sheet) -> Row:
    line = ((ITALIC, words),)
    size = fitting_size(line, _MARK_SIZE, sheet.room)
    x = sheet.left + (sheet.room - width(line, size)) / 2
    return Row(0, (Run(x, sheet.height - sheet.bottom + _MARK_SIZE + 4, size, line),))


def _height(pages: Sequence[Page]) -> float:
    return sum(row.height for page in pages for _, row in page.rows)


def _continued(code: str, words: str, sheet: Sheet) -> Row:
    """The top of a further page: whose dossier it belongs to, readable by eye and by scanner, and its number."""
    line = ((REGULAR, words),)
    wide = width(line, _MARK_SIZE + 1)
    run = Run(sheet.width - sheet.right - wide, sheet.top + 12, _MARK_SIZE + 1, line)
    bars = (Symbol(code, sheet.left, sheet.top - 6 + codes.BAR_HEIGHT),) if code else ()
    return Row(0, (run,) if words else (), symbols=bars)


def _marked(marks: Around, sheet: Sheet) -> list[tuple[float, Row]]:
    """The words above a form: whose copy it is at the left; reprint and practice from the right edge inwards."""
    runs = []
    right = sheet.width - sheet.right
    for words in (marks.reprint, marks.practice):
        if words:
            line = ((BOLD, words),)
            right -= width(line, _MARK_SIZE)
            runs.append(Run(right, _MARK_DROP, _MARK_SIZE, line))
            right -= _MARK_SIZE
    if marks.copy:
        copy = ((ITALIC, marks.copy),)
        runs.append(Run(sheet.left, _MARK_DROP, fitting_size(copy, _MARK_SIZE, right - sheet.left), copy))
    return [(0, Row(0, tuple(runs)))]


def _leaf(out: Paper, page: Page, sheet: Sheet, marks: Around) -> bytes:
    ground = out.watermark(marks.practice, sheet) if marks.practice else b""
    return ground + out.leaf(Page(page.rows + _marked(marks, sheet)), sheet)
