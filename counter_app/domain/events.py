"""Events: the immutable facts of a dossier, written once, sent to every ring, never changed.

An event belongs to one dossier, is written by one device with a running number without holes (per device and store
epoch), names the heads of the dossier that its author saw, and is chained by hash to the device's event before it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from counter_app.domain.acts import ACTS, UNDONE
from counter_app.domain.ids import new_id as new_id
from counter_app.domain.times import iso

JsonObject = Mapping[str, Any]

RECEIVED: Final = "received"
CORRECTED: Final = "corrected"
REPRINTED: Final = "reprinted"
FILED: Final = "filed"

SCHEMAS: Final[Mapping[str, int]] = dict.fromkeys((RECEIVED, CORRECTED, REPRINTED, FILED, *sorted(ACTS), UNDONE), 1)
"""The newest payload version of each kind that this release writes and understands."""

FIRST_LINK: Final = ""
"""What stands as `prev_hash` in a device's first event of a store epoch."""

# Kept, and without the look for a value inside itself, which nothing read from JSON can hold: each event is encoded
# three times on its way into a store.
_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)


def canonical(value: object) -> str:
    """Return `value` as JSON with sorted keys and no blanks: the same value always gives the same text."""
    return _ENCODER.encode(value)


@dataclass(frozen=True, slots=True)
class Event:
    """One fact about one dossier.

    `at` is the writing device's own time; `offset_ms` is what must be added to it to get the ring above's time, as
    last measured. `based_on` are the ids of the dossier's heads that the author saw. `hash` covers all else.
    """

    id: UUID
    dossier: UUID
    unit: str
    device: str
    epoch: str
    device_seq: int
    based_on: tuple[UUID, ...]
    kind: str
    schema: int
    at: datetime
    offset_ms: int
    officer: str
    payload: JsonObject
    prev_hash: str = FIRST_LINK
    hash: str = ""

    @property
    def corrected_at(self) -> datetime:
        """The time of the event in the ring above's clock."""
        return self.at + timedelta(milliseconds=self.offset_ms)

    def sealed(self, prev_hash: str) -> "Event":
        """Return the event chained to the device's event before it."""
        linked = replace(self, prev_hash=prev_hash)
        return replace(linked, hash=digest(linked))


def digest(event: Event, payload: str | None = None) -> str:
    """Return the SHA-256 (hex) over everything in `event` but its own hash.

    `payload` is the canonical text of the event's payload where the caller has it already.
    """
    head = canonical(
        [
            str(event.id),
            str(event.dossier),
            event.unit,
            event.device,
            event.epoch,
            event.device_seq,
            [str(head) for head in event.based_on],
            event.kind,
            event.schema,
            iso(event.at),
            event.offset_ms,
            event.officer,
        ]
    )
    text = canonical(event.payload) if payload is None else payload
    return hashlib.sha256(f"{head[:-1]},{text},{canonical(event.prev_hash)}]".encode()).hexdigest()


def chain_breaks(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events of one device and epoch, given in order, whose hash or link to the one before is wrong."""
    broken = []
    previous: Event | None = None
    for event in events:
        linked = previous is None or (event.prev_hash == previous.hash and event.device_seq == previous.device_seq + 1)
        if not linked or event.hash != digest(event):
            broken.append(event)
        previous = event
    return tuple(broken)
