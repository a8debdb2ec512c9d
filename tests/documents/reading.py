"""Eyes that did not draw: two barcode decoders, a rasteriser and a text extractor."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2
import zxingcpp
from PIL import Image

from counter_app.documents.rasterise import grey, one_bit, page_count

DENSITIES: Final = (203, 300)
INCH: Final = 25.4


def pictures(pdf: bytes, page: int = 0) -> list[tuple[str, Image.Image]]:
    """Return `page` as an officer's printers show it: 203 and 300 dpi, grey and one bit a dot."""
    return [
        (f"{dpi} dpi {name}", draw(pdf, dpi / INCH, page))
        for dpi in DENSITIES
        for name, draw in (("grey", grey), ("1 bit", one_bit))
    ]


def by_zxing(picture: Image.Image) -> set[tuple[str, str]]:
    """Return (kind, text) of every symbol that zxing-cpp finds."""
    found = zxingcpp.read_barcodes(picture.convert("L"))
    return {("QR" if "QR" in str(symbol.format) else "bars", symbol.text) for symbol in found}


def by_zbar(picture: Image.Image, folder: Path) -> set[tuple[str, str]]:
    """Return (kind, text) of every symbol that zbar finds."""
    file = folder / "page.png"
    picture.convert("L").save(file)
    done = subprocess.run(["zbarimg", "-q", str(file)], capture_output=True, text=True)
    lines = (line.partition(":") for line in done.stdout.splitlines())
    return {("QR" if kind == "QR-Code" else "bars", text) for kind, _, text in lines}


def words(pdf: bytes, page: int | None = None) -> str:
    """Return the text of `pdf` (or of one page) as a reader takes it out, blanks collapsed."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = range(len(document)) if page is None else [page]
        return " ".join(" ".join(document[index].get_textpage().get_text_bounded() for index in pages).split())
    finally:
        document.close()


@dataclass(frozen=True)
class Letter:
    """A letter and the box of its ink in points, origin at the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def letters(pdf: bytes, page: int = 0) -> list[Letter]:
    """Return every visible letter of `page` with its box."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        found = []
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            left, bottom, right, top = text.get_charbox(index)
            if letter.strip() and right > left:
                found.append(Letter(letter, left, bottom, right, top))
        return found
    finally:
        document.close()


def fonts(pdf: bytes, folder: Path) -> list[list[str]]:
    """Return the lines of `pdffonts` for `pdf`, split into words."""
    file = folder / "fonts.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()[2:]]


__all__ = ["DENSITIES", "by_zbar", "by_zxing", "fonts", "letters", "page_count", "pictures", "words"]
