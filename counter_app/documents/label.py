"""The label on a dossier's folder, 70 × 37 mm: bars, QR, and what one must read from a shelf.

It goes to a driver as PDF or to a label printer as ZPL II. In ZPL the whole label is one picture: the printers' own
fonts lack Vietnamese letters, and no text of ours can then be taken for a command (`^`, `~`).
"""

from typing import Final

from PIL import ImageChops
from reportlab.lib.units import mm

from counter_app.documents import codes
from counter_app.documents.faces import BOLD, REGULAR
from counter_app.documents.flow import LEADING, Page, Row, Run, Sheet, Symbol, clean, fitting_size, shortened
from counter_app.documents.rasterise import one_bit
from counter_app.documents.sheet import Paper
from counter_app.domain.receipt import Label
from counter_app.domain.times import vietnam

LABEL: Final = Sheet(70 * mm, 37 * mm, 2 * mm, 2 * mm, 2 * mm, 1 * mm, (8,))
_QUIET: Final = codes.QR_QUIET * codes.LABEL_QR_MODULE * 0.75
_BARS_FOOT: Final = 35.5 * mm
_PRACTICE: Final = "BẢN TẬP – KHÔNG CÓ GIÁ TRỊ"


def pdf(label: Label) -> bytes:
    """Return the label as a one-page PDF. Raises OfficerCanMend("code_unfit_for_barcode")."""
    code = codes.checked(label.code)
    out = Paper(f"Nhãn hồ sơ {code}", (LABEL.width, LABEL.height))
    side = codes.qr_side(code, codes.LABEL_QR_MODULE)
    symbols = [Symbol(code, _QUIET, _QUIET + side, codes.LABEL_QR_MODULE)]
    barred = codes.bar_width(code) <= LABEL.width
    if barred:
        first = round((LABEL.width - codes.bar_count(code) * codes.BAR_MODULE) / 2 / mm * 8) / 8 * mm
        symbols.append(Symbol(code, first, _BARS_FOOT))
    left = _QUIET + side + codes.QR_QUIET * codes.LABEL_QR_MODULE
    bottom = _BARS_FOOT - codes.BAR_HEIGHT - 1 * mm if barred else LABEL.height - 1 * mm
    runs = _lines(label, code, left, LABEL.width - 1.5 * mm, bottom)
    out.page([out.leaf(Page([(0, Row(0, tuple(runs), symbols=tuple(symbols)))]), LABEL)])
    return out.finish()


def _lines(label: Label, code: str, left: float, right: float, bottom: float) -> list[Run]:
    """The words beside the QR symbol; what does not fit in its lines ends in an ellipsis, the code and dates never."""
    room = right - left
    received = vietnam(label.received_at)
    dates = f"Nhận {received:%d/%m/%Y %H:%M}"
    due = f"Hẹn {vietnam(label.due_at):%d/%m/%Y %H:%M}" if label.due_at else "Hẹn …………"
    plan: list[tuple[str, str, float, int]] = [
        (BOLD, code, 10.5, 1),
        (BOLD, clean(label.applicant_name), 9, 3),
        (REGULAR, clean(label.procedure), 7.5, 5),
        (REGULAR, dates, 7.5, 1),
        (BOLD, due, 8.5, 1),
        (REGULAR, clean(label.unit), 7, 2),
    ]
    if label.practice:
        plan[-1] = (BOLD, _PRACTICE, 7, 1)
    runs: list[Run] = []
    drop = 1.6 * mm
    kept = sum(size * LEADING for _, _, size, _ in plan)
    spare = bottom - drop - kept
    for face, text, wanted, most in plan:
        size = fitting_size([(face, text)], wanted, room) if most == 1 and face == BOLD else wanted
        allowed = 1 + min(most - 1, int(max(spare, 0) // (wanted * LEADING)))
        for index, line in enumerate(shortened([(face, text)], size, room, allowed)):
            spare -= wanted * LEADING if index else 0
            runs.append(Run(left, drop + size * 0.95, size, line))
            drop += wanted * LEADING
    return runs


def zpl(label: Label) -> bytes:
    """Return the label as ZPL II: one graphic field (`^GFA`), 8 dots a millimetre, black is 1."""
    picture = ImageChops.invert(one_bit(pdf(label)))
    wide, high = picture.size
    row = (wide + 7) // 8
    dots = picture.tobytes().hex().upper()
    size = row * high
    return f"^XA^PW{wide}^LL{high}^LH0,0^FO0,0^GFA,{size},{size},{row},{dots}^FS^PQ1^XZ\n".encode("ascii")
