"""Pages of rows into a PDF: text, rules and codes written as operators on ReportLab's canvas."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from math import atan2, cos, hypot, sin
from threading import Lock
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from counter_app.documents import codes
from counter_app.documents.faces import BOLD, REGULAR, faces
from counter_app.documents.flow import Page, Rule, Run, Sheet, Symbol, width

_writing = Lock()
"""Fonts keep their characters per document, and ReportLab's settings are the process's: one document at a time."""


class Paper:
    """One PDF being written. Use `page` for every page, then `finish`."""

    def __init__(self, title: str, size: tuple[float, float]) -> None:
        self._out = BytesIO()
        faces()
        settings: dict[str, Any] = {"initialFontName": REGULAR, "lang": "vi-VN"}
        self._canvas: Any = Canvas(self._out, pagesize=size, pageCompression=1, invariant=1, **settings)
        self._canvas.setTitle(title)
        self._canvas.setProducer("counter-app")
        self._faces: dict[tuple[str, int, float], bytes] = {}

    def page(self, operators: Iterable[bytes]) -> None:
        """Add a page that shows `operators`."""
        self._canvas.addLiteral(b"".join(operators).decode("ascii"))
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Return the file. Fonts are cut to the characters shown."""
        with _writing:
            was, rl_config.useA85 = rl_config.useA85, 0
            try:
                self._canvas.save()
            finally:
                rl_config.useA85 = was
        return self._out.getvalue()

    def leaf(self, page: Page, sheet: Sheet) -> bytes:
        """Return the operators that show `page`, origin at the lower left corner of the leaf."""
        text: list[bytes] = []
        rules: list[tuple[float, Rule]] = []
        drawn: list[bytes] = []
        for drop, row in page.rows:
            top = sheet.height - drop
            text += [self.text(run.x, top - run.drop, run) for run in row.runs]
            rules += [(top, rule) for rule in row.rules]
            drawn += [_symbol(symbol, top) for symbol in row.symbols]
        return b"".join([*drawn, _ruled(rules), b"BT\n", *text, b"ET\n"])

    def text(self, x: float, y: float, run: Run) -> bytes:
        """Return operators that show `run` from `x` with its baseline at `y`; to stand between BT and ET."""
        shown = [b"1 0 0 1 %.2f %.2f Tm\n" % (x, y)]
        for face, words in run.stretches:
            for subset, encoded in faces()[face].splitString(words, self._canvas._doc):
                shown.append(self._face(face, subset, run.size))
                shown.append(b"<%b> Tj\n" % encoded.hex().encode())
        return b"".join(shown)

    def watermark(self, words: str, sheet: Sheet) -> bytes:
        """Return operators that show `words` large, pale and slanting across the leaf."""
        angle = atan2(sheet.height, sheet.width)
        long = hypot(sheet.width, sheet.height) * 0.62
        size = 10 * long / max(width([(BOLD, words)], 10), 1)
        # Its middle stands below the leaf's, so that it ends under the codes.
        x = sheet.width / 2 - long / 2 * cos(angle) + sin(angle) * size * 0.35
        y = sheet.height * 0.43 - long / 2 * sin(angle) - cos(angle) * size * 0.35
        shown = [
            b"q 0.86 g BT %.4f %.4f %.4f %.4f %.2f %.2f Tm\n" % (cos(angle), sin(angle), -sin(angle), cos(angle), x, y)
        ]
        for subset, encoded in faces()[BOLD].splitString(words, self._canvas._doc):
            shown += [self._face(BOLD, subset, size), b"<%b> Tj\n" % encoded.hex().encode()]
        return b"".join([*shown, b"ET Q\n"])

    def _face(self, face: str, subset: int, size: float) -> bytes:
        key = (face, subset, size)
        known = self._faces.get(key)
        if known is None:
            name = faces()[face].getSubsetInternalName(subset, self._canvas._doc)
            known = self._faces[key] = b"%b %.2f Tf\n" % (name.encode(), size)
        return known


def _ruled(rules: Sequence[tuple[float, Rule]]) -> bytes:
    if not rules:
        return b""
    lines = [
        b"%.2f %.2f m %.2f %.2f l\n" % (rule.x1, top - rule.drop1, rule.x2, top - rule.drop2) for top, rule in rules
    ]
    return b"".join([b"q 0.5 w 2 J\n", *lines, b"S Q\n"])


def _symbol(symbol: Symbol, top: float) -> bytes:
    """Return the symbol on a white ground that covers its quiet zone, so that no watermark reaches it."""
    y = top - symbol.drop
    if symbol.module:
        quiet = codes.QR_QUIET * symbol.module
        side = codes.qr_side(symbol.code, symbol.module) + 2 * quiet
        ground = (symbol.x - quiet, y - quiet, side, side)
        path = codes.qr_path(symbol.code, symbol.x, y, symbol.module)
    else:
        quiet = codes.BAR_QUIET * codes.BAR_MODULE
        ground = (symbol.x - quiet, y - 2, codes.bar_width(symbol.code), codes.BAR_HEIGHT + 4)
        path = codes.bar_path(symbol.code, symbol.x, y)
    return b"q 1 g %.2f %.2f %.2f %.2f re f Q\n" % ground + path


def placed(leaf: bytes, x: float, y: float) -> bytes:
    """Return `leaf` moved by x, y."""
    return b"q 1 0 0 1 %.2f %.2f cm\n%bQ\n" % (x, y, leaf)
