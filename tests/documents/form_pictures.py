"""The stored pictures of the forms, and how they are drawn anew after a form was changed on purpose.

    .venv/bin/python -m tests.documents.form_pictures

draws all of them again; the difference is then looked at by a person before it is kept.
"""

from pathlib import Path
from typing import Final

from PIL import Image

from counter_app.documents import example_sheets as sheets
from counter_app.documents import example_slips as slips
from counter_app.documents.papers import FormPaper
from counter_app.documents.rasterise import grey, page_count
from counter_app.documents.receipt import ReceiptRenderer

FOLDER: Final = Path(__file__).with_name("pictures")
DOTS: Final = 3
"""Dots a millimetre: 76 dpi, enough to tell a moved line or a missing accent of a title, and a few kilobytes each."""

_SHADES: Final = 16

STORED: Final[dict[str, FormPaper]] = {
    "02-missing-items": slips.SUPPLEMENT,
    "03-refusal": slips.REFUSAL,
    "04-apology": slips.APOLOGY,
    "05-stop-notice": slips.STOP_NOTICE,
    "06-control-slip": slips.CONTROL_SLIP,
    "07-register": sheets.REGISTER,
    "collection-note": slips.COLLECTION_NOTE,
    "hand-over-list": sheets.HAND_OVER_LIST,
    "visit-sheet": slips.VISIT_SHEET,
    "clock-sheet": slips.CLOCK_SHEET,
    "shift-sheet": sheets.SHIFT_SHEET,
    "daily-sheet": sheets.DAILY_SHEET,
}


def papers(renderer: ReceiptRenderer) -> dict[str, bytes]:
    """Return every stored paper as PDF: form 01, the slips and lists, the post label."""
    made = {name: renderer.paper(value) for name, value in STORED.items()}
    return {"01-receipt": renderer.receipt(slips.RECEIPT), **made, "post-label": renderer.post_label(sheets.POST_LABEL)}


def drawn(pdf: bytes) -> Image.Image:
    """Return the only page of `pdf` in a few shades of grey."""
    assert page_count(pdf) == 1
    return grey(pdf, DOTS).point(lambda level: level // _SHADES * _SHADES)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, pdf in papers(ReceiptRenderer()).items():
        drawn(pdf).save(FOLDER / f"{name}.png", optimize=True)
