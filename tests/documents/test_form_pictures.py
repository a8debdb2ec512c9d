"""Each form looks as it looked when a person last looked at it."""

from typing import Final

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from counter_app.documents.receipt import ReceiptRenderer
from tests.documents.form_pictures import FOLDER, STORED, drawn, papers

MOST: Final = 40.0
"""Of 255: how much lighter or darker a patch of 7 × 7 dots may be; a line taken out or moved gives more (see below)."""

NAMES: Final = ("01-receipt", *STORED, "post-label")


@pytest.fixture(scope="module")
def made() -> dict[str, Image.Image]:
    return {name: drawn(pdf) for name, pdf in papers(ReceiptRenderer()).items()}


def worst(one: Image.Image, other: Image.Image) -> float:
    """Return the greatest difference of two pictures' shades, each blurred over its neighbourhood."""

    def blurred(picture: Image.Image) -> NDArray[np.float64]:
        return np.asarray(picture.convert("L").filter(ImageFilter.BoxBlur(3)), dtype=np.float64)

    return float(np.abs(blurred(one) - blurred(other)).max())


@pytest.mark.parametrize("name", NAMES)
def test_a_form_looks_as_it_did(made: dict[str, Image.Image], name: str) -> None:
    with Image.open(FOLDER / f"{name}.png") as stored:
        assert stored.size == made[name].size
        assert worst(stored, made[name]) < MOST


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_line_that_is_missing_or_moved_would_be_seen(made: dict[str, Image.Image], name: str) -> None:
    """Else the comparison above would prove nothing: one text line taken out, and the page moved by 1.5 mm."""
    whole = made[name].convert("L")
    dark = np.asarray(whole).min(axis=1) < 128
    first = int(np.flatnonzero(dark)[0])
    without = whole.copy()
    without.paste(255, (0, first, whole.width, first + 9))
    assert worst(whole, without) > MOST
    moved = Image.new("L", whole.size, 255)
    moved.paste(whole, (0, 5))
    assert worst(whole, moved) > MOST
