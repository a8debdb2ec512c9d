"""Nothing is clipped, nothing overlaps, every Vietnamese letter is there: seen on the finished pages."""

import unicodedata
from dataclasses import replace
from itertools import product
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from counter_app.documents.faces import BOLD, FONT_FILES, REGULAR
from counter_app.documents.flow import A4, A5, Sheet, clean
from counter_app.documents.label import LABEL as LABEL_SHEET
from counter_app.documents.rasterise import grey, page_count
from counter_app.documents.receipt import PaperSize, ReceiptRenderer
from counter_app.domain.receipt import Receipt, ReceiptPaper
from counter_app.settings import resource
from tests.documents.reading import Letter, by_zxing, letters, words
from tests.documents.samples import CERTIFIED_COPY, LABEL, LONG, LONG_NAME, MISSING, OLD_CODE, ORDINARY, SHORT

TONES: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS: Final = "aăâeêioôơuưy"
LETTERS: Final = [
    unicodedata.normalize("NFC", vowel + tone)
    for case in (VOWELS, VOWELS.upper())
    for vowel, tone in product(case, TONES)
] + ["đ", "Đ"]

ONE_WORD: Final = "Nguyễnthịhoàngkiềuoanhđặngngọcánh" * 12


@pytest.fixture(scope="module")
def renderer() -> ReceiptRenderer:
    return ReceiptRenderer()


def assert_inside(found: list[Letter], left: float, right: float, bottom: float, top: float) -> None:
    for letter in found:
        assert letter.left >= left - 1, letter
        assert letter.right <= right + 1, letter
        assert letter.bottom >= bottom - 3, letter
        assert letter.top <= top + 1, letter


def assert_apart(found: list[Letter]) -> None:
    """No two letters share a third of the smaller one's box: an accent may overhang its neighbour, a line may not."""
    box = np.array([(one.left, one.bottom, one.right, one.top) for one in found])
    area = (box[:, 2] - box[:, 0]) * (box[:, 3] - box[:, 1])
    for index in range(len(found) - 1):
        rest = box[index + 1 :]
        wide = np.minimum(rest[:, 2], box[index, 2]) - np.maximum(rest[:, 0], box[index, 0])
        high = np.minimum(rest[:, 3], box[index, 3]) - np.maximum(rest[:, 1], box[index, 1])
        shared = np.clip(wide, 0, None) * np.clip(high, 0, None) / np.minimum(area[index + 1 :], area[index])
        worst = int(shared.argmax())
        assert shared[worst] < 0.34, (found[index], found[index + 1 + worst])


