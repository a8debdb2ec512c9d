"""Counters for the tests of sync and server: real stores with invented dossiers, and cities to send them to."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from counter_app.domain.events import CORRECTED, REPRINTED, Event, canonical, new_id
from counter_app.storage import registering
from counter_app.storage.events import events_of
from counter_app.storage.sending import Outgoing
from counter_app.storage.store import Store
from counter_app.sync import wire
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, UNIT, received

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi")
MIDDLE = ("Văn", "Thị", "Minh", "Ngọc", "Hữu", "Thanh")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Đào", "Giang", "Hạnh", "Khôi", "Lan", "Mẫu")


def person(number: int) -> dict[str, Any]:
    """Return an invented applicant."""
    name = f"{FAMILY[number % 8]} {MIDDLE[number % 6]} {GIVEN[number % 10]}"
    return {"kind": "citizen", "name": name, "personal_number": f"0920900{number:05d}", "phone": f"09{number:08d}"}


@dataclass
class Desk:
    """A counter's store and who it writes as."""

    store: Store
    device: str = "quay-1"
    slot: int = 0
    written: int = 0
    ids: list[UUID] = field(default_factory=list)

    @classmethod
    def open(cls, folder: Path, device: str = "quay-1", slot: int = 0) -> "Desk":
        return cls(Store.open(folder / f"{device}.db", practice=True), device, slot)

    def register(self, count: int = 1, **changes: Any) -> list[UUID]:
        """Register `count` dossiers, each in its own transaction."""
        ids = []
        for _ in range(count):
            id_ = new_id()
            self.written += 1
            applicant = {"applicant": person(self.written)} | changes
            with self.store.transaction() as tx:
                registering.register(
                    tx,
                    dossier=id_,
                    electronic_code=ELECTRONIC_CODE,
                    slot=self.slot,
                    day=START.date(),
                    make_event=received(id_, device=self.device, **applicant),
                )
            ids.append(id_)
        self.ids += ids
        return ids

    def correct(self, dossier: UUID, **changes: Any) -> None:
        marked = {name: {"old": None, "new": value} for name, value in changes.items()}
        self._amend(dossier, CORRECTED, {"changes": marked, "reason": "ghi nhầm"})

    def reprint(self, dossier: UUID) -> None:
        self._amend(dossier, REPRINTED, {"document": "receipt", "copy": 1})

    def events(self) -> list[Event]:
        with self.store.reading() as reading:
            return [event for id_ in self.ids for event in events_of(reading, id_)]

    def _amend(self, dossier: UUID, kind: str, payload: dict[str, Any]) -> None:
        with self.store.transaction() as tx:
            known = events_of(tx, dossier)
            heads = {event.id for event in known} - {base for event in known for base in event.based_on}
            event = Event(
                id=new_id(),
                dossier=dossier,
                unit=UNIT,
                device=self.device,
                epoch="",
                device_seq=0,
                based_on=tuple(sorted(heads)),
                kind=kind,
                schema=1,
                at=START + timedelta(minutes=self.written),
                offset_ms=0,
                officer="can-bo-1",
                payload=payload,
            )
            registering.amend(tx, event)


def outgoing(event: Event) -> Outgoing:
    """Return `event` as the courier reads it."""
    return Outgoing(
        seq=event.device_seq,
        attempts=0,
        id=event.id,
        dossier=event.dossier,
        unit=event.unit,
        device=event.device,
        epoch=event.epoch,
        device_seq=event.device_seq,
        based_on=event.based_on,
        kind=event.kind,
        schema=event.schema,
        at=event.at,
        offset_ms=event.offset_ms,
        officer=event.officer,
        payload=canonical(event.payload),
        prev_hash=event.prev_hash,
        hash=event.hash,
    )


def packed(*events: Event) -> bytes:
    return wire.pack([outgoing(event) for event in events])
