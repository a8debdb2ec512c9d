"""When the ring above was last heard and what it is: known while the program runs, written down nowhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

RingRole = Literal["hub", "city"]

HUB_SECONDS: Final = 1.5
CITY_SECONDS: Final = 25.0
"""How long a question for news waits above: short in the house, so that a hub that is gone is missed within three
seconds; long to the city, which a thousand counters ask."""


@dataclass(frozen=True, slots=True)
class RehearsedAbove:
    """An outage that the whole office rehearses, as its hub tells: `id` is the same as long as it is the same one."""

    id: str
    what: Literal["internet", "hub"]
    seconds: float
    """How long it still lasts."""


@dataclass(slots=True)
class Heard:
    """Written by the listener's thread, read by anybody. `at` is by this device's clock, None while nobody answers.

    `above_at` is when the ring above the ring above last answered it, by the ring above's clock; None when there is
    none or it never did, and `above_trouble` that those two do not understand each other's release. `error` is why the
    last question was not answered, empty when it was.
    """

    at: datetime | None = None
    role: RingRole = "city"
    above_at: datetime | None = None
    error: str = ""
    above_trouble: str = ""
    rehearsed: Callable[[RehearsedAbove | None], None] = field(default=lambda said: None)
    """Told with each answer what the office rehearses; called from the listener's thread."""

    @property
    def seconds(self) -> float:
        """How long the next question waits."""
        return HUB_SECONDS if self.role == "hub" else CITY_SECONDS

    def fresh(self, now: datetime) -> bool:
        """Say whether the ring above answered as lately as it should have, at `now` by this device's clock."""
        slack = 1.0 if self.role == "hub" else 10.0
        return self.at is not None and abs(now - self.at) <= timedelta(seconds=self.seconds + slack)
