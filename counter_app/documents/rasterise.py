"""PDF pages into pictures, for printers that take dots: ESC/POS heads, label printers, and Windows' raster path."""

from typing import Final

import pypdfium2
from PIL import Image
from reportlab.lib.units import mm

HEAD_DOTS: Final = 8
"""Dots a millimetre of a 203-dpi thermal head (203.2 dpi)."""

_A_LITTLE_LESS: Final = 1 - 1e-6
"""The page is stretched to whole dots, rounded up; 560.00001 dots must not become 561, or no module is whole dots."""


def grey(pdf: bytes, dots_per_mm: float = HEAD_DOTS, page: int = 0) -> Image.Image:
    """Return `page` of `pdf` as 8-bit grey at `dots_per_mm`."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        leaf = document[page]
        picture: Image.Image = leaf.render(scale=dots_per_mm / mm * _A_LITTLE_LESS, grayscale=True).to_pil()
        leaf.close()
        return picture
    finally:
        document.close()


def one_bit(pdf: bytes, dots_per_mm: float = HEAD_DOTS, page: int = 0) -> Image.Image:
    """Return `page` as black and white without dither: a dithered bar is no bar."""
    return (
        grey(pdf, dots_per_mm, page)
        .point(lambda level: 255 if level > 140 else 0)
        .convert("1", dither=Image.Dither.NONE)
    )


def page_count(pdf: bytes) -> int:
    """Return the number of pages of `pdf`."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
