"""Every paper of the counter from one renderer; form 01, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", first of all."""

from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Literal

from counter_app.documents import label, post_label, register_book, slip
from counter_app.documents.content import Content
from counter_app.documents.flow import A4, A5
from counter_app.documents.form_model import Form, SheetName
from counter_app.documents.forms import MISSING_ITEMS, RECEIPT, Forms
from counter_app.documents.pages import SHEETS, Around, around, single, two_copies
from counter_app.documents.papers import FormPaper, kind_of, placeholders
from counter_app.documents.values import missing_content, receipt_content
from counter_app.domain.receipt import Label, MissingItems, OfficeHead, Receipt, ReceiptPaper
from counter_app.domain.sheets import PostLabel, RegisterBook
from counter_app.domain.times import VIETNAM, vietnam

if TYPE_CHECKING:
    from PIL.Image import Image

PaperSize = Literal["A5", "A4", "A4x2"]
"""A5 portrait; A4 portrait; A4 landscape with two A5 copies side by side and a line to cut between them."""


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
            marks = around(form, content, practice=receipt.practice, reprint=bool(receipt.reprint))
            title = f"{form.name} {receipt.code}"
            if paper == "A4x2":
                copies = (*form.marks.copies, "", "")[:2]
                return two_copies(
                    title, form, content, [Around(copy, marks.reprint, marks.practice) for copy in copies]
                )
            return single(title, form, content, A5 if paper == "A5" else A4, marks)

    def missing_items(self, slip: MissingItems) -> bytes:
        """Return form 02, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", as PDF. Raises as `receipt` does."""
        with self._lock:
            form = self._forms.on(MISSING_ITEMS, vietnam(slip.made_at).date())
            return _made(form, missing_content(slip), practice=slip.practice, reprint=0)

    def paper(self, value: FormPaper) -> bytes:
        """Return the form or sheet for `value` as PDF on its form's leaf. Raises as `receipt` does."""
        with self._lock:
            form = self._form(value)
            content = kind_of(value).content(value)
            return _made(form, content, practice=value.practice, reprint=getattr(value, "reprint", 0))

    def leaf(self, value: FormPaper) -> SheetName:
        """Return the leaf that `paper` sets `value` on, for the printer's tray. Raises as `Forms.on` does."""
        with self._lock:
            return self._form(value).paper

    def register_xlsx(self, book: RegisterBook) -> bytes:
        """Return form 07 as a spreadsheet, its headings from the form in force. Raises as `Forms.on` does."""
        with self._lock:
            return register_book.xlsx(self._form(book), book)

    def label(self, value: Label) -> bytes:
        """Return the folder label, 70 × 37 mm, as PDF."""
        with self._lock:
            return label.pdf(value)

    def label_zpl(self, value: Label) -> bytes:
        """Return the folder label as ZPL II for a 203-dpi label printer."""
        with self._lock:
            return label.zpl(value)

    def post_label(self, value: PostLabel) -> bytes:
        """Return the address label for the post, 100 × 75 mm, as PDF. Raises OfficerCanMend as `receipt` does."""
        with self._lock:
            return post_label.pdf(value)

    def slip_image(self, receipt: Receipt) -> "Image":
        """Return the 80 mm slip as a 1-bit picture 576 dots wide (203 dpi), for an ESC/POS raster command."""
        with self._lock:
            return slip.image(receipt)

    def slip(self, receipt: Receipt) -> bytes:
        """Return the 80 mm slip as PDF, as long as its text."""
        with self._lock:
            return slip.pdf(receipt)

    def _form(self, value: FormPaper) -> Form:
        kind = kind_of(value)
        return self._forms.on(kind.form, vietnam(kind.day(value)).date())


def _made(form: Form, content: Content, *, practice: bool, reprint: int) -> bytes:
    title = f"{form.name} {content.code}".strip()
    marks = around(form, content, practice=practice, reprint=bool(reprint))
    return single(title, form, content, SHEETS[form.paper], marks)
