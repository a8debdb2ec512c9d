"""What came from the ring above and could not be taken yet, kept whole with its reason until it can."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from counter_app.domain.events import Event, canonical
from counter_app.storage.arrivals import Arrival
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, to_ms

_KEEP = Prepared(
    text(
        "INSERT INTO unapplied (id, dossier, code, content, at) VALUES (:id, :dossier, :code, :content, :at) "
        "ON CONFLICT (id) DO UPDATE SET code = :code"
    )
)
_UNAPPLIED = Prepared(text("SELECT id, dossier, code, at FROM unapplied ORDER BY at, id"))
_CONTENTS = Prepared(text("SELECT content FROM unapplied ORDER BY at, id"))
_DROP = Prepared(text("DELETE FROM unapplied WHERE id = :id"))


@dataclass(frozen=True, slots=True)
class Unapplied:
    """An event of the ring above that this store could not take, kept with its reason until it can."""

    id: UUID
    dossier: UUID
    code: str


def unapplied(reading: Reading) -> tuple[Unapplied, ...]:
    """Return what came from the ring above and could not be taken, oldest first."""
    return tuple(
        Unapplied(UUID(bytes=bytes(row[0])), UUID(bytes=bytes(row[1])), row[2]) for row in reading.rows(_UNAPPLIED)
    )


def keep(tx: Transaction, arrival: Arrival, code: str, at: datetime) -> None:
    """Keep an event with the reason why it could not be taken; the reason of one that is kept already changes."""
    tx.do(
        _KEEP,
        id=arrival.event.id.bytes,
        dossier=arrival.event.dossier.bytes,
        code=code,
        content=_content(arrival),
        at=to_ms(at),
    )


def waiting(tx: Transaction) -> list[Arrival]:
    """Return what is kept, oldest first, to be tried again."""
    return [_arrival(row[0]) for row in tx.rows(_CONTENTS)]


def drop(tx: Transaction, event: UUID) -> None:
    """Forget an event that was taken."""
    tx.do(_DROP, id=event.bytes)


def _content(arrival: Arrival) -> str:
    event = arrival.event
    return canonical(
        [
            str(event.id),
            str(event.dossier),
            event.unit,
            event.device,
            event.epoch,
            event.device_seq,
            [str(base) for base in event.based_on],
            event.kind,
            event.schema,
            to_ms(event.at),
            event.offset_ms,
            event.officer,
            event.payload,
            event.prev_hash,
            event.hash,
        ]
    )


def _arrival(content: str) -> Arrival:
    id_, dossier, unit, device, epoch, device_seq, based_on, kind, schema, at, offset_ms, officer, payload, *links = (
        json.loads(content)
    )
    event = Event(
        UUID(id_),
        UUID(dossier),
        unit,
        device,
        epoch,
        device_seq,
        tuple(UUID(base) for base in based_on),
        kind,
        schema,
        from_ms(at),
        offset_ms,
        officer,
        payload,
        *links,
    )
    return Arrival(event, canonical(payload))
