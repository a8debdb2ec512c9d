"""One burst of a reader made plain: what it wraps around a code is taken off, what it changed is noted.

Readers add a line end or Tab, an AIM code identifier (ISO/IEC 15424, `]Q1`), a byte-order mark, STX and ETX; files and
pictures give decomposed letters; a nervous hand scans the same code twice.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from counter_app.domain.text import nfc

MOST_LETTERS: Final = 4096
"""A QR code holds 4,296 letters at most; no code this counter reads is longer than some hundred."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\x02-\x04\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_AIM = re.compile(r"\][A-Za-z][0-9A-Fa-f](?=.)|[ưƯ][CcQqdEe][0-9](?=.)", re.DOTALL)
"""The identifier, and what Telex makes of one: it turns a lone `]` into ư."""


@dataclass(frozen=True, slots=True)
class Burst:
    """The distinct codes of a burst, and what was noted on the way.

    Notes: `full_width` (an input method widened the letters), `control_characters` (removed from inside a code),
    `input_method` (the AIM identifier shows that Telex was at work), `repeated` (the same code more than once).
    """

    codes: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.codes)


def plain(text: str) -> Burst:
    """Return the codes in `text`, NFC, without the reader's wrapping; total on every str."""
    notes = []
    broken = _LINE_END.sub("\n", nfc(_SURROGATE.sub("\ufffd", text)))
    visible = "".join(letter for letter in broken if unicodedata.category(letter) != "Cf").replace("\xa0", " ")
    narrow = nfc(visible.translate(_FULL_WIDTH))
    if narrow != visible:
        notes.append("full_width")
    bare = narrow.strip().strip("\x00\x06\x15\x1a\x1b")
    clean = "".join(letter for letter in bare if letter in "\t\n" or unicodedata.category(letter) != "Cc")
    if clean != bare:
        notes.append("control_characters")
    lines = [_without_aim(line.strip(), notes) for line in clean.split("\n")]
    codes = [code for line in lines if line for code in _once(line, notes)]
    distinct = tuple(dict.fromkeys(code for code in codes if code))
    if len(distinct) < len(codes):
        notes.append("repeated")
    return Burst(distinct, tuple(dict.fromkeys(notes)))


def _without_aim(line: str, notes: list[str]) -> str:
    found = _AIM.match(line)
    if found is None:
        return line
    if found[0][0] != "]":
        notes.append("input_method")
    return line[found.end() :].strip()


def _once(line: str, notes: list[str]) -> list[str]:
    """Return what a line says once, when it says the same several times, glued or parted by tabs or an AIM identifier.

    Digits alone are never taken apart: 10011001 is an article number, not the ticket 1001 twice.
    """
    parts = [_without_aim(part.strip(), notes) for part in line.split("\t")]
    if len(parts) > 1 and ("|" in line or len(set(parts)) == 1):
        return [part for part in parts if part]
    period = (line + line).find(line, 1)
    if 4 <= period < len(line) and not line.isdigit():
        return [line[:period]] * (len(line) // period)
    glued = [part.strip() for part in re.split(r"\][A-Za-z][0-9A-Fa-f]", line)]
    return glued if len(set(glued)) == 1 else [line]
