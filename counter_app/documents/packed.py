"""A ReportLab document written small: its dictionaries packed into one compressed stream, its index in another.

ReportLab writes PDF 1.4, in which every dictionary stands bare and has a line of its own in the index: 4.5 KB of a
receipt. Object streams and cross-reference streams (PDF 1.5; ISO 32000-1, 7.5.7 and 7.5.8) hold the same in a third.
"""

import zlib
from hashlib import sha256
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

_HEAD: Final = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
_STREAM: Final = b"%d 0 obj\n<< %b /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\nendobj\n"
_FEW: Final = 255
_IN_FILE, _IN_STREAM = b"\x01", b"\x02"


def packed(document: Any) -> bytes:
    """Return the file of a `PDFDocument` whose pages have all been added; the same bytes for the same pages."""
    for font in document.delayedFonts:
        font.addObjects(document)
    document.Catalog.Outlines = None
    root, info = (document.Reference(one) for one in (document.Catalog, document.info))
    streams, small = _objects(document)
    holder = len(streams) + len(small) + 1
    starts, bodies = [], []
    at = 0
    for number, body in small:
        starts.append(b"%d %d" % (number, at))
        bodies.append(body)
        at += len(body) + 1
    index = b" ".join(starts) + b"\n"
    held = zlib.compress(index + b"\n".join(bodies), 9)
    says = b"/Type /ObjStm /N %d /First %d" % (len(small), len(index))
    # A register of many hundred pages has more objects, and lies further into the file, than the small widths count.
    far, many = (3, 1) if len(small) <= _FEW else (4, 2)
    entries = {
        number: _IN_STREAM + holder.to_bytes(far) + place.to_bytes(many) for place, (number, _) in enumerate(small)
    }
    parts = [_HEAD]
    at = len(_HEAD)
    for number, body in [*streams, (holder, _STREAM % (holder, says, len(held), held))]:
        entries[number] = _IN_FILE + at.to_bytes(far) + bytes(many)
        parts.append(body)
        at += len(body)
    table = bytes(1 + far + many) + b"".join(entry for _, entry in sorted(entries.items()))
    table += _IN_FILE + at.to_bytes(far) + bytes(many)
    rows = zlib.compress(table, 9)
    name = sha256(b"".join(parts)).hexdigest()[:32].encode()
    says = b"/Type /XRef /Size %d /W [1 %d %d] /Root %b /Info %b /ID [<%b> <%b>]" % (
        (holder + 2, far, many, root.format(document), info.format(document), name, name)
    )
    parts.append(_STREAM % (holder + 1, says, len(rows), rows))
    return b"".join([*parts, b"startxref\n%d\n%%%%EOF\n" % at])


def _objects(document: Any) -> tuple[list[tuple[int, bytes]], list[tuple[int, bytes]]]:
    """Return (number, text) of every object that is a stream and of every other; writing one may add further ones."""
    streams: list[tuple[int, bytes]] = []
    small: list[tuple[int, bytes]] = []
    number = 1
    while number in document.numberToId:
        name = document.numberToId[number]
        found = document.idToObject[name]
        if isinstance(found, pdfdoc.PDFStream):
            streams.append((number, pdfdoc.PDFIndirectObject(name, found).format(document)))
        else:
            small.append((number, pdfdoc.format(found, document, toplevel=1)))
        number += 1
    return streams, small
