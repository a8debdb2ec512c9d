"""Codes out of pictures, and clear words about pictures that hold none."""

import io
import struct
import zlib
from pathlib import Path

import pytest
import segno
from PIL import Image
from reportlab.lib.pagesizes import A5
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from counter_app.devices.drivers.image_file import codes_in
from counter_app.domain.errors import OfficerCanMend

CARD = "001090012345|012345678|Đặng Thị Phượng|01011990|Nữ|Thôn Đông, Xã An Khánh|15062021"


def qr(text: str) -> Image.Image:
    drawn = io.BytesIO()
    segno.make(text, error="m", encoding="utf-8").save(drawn, kind="png", scale=6, border=6)
    return Image.open(drawn).convert("L")


def refused(path: Path) -> str:
    with pytest.raises(OfficerCanMend) as caught:
        codes_in(path)
    return caught.value.code


@pytest.mark.parametrize(("ending", "turn"), [("png", 0), ("png", 90), ("jpg", 180), ("jpg", 7)])
def test_a_card_in_a_picture_is_read_with_its_letters(tmp_path: Path, ending: str, turn: int) -> None:
    picture = qr(CARD).rotate(turn, expand=True, fillcolor=255)
    picture.save(tmp_path / f"card.{ending}")
    assert codes_in(tmp_path / f"card.{ending}") == (CARD,)


def test_all_codes_of_all_pages_are_found_once_each_in_order(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "two.pdf"), pagesize=A5)
    for upper, lower in (("H13-1", "H13-2"), ("H13-2", "H13-3")):
        canvas.drawImage(ImageReader(qr(upper)), 50, 350, 150, 150)
        canvas.drawImage(ImageReader(qr(lower)), 200, 100, 150, 150)
        canvas.showPage()
    canvas.save()
    assert codes_in(tmp_path / "two.pdf") == ("H13-1", "H13-2", "H13-3")


def test_what_is_no_picture_is_said_plainly(tmp_path: Path) -> None:
    cases = {
        "picture_empty": b"",
        "picture_unreadable": b"GIF89a" + b"\0" * 50,
        "picture_without_code": b"",
    }
    blank = io.BytesIO()
    Image.new("L", (300, 300), 255).save(blank, "PNG")
    cases["picture_without_code"] = blank.getvalue()
    for code, content in cases.items():
        (tmp_path / "x").write_bytes(content)
        assert refused(tmp_path / "x") == code
    assert refused(tmp_path / "none.png") == "picture_missing"
    assert refused(tmp_path) == "picture_unreadable"


@pytest.mark.parametrize("kept", [20, 60, 200, 400])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_torn_picture_is_unreadable_or_without_code_but_never_a_crash(tmp_path: Path, kind: str, kept: int) -> None:
    whole = io.BytesIO()
    qr(CARD).save(whole, kind)
    (tmp_path / "torn").write_bytes(whole.getvalue()[:kept])
    assert refused(tmp_path / "torn") in ("picture_unreadable", "picture_without_code")


def test_a_torn_pdf_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    assert refused(tmp_path / "torn.pdf") == "picture_unreadable"


@pytest.mark.parametrize("side", [9_000, 60_000])
def test_a_decompression_bomb_is_refused_by_its_header(tmp_path: Path, side: int) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") + chunk(b"IEND", b""))
    assert refused(tmp_path / "bomb.png") == "picture_too_large"


def test_a_pdf_page_as_large_as_a_house_is_drawn_small(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "house.pdf"), pagesize=(14_000, 14_000))
    canvas.drawImage(ImageReader(qr("H13-1")), 1000, 1000, 9000, 9000)
    canvas.save()
    assert codes_in(tmp_path / "house.pdf") == ("H13-1",)


def test_a_file_of_many_megabytes_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "big.png").open("wb") as file:
        file.truncate(41 * 1024 * 1024)
    assert refused(tmp_path / "big.png") == "picture_too_large"