LAYOUTS: Final = {
    "ordinary": ORDINARY,
    "short": SHORT,
    "long": LONG,
    "certified copy": CERTIFIED_COPY,
    "old code": OLD_CODE,
    "one endless word": replace(
        ORDINARY,
        applicant_name=ONE_WORD,
        applicant_address=ONE_WORD,
        applicant_email=ONE_WORD,
        procedure_name=ONE_WORD,
        officer=ONE_WORD,
        return_place=ONE_WORD,
        papers=(ReceiptPaper(ONE_WORD, 1, 2, 3), ReceiptPaper(ONE_WORD * 12, 10, 200, 3000)),
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize(("paper", "sheet"), [("A5", A5), ("A4", A4)])
def test_letters_stay_inside_and_apart(renderer: ReceiptRenderer, name: str, paper: PaperSize, sheet: Sheet) -> None:
    made = renderer.receipt(LAYOUTS[name], paper)
    for page in range(page_count(made)):
        found = letters(made, page)
        body = [
            letter for letter in found if sheet.height - letter.top > sheet.top - 1 and letter.bottom > sheet.bottom
        ]
        assert len(body) > len(found) * 0.9
        assert_inside(body, sheet.left, sheet.width - sheet.right, sheet.bottom, sheet.height - sheet.top)
        assert_inside(found, sheet.left, sheet.width - sheet.right, 8, sheet.height - 8)
        assert_apart(found)


def test_missing_items_slip_stays_inside_and_apart(renderer: ReceiptRenderer) -> None:
    made = renderer.missing_items(replace(MISSING, items=(*MISSING.items, LONG_NAME * 3) * 9, reason=LONG_NAME * 2))
    assert page_count(made) > 1
    for page in range(page_count(made)):
        found = letters(made, page)
        assert_inside(found, A5.left, A5.width - A5.right, 8, A5.height - 8)
        assert_apart(found)


@pytest.mark.parametrize("practice", [False, True])
def test_the_longest_label_stays_inside_and_apart(renderer: ReceiptRenderer, practice: bool) -> None:
    for code in (LABEL.code, OLD_CODE.code):
        made = renderer.label(
            replace(
                LABEL,
                code=code,
                applicant_name=LONG_NAME,
                procedure=LONG.procedure_name,
                unit=LONG_NAME,
                practice=practice,
            )
        )
        found = letters(made)
        assert_inside(found, 21 / 25.4 * 72, LABEL_SHEET.width - 3, 3 if code == OLD_CODE.code else 32, 110)
        assert_apart(found)
        assert code in words(made)


def test_the_longest_slip_stays_inside_and_apart(renderer: ReceiptRenderer) -> None:
    found = letters(renderer.slip(replace(LONG, practice=True)))
    assert_inside(found, 2, 72 / 25.4 * 72 - 2, 4, 10_000)
    assert_apart(found)


@pytest.mark.parametrize("paper", ["A5", "A4x2"])
def test_the_marks_above_a_form_stay_apart(renderer: ReceiptRenderer, paper: PaperSize) -> None:
    made = renderer.receipt(replace(ORDINARY, practice=True, reprint=99), paper)
    strip = [letter for letter in letters(made) if letter.bottom > A5.height - 24]
    assert len(strip) > 30
    assert_apart(strip)
    assert_inside(strip, A5.left, 2 * A5.width - A5.right, A5.height - 24, A5.height - 8)


def test_a_receipt_of_a_few_papers_needs_one_page(renderer: ReceiptRenderer) -> None:
    papers = tuple(ReceiptPaper(f"Giấy tờ thứ {number}", original=1) for number in range(1, 7))
    for paper in ("A5", "A4", "A4x2"):
        assert page_count(renderer.receipt(replace(ORDINARY, papers=papers), paper)) == 1


def test_forty_papers_flow_on_and_none_is_lost(renderer: ReceiptRenderer) -> None:
    made = renderer.receipt(LONG)
    text = words(made)
    assert page_count(made) >= 2
    for number in range(1, 41):
        assert f"Bản vẽ thiết kế số {number}" in text
    for page in range(page_count(made)):
        assert "Bản chứng thực" in words(made, page)


def ink(picture: Image.Image) -> NDArray[np.bool_]:
    """Return the ink of `picture`, cut to its edges and brought to 40 × 40."""
    dark = np.asarray(picture.convert("L")) < 128
    assert dark.any(), "no ink"
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    cut = picture.convert("L").crop((int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1))
    return np.asarray(cut.resize((40, 40))) < 128


def likeness(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float((one & other).sum() / (one | other).sum())


def drawn_apart(face: str, letter: str) -> NDArray[np.bool_]:
    """Draw `letter` from the whole font file by another rasteriser."""
    font = ImageFont.truetype(str(resource("fonts", FONT_FILES[face])), 120)
    picture = Image.new("L", (300, 300), 255)
    ImageDraw.Draw(picture).text((80, 80), letter, font=font, fill=0)
    return ink(picture)


@pytest.mark.parametrize("face", [REGULAR, BOLD])
def test_all_146_letters_are_on_paper_as_the_font_draws_them(renderer: ReceiptRenderer, face: str) -> None:
    assert len(set(LETTERS)) == 146
    for start in range(0, 146, 24):
        batch = LETTERS[start : start + 24]
        text = "§ " + "  ".join(batch)
        filled = replace(SHORT, applicant_address=text) if face == REGULAR else replace(SHORT, applicant_name=text)
        made = renderer.receipt(filled, "A4")
        assert "§ " + " ".join(batch) in words(made)
        scale = 24
        picture = grey(made, scale)
        found = letters(made)
        first = [letter.text for letter in found].index("§") + 1
        for wanted, letter in zip(batch, found[first:], strict=False):
            assert letter.text == wanted
            per_point = scale * 25.4 / 72
            box = (
                int(letter.left * per_point) - 3,
                int((A4.height - letter.top) * per_point) - 3,
                int(letter.right * per_point) + 4,
                int((A4.height - letter.bottom) * per_point) + 4,
            )
            assert likeness(ink(picture.crop(box)), drawn_apart(face, wanted)) > 0.8, wanted


def test_the_letters_differ_from_each_other() -> None:
    """Else the comparison above would prove nothing."""
    assert likeness(drawn_apart(REGULAR, "ạ"), drawn_apart(REGULAR, "ả")) < 0.8
    assert likeness(drawn_apart(REGULAR, "Ế"), drawn_apart(REGULAR, "Ề")) < 0.95


def test_decomposed_letters_print_like_composed_ones(renderer: ReceiptRenderer) -> None:
    name = "Đặng Thị Phượng Quỳnh"
    composed = renderer.receipt(replace(ORDINARY, applicant_name=name))
    assert renderer.receipt(replace(ORDINARY, applicant_name=unicodedata.normalize("NFD", name))) == composed


def test_cleaning_takes_out_what_paper_cannot_show() -> None:
    assert clean(" a\u200bb\u202ec\x00d\r\ne\tf\u00a0g\ufeff ") == "abcd e f g"
    assert clean("Đặng") == "Đặng"


LINE = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@settings(max_examples=60, deadline=None)
@given(name=LINE, address=LINE, request=LINE, paper=LINE, officer=LINE)
def test_any_text_prints_and_scans_back(name: str, address: str, request: str, paper: str, officer: str) -> None:
    receipt: Receipt = replace(
        ORDINARY,
        applicant_name=name,
        applicant_address=address,
        procedure_name=request,
        papers=(ReceiptPaper(paper, 1), ReceiptPaper(name, 2)),
        officer=officer,
    )
    made = SHARED.receipt(receipt)
    assert {("QR", ORDINARY.code), ("bars", ORDINARY.code)} == by_zxing(grey(made))
    for page in range(page_count(made)):
        assert_inside(letters(made, page), A5.left - 3, A5.width - A5.right + 3, 5, A5.height - 5)
    assert SHARED.slip_image(receipt).width == 576
    assert SHARED.label(replace(LABEL, applicant_name=name, procedure=request, unit=officer))


SHARED: Final = ReceiptRenderer()
