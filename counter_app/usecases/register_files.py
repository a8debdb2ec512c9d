"""Write form 07 to files: PDF to print and sign, XLSX to work with."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol
from uuid import UUID

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.sheets import RegisterBook
from counter_app.domain.text import words
from counter_app.usecases.questions.register import RegisterQuestion

if TYPE_CHECKING:
    from counter_app.documents.papers import FormPaper


class BookMaker(Protocol):
    """What makes the files: `documents.receipt.ReceiptRenderer`."""

    def paper(self, value: "FormPaper") -> bytes: ...
    def register_xlsx(self, book: RegisterBook) -> bytes: ...


def _makers(maker: BookMaker) -> Mapping[str, Callable[[RegisterBook], bytes]]:
    return {".pdf": maker.paper, ".xlsx": maker.register_xlsx}


KINDS: Final = (".pdf", ".xlsx")


class RegisterFiles:
    """Asks for the register and writes it. Raises OfficerCanMend: file_kind_unknown, file_unwritable, and what the
    making of papers raises."""

    def __init__(self, question: RegisterQuestion, maker: BookMaker) -> None:
        self._question, self._maker = question, maker

    def fields(self, first: date, last: date) -> tuple[str, ...]:
        """Return the fields of work in which dossiers were received in these days."""
        return self._question.fields(first, last)

    def book(self, field: str, first: date, last: date) -> tuple[RegisterBook, tuple[UUID, ...]]:
        """Return the register of a field ("" for all), and the dossier of each row."""
        return self._question.whole_book(field, first, last)

    def write(self, field: str, first: date, last: date, folder: Path) -> Sequence[Path]:
        """Write PDF and XLSX into `folder`; return both paths. A file of the same name gives way."""
        book = self._question.book(field, first, last)
        stem = "-".join(["so-theo-doi", f"{first:%Y-%m}", *(words(field) if field else ["tat-ca"])])
        return [self.write_file(book, folder / f"{stem}{kind}") for kind in KINDS]

    def write_file(self, book: RegisterBook, path: Path) -> Path:
        """Write `book` as the kind of file that the name says."""
        make = _makers(self._maker).get(path.suffix.lower())
        if make is None:
            raise OfficerCanMend("file_kind_unknown", kinds=", ".join(KINDS))
        content = make(book)
        try:
            path.write_bytes(content)
        except OSError as error:
            raise OfficerCanMend("file_unwritable") from error
        return path
