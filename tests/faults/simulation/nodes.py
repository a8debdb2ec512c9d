"""Counters and hubs of a simulated world: real stores, with the real courier, listener and number keeper stepped."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError
from counter_app.domain.events import CORRECTED, FILED, RECEIVED, REPRINTED, Event
from counter_app.domain.heard import Heard
from counter_app.storage import clones, filing, grants, outbox, refused_above, registering, sending
from counter_app.storage.events import events_of
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading, Transaction
from counter_app.sync.courier import Courier
from counter_app.sync.fetch_lane import FetchLane
from counter_app.sync.file_lane import FileLane
from counter_app.sync.listener import QUIET_SECONDS, Listener, Place
from counter_app.sync.number_keeper import NumberKeeper
from counter_app.sync.number_plan import Appetite
from tests.domain.events_made import received_payload
from tests.faults.simulation.paper_line import FileLine
from tests.faults.simulation.rings import Blow, BreakingStore, Crash, Line, MachineClock, Time

COUNTERS: Final = Appetite(want=4, low=2)
HUBS: Final = Appetite(want=10, low=5)
"""Small, so that numbers run out within a schedule."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a device is: what its enrolment gave it."""

    name: str
    device: str
    unit: str
    electronic_code: str
    slot: int
    token_hash: bytes
    hub: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What a person was told is saved: the event, and what its author had seen of the dossier."""

    event: UUID
    dossier: UUID
    author: str
    kind: str
    seen: frozenset[UUID]
    changes: tuple[tuple[str, Any], ...] = ()
    code: str = ""
    files: tuple[tuple[str, int], ...] = ()
    """Hash and size of each."""


def folder_of(store: Store) -> FileFolder:
    """Return the folder of files beside a store."""
    assert store.path is not None
    return FileFolder.beside(store.path)


@dataclass
class Upward:
    """A store's way up: its lanes, stepped by hand. `when` says when each is worth while. `papers` is files' way."""

    who: Identity
    store: BreakingStore
    line: Line
    clock: MachineClock
    random: Random
    papers: FileLine
    courier: Courier = field(init=False)
    listener: Listener = field(init=False)
    keeper: NumberKeeper = field(init=False)
    files: FileLane = field(init=False)
    fetch: FetchLane = field(init=False)
    when: dict[str, float] = field(default_factory=dict)
    heard: tuple[object, int] = (None, 0)
    """The store above and its commits when the listener last asked without failing: a question waits for the next."""
    checked: object = None

    def __post_init__(self) -> None:
        who, chance = self.who, self.random.random
        self.courier = Courier(self.store, self.line, self.clock, chance=chance)
        place = Place(who.device, who.unit, who.hub)
        self.listener = Listener(
            self.store, self.line, self.clock, place, Heard(), chance=chance, on_change=self._heard
        )
        self.keeper = NumberKeeper(
            self.store,
            self.line,
            now=self.corrected,
            monotonic=self.clock.monotonic,
            codes=self._codes,
            appetite=HUBS if who.hub else COUNTERS,
            new_request=self._new_id,
        )
        folder, own = folder_of(self.store), "" if who.hub else who.device
        self.files = FileLane(self.store, folder, self.papers, self.clock, chance=chance, wait=lambda seconds: None)
        self.fetch = FetchLane(self.store, folder, self.papers, self.clock, device=own, chance=chance)

    def step(self, lane: str) -> None:
        """Let one lane have its way; what a process survives it survives."""
        steps: dict[str, Callable[[], float]] = {
            "courier": self.courier.step,
            "listener": self.listener.step,
            "keeper": self.keeper.step,
            "files": self.files.step,
            "fetch": self.fetch.step,
        }
        above = self.line.ring.store
        before = (above, above.commits)
        try:
            pause = steps[lane]()
        except CounterError:
            pause = 60.0
        self.when[lane] = self.clock.monotonic() + pause
        if lane == "courier":
            # What goes only after its event may go now.
            self.when["files"] = 0.0
        if lane == "listener":
            self.heard = before if pause == QUIET_SECONDS else (None, 0)

    def due(self, lane: str) -> bool:
        """Say whether a step of the lane is worth while; a listener that has heard all waits above for a commit."""
        above = self.line.ring.store
        if lane == "listener" and self.heard == (above, above.commits):
            return False
        return self.when.get(lane, 0.0) <= self.clock.monotonic()

    def corrected(self) -> datetime:
        with self.store.reading() as reading:
            return self.clock.now() + timedelta(milliseconds=sending.clock_offset_ms(reading))

    def _heard(self, kinds: frozenset[str]) -> None:
        if "ring_back" in kinds:
            self.courier.wake()
        if kinds & {"dossier", "file"}:
            self.when["files"] = self.when["fetch"] = 0.0

    def _codes(self, reading: Reading) -> Iterable[str]:
        if self.who.hub:
            return grants.asked_codes(reading, self.clock.now().date() - timedelta(days=2))
        return (self.who.electronic_code,)

    def _new_id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)


@dataclass
class Counter:
    """One counter: writes dossiers and corrections as an officer does."""

    who: Identity
    path: Path
    time: Time
    line: Callable[[MachineClock], tuple[Line, FileLine]]
    random: Random
    machine: str = ""
    """The mark of the machine that it runs on."""
    fuse: Callable[[], Blow] = lambda: ""
    tried: list[Written] = field(default_factory=list)
    """All that may have been written: also what nobody was told of, because the process died at the commit."""
    clock: MachineClock = field(init=False)
    store: BreakingStore = field(init=False)
    upward: Upward = field(init=False)

    def __post_init__(self) -> None:
        self.clock = MachineClock(self.time)

    @property
    def blocks(self) -> list[tuple[str, int]]:
        return [(self.who.electronic_code, self.who.slot)]

    def open(self) -> None:
        """Start the program as it is started: look first whether the store is a copy."""
        self.store = BreakingStore.open(self.path, practice=True, alone=False)
        clones.settle(self.store, blocks=self.blocks, now=self.clock.now(), mark=self.machine or "machine-1")
        self.store.fuse = self.fuse  # type: ignore[method-assign]
        line, papers = self.line(self.clock)
        self.upward = Upward(self.who, self.store, line, self.clock, self.random, papers)

    def restart(self) -> None:
        """The process died or was ended; it is started again."""
        self.store.close()
        self.open()

    def register(self, *, request: str = "", sets: int = 1) -> Written | None:
        """Register a dossier; return it when the officer was told that it is saved."""
        dossier, made = self._id(), self._id()

        def write(tx: Transaction) -> Written:
            now, offset = self.clock.now(), sending.clock_offset_ms(tx)
            at = now + timedelta(milliseconds=offset)

            def make(code: str) -> Event:
                payload = received_payload(code) | {"request": request, "sets": sets, "received_at": at.isoformat()}
                return self._event(made, dossier, RECEIVED, payload, frozenset(), now, offset)

            done = registering.register(
                tx,
                dossier=dossier,
                electronic_code=self.who.electronic_code,
                slot=self.who.slot,
                day=at.date(),
                make_event=make,
            )
            return Written(made, dossier, self.who.name, RECEIVED, frozenset(), code=done.dossier.code)

        return self._write(write)

    def correct(self, dossier: UUID, changes: dict[str, Any]) -> Written | None:
        """Change fields of a dossier that this counter knows."""
        marked = {name: {"old": None, "new": value} for name, value in changes.items()}
        return self._amend(dossier, CORRECTED, {"changes": marked, "reason": "ghi nhầm"}, tuple(changes.items()))

    def reprint(self, dossier: UUID) -> Written | None:
        return self._amend(dossier, REPRINTED, {"document": "receipt", "copy": 1}, ())

    def file(self, dossier: UUID, contents: list[bytes]) -> Written | None:
        """File papers in a dossier that this counter knows."""
        made, folder = self._id(), folder_of(self.store)

        def write(tx: Transaction) -> Written | None:
            known = events_of(tx, dossier)
            if not known:
                return None
            kept = [folder.keep(io.BytesIO(content)) for content in contents]
            now, offset = self.clock.now(), sending.clock_offset_ms(tx)
            said = {"name": "trang.jpg", "line": "1", "media_type": "image/jpeg", "pages": 1}
            payload = {"files": [{"sha256": one.sha256, "size": one.size, **said} for one in kept]}
            heads = {event.id for event in known} - {base for event in known for base in event.based_on}
            filing.file_papers(tx, self._event(made, dossier, FILED, payload, frozenset(heads), now, offset), kept, now)
            hashes = tuple((one.sha256, one.size) for one in kept)
            seen = frozenset(event.id for event in known)
            return Written(made, dossier, self.who.name, FILED, seen, files=hashes)

        return self._write(write)

    def codes_taken(self) -> list[UUID]:
        """Return the dossiers that are shown here because another one has their code."""
        with self.store.reading() as reading:
            here = {one.dossier for one in outbox.unsent(reading) if sending.code_taken(reading, one.dossier)}
            above = {one.dossier for one in refused_above.kept(reading) if one.code == "code_taken"}
        return sorted(here | above)

    def renumber(self, dossier: UUID) -> Written | None:
        """Give a dossier whose code another one has the next number of today."""
        made = self._id()

        def write(tx: Transaction) -> Written:
            known = events_of(tx, dossier)
            now, offset = self.clock.now(), sending.clock_offset_ms(tx)
            at = now + timedelta(milliseconds=offset)

            def make(before: Dossier, code: str) -> Event:
                payload = {"changes": {"code": {"old": before.code, "new": code}}, "reason": "trùng mã"}
                return self._event(made, dossier, CORRECTED, payload, frozenset(before.heads), now, offset)

            after = registering.renumber(
                tx,
                dossier,
                electronic_code=self.who.electronic_code,
                slot=self.who.slot,
                day=at.date(),
                make_event=make,
            )
            seen = frozenset(event.id for event in known)
            return Written(made, dossier, self.who.name, CORRECTED, seen, (("code", after.code),))

        return self._write(write)

    def _amend(
        self, dossier: UUID, kind: str, payload: dict[str, Any], changes: tuple[tuple[str, Any], ...]
    ) -> Written | None:
        made = self._id()

        def write(tx: Transaction) -> Written | None:
            known = events_of(tx, dossier)
            if not known:
                return None
            heads = {event.id for event in known} - {base for event in known for base in event.based_on}
            now, offset = self.clock.now(), sending.clock_offset_ms(tx)
            registering.amend(tx, self._event(made, dossier, kind, payload, frozenset(heads), now, offset))
            return Written(made, dossier, self.who.name, kind, frozenset(event.id for event in known), changes)

        return self._write(write)

    def _write(self, write: Callable[[Transaction], Written | None]) -> Written | None:
        try:
            with self.store.transaction() as tx:
                written = write(tx)
                if written is not None:
                    self.tried.append(written)
        except Crash:
            self.restart()
            return None
        except CounterError:
            return None
        self.upward.courier.wake()
        self.upward.when["courier"] = 0.0
        return written

    def _event(
        self,
        id_: UUID,
        dossier: UUID,
        kind: str,
        payload: dict[str, Any],
        heads: frozenset[UUID],
        at: datetime,
        offset_ms: int,
    ) -> Event:
        return Event(
            id=id_,
            dossier=dossier,
            unit=self.who.unit,
            device=self.who.device,
            epoch="",
            device_seq=0,
            based_on=tuple(sorted(heads)),
            kind=kind,
            schema=1,
            at=at,
            offset_ms=offset_ms,
            officer="can-bo-1",
            payload=payload,
        )

    def _id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)
