"""What the screen says of the ring above: how far things have come, what waits, what was refused or disagrees."""

# Imported before the first paint: what only annotations name is not imported then.
from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class SyncView:
    """What the sync strip says. Times are aware; `last_answer` is the last time the ring above acknowledged."""

    configured: bool
    unsent: int
    parked: int
    oldest: datetime | None
    last_answer: datetime | None
    last_error: str
    ring: str
    light: str
    """"green" only when nothing is unsent or parked and the ring above answered lately; else "amber", "red", "grey"."""
    clock_off: timedelta = timedelta(0)
    """How far the PC's clock is ahead of the city's (negative: behind) as last measured; nothing when unknown."""
    role: str = ""
    """"hub" or "city": which ring answers; empty while none does."""
    at_office: int = 0
    """Below a hub: how many events of the office the city does not have yet."""
    city_answer: datetime | None = None
    """Below a hub: when the city last answered it."""
    below_hub: bool = False
    """Whether the ring above is a hub, as far as was ever heard."""
    alone: bool = False
    """Below a hub: it does not answer as lately as it should; whatever is written stays at this counter."""
    parked_at_office: int = 0
    """Those of `parked` that the hub has and the city refused."""
    conflicts: int = 0
    """How many dossiers wait for a person to choose between two values."""


@dataclass(frozen=True, slots=True)
class OutageView:
    """A rehearsed outage that is under way. `what` is internet, hub or printer."""

    what: str
    left: timedelta


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One event, or one file of a dossier, on its way up. `state` is waiting, parked or delivered."""

    event: UUID
    """Of a file: the dossier's id once more; `file` names it."""
    dossier: UUID
    code: str
    kind: str
    at: datetime
    state: str
    attempts: int
    next_try: datetime | None
    last_answer: str
    file: str = ""
    """SHA-256 of a file, empty for an event."""
    size: int = 0
    sent: int = 0
    """Bytes of a file, and how many of them are above."""
    ring: str = "counter"
    """Where it is: "counter", or "office" for an event that the hub has and the city refused."""


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """What one of two officers wrote into a field, as it stands in a payload, and who, where, when and why."""

    value: Any
    officer: str
    device: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A field of a dossier that two officers changed unseen. `shown` is what the dossier says until it is decided;
    `legal` for a number, receipt time or due date, which no machine chooses."""

    dossier: UUID
    code: str
    applicant: str
    field: str
    sides: tuple[ConflictSide, ConflictSide]
    shown: Any
    legal: bool
