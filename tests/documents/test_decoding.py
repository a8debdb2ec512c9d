"""Every paper scans back, at every density, by decoders that did not make it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from counter_app.documents import codes
from counter_app.documents.rasterise import page_count
from counter_app.documents.receipt import ReceiptRenderer
from counter_app.domain.errors import OfficerCanMend
from tests.documents.reading import by_zbar, by_zxing, pictures
from tests.documents.samples import CERTIFIED_COPY, LABEL, LONG, MISSING, OLD_CODE, ORDINARY, SHORT

Making = Callable[[ReceiptRenderer], bytes]

PAPERS: dict[str, tuple[str, Making]] = {
    "A5": (ORDINARY.code, lambda made: made.receipt(ORDINARY)),
    "A5 short": (SHORT.code, lambda made: made.receipt(SHORT)),
    "A5 five-digit number": (CERTIFIED_COPY.code, lambda made: made.receipt(CERTIFIED_COPY)),
    "A5 code of 2018": (OLD_CODE.code, lambda made: made.receipt(OLD_CODE)),
    "A5 long": (LONG.code, lambda made: made.receipt(LONG)),
    "A5 practice": (LONG.code, lambda made: made.receipt(replace(LONG, practice=True))),
    "A4": (ORDINARY.code, lambda made: made.receipt(ORDINARY, "A4")),
    "missing items": (ORDINARY.code, lambda made: made.missing_items(replace(MISSING, code=ORDINARY.code))),
    "label": (LABEL.code, lambda made: made.label(LABEL)),
    "slip": (ORDINARY.code, lambda made: made.slip(ORDINARY)),
    "slip practice": (ORDINARY.code, lambda made: made.slip(replace(ORDINARY, practice=True, reprint=1))),
}


@pytest.fixture(scope="module")
def renderer() -> ReceiptRenderer:
    return ReceiptRenderer()


def both(code: str) -> set[tuple[str, str]]:
    return {("QR", code), ("bars", code)}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_scans_back(name: str, renderer: ReceiptRenderer, tmp_path: Path) -> None:
    code, make = PAPERS[name]
    for how, picture in pictures(make(renderer)):
        assert by_zxing(picture) == both(code), f"zxing, {how}"
        assert by_zbar(picture, tmp_path) == both(code), f"zbar, {how}"


def test_each_of_two_copies_scans_back(renderer: ReceiptRenderer, tmp_path: Path) -> None:
    made = renderer.receipt(CERTIFIED_COPY, "A4x2")
    for how, picture in pictures(made):
        middle = picture.width // 2
        for side in (picture.crop((0, 0, middle, picture.height)), picture.crop((middle, 0, *picture.size))):
            assert by_zxing(side) == both(CERTIFIED_COPY.code), how
            assert by_zbar(side, tmp_path) == both(CERTIFIED_COPY.code), how


def test_a_further_page_scans_back(renderer: ReceiptRenderer, tmp_path: Path) -> None:
    made = renderer.receipt(LONG)
    assert page_count(made) > 1
    for page in range(1, page_count(made)):
        for how, picture in pictures(made, page):
            assert by_zxing(picture) == {("bars", LONG.code)}, how
            assert by_zbar(picture, tmp_path) == {("bars", LONG.code)}, how


def test_the_slips_own_dots_scan_back(renderer: ReceiptRenderer, tmp_path: Path) -> None:
    picture = renderer.slip_image(ORDINARY)
    assert picture.mode == "1"
    assert picture.width == 576
    assert by_zxing(picture) == both(ORDINARY.code)
    assert by_zbar(picture, tmp_path) == both(ORDINARY.code)


def test_a_code_too_wide_for_the_roll_and_the_label_keeps_its_qr(renderer: ReceiptRenderer, tmp_path: Path) -> None:
    made = renderer.slip(OLD_CODE), renderer.label(replace(LABEL, code=OLD_CODE.code))
    for paper in made:
        for how, picture in pictures(paper):
            assert by_zxing(picture) == {("QR", OLD_CODE.code)}, how
            assert by_zbar(picture, tmp_path) == {("QR", OLD_CODE.code)}, how


def label_dots(zpl: bytes) -> Image.Image:
    """Read the graphic field of a ZPL label as a label printer does: black is 1."""
    command = zpl.decode("ascii").partition("^GFA,")[2].partition("^FS")[0]
    total, field, row, dots = command.split(",")
    assert total == field
    picture = Image.frombytes("1", (int(row) * 8, int(field) // int(row)), bytes.fromhex(dots))
    return picture.point(lambda level: 0 if level else 255)


def test_a_label_in_the_printers_language_scans_back(renderer: ReceiptRenderer, tmp_path: Path) -> None:
    picture = label_dots(renderer.label_zpl(LABEL))
    assert picture.size == (560, 296)
    assert by_zxing(picture) == both(LABEL.code)
    assert by_zbar(picture, tmp_path) == both(LABEL.code)


@pytest.mark.parametrize("signs", ["\\", "^", "~", "^XA^FS~JA", '"', "'", "\\5E \\\\ ^^ ~~"])
def test_signs_of_the_printers_language_are_only_ink(renderer: ReceiptRenderer, signs: str) -> None:
    zpl = renderer.label_zpl(replace(LABEL, applicant_name=f"Hộ kinh doanh {signs}", procedure=signs))
    plain = renderer.label_zpl(LABEL)
    assert (zpl.count(b"^"), zpl.count(b"~"), zpl.count(b"\\")) == (plain.count(b"^"), 0, 0)
    assert by_zxing(label_dots(zpl)) == both(LABEL.code)


def test_bars_and_modules_are_wide_and_high_enough_for_cheap_printers() -> None:
    millimetre = 72 / 25.4
    assert codes.BAR_MODULE / millimetre >= 0.25 - 1e-9
    assert codes.BAR_HEIGHT / millimetre >= 10 - 1e-9
    assert codes.QR_MODULE / millimetre >= 0.8 - 1e-9


@pytest.mark.parametrize(
    "code", ["", "H13.A5-261123-0001", "H13-261123-0001]", "W13-261123-0001", "h13-1", "H" * 33, "Đ"]
)
def test_a_code_that_an_input_method_would_rewrite_is_refused(renderer: ReceiptRenderer, code: str) -> None:
    with pytest.raises(OfficerCanMend, match="code_unfit_for_barcode"):
        renderer.receipt(replace(ORDINARY, code=code))
