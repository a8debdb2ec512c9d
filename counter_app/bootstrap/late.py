"""What a counter can do without in its first half second: papers and the courier, imported behind the open desk.

F9 needs the store only. ReportLab, pydantic and requests take as long to import as everything that F9 needs.
"""

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.receipt import Label, MissingItems, Receipt

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.documents.form_model import SheetName
    from counter_app.documents.papers import FormPaper
    from counter_app.documents.receipt import PaperSize, ReceiptRenderer
    from counter_app.domain.sheets import PostLabel, RegisterBook
    from counter_app.sync.upward import Upward

_LOG = logging.getLogger(__name__)


class LatePapers:
    """Makes papers as `ReceiptRenderer` does; the renderer is imported and made when the first paper is wanted."""

    def __init__(self, forms: Path) -> None:
        self._forms, self._lock = forms, threading.Lock()
        self._made: ReceiptRenderer | None = None

    @property
    def folder(self) -> Path:
        """Where the office's own forms and reasons lie."""
        return self._forms

    def warm(self) -> None:
        """Prepare fonts and forms, so that the first receipt is as quick as any other; call it in the background."""
        self._renderer().warm()

    def receipt(self, receipt: Receipt, paper: "PaperSize" = "A5") -> bytes:
        return self._renderer().receipt(receipt, paper)

    def missing_items(self, slip: MissingItems) -> bytes:
        return self._renderer().missing_items(slip)

    def paper(self, value: "FormPaper") -> bytes:
        return self._renderer().paper(value)

    def leaf(self, value: "FormPaper") -> "SheetName":
        return self._renderer().leaf(value)

    def post_label(self, value: "PostLabel") -> bytes:
        return self._renderer().post_label(value)

    def register_xlsx(self, book: "RegisterBook") -> bytes:
        return self._renderer().register_xlsx(book)

    def label(self, value: Label) -> bytes:
        return self._renderer().label(value)

    def label_zpl(self, value: Label) -> bytes:
        return self._renderer().label_zpl(value)

    def slip(self, receipt: Receipt) -> bytes:
        return self._renderer().slip(receipt)

    def _renderer(self) -> "ReceiptRenderer":
        with self._lock:
            if self._made is None:
                from counter_app.documents.receipt import ReceiptRenderer

                self._made = ReceiptRenderer(self._forms)
            return self._made


class LateCourier:
    """A courier that is made in a thread of its own; what is asked of it before is done when it is there.

    One that cannot be made (an address that is none, a token that cannot be read) is logged: the counter works on, and
    the strip names the reason that `make` noted in the store.
    """

    def __init__(self, make: "Callable[[], Upward]") -> None:
        self._make = make
        self._lock = threading.Lock()
        self._courier: Upward | None = None
        self._hurried = self._stopped = False
        self._thread = threading.Thread(target=self._begin, name="courier-begins")

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End, as `Upward.stop` does; may be called whether it was started or not."""
        with self._lock:
            self._stopped = True
        if self._thread.ident is not None:
            self._thread.join()
        if self._courier is not None:
            self._courier.stop()

    def wake(self) -> None:
        """Something was written. A courier that is still to come looks for that first of all."""
        if self._courier is not None:
            self._courier.wake()

    def send_now(self) -> None:
        """A person wants it sent."""
        with self._lock:
            self._hurried = True
            courier = self._courier
        if courier is not None:
            courier.send_now()

    def _begin(self) -> None:
        try:
            courier = self._make()
        except Exception as error:  # noqa: BLE001 - a counter that cannot send goes on registering; the log says why
            _LOG.error("courier: not started, %s %s", type(error).__name__, getattr(error, "code", ""))
            return
        with self._lock:
            if self._stopped:
                return
            self._courier = courier
            if self._hurried:
                courier.send_now()
            courier.start()
