"""Pages of filed papers as pictures: drawn by the Qt that is here, in a worker's thread, never by another program.

What a paper is was told from its first bytes when it was filed. Nothing else than these kinds is ever tried: a reader
of pictures that guesses would read whatever somebody hands in.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counter_app.domain.errors import OfficerCanMend

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

PDF: Final = "application/pdf"
PICTURES: Final = {"image/jpeg": b"jpeg", "image/png": b"png", "image/tiff": b"tiff"}
MOST_PIXELS: Final = 40_000_000
"""A page is never drawn larger: 160 MB."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page, drawn; `number` counts from 0, `pages` are all that the paper has."""

    picture: "QImage"
    number: int
    pages: int


def leaf(path: Path, media_type: str, number: int, width: int) -> Leaf:
    """Draw page `number` of a paper `width` pixels wide (a number past the end gives the last page).

    Raises OfficerCanMend: paper_not_shown (of a kind that is not shown here), paper_unreadable (damaged, locked by a
    password, too large).
    """
    if media_type == PDF:
        return _of_pdf(path, number, width)
    if media_type not in PICTURES:
        raise OfficerCanMend("paper_not_shown")
    return _of_picture(path, PICTURES[media_type], number, width)


def _of_pdf(path: Path, number: int, width: int) -> Leaf:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    try:
        if document.load(str(path)) is not QPdfDocument.Error.None_ or document.pageCount() < 1:
            raise OfficerCanMend("paper_unreadable")
        number = min(number, document.pageCount() - 1)
        points = document.pagePointSize(number)
        height = round(width * points.height() / points.width()) if points.width() > 0 else 0
        if not 0 < width * height <= MOST_PIXELS:
            raise OfficerCanMend("paper_unreadable")
        drawn = document.render(number, QSize(width, height))
        if drawn.isNull():
            raise OfficerCanMend("paper_unreadable")
        # Where nothing is printed a page is clear, and paper is white in every look.
        white = QImage(drawn.size(), QImage.Format.Format_RGB32)
        white.fill(0xFFFFFFFF)
        _lay_on(white, drawn)
        return Leaf(white, number, document.pageCount())
    finally:
        document.close()


def _lay_on(ground: "QImage", drawn: "QImage") -> None:
    from PySide6.QtGui import QPainter

    painter = QPainter(ground)
    painter.drawImage(0, 0, drawn)
    painter.end()


def _of_picture(path: Path, kind: bytes, number: int, width: int) -> Leaf:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImageIOHandler, QImageReader

    reader = QImageReader(str(path))
    reader.setAutoDetectImageFormat(False)
    reader.setFormat(kind)
    reader.setAutoTransform(True)
    pages = max(reader.imageCount(), 1)
    number = min(number, pages - 1)
    if number and not reader.jumpToImage(number):
        raise OfficerCanMend("paper_unreadable")
    size = reader.size()
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        size.transpose()
    if size.isValid() and size.width() > 0:
        wanted = QSize(width, round(width * size.height() / size.width()))
        if wanted.width() * wanted.height() > MOST_PIXELS:
            raise OfficerCanMend("paper_unreadable")
        if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
            wanted.transpose()
        reader.setScaledSize(wanted)
    picture = reader.read()
    if picture.isNull():
        raise OfficerCanMend("paper_unreadable")
    return Leaf(picture, number, pages)
