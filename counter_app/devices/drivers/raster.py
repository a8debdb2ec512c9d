"""Pages as dots, for printers that cannot hold Vietnamese letters and for reading codes out of a PDF."""

import io
import threading
from collections.abc import Iterator

import pypdfium2
from PIL import Image, UnidentifiedImageError

from counter_app.devices.printer import MediaType, PrintJob
from counter_app.domain.errors import OfficerCanMend, OurFault

DOTS_PER_MM = 8
"""203 dpi, the density of nearly all slip and label printers."""

_POINTS_PER_INCH = 72
_SLIP_DPI = DOTS_PER_MM * 25.4
_ROLL_DOTS = 80 * DOTS_PER_MM + 2
"""The width of the roll, and what rounding up adds to a page of exactly that width."""
_MOST_DOTS = 40_000_000

_pdfium = threading.Lock()
"""PDFium is not thread-safe; every use of it in this room holds this lock."""


def pages(document: bytes, dpi: float, most_pages: int = 50) -> Iterator[Image.Image]:
    """Yield the pages of a PDF as grey pictures at `dpi`, fewer dots for a page that would be monstrous.

    Raises `pypdfium2.PdfiumError` for bytes that are not a PDF.
    """
    with _pdfium:
        pdf = pypdfium2.PdfDocument(document)
        count = min(len(pdf), most_pages)
    try:
        for number in range(count):
            with _pdfium:
                picture = _page(pdf, number, dpi)
            yield picture
    finally:
        with _pdfium:
            pdf.close()


def _page(pdf: pypdfium2.PdfDocument, number: int, dpi: float) -> Image.Image:
    page = pdf[number]
    width, height = page.get_size()
    scale = min(dpi / _POINTS_PER_INCH, (_MOST_DOTS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    picture: Image.Image = bitmap.to_pil().copy()
    bitmap.close()
    page.close()
    return picture


def slip_dots(job: PrintJob, printer: str, dots: int) -> list[Image.Image]:
    """Return the job's pages as black-and-white pictures `dots` wide, without any rescaling.

    Bars keep their width only when dot meets dot, so a page as wide as the 80 mm roll loses its unprintable margins
    rather than being shrunk; a page wider than the roll is refused with `printer_wrong_size`.
    """
    try:
        greys = list(_greys(job))
    except (pypdfium2.PdfiumError, UnidentifiedImageError, OSError, Image.DecompressionBombError) as fault:
        raise OurFault("print_job_unfit", part="document") from fault
    slips = []
    for grey in greys:
        if grey.width > max(_ROLL_DOTS, dots):
            raise OfficerCanMend("printer_wrong_size", printer=printer, paper=job.paper)
        slip = Image.new("L", (dots, grey.height), 255)
        slip.paste(grey, ((dots - grey.width) // 2, 0))
        slips.append(slip.point(lambda level: 255 if level > 127 else 0).convert("1"))
    return slips


def page_millimetres(job: PrintJob) -> tuple[float, float]:
    """Return width and height of a PDF job's first page."""
    try:
        with _pdfium:
            pdf = pypdfium2.PdfDocument(job.document)
            try:
                width, height = pdf[0].get_size()
            finally:
                pdf.close()
    except (pypdfium2.PdfiumError, IndexError) as fault:
        raise OurFault("print_job_unfit", part="document") from fault
    return width * 25.4 / _POINTS_PER_INCH, height * 25.4 / _POINTS_PER_INCH


def _greys(job: PrintJob) -> Iterator[Image.Image]:
    if job.media is MediaType.PDF:
        yield from pages(job.document, _SLIP_DPI)
        return
    with Image.open(io.BytesIO(job.document), formats=("PNG",)) as picture:
        flat = Image.new("RGBA", picture.size, "white")
        flat.alpha_composite(picture.convert("RGBA"))
        yield flat.convert("L")
