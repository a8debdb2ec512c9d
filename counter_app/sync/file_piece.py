"""One piece of a file on its way: read while it is sent, at the rate that is allowed, behind the events that wait."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from counter_app.sync.file_plan import pause_for

EVENTS_LOOK: Final = 0.25
EVENTS_FIRST: Final = 3.0
"""While events wait to go, a piece is held back, looking again every `EVENTS_LOOK` seconds, for `EVENTS_FIRST` at most:
its connection must not fall silent for long."""
READ_BYTES: Final = 8192


class Gate:
    """Called before each bit of a piece. `pause` lets seconds pass (0: none) and raises when the piece is to end."""

    def __init__(
        self,
        rate: int,
        monotonic: Callable[[], float],
        pause: Callable[[float], None],
        events_wait: Callable[[], bool],
    ) -> None:
        self._rate, self._monotonic, self._pause, self._events_wait = rate, monotonic, pause, events_wait
        self._began = self._looked_at = monotonic()
        self._sent, self._held_back = 0, 0.0

    def __call__(self, size: int) -> None:
        """Wait until `size` bytes more may go."""
        self._pause(pause_for(self._rate, self._sent, self._monotonic() - self._began))
        self._sent += size
        if self._monotonic() - self._looked_at < EVENTS_LOOK:
            return
        while self._held_back < EVENTS_FIRST and self._events_wait():
            self._pause(EVENTS_LOOK)
            self._held_back += EVENTS_LOOK
        self._looked_at = self._monotonic()


class Piece:
    """Some bytes of a file."""

    def __init__(self, content: BinaryIO, length: int, gate: Callable[[int], None]) -> None:
        self._content, self._length, self._left, self._gate = content, length, length, gate

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        while bit := self.read():
            yield bit

    def read(self, size: int = -1) -> bytes:
        wanted = min(self._left, READ_BYTES) if size < 0 else min(self._left, READ_BYTES, size)
        if wanted:
            self._gate(wanted)
        bit = self._content.read(wanted)
        self._left -= len(bit)
        return bit
