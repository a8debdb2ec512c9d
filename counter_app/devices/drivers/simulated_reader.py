"""A reader that is not there: practice and tests put cards in front of it, and pull its cable."""

from collections.abc import Callable

from counter_app.devices.reader import ReaderLevel, ReaderState

_READY = ReaderState(ReaderLevel.READY, "reader_ready")
_UNPLUGGED = ReaderState(ReaderLevel.GONE, "reader_unplugged")
_STOPPED = ReaderState(ReaderLevel.STOPPED, "reader_stopped")


class SimulatedReader:
    """`scan(text)` arrives as a real scan does; nothing arrives while it is stopped or unplugged."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._plugged = True
        self._on_code: Callable[[str], None] | None = None
        self._on_state: Callable[[ReaderState], None] | None = None

    @property
    def name(self) -> str:
        return self._name

    def start(self, on_code: Callable[[str], None], on_state: Callable[[ReaderState], None]) -> None:
        self.stop()
        self._on_code, self._on_state = on_code, on_state
        on_state(_READY if self._plugged else _UNPLUGGED)

    def stop(self) -> None:
        if self._on_state:
            self._on_state(_STOPPED)
        self._on_code = self._on_state = None

    def scan(self, text: str) -> None:
        """Put a code in front of the reader."""
        if self._plugged and self._on_code and text:
            self._on_code(text)

    def plug(self, in_: bool) -> None:
        """Pull the cable or put it back."""
        if in_ != self._plugged:
            self._plugged = in_
            if self._on_state:
                self._on_state(_READY if in_ else _UNPLUGGED)
