"""The address label of a result that goes by post, 100 × 75 mm: from, to, the post's bars, our QR.

Nothing on the outside says what is inside but `content`, which the office words; the bars carry the post's own number
and the QR the dossier code, so that neither holds anything personal.
"""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm

from counter_app.documents import codes
from counter_app.documents.faces import BOLD, REGULAR
from counter_app.documents.flow import (
    LEADING,
    Page,
    Row,
    Rule,
    Run,
    Sheet,
    Stretch,
    Symbol,
    centred,
    clean,
    fitting_size,
    shortened,
    wrap,
)
from counter_app.documents.sheet import Paper
from counter_app.documents.values import in_words, number
from counter_app.domain.sheets import PostLabel

POST_LABEL: Final = Sheet(100 * mm, 75 * mm, 4 * mm, 4 * mm, 3 * mm, 2 * mm, (9,))
_GRID: Final = mm / 8
_BARS_HIGH: Final = 12 * mm
_BARS_FOOT: Final = 66 * mm
_LOWEST_RULE: Final = 18 * mm
_SCALES: Final = (1.0, 0.92, 0.85, 0.78, 0.71, 0.64)
_Said = tuple[list[Stretch], float]
"""A text and the type size that is comfortable for it."""
_PRACTICE: Final = "BẢN TẬP – KHÔNG CÓ GIÁ TRỊ"


def pdf(label: PostLabel) -> bytes:
    """Return the label as a one-page PDF; a long address is set smaller, not cut short.

    Raises OfficerCanMend("code_unfit_for_barcode").
    """
    code, tracking = codes.checked(label.code), codes.checked_tracking(label.tracking)
    out = Paper(f"Nhãn bưu gửi {tracking}", (POST_LABEL.width, POST_LABEL.height))
    left, right = POST_LABEL.left, POST_LABEL.width - POST_LABEL.right
    runs, drop = _fitting(_sender(label), left, right - left, POST_LABEL.top, _LOWEST_RULE - POST_LABEL.top)
    rules = [Rule(left, drop + 1, right, drop + 1)]
    side = codes.qr_side(code)
    quiet = codes.QR_QUIET * codes.QR_MODULE
    at = _on_grid(right - side - quiet / 2)
    symbols = [Symbol(code, at, drop + 3 + quiet / 2 + side, codes.QR_MODULE)]
    bars_top = _BARS_FOOT - _BARS_HIGH - 1.5 * mm
    to, _ = _fitting(_receiver(label), left, at - quiet - left, drop + 4, bars_top - drop - 4)
    wide = codes.bar_count(tracking) * codes.BAR_MODULE
    symbols.append(Symbol(tracking, _on_grid((POST_LABEL.width - wide) / 2), _BARS_FOOT, height=_BARS_HIGH))
    words = fitting_size([(BOLD, tracking)], 11, right - left)
    runs += [*to, *centred([((BOLD, tracking),)], words, POST_LABEL.width / 2, _BARS_FOOT + 2)]
    own = [((REGULAR, f"Mã hồ sơ: {code}"),)]
    runs += centred(own, 7.5, POST_LABEL.width / 2, POST_LABEL.height - 3 * mm - 2)
    out.page([out.leaf(Page([(0, Row(0, tuple(runs), tuple(rules), tuple(symbols)))]), POST_LABEL)])
    return out.finish()


def _sender(label: PostLabel) -> list[_Said]:
    head = label.head
    lines: list[_Said] = [([(REGULAR, "Người gửi: "), (BOLD, f"{clean(head.office)}, {clean(head.parent)}")], 8)]
    below = (clean(label.sender_address), f"Điện thoại: {clean(head.phone)}" if head.phone else "")
    return [*lines, *(([(REGULAR, said)], 8) for said in below if said)]


def _receiver(label: PostLabel) -> list[_Said]:
    to = label.receiver
    lines: list[_Said] = [
        ([(REGULAR, "Người nhận: "), (BOLD, clean(to.name))], 10.5),
        ([(REGULAR, f"Địa chỉ: {clean(to.address) or '.' * 40}")], 9),
        ([(REGULAR, "Điện thoại: "), (BOLD, clean(to.phone) or "." * 20)], 10),
        ([(BOLD, _PRACTICE)] if label.practice else [(REGULAR, f"Nội dung: {clean(label.content)}")], 8),
    ]
    if label.collect is not None:
        said = f"{number(label.collect)} đồng ({in_words(label.collect)})"
        lines.append(([(REGULAR, "Thu người nhận: "), (BOLD, said)], 8))
    return lines


def _fitting(lines: Sequence[_Said], left: float, room: float, drop: float, most: float) -> tuple[list[Run], float]:
    """Set `lines` from `drop` at the largest scale at which they need no more than `most`; return where they end.

    At the smallest, what is still too long is cut with an ellipsis, the longest text first.
    """
    for scale in _SCALES:
        cut = [wrap(said, size * scale, room) for said, size in lines]
        high = sum(len(one) * size * scale * LEADING + 1 for one, (_, size) in zip(cut, lines, strict=True))
        if high <= most:
            break
    while high > most and max(map(len, cut)) > 1:
        longest = max(range(len(cut)), key=lambda index: len(cut[index]))
        said, size = lines[longest]
        cut[longest] = shortened(said, size * scale, room, len(cut[longest]) - 1)
        high -= size * scale * LEADING
    runs = []
    for one, (_, size) in zip(cut, lines, strict=True):
        for line in one:
            runs.append(Run(left, drop + size * scale * 0.95, size * scale, line))
            drop += size * scale * LEADING
        drop += 1
    return runs, drop


def _on_grid(length: float) -> float:
    return round(length / _GRID) * _GRID
