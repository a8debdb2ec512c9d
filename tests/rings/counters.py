"""Counters of an office as the rings see them: a store, what it writes, and its way up with its real threads."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from counter_app.devices.clock import SystemClock
from counter_app.domain.heard import Heard
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.storage import dossiers, outbox, reach
from counter_app.storage.store import Role, Store
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.codes import new_code
from counter_app.sync.listener import Place
from counter_app.sync.upward import Upward
from counter_app.sync.wire import EnrolRequest
from tests.storage.made import UNIT
from tests.sync.made import Desk

PATIENCE = 30.0
"""Seconds after which a test that waits for something fails; nothing is expected to take nearly as long."""


def code_of(ring: CityProcess) -> str:
    """Mint a one-time code beside the running ring, without a process of its own."""
    role: Role = "hub" if isinstance(ring, HubProcess) else "city"
    with Store.open(ring.store, role=role, practice=ring.practice, alone=False) as beside:
        return new_code(beside, UNIT, "", datetime.now(VIETNAM))


@dataclass
class Office:
    """A counter below a hub or a city."""

    desk: Desk
    upward: Upward
    heard: Heard
    changed: threading.Condition
    kinds: list[str]

    @classmethod
    def below(
        cls,
        ring: CityProcess,
        folder: Path,
        name: str,
        *,
        address: str = "",
        device: str = "",
        heard: Heard | None = None,
    ) -> Self:
        """Enrol a counter at `ring` and open its store; `address` when it goes another way than directly, `device` when
        it has an identity and perhaps a store already."""
        first = ring.client()
        answer = first.enrol(EnrolRequest(code=code_of(ring), name=name, device=device))
        first.close()
        desk = Desk(Store.open(folder / f"{name}.db", practice=True), answer.device, answer.slot)
        where = Address(address or ring.url, ring.ca)
        heard = heard or Heard()
        changed, kinds = threading.Condition(), list[str]()

        def told(what: frozenset[str]) -> None:
            with changed:
                kinds.extend(what)
                changed.notify_all()

        upward = Upward(
            desk.store,
            lambda: HttpCity(where, practice=True, token=answer.token),
            SystemClock(),
            Place(answer.device, answer.unit),
            heard,
            on_change=told,
        )
        office = cls(desk, upward, heard, changed, kinds)
        upward.start()
        return office

    def until(self, holds: Callable[[], bool]) -> bool:
        """Wait until `holds`, looked at whenever something changed here, and say whether it did."""
        with self.changed:
            return self.changed.wait_for(holds, PATIENCE)

    def register(self, count: int = 1) -> None:
        self.desk.register(count)
        self.upward.wake()

    def unsent(self) -> int:
        with self.desk.store.reading() as reading:
            state = outbox.state(reading)
        return state.waiting + state.parked

    def codes(self) -> set[str]:
        """Return the codes of every dossier that this store knows."""
        with self.desk.store.reading() as reading:
            return {line.code for line in dossiers.page(reading, None, 10_000)}

    def open_above(self) -> int:
        """Return how many of the office's events the city lacks, as the hub told this counter."""
        with self.desk.store.reading() as reading:
            return sum(last - first + 1 for one in reach.kept_above(reading) for first, last in one.open)

    def close(self) -> None:
        assert self.upward.stop()
        self.desk.store.close()
