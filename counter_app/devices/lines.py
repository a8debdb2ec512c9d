"""Bytes from a scanner's serial line made into texts: whatever the pieces, the line end and the noise."""

import re
from dataclasses import dataclass, field

from counter_app.devices.reader import LONGEST_CODE

_ENDS = re.compile(rb"[\r\n]+")
_LONGEST_BYTES = LONGEST_CODE * 4


@dataclass(slots=True)
class LineAssembler:
    """Fed with pieces as they come; a text is complete at CR, LF or both (an empty line is no text).

    A line longer than `LONGEST_CODE` characters is dropped to its end and counted in `dropped`. Bytes that are no UTF-8
    become U+FFFD, so that the reading rules see a damaged text instead of nothing (or of another charset's letters).
    """

    dropped: int = 0
    _pending: bytearray = field(default_factory=bytearray)
    _overflowing: bool = False

    @property
    def unfinished(self) -> bool:
        """Whether bytes wait for their line end."""
        return bool(self._pending) or self._overflowing

    def feed(self, piece: bytes) -> list[str]:
        """Take a piece and return the texts that it completed."""
        self._pending += piece
        *lines, rest = _ENDS.split(bytes(self._pending))
        self._pending = bytearray(rest)
        texts = [text for line in lines if (text := self._text(line))]
        if len(self._pending) > _LONGEST_BYTES:
            self._pending.clear()
            self._overflowing = True
        return texts

    def forget(self) -> None:
        """Drop what waits: the cable was pulled, or the line end never came."""
        self._pending.clear()
        self._overflowing = False

    def _text(self, line: bytes) -> str:
        text = line.decode("utf-8", "replace").strip("\x00\x02\x03 ")
        if self._overflowing or len(text) > LONGEST_CODE:
            self._overflowing = False
            self.dropped += 1
            return ""
        return text
