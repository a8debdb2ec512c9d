"""The receipt on an 80 mm thermal roll (72 mm of dots), for counters without a page printer.

It is a slip to come back with, not form 01: the same code, times and place, without papers and signatures.
"""

from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm

from counter_app.documents import codes
from counter_app.documents.faces import BOLD, ITALIC, REGULAR
from counter_app.documents.flow import LEADING, Page, Row, Sheet, Stretch, Symbol, balanced, centred, paragraph
from counter_app.documents.rasterise import one_bit
from counter_app.documents.sheet import Paper
from counter_app.documents.values import receipt_content
from counter_app.domain.receipt import Receipt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.Image import Image

WIDE: Final = 72 * mm
_EDGE: Final = 1 * mm
_GRID: Final = mm / 8
_PRACTICE: Final = "BẢN TẬP – KHÔNG CÓ GIÁ TRỊ"


def pdf(receipt: Receipt) -> bytes:
    """Return the slip as a one-page PDF, 72 mm wide and as long as its text.

    Raises OfficerCanMend("code_unfit_for_barcode").
    """
    rows = _rows(receipt)
    height = sum(row.height for row in rows)
    height = -(-height // _GRID) * _GRID
    sheet = Sheet(WIDE, height, _EDGE, _EDGE, 0, 0, (10,))
    out = Paper(f"Phiếu hẹn {receipt.code}", (WIDE, height))
    page = Page()
    drop = 0.0
    for row in rows:
        page.rows.append((drop, row))
        drop += row.height
    out.page([out.leaf(page, sheet)])
    return out.finish()


def image(receipt: Receipt) -> "Image":
    """Return the slip as 1-bit picture, 576 dots wide, black on white."""
    return one_bit(pdf(receipt))


def _rows(receipt: Receipt) -> list[Row]:
    content = receipt_content(receipt)
    said = content.values
    rows = [_middle(((REGULAR, said["parent"]),), 8.5, 2), _middle(((BOLD, said["office"]),), 8.5, 0)]
    if receipt.practice:
        rows.append(_middle(((BOLD, _PRACTICE),), 10, 4))
    if receipt.reprint:
        rows.append(_middle(((BOLD, f"Bản in lại lần {receipt.reprint}"),), 9, 3))
    rows.append(_middle(((BOLD, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),), 11, 6))
    rows.append(_middle(((BOLD, content.code),), 13, 2))
    rows += _symbols(content.code)
    for stretches, size in _lines(receipt, said):
        rows += paragraph(stretches, size, _EDGE, WIDE - _EDGE, 2)
    for words in _closing(said):
        rows.append(_middle(((ITALIC, words),), 8.5, 4))
    return [_dotted(row) for row in (*rows, Row(4 * mm))]


def _lines(receipt: Receipt, said: "Mapping[str, str]") -> list[tuple[list[Stretch], float]]:
    lines: list[tuple[list[Stretch], float]] = [
        ([(REGULAR, "Ông (Bà)/Tổ chức: "), (BOLD, said["applicant_name"])], 10),
        ([(REGULAR, "Nội dung: "), (BOLD, said["request"])], 10),
        ([(REGULAR, "Nhận hồ sơ: "), (BOLD, _moment(said, "received"))], 10),
    ]
    if receipt.due_at:
        lines.append(([(REGULAR, "Hẹn trả kết quả: "), (BOLD, _moment(said, "due"))], 11.5))
    if receipt.second_due_at:
        lines.append(([(REGULAR, "Giai đoạn 2: "), (BOLD, _moment(said, "second_due"))], 11.5))
    for name, word in (("Nhận kết quả tại", "return_place"), ("Phí, lệ phí", "fee"), ("Người tiếp nhận", "officer")):
        if said[word]:
            lines.append(([(REGULAR, f"{name}: {said[word]}")], 10))
    return lines


def _closing(said: "Mapping[str, str]") -> list[str]:
    words = []
    if said["lookup"]:
        words.append(f"Tra cứu tại {said['lookup']}")
    if said["phone"]:
        words.append(f"Điện thoại {said['phone']}")
    return words


def _moment(said: "Mapping[str, str]", name: str) -> str:
    hour, minute, day, month, year = (said[f"{name}_{part}"] for part in ("hour", "minute", "day", "month", "year"))
    return f"{hour} giờ {minute} phút, ngày {day} tháng {month} năm {year}"


def _middle(stretches: tuple[Stretch, ...], size: float, above: float) -> Row:
    lines = balanced(stretches, size, WIDE - 2 * _EDGE)
    return Row(above + len(lines) * size * LEADING, tuple(centred(lines, size, WIDE / 2, above)))


def _symbols(code: str) -> list[Row]:
    """Bars and QR one below the other, each on the grid of the head's dots; bars only where they fit the roll."""
    rows = []
    if codes.bar_width(code) <= WIDE:
        first = _on_grid((WIDE - codes.bar_count(code) * codes.BAR_MODULE) / 2)
        above = _on_grid(2 * mm)
        rows.append(Row(above + codes.BAR_HEIGHT, symbols=(Symbol(code, first, above + codes.BAR_HEIGHT),)))
    side = codes.qr_side(code, codes.ROLL_QR_MODULE)
    quiet = codes.QR_QUIET * codes.ROLL_QR_MODULE
    symbol = Symbol(code, _on_grid((WIDE - side) / 2), quiet + side, codes.ROLL_QR_MODULE)
    rows.append(Row(quiet + side + quiet, symbols=(symbol,)))
    return rows


def _dotted(row: Row) -> Row:
    """Let every row begin on a dot, so that the modules of the codes below are whole dots."""
    return Row(-(-row.height // _GRID) * _GRID, row.runs, row.rules, row.symbols)


def _on_grid(length: float) -> float:
    return round(length / _GRID) * _GRID
