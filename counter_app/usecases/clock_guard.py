"""The clock guard: whether the time that a receipt would bear can be believed, and what the officer said about it.

Two clocks are compared: the PC's and the ring above's; where the ring was not heard, the PC's and the store's newest
event. Numbers carry the day and due dates count from it, so a doubt is a question before F9 and never after it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from counter_app.storage import events
from counter_app.storage.store import Store
from counter_app.usecases.identity import Identity

FAR_OFF: Final = timedelta(hours=24)
"""A PC clock this far from the ring above's is another day: asked about before anything is registered."""

LONG_AGO: Final = timedelta(days=365)
"""A counter that was not used for so long more likely has a clock that is years ahead."""

SAME: Final = timedelta(hours=1)
"""The officer's answer holds as long as the difference stays within this."""


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """Why the time is asked about before F9. `reason` is "differs" (the PC's clock is another day than the city's) or
    "stale" (no city was heard, and the newest thing in the store, `corrected`, is years away or yet to come)."""

    reason: str
    own: datetime
    corrected: datetime
    off: timedelta


class ClockGuard:
    """Touches memory only after it was made: the store's newest event is read once, later ones are younger.

    Calling it gives the doubt that must be asked about, None when there is none or the officer has answered it.
    """

    def __init__(self, store: Store, identity: Identity) -> None:
        self._identity = identity
        with store.reading() as reading:
            self._newest = events.newest_time(reading)
        self._answered: tuple[str, timedelta] | None = None

    def __call__(self) -> ClockDoubt | None:
        doubt = self._doubt()
        if doubt is None:
            return None
        answered = self._answered
        if answered is not None and answered[0] == doubt.reason and abs(answered[1] - doubt.off) <= SAME:
            return None
        return doubt

    def confirm(self, own: bool) -> None:
        """The officer's answer: go on with the corrected time, or with the PC's `own`."""
        doubt = self._doubt()
        if own:
            self._identity.trust_own()
            doubt = self._doubt()
        self._answered = None if doubt is None else (doubt.reason, doubt.off)

    def _doubt(self) -> ClockDoubt | None:
        identity = self._identity
        own, corrected = identity.clock.now(), identity.shown()
        if abs(corrected - own) > FAR_OFF:
            return ClockDoubt("differs", own, corrected, corrected - own)
        newest = self._newest
        if newest is None or identity.heard:
            return None
        if newest - corrected > FAR_OFF or corrected - newest > LONG_AGO:
            return ClockDoubt("stale", own, newest, newest - own)
        return None
