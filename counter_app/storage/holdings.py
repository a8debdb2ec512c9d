"""How much came from the rings below: counts that are kept in the transaction that takes the events, never by counting.

What is read grows with units and devices, which are few, and not with dossiers and events: an administrator's page or
a monitor may ask at any time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text

from counter_app.domain.events import Event
from counter_app.storage import notes
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

MOST_FUTURE: Final = 10_000
"""Events of the future are counted up to here."""

TOLD_AGAIN: Final = "feed_told_again"
"""Name of the note: how many places of feeds hold an event that has another place, too (`seals`)."""

EVENTS: Final = Prepared(text("SELECT coalesce(sum(last), 0) FROM feed"))
DOSSIERS: Final = Prepared(text("SELECT coalesce(sum(dossiers), 0) FROM tally"))
REACHED: Final = Prepared(text("SELECT coalesce(sum(last), 0) FROM chain"))
FUTURE: Final = Prepared(
    text("SELECT count(*) FROM (SELECT 1 FROM future_event WHERE at > :now LIMIT :most) AS of_the_future")
)

_COUNT_BEGUN = Prepared(
    text(
        "INSERT INTO tally (unit, dossiers) VALUES (:unit, :begun) "
        "ON CONFLICT (unit) DO UPDATE SET dossiers = tally.dossiers + :begun"
    )
)
_REACH = Prepared(
    text(
        "INSERT INTO chain (device, epoch, last) VALUES (:device, :epoch, :last) "
        "ON CONFLICT (device, epoch) DO UPDATE SET last = :last WHERE chain.last < :last"
    )
)
_NOTE_FUTURE = Prepared(
    text(
        "INSERT INTO future_event (seq, at) SELECT seq, at + offset_ms FROM event WHERE id = :id "
        "ON CONFLICT (seq) DO NOTHING"
    )
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """`gaps` are running numbers of devices that are missing among those that came; `future` counts the events that
    claim, corrected by their known offset, to be made later than the moment asked for."""

    dossiers: int
    events: int
    gaps: int
    future: int


def holdings(reading: Reading, now_ms: int) -> Holdings:
    """Return what came from below; `now_ms` bounds what is of the future."""
    events = int(reading.value(EVENTS)) - int(notes.note_of(reading, TOLD_AGAIN) or 0)
    return Holdings(
        dossiers=int(reading.value(DOSSIERS)),
        events=events,
        gaps=int(reading.value(REACHED)) - events,
        future=int(reading.value(FUTURE, now=now_ms, most=MOST_FUTURE)),
    )


def keep(tx: Transaction, unit: str, events: Iterable[Event], *, begun: int) -> None:
    """Count what was stored of `unit`: how far each device's running numbers have come, and `begun` new dossiers."""
    lasts: dict[tuple[str, str], int] = {}
    for event in events:
        chain = (event.device, event.epoch)
        lasts[chain] = max(lasts.get(chain, 0), event.device_seq)
    tx.do_all(_REACH, [{"device": device, "epoch": epoch, "last": last} for (device, epoch), last in lasts.items()])
    if begun:
        tx.do(_COUNT_BEGUN, unit=unit, begun=begun)


def again(tx: Transaction) -> None:
    """An event was given another place in its unit's feed: it is still one event."""
    notes.note(tx, TOLD_AGAIN, str(int(notes.note_of(tx, TOLD_AGAIN) or 0) + 1))


def note_future(tx: Transaction, ids: Iterable[UUID]) -> None:
    """Note stored events that claim to be made later than now."""
    tx.do_all(_NOTE_FUTURE, [{"id": id_.bytes} for id_ in ids])
