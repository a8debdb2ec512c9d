"""Code128 and QR of a dossier code: as one PDF path, and as black pixels for thermal heads.

Sizes: a Code128 module is 0.25 mm (2 dots of a 203-dpi head) or wider and the bars are 10 mm high; a QR module is
0.8 mm at the least. The QR symbol is the smallest that holds the code at level M or better. Quiet zones as in
ISO/IEC 15417 (10 modules) and ISO/IEC 18004 (4 modules).
"""

from functools import lru_cache
from typing import Final

import segno
from barcode.codex import Code128
from reportlab.lib.units import mm

from counter_app.domain.errors import OfficerCanMend

BAR_MODULE: Final = 0.25 * mm
BAR_HEIGHT: Final = 10 * mm
BAR_QUIET: Final = 10
QR_MODULE: Final = 0.8 * mm
QR_QUIET: Final = 4
ROLL_QR_MODULE: Final = 0.875 * mm
LABEL_QR_MODULE: Final = 0.75 * mm
"""On thermal heads: 7 and 6 whole dots, so that no module is wider than its neighbour."""

_MASK: Final = 3
"""Every mask of ISO/IEC 18004 is valid; weighing all eight costs 2 ms, and for dossier codes 3 is often the best."""

LONGEST_CODE: Final = 32
"""The longest dossier code printed; the codes of all three generations have at most 27 characters."""

_ALLOWED: Final = frozenset("BCFGHJKLMNPQRSTVX0123456789.-")


_DRAWN: Final = _ALLOWED | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def scannable(code: str) -> bool:
    """Say whether `code` may stand in a barcode of ours.

    Vowels, D, W, Z and square brackets are rewritten by the Telex and VNI input methods while a keyboard-wedge reader
    types them, so a barcode never holds them.
    """
    return 0 < len(code) <= LONGEST_CODE and _ALLOWED.issuperset(code)


def checked(code: str) -> str:
    """Return `code` when it may stand in a barcode, else raise OfficerCanMend("code_unfit_for_barcode")."""
    if not scannable(code):
        raise OfficerCanMend("code_unfit_for_barcode", letters="".join(sorted(set(code) - _ALLOWED)), length=len(code))
    return code


def checked_tracking(number: str) -> str:
    """Return the post's own `number` when Code128 can hold it readably: capitals, digits, hyphens.

    Its letters are the post's affair (UPU S10: two letters at each end), so vowels are allowed. Raises
    OfficerCanMend("code_unfit_for_barcode").
    """
    if not number or len(number) > LONGEST_CODE or not _DRAWN.issuperset(number):
        raise OfficerCanMend(
            "code_unfit_for_barcode", letters="".join(sorted(set(number) - _DRAWN)), length=len(number)
        )
    return number


@lru_cache(maxsize=1024)
def bar_modules(code: str) -> tuple[tuple[int, int], ...]:
    """Return the bars of Code128 for `code` as (first module, width in modules)."""
    return _runs(Code128(checked_tracking(code)).build()[0])


def bar_count(code: str) -> int:
    """Return the width of Code128 for `code` in modules, without quiet zones."""
    first, width = bar_modules(code)[-1]
    return first + width


@lru_cache(maxsize=256)
def qr_rows(code: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the rows of the QR symbol for `code`, top first, each as dark runs (first module, width)."""
    symbol = segno.make_qr(checked_tracking(code), error="m", boost_error=True, mask=_MASK)
    return tuple(_runs("".join("1" if module else "0" for module in row)) for row in symbol.matrix)


def _runs(modules: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    at = 0
    for space in modules.split("0"):
        if space:
            found.append((at, len(space)))
        at += len(space) + 1
    return tuple(found)


def bar_path(code: str, x: float, y: float, module: float = BAR_MODULE, height: float = BAR_HEIGHT) -> bytes:
    """Return PDF operators that fill Code128 of `code` as one path, first bar at `x`, foot of the bars at `y`."""
    bars = "".join(f"{first} 0 {width} 1 re " for first, width in bar_modules(code))
    return f"q {module:.4f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm {bars}f Q\n".encode()


def qr_path(code: str, x: float, y: float, module: float = QR_MODULE) -> bytes:
    """Return PDF operators that fill the QR symbol of `code` as one path, its lower left dark corner at x, y."""
    rows = qr_rows(code)
    top = len(rows) - 1
    squares = "".join(f"{first} {top - index} {width} 1 re " for index, row in enumerate(rows) for first, width in row)
    return f"q {module:.4f} 0 0 {module:.4f} {x:.3f} {y:.3f} cm {squares}f Q\n".encode()


def bar_width(code: str, module: float = BAR_MODULE) -> float:
    """Return the width of Code128 of `code` in points, quiet zones included."""
    return (bar_count(code) + 2 * BAR_QUIET) * module


def qr_side(code: str, module: float = QR_MODULE) -> float:
    """Return the side of the QR symbol of `code` in points, without its quiet zone."""
    return len(qr_rows(code)) * module
