"""Papers stay small, and what makes them small hides nothing from a reader that did not write them."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.documents.rasterise import page_count
from counter_app.documents.receipt import PaperSize, ReceiptRenderer
from tests.documents.reading import by_zxing, pictures, words
from tests.documents.samples import LABEL, LONG, ORDINARY

MOST = 30_000
"""Bytes. A ward keeps some 80,000 receipts a year."""


@pytest.fixture(scope="module")
def renderer() -> ReceiptRenderer:
    return ReceiptRenderer()


@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("paper", ["A5", "A4", "A4x2"])
def test_forty_papers_on_three_pages_stay_small(renderer: ReceiptRenderer, paper: PaperSize, practice: bool) -> None:
    made = renderer.receipt(replace(LONG, practice=practice), paper)
    assert page_count(made) == 3
    assert len(made) <= MOST


@pytest.mark.parametrize("paper", ["A5", "A4", "A4x2"])
def test_the_offices_address_stands_at_the_foot_where_it_has_one(renderer: ReceiptRenderer, paper: PaperSize) -> None:
    """Form 01 asks for none, so it is no line of the form: it follows where one may ask, and costs hardly a byte."""
    address = "Số 1 đường Võ Văn Tần, phường Cái Khế, thành phố Cần Thơ"
    for receipt in (ORDINARY, LONG):
        without = renderer.receipt(receipt, paper)
        made = renderer.receipt(replace(receipt, head=replace(receipt.head, address=address)), paper)
        assert f"Địa chỉ nơi tiếp nhận hồ sơ: {address}." in words(made)
        assert "Địa chỉ nơi tiếp nhận" not in words(without)
        assert page_count(made) == page_count(without)
        assert len(made) <= MOST
        for number in range(page_count(made)):
            for name, picture in pictures(made, number):
                assert ("bars", receipt.code) in by_zxing(picture), (name, number)


def test_an_ordinary_receipt_is_smaller_still(renderer: ReceiptRenderer) -> None:
    assert len(renderer.receipt(ORDINARY)) <= 23_000


def test_poppler_finds_nothing_to_repair(renderer: ReceiptRenderer, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    for made in (renderer.receipt(LONG, "A4x2"), renderer.label(LABEL), renderer.slip(ORDINARY)):
        file.write_bytes(made)
        done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
        assert done.stderr == ""
        assert ORDINARY.code in done.stdout


def test_every_code_of_a_full_subset_reaches_the_reader(renderer: ReceiptRenderer) -> None:
    """Some codes are signs that end or escape a string in PDF; 230 letters in one face use all of them."""
    letters = "".join(chr(code) for code in (*range(0xC0, 0x180), *range(0x1EA0, 0x1EC0)) if chr(code).isalpha())
    parts = [letters[at : at + 10] for at in range(0, len(letters), 10)]
    shown = words(renderer.receipt(replace(ORDINARY, applicant_address=" ".join(parts))))
    assert len(letters) > 200
    for part in parts:
        assert part in shown
