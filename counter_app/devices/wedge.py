"""Telling a scanner that types from a person who types, by nothing but the text and the time of each stroke.

A keyboard-wedge scanner sends a key every 2 to 30 ms and ends with Enter or Tab; the fastest typists reach 50 ms over a
few letters. So every stroke is held until either the next one comes within `GAP` (then both are held on) or `GAP` has
passed (then all are given to the field). A person notices nothing of a third of a tenth of a second, a scan never
touches a field. Removing text that already reached a field was rejected: masks, validators, spin boxes, completers and
input methods have reacted by then.

The detector takes text only; which events carried it, and giving them back, is `drivers/wedge_filter`'s work.
"""

from dataclasses import dataclass, field
from enum import Enum

from counter_app.devices.reader import LONGEST_CODE

GAP = 0.035
"""Seconds between two strokes of one burst, and the longest that a person's stroke is held back."""

PATIENCE = 0.15
"""Seconds that a burst may pause once `SHORTEST` characters came at a scanner's pace: radio scanners stumble."""

SHORTEST = 8
"""Characters of the shortest text that counts as a scan; all our own codes are longer."""

FASTEST_REPEAT = 0.01
"""Seconds; no keyboard repeats faster. X servers mark a scanner's double letter as repeated when both fall into one
millisecond, and that must not end the scan."""

_ENDS = frozenset("\r\n\t")
_RUBOUT = "\b"


class Kind(Enum):
    """What is to be done with the strokes that a verdict disposes of."""

    HOLD = "hold"
    RELEASE = "release"
    BURST = "burst"
    SWALLOW = "swallow"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`strokes` held strokes, oldest first, are disposed of: released as typed `text`, or captured as a scan's `text`.

    A `RELEASE` of fewer strokes than were given means that the newest is still held; `SWALLOW` (1 stroke) is a
    scanner's second line end, which belongs to nobody.
    """

    kind: Kind
    text: str = ""
    strokes: int = 0


_HOLD = Verdict(Kind.HOLD)


@dataclass(slots=True)
class WedgeDetector:
    """Fed with every stroke in order; `at` is in seconds on one steady clock, the same for `key` and `tick`.

    A stroke is a key that makes text, a rubout (`"\\b"`, which Vietnamese input methods inject while they rewrite what
    the scanner typed), a line end, or a step of an input method (`""` while composing).
    """

    gap: float = GAP
    patience: float = PATIENCE
    shortest: int = SHORTEST
    _strokes: list[str] = field(default_factory=list)
    _written: int = 0
    _last: float = float("-inf")
    _burst_ended: float = float("-inf")

    @property
    def holding(self) -> int:
        """How many strokes are held."""
        return len(self._strokes)

    @property
    def recognised(self) -> bool:
        """Whether what is held can only come from a scanner (or a text expander): no person types so much so fast."""
        return self._written >= self.shortest

    @property
    def due(self) -> float:
        """When `tick` must be called to let held strokes go; only meaningful while something is held."""
        return self._last + self._allowed()

    def key(self, text: str, at: float, *, repeat: bool = False) -> Verdict:
        """Judge one stroke. `repeat` marks the keyboard's own repetition of a key held down: never a scanner."""
        if repeat and not (self._strokes and at - self._last < FASTEST_REPEAT):
            self._take(text)
            return self._release()
        late = bool(self._strokes) and at - self._last > self._allowed()
        older = self._release() if late else None
        if text in _ENDS:
            return self._line_end(text, at, older)
        self._take(text)
        self._last = at
        if older:
            return older
        if len(self._strokes) > LONGEST_CODE:
            return self._release()
        return _HOLD

    def tick(self, at: float) -> Verdict:
        """Let the held strokes go when their time is over."""
        if self._strokes and at >= self.due:
            return self._release()
        return _HOLD

    def flush(self) -> Verdict:
        """Let everything go at once: the mouse was pressed, another window came up, an arrow key was struck."""
        return self._release()

    def would_end_scan(self, text: str, at: float) -> bool:
        """Whether `key(text, at)` would be the line end of a scan (for key shortcuts, which are asked beforehand)."""
        if text not in _ENDS:
            return False
        return self._is_scan(at) or self._is_second_end(at)

    def _line_end(self, text: str, at: float, older: Verdict | None) -> Verdict:
        if self._is_second_end(at):
            self._burst_ended = at
            return Verdict(Kind.SWALLOW, text, 1)
        if self._is_scan(at):
            verdict = Verdict(Kind.BURST, _written(self._strokes), len(self._strokes) + 1)
            self._release()
            self._burst_ended = at
            return verdict
        self._take(text)
        released = self._release()
        if older:
            return Verdict(Kind.RELEASE, older.text + released.text, older.strokes + released.strokes)
        return released

    def _is_scan(self, at: float) -> bool:
        return self.recognised and at - self._last <= self._allowed()

    def _is_second_end(self, at: float) -> bool:
        return not self._strokes and at - self._burst_ended <= self.gap

    def _allowed(self) -> float:
        return self.patience if self.recognised else self.gap

    def _take(self, text: str) -> None:
        self._strokes.append(text)
        self._written = max(0, self._written - 1) if text == _RUBOUT else self._written + len(text)

    def _release(self) -> Verdict:
        if not self._strokes:
            return _HOLD
        verdict = Verdict(Kind.RELEASE, "".join(self._strokes), len(self._strokes))
        self._strokes.clear()
        self._written = 0
        return verdict


def _written(strokes: list[str]) -> str:
    """Return the text that the strokes leave behind, rubouts carried out."""
    text: list[str] = []
    for stroke in strokes:
        if stroke == _RUBOUT:
            del text[-1:]
        else:
            text += stroke
    return "".join(text)
