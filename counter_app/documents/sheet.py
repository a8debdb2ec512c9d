"""Pages of rows into a PDF: text, rules and codes written as operators on ReportLab's document."""

from collections.abc import Iterable, Sequence
from math import atan2, cos, hypot, sin
from threading import Lock
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage, PDFResourceDictionary

from counter_app.documents import codes
from counter_app.documents.faces import BOLD, faces
from counter_app.documents.flow import Page, Rule, Run, Sheet, Symbol, width
from counter_app.documents.packed import packed

_writing = Lock()
"""Fonts keep their characters per document, and ReportLab's settings are the process's: one document at a time."""

_ESCAPED: Final = ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r"))


class Paper:
    """One PDF being written. Use `page` for every page, then `finish`."""

    def __init__(self, title: str, size: tuple[float, float]) -> None:
        faces()
        self._size = size
        self._document: Any = PDFDocument(compression=1, invariant=1, lang="vi-VN")
        self._document.setTitle(title)
        self._document.setProducer("counter-app")
        self._document.setCreator("counter-app")
        self._document.setAuthor("")
        self._document.setSubject("")
        self._faces: dict[tuple[str, int, float], bytes] = {}

    def page(self, operators: Iterable[bytes]) -> None:
        """Add a page that shows `operators`."""
        page: Any = PDFPage()
        page.pagewidth, page.pageheight = self._size
        page.setCompression(1)
        page.setStream(b"".join(operators))
        page.Resources = PDFResourceDictionary()
        page.Resources.basicFonts()
        self._document.addPage(page)

    def finish(self) -> bytes:
        """Return the file. Fonts are cut to the characters shown."""
        with _writing:
            was, rl_config.useA85 = rl_config.useA85, 0
            try:
                return packed(self._document)
            finally:
                rl_config.useA85 = was

    def leaf(self, page: Page, sheet: Sheet) -> bytes:
        """Return the operators that show `page`, origin at the lower left corner of the leaf."""
        runs: list[tuple[float, Run]] = []
        rules: list[tuple[float, Rule]] = []
        drawn: list[bytes] = []
        for drop, row in page.rows:
            top = sheet.height - drop
            runs += [(top - run.drop, run) for run in row.runs]
            rules += [(top, rule) for rule in row.rules]
            drawn += [_symbol(symbol, top) for symbol in row.symbols]
        return b"".join([*drawn, _ruled(rules), b"BT\n", *self._text(runs), b"ET\n"])

    def _text(self, runs: Iterable[tuple[float, Run]]) -> list[bytes]:
        """Return operators that show each run with its baseline at the height given; to stand between BT and ET.

        Lines begin where the one before began plus a step, and a face is named when it changes: what repeats from line
        to line compresses to nothing.
        """
        shown: list[bytes] = []
        was_x = was_y = 0
        set_in = b""
        for height, run in runs:
            x, y = round(run.x * 100), round(height * 100)
            shown.append(b"%g %g Td\n" % ((x - was_x) / 100, (y - was_y) / 100))
            was_x, was_y = x, y
            for face, words in run.stretches:
                for subset, encoded in faces()[face].splitString(words, self._document):
                    wanted = self._face(face, subset, run.size)
                    if wanted != set_in:
                        shown.append(wanted)
                        set_in = wanted
                    shown.append(_literal(encoded))
        return shown

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
        for subset, encoded in faces()[BOLD].splitString(words, self._document):
            shown += [self._face(BOLD, subset, size), _literal(encoded)]
        return b"".join([*shown, b"ET Q\n"])

    def _face(self, face: str, subset: int, size: float) -> bytes:
        key = (face, subset, size)
        known = self._faces.get(key)
        if known is None:
            name = faces()[face].getSubsetInternalName(subset, self._document)
            known = self._faces[key] = b"%b %.2f Tf\n" % (name.encode(), size)
        return known


def _literal(encoded: bytes) -> bytes:
    """Return the operator that shows `encoded`, its bytes as they are: hexadecimal digits compress worse."""
    for sign, written in _ESCAPED:
        if sign in encoded:
            encoded = encoded.replace(sign, written)
    return b"(%b) Tj\n" % encoded


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
        high = symbol.height or codes.BAR_HEIGHT
        ground = (symbol.x - quiet, y - 2, codes.bar_width(symbol.code), high + 4)
        path = codes.bar_path(symbol.code, symbol.x, y, height=high)
    return b"q 1 g %.2f %.2f %.2f %.2f re f Q\n" % ground + path


def placed(leaf: bytes, x: float, y: float) -> bytes:
    """Return `leaf` moved by x, y."""
    return b"q 1 0 0 1 %.2f %.2f cm\n%bQ\n" % (x, y, leaf)
