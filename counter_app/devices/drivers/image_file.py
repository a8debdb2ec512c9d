"""Codes out of a picture file: a photograph of a card, a scan, a receipt as PDF. Decoded by zxing-cpp."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image, UnidentifiedImageError

from counter_app.devices.drivers.raster import pages
from counter_app.domain.errors import OfficerCanMend

_MOST_BYTES = 40 * 1024 * 1024
_MOST_DOTS = 60_000_000
_MOST_PAGES = 20
_PDF_DPI = 300


def codes_in(path: Path) -> tuple[str, ...]:
    """Return the texts of all codes in a PNG, JPEG or PDF file, page by page, top to bottom, none twice.

    Raises `OfficerCanMend`: `picture_missing`, `picture_empty`, `picture_too_large` (over 40 MB or 60 million dots, as
    told by the header, before anything is unpacked), `picture_unreadable`, `picture_without_code`.
    """
    content = _content(path)
    found: dict[str, None] = {}
    try:
        for picture in _pictures(content):
            codes = zxingcpp.read_barcodes(picture)
            codes.sort(key=lambda code: (code.position.top_left.y, code.position.top_left.x))
            found.update((text, None) for code in codes if (text := _text(code)))
    except (UnidentifiedImageError, pypdfium2.PdfiumError, OSError, SyntaxError, ValueError) as fault:
        raise OfficerCanMend("picture_unreadable") from fault
    if not found:
        raise OfficerCanMend("picture_without_code")
    return tuple(found)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as fault:
        raise OfficerCanMend("picture_missing") from fault
    except OSError as fault:
        raise OfficerCanMend("picture_unreadable") from fault
    if not content:
        raise OfficerCanMend("picture_empty")
    if len(content) > _MOST_BYTES:
        raise OfficerCanMend("picture_too_large", most_megabytes=_MOST_BYTES // 1024 // 1024)
    return content


def _pictures(content: bytes) -> Iterator[Image.Image]:
    if content[:1024].lstrip().startswith(b"%PDF"):
        yield from pages(content, _PDF_DPI, _MOST_PAGES)
        return
    try:
        # Pillow's own guard only warns up to twice its limit; the size in the header is judged before unpacking.
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_DOTS:
                raise OfficerCanMend("picture_too_large", most_dots=_MOST_DOTS)
            yield picture.convert("L")
    except Image.DecompressionBombError as fault:
        raise OfficerCanMend("picture_too_large", most_dots=_MOST_DOTS) from fault


def _text(code: zxingcpp.Barcode) -> str:
    """Return a code's text; cards hold UTF-8 without saying so, and a decoder's guess would spoil the letters."""
    try:
        text = bytes(code.bytes).decode("utf-8")
    except UnicodeDecodeError:
        text = str(code.text)
    return text.strip("\r\n\x00")
