"""The bundled serif, parsed once and cut into small subsets quickly.

Tinos has the widths of Times New Roman, which the ministry's forms ask for, and every Vietnamese letter.
"""

from collections.abc import Callable, Sequence
from functools import cache
from struct import Struct, pack
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace, TTFontMaker

from counter_app.settings import resource

REGULAR: Final = "Tinos"
BOLD: Final = "Tinos-Bold"
ITALIC: Final = "Tinos-Italic"

FONT_FILES: Final = {
    REGULAR: "Tinos-Regular.ttf",
    BOLD: "Tinos-Bold.ttf",
    ITALIC: "Tinos-Italic.ttf",
}

_TWO: Final = Struct(">HH")
_WORDS, _SCALE, _MORE, _XY_SCALE, _INSTRUCTIONS, _TWO_BY_TWO = 0x1, 0x8, 0x20, 0x40, 0x100, 0x80
_PROFILE_WITHOUT_HINTS: Final = pack(">HHHHHHH", 1, 0, 0, 0, 0, 0, 0)


class PreparedFace(TTFontFace):
    """A TrueType face whose glyphs are kept ready, without hints, so that a subset is a matter of joining them."""

    def __init__(self, filename: str) -> None:
        super().__init__(filename)
        table: Callable[[str], bytes] = self.get_table
        self._glyf = table("glyf")
        self._ready: dict[int, tuple[bytes, tuple[tuple[int, int], ...]]] = {}
        head, maxp, hhea = (table(tag) for tag in ("head", "maxp", "hhea"))
        self._head: bytes = head[:8] + bytes(4) + head[12:50] + pack(">H", 0) + head[52:]
        self._maxp: bytes = maxp[:4] + pack(">H", 0) + maxp[6:14] + _PROFILE_WITHOUT_HINTS + maxp[28:]
        self._hhea: bytes = hhea

    def makeSubset(self, subset: Sequence[int]) -> bytes:
        """Return a TrueType file with the glyphs of the characters in `subset`, in their order.

        It holds the tables a PDF needs and no hints (PDF 32000-1, 9.9: `cvt `, `fpgm` and `prep` where needed).
        """
        old = [0]
        new = {0: 0}
        for code in subset:
            glyph = self.charToGlyph.get(code, 0)
            if glyph not in new:
                new[glyph] = len(old)
                old.append(glyph)
        mapped = [new[self.charToGlyph.get(code, 0)] for code in subset]
        glyf, loca = self._outlines(old, new)
        if loca[-1] > 0x1FFFE:
            return bytes(super().makeSubset(subset))
        font = TTFontMaker()
        font.add("glyf", glyf)
        font.add("loca", pack(f">{len(loca)}H", *(offset >> 1 for offset in loca)))
        font.add("hmtx", b"".join(_TWO.pack(*self._metric(glyph)) for glyph in old))
        font.add("head", self._head)
        font.add("hhea", self._hhea[:34] + pack(">H", len(old)))
        font.add("maxp", self._maxp[:4] + pack(">H", len(old)) + self._maxp[6:])
        font.add(
            "cmap",
            pack(f">{11 + len(mapped)}H", 0, 1, 1, 0, 0, 12, 6, 10 + 2 * len(mapped), 0, 0, len(mapped), *mapped),
        )
        return bytes(font.makeStream())

    def _metric(self, glyph: int) -> tuple[int, int]:
        advance, bearing = self.hmetrics[glyph]
        return int(advance), int(bearing) & 0xFFFF

    def _outlines(self, old: list[int], new: dict[int, int]) -> tuple[bytes, list[int]]:
        """Return glyph data and offsets; parts of composed letters are appended to `old` as they are met."""
        parts: list[bytes] = []
        loca = [0]
        index = 0
        while index < len(old):
            data, components = self._glyph(old[index])
            for at, component in components:
                if component not in new:
                    new[component] = len(old)
                    old.append(component)
                data = data[:at] + pack(">H", new[component]) + data[at + 2 :]
            parts.append(data)
            loca.append(loca[-1] + len(data))
            index += 1
        return b"".join(parts), loca

    def _glyph(self, glyph: int) -> tuple[bytes, tuple[tuple[int, int], ...]]:
        ready = self._ready.get(glyph)
        if ready is None:
            data = self._glyf[self.glyphPos[glyph] : self.glyphPos[glyph + 1]]
            ready = without_hints(data)
            self._ready[glyph] = ready
        return ready


def without_hints(data: bytes) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """Return one `glyf` entry without its instructions, and where it names other glyphs: (offset, glyph)."""
    if len(data) < 10:
        return b"", ()
    contours = int.from_bytes(data[:2], "big", signed=True)
    if contours >= 0:
        at = 10 + 2 * contours
        length = int.from_bytes(data[at : at + 2], "big")
        return _even(data[:at] + bytes(2) + data[at + 2 + length :]), ()
    out = bytearray(data[:10])
    components = []
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, component = _TWO.unpack_from(data, at)
        size = 4 + (4 if flags & _WORDS else 2)
        size += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
        components.append((len(out) + 2, component))
        out += pack(">H", flags & ~_INSTRUCTIONS) + data[at + 2 : at + size]
        at += size
    return _even(bytes(out)), tuple(components)


def _even(data: bytes) -> bytes:
    return data + b"\0" * (len(data) % 2)


def letters(subset: Sequence[int]) -> bytes:
    """Return the CMap (ISO 32000-1, 9.10.3) that says which character each code of a subset shows.

    One range with an array, since the codes follow one another: a reader copies and searches by it.
    """
    shown = " ".join(f"<{chr(code).encode('utf-16-be').hex()}>" for code in subset)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"1 beginbfrange <00> <{len(subset) - 1:02x}> [{shown}] endbfrange\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


class PreparedFont(TTFont):
    """One bundled font with its prepared face; characters get codes as they come, so unused ASCII is not embedded."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, resource("fonts", FONT_FILES[name]), asciiReadable=0, shapable=False)
        self.face: Any = PreparedFace(filename)
        self.face.charWidths = {code: round(width) for code, width in self.face.charWidths.items()}
        self.face.defaultWidth = round(self.face.defaultWidth)
        self._widths = _Widths({chr(code): width for code, width in self.face.charWidths.items()})
        self._widths.default = self.face.defaultWidth

    def addObjects(self, doc: Any) -> None:
        """Add the font's objects to `doc`, each subset's table of letters in a third of ReportLab's bytes."""
        subsets = list(self.state[doc].subsets)
        before = doc.objectcounter
        super().addObjects(doc)
        tables = [name for number, name in doc.numberToId.items() if number > before and "toUnicodeCMap" in name]
        for subset, name in zip(subsets, tables, strict=True):
            doc.idToObject[name].content = letters(subset)

    def advance(self, text: str) -> int:
        """Return the advance of `text` in thousandths of the type size."""
        return sum(map(self._widths.__getitem__, text))


class _Widths(dict[str, int]):
    default: int = 0

    def __missing__(self, letter: str) -> int:
        return self.default


@cache
def faces() -> dict[str, PreparedFont]:
    """Return the three faces, parsed and registered with ReportLab once in a process (about 0.2 s)."""
    loaded = {name: PreparedFont(name, str(resource("fonts", file))) for name, file in FONT_FILES.items()}
    for font in loaded.values():
        pdfmetrics.registerFont(font)
    return loaded
