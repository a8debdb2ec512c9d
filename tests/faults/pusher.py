"""A counter that pushes its dossiers into one ring, batch after batch, and keeps what was acknowledged."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from counter_app.domain.errors import CounterError
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.storage import sending
from counter_app.storage.store import Role, Store
from counter_app.sync import delivery, wire
from counter_app.sync.city import Address, HttpCity, Patience
from counter_app.sync.ring_above import RingAway
from counter_app.sync.wire import EnrolRequest
from tests.domain.events_made import START
from tests.rings.counters import code_of
from tests.sync.made import Desk

BATCH = 20
PATIENCE = Patience(connect=3, read=20, whole=30)


@dataclass
class Pusher:
    """One enrolled counter; `acknowledged` are the events that the ring said to have."""

    ring: CityProcess
    desk: Desk
    city: HttpCity
    acknowledged: set[UUID] = field(default_factory=set)

    @classmethod
    def at(cls, ring: CityProcess, folder: Path, name: str, port: int = 0) -> "Pusher":
        """Enrol at the running `ring`; `port` when the way there is another."""
        direct = ring.client()
        answer = direct.enrol(EnrolRequest(code=code_of(ring), name=name))
        direct.close()
        address = Address(f"http://127.0.0.1:{port or ring.port}")
        client = HttpCity(address, practice=True, token=answer.token, patience=PATIENCE)
        return cls(ring, Desk.open(folder, answer.device, answer.slot), client)

    def close(self) -> None:
        self.city.close()
        self.desk.store.close()

    def write(self, dice: random.Random) -> None:
        """Register a few dossiers and correct one of them now and then."""
        for id_ in self.desk.register(dice.randint(1, 6), request=dice.randbytes(dice.randint(1, 800)).hex()):
            if dice.random() < 0.3:
                self.desk.correct(id_, request="bản sao")

    def push(self) -> CounterError | None:
        """Push the next batch of what is unsent; return what kept it from being acknowledged."""
        with self.desk.store.reading() as reading:
            batch = sending.due(reading, START + timedelta(days=9), limit=BATCH, most_bytes=1_000_000)
        if not batch:
            return None
        try:
            answer = self.city.push(wire.pack(batch))
        except RingAway as error:
            return error
        assert {one.state for one in answer.answers} <= {"stored", "known"}, answer.answers
        self.acknowledged |= {one.id for one in answer.answers}
        delivery.record(self.desk.store, batch, answer, START)
        return None

    def held(self, ring: CityProcess | None = None) -> list[UUID]:
        """Return what the store of its (or another) ring has of this counter."""
        query = text("SELECT id FROM event WHERE device = :device").bindparams(device=self.desk.device)
        with beside(ring or self.ring) as above, above.reading() as reading:
            return [UUID(bytes=bytes(row[0])) for row in reading.ask(query)]

    def written(self) -> set[UUID]:
        return {event.id for event in self.desk.events()}


def beside(ring: CityProcess) -> Store:
    """Open the store of a running ring beside it."""
    role: Role = "hub" if isinstance(ring, HubProcess) else "city"
    return Store.open(ring.store, role=role, practice=True, alone=False)
