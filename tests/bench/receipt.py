"""Receipt, warm: our renderer ÷ a plain ReportLab canvas that shows the same words at the same places.

    python tests/bench/receipt.py [--rounds 300]

Both sides make a different person's receipt every time and interleave in one run. The plain side is what ReportLab's
guide teaches: fonts registered once, a new canvas each time, `setFont` and `drawString`, each code as one path. It is
given the finished layout; our side breaks lines and falls onto the page itself. Bytes are of the last receipt.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import segno
from barcode.codex import Code128
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.documents import codes
from counter_app.documents import receipt as receipts
from counter_app.documents.faces import FONT_FILES
from counter_app.documents.flow import A5, Page, Rule, Run, Symbol
from counter_app.documents.forms import RECEIPT, Forms
from counter_app.documents.pages import pages_of
from counter_app.documents.papers import placeholders
from counter_app.documents.values import receipt_content
from counter_app.domain.receipt import Receipt
from counter_app.settings import resource
from tests.documents.samples import ORDINARY

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
GIVEN = ("Thị Ngọc Ánh", "Văn Đức", "Hoàng Ân", "Thị Mỹ Hạnh", "Quốc Khánh", "Thị Kiều Oanh", "Minh Triết")


def receipt_of(number: int) -> Receipt:
    """Return the receipt of the person with `number`."""
    name = f"{FAMILY[number % len(FAMILY)]} {GIVEN[number % len(GIVEN)]}"
    made: Receipt = replace(
        ORDINARY,
        code=f"H13.35.07-261123-{number:04d}",
        number=f"{number:04d}",
        applicant_name=name,
        applicant_number=f"0921930{number:05d}",
        applicant_address=f"Số {number} đường Trần Văn Hoài, khu vực {number % 9 + 1}, phường Cái Khế, Cần Thơ",
        summary=f"đăng ký khai sinh cho con {FAMILY[number % 5]} Gia Bảo",
    )
    return made


class Laid:
    """A receipt's layout as lists of things to draw, in the page's coordinates."""

    def __init__(self, page: Page) -> None:
        self.runs: list[tuple[float, Run]] = []
        self.rules: list[tuple[float, Rule]] = []
        self.symbols: list[tuple[float, Symbol]] = []
        for drop, row in page.rows:
            top = A5.height - drop
            self.runs += [(top, run) for run in row.runs]
            self.rules += [(top, rule) for rule in row.rules]
            self.symbols += [(top, symbol) for symbol in row.symbols]


def plain(laid: Laid) -> bytes:
    """Draw `laid` as an ordinary program does."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(A5.width, A5.height), pageCompression=1, invariant=1)
    for top, run in laid.runs:
        x = run.x
        for face, text in run.stretches:
            canvas.setFont("Plain" + face, run.size)
            canvas.drawString(x, top - run.drop, text)
            x += pdfmetrics.stringWidth(text, "Plain" + face, run.size)
    canvas.setLineWidth(0.5)
    for top, rule in laid.rules:
        canvas.line(rule.x1, top - rule.drop1, rule.x2, top - rule.drop2)
    for top, symbol in laid.symbols:
        path = canvas.beginPath()
        y = top - symbol.drop
        if symbol.module:
            matrix = [list(row) for row in segno.make_qr(symbol.code, error="m").matrix]
            for index, row in enumerate(matrix):
                for column, dark in enumerate(row):
                    if dark:
                        path.rect(
                            symbol.x + column * symbol.module,
                            y + (len(matrix) - 1 - index) * symbol.module,
                            symbol.module,
                            symbol.module,
                        )
        else:
            for first, wide in codes._runs(Code128(symbol.code).build()[0]):
                path.rect(symbol.x + first * 0.25 * mm, y, wide * 0.25 * mm, codes.BAR_HEIGHT)
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def timed(work: Callable[[], bytes]) -> tuple[float, int]:
    start = time.perf_counter()
    made = work()
    return (time.perf_counter() - start) * 1000, len(made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=300)
    rounds: int = parser.parse_args().rounds
    start = time.perf_counter()
    renderer = receipts.ReceiptRenderer()
    renderer.warm()
    warm = (time.perf_counter() - start) * 1000
    for face, file in FONT_FILES.items():
        font = TTFont("Plain" + face, str(resource("fonts", file)))
        # ReportLab shares a registered face by its name; under another name the plain side gets ReportLab's own face.
        font.face.name = type(font.face.name)(b"Plain" + font.face.name)
        pdfmetrics.registerFont(font)
    form = Forms(placeholders()).on(RECEIPT, ORDINARY.received_at.date())
    for number in range(5):
        plain(Laid(pages_of(form, receipt_content(receipt_of(number)), A5)[0]))
        renderer.receipt(receipt_of(number))
    ours, theirs, sizes = [], [], (0, 0)
    for number in range(1000, 1000 + rounds):
        person = receipt_of(number)
        laid = Laid(pages_of(form, receipt_content(receipt_of(number + 4000)), A5)[0])
        mine, my_bytes = timed(lambda person=person: renderer.receipt(person))  # type: ignore[misc]
        other, other_bytes = timed(lambda laid=laid: plain(laid))  # type: ignore[misc]
        ours.append(mine)
        theirs.append(other)
        sizes = (my_bytes, other_bytes)
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"first receipt after start (fonts, forms, one page)  {warm:8.2f} ms, prepared in the background")
    print(
        f"plain ReportLab canvas, median of {rounds:4}             {statistics.median(theirs):8.2f} ms {sizes[1]} bytes"
    )
    print(
        f"ours, warm, median of {rounds:4}                         {statistics.median(ours):8.2f} ms {sizes[0]} bytes"
    )
    print(f"ours ÷ plain                                        {ratio:8.2f}     goal ≤ 0.60")
    print(f"bytes                                               {sizes[0] / 1000:8.1f} KB  goal ≤ 30")


if __name__ == "__main__":
    main()
