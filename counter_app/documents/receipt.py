"""Every paper of the counter from one renderer; form 01, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", first of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Final, Literal

from counter_app.documents import codes, label, slip
from counter_app.documents.compose import Content, form_rows
from counter_app.documents.faces import BOLD, ITALIC, REGULAR
from counter_app.documents.flow import A4, A5, Page, Row, Run, Sheet, Symbol, fitting_size, paginate, width
from counter_app.documents.forms import MISSING_ITEMS, RECEIPT, Form, Forms, filled
from counter_app.documents.sheet import Paper, placed
from counter_app.documents.values import missing_content, placeholders, receipt_content
from counter_app.domain.receipt import Label, MissingItems, OfficeHead, Receipt, ReceiptPaper
from counter_app.domain.times import VIETNAM, vietnam

if TYPE_CHECKING:
    from PIL.Image import Image

PaperSize = Literal["A5", "A4", "A4x2"]
"""A5 portrait; A4 portrait; A4 landscape with two A5 copies side by side and a line to cut between them."""

_WIDE: Final = (2 * A5.width, A5.height)
_MARK_SIZE: Final = 8
_MARK_DROP: Final = 20
_CONTINUED: Final = 30
"""Room for the code and its bars at the top of a second page, below the margin."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What stands around a form: "" where nothing does."""

    copy: str = ""
    reprint: str = ""
    practice: str = ""


class ReceiptRenderer:
    """Makes papers. One renderer serves one worker; calls from several threads wait for each other.

    `forms_dir` is the office's folder of its own form files (see `forms`), read again when they change.
    """

    def __init__(self, forms_dir: Path | None = None) -> None:
        self._forms = Forms(placeholders(), forms_dir)
        self._lock = RLock()

    def warm(self) -> None:
        """Prepare fonts and forms, so that the first citizen's receipt is as quick as any other."""
        now = datetime.now(VIETNAM)
        head = OfficeHead("UBND PHƯỜNG", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "phường", "Cần Thơ")
        paper = (ReceiptPaper("Tờ khai", original=1),)
        self.receipt(Receipt(head, "H00-000000-0000", "", "", now, now, "", "", papers=paper))

    def receipt(self, receipt: Receipt, paper: PaperSize = "A5") -> bytes:
        """Return form 01 as PDF on `paper`, over as many pages as it needs.

        Raises OfficerCanMend: "code_unfit_for_barcode", "no_form_for_day", "form_unreadable",
        "form_unknown_placeholder".
        """
        with self._lock:
            form = self._forms.on(RECEIPT, vietnam(receipt.received_at).date())
            content = receipt_content(receipt)
            reprint = _said(form.marks.reprint, content.values) if receipt.reprint else ""
            practice = form.marks.practice if receipt.practice else ""
            title = f"{form.name} {receipt.code}"
            if paper == "A4x2":
                copies = (*form.marks.copies, "", "")[:2]
                return _two_copies(title, form, content, [_Marks(copy, reprint, practice) for copy in copies])
            return _single(title, form, content, A5 if paper == "A5" else A4, _Marks("", reprint, practice))

    def missing_items(self, slip: MissingItems) -> bytes:
        """Return form 02, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", as A5 PDF. Raises as `receipt` does."""
        with self._lock:
            form = self._forms.on(MISSING_ITEMS, vietnam(slip.made_at).date())
            marks = _Marks(practice=form.marks.practice if slip.practice else "")
            return _single(f"{form.name} {slip.code}".strip(), form, missing_content(slip), A5, marks)

    def label(self, value: Label) -> bytes:
        """Return the folder label, 70 × 37 mm, as PDF."""
        with self._lock:
            return label.pdf(value)

    def label_zpl(self, value: Label) -> bytes:
        """Return the folder label as ZPL II for a 203-dpi label printer."""
        with self._lock:
            return label.zpl(value)

    def slip_image(self, receipt: Receipt) -> "Image":
        """Return the 80 mm slip as a 1-bit picture 576 dots wide (203 dpi), for an ESC/POS raster command."""
        with self._lock:
            return slip.image(receipt)

    def slip(self, receipt: Receipt) -> bytes:
        """Return the 80 mm slip as PDF, as long as its text."""
        with self._lock:
            return slip.pdf(receipt)


def _said(wording: str, values: Mapping[str, str]) -> str:
    return "".join(text for _, text in filled(wording, values))


def _pages(form: Form, content: Content, sheet: Sheet) -> list[Page]:
    """Return the form's pages at the largest of the sheet's type sizes at which it fits one page.

    When none does, at the largest, or at the smallest if that saves a page.
    """
    bottom = sheet.height - sheet.bottom
    tried: list[list[Page]] = []
    for size in sheet.sizes:
        if tried and size != sheet.sizes[-1] and _height(tried[0]) * size / sheet.sizes[0] > bottom - sheet.top:
            continue
        rows = form_rows(form, content, sheet, size)
        tried.append(paginate(rows, sheet.top, sheet.top + _CONTINUED, bottom))
        if len(tried[-1]) == 1:
            return tried[-1]
    pages = min(tried, key=len)
    for number, page in enumerate(pages[1:], start=2):
        page.rows.append((0, _continued(form, content, sheet, number, len(pages))))
    first = {**content.values, "page": "1", "pages": str(len(pages))}
    line = ((ITALIC, _said(form.marks.page, first)),)
    wide = width(line, _MARK_SIZE)
    foot = Run(sheet.left + (sheet.room - wide) / 2, bottom + _MARK_SIZE + 4, _MARK_SIZE, line)
    pages[0].rows.append((0, Row(0, (foot,))))
    return pages


def _height(pages: Sequence[Page]) -> float:
    return sum(row.height for page in pages for _, row in page.rows)


def _continued(form: Form, content: Content, sheet: Sheet, number: int, of: int) -> Row:
    """The top of a further page: whose dossier it belongs to, readable by eye and by scanner, and its number."""
    values = {**content.values, "page": str(number), "pages": str(of)}
    line = ((REGULAR, _said(form.marks.page, values)),)
    wide = width(line, _MARK_SIZE + 1)
    run = Run(sheet.width - sheet.right - wide, sheet.top + 12, _MARK_SIZE + 1, line)
    bars = (Symbol(content.code, sheet.left, sheet.top - 6 + codes.BAR_HEIGHT),) if content.code else ()
    return Row(0, (run,), symbols=bars)


def _marked(marks: _Marks, sheet: Sheet) -> list[tuple[float, Row]]:
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


def _leaf(out: Paper, page: Page, sheet: Sheet, marks: _Marks) -> bytes:
    ground = out.watermark(marks.practice, sheet) if marks.practice else b""
    return ground + out.leaf(Page(page.rows + _marked(marks, sheet)), sheet)


def _single(title: str, form: Form, content: Content, sheet: Sheet, marks: _Marks) -> bytes:
    out = Paper(title, (sheet.width, sheet.height))
    for page in _pages(form, content, sheet):
        out.page([_leaf(out, page, sheet, marks)])
    return out.finish()


def _two_copies(title: str, form: Form, content: Content, marks: Sequence[_Marks]) -> bytes:
    """Two A5 copies on a lying A4: the office keeps one, the citizen takes one."""
    out = Paper(title, _WIDE)
    cut = b"q 0.4 w 0.5 G [4 3] 0 d %.2f 0 m %.2f %.2f l S Q\n" % (A5.width, A5.width, A5.height)
    for page in _pages(form, content, A5):
        leaves = [placed(_leaf(out, page, A5, own), A5.width * index, 0) for index, own in enumerate(marks)]
        out.page([*leaves, cut])
    return out.finish()
