"""What the counter asks of anything that reads codes: tell me the text, and tell me when you are gone."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

LONGEST_CODE = 4096
"""Characters; a full QR code holds at most 4,296 digits, a citizen card about 250 characters."""


class ReaderLevel(StrEnum):
    """Whether a scan made now would arrive."""

    READY = "ready"
    WARN = "warn"
    GONE = "gone"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ReaderState:
    """The reader's state and the code of the sentence for the officer.

    Codes: `reader_ready`; `reader_no_line_end` (set the scanner's suffix to CR), `reader_garbage` (wrong speed or
    mode); `reader_missing`, `reader_busy` (in use, or no right to it), `reader_unplugged`; `reader_stopped`.
    """

    level: ReaderLevel
    code: str


class CodeReader(Protocol):
    """A source of scanned texts. `start` and `stop` may be called again and again, in turn, from one thread.

    `on_code` gets each code once, whole, without line end; `on_state` gets each change of state, the first one during
    or soon after `start`. Both are called in the thread that started the reader (for drivers on Qt: the screen's own).
    After `stop` has returned nothing is called any more.
    """

    @property
    def name(self) -> str:
        """What to call this reader on the device page."""

    def start(self, on_code: Callable[[str], None], on_state: Callable[[ReaderState], None]) -> None:
        """Begin to listen; a reader that is not there says `GONE` and is looked for again, it does not raise."""

    def stop(self) -> None:
        """Stop listening and let go of the port."""
