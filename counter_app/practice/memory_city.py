"""A city in memory that keeps the same promises as the real one: for tests that step a courier through faults."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from pydantic import ValidationError

from counter_app import __version__
from counter_app.domain.dossier import Dossier, fold
from counter_app.domain.errors import OurFault
from counter_app.domain.events import CORRECTED, RECEIVED, Event
from counter_app.domain.times import VIETNAM, iso
from counter_app.practice.memory_numbers import MemoryNumbers
from counter_app.sync import wire
from counter_app.sync.codes import new_token, plain
from counter_app.sync.examine import Writer, examine, refused
from counter_app.sync.ring_above import BatchRefused, Greeting, Meanwhile, RingAway, RingRefuses, nothing
from counter_app.sync.wire_numbers import LeaseAnswer, LeaseRequest, ReturnAnswer, ReturnRequest


@dataclass
class MemoryCity:
    """The shared memory of one city; `door` gives each counter its own way in."""

    practice: bool = True
    now: Callable[[], datetime] = lambda: datetime.now(VIETNAM)
    epoch: str = field(default_factory=lambda: uuid4().hex[:16])
    events: dict[UUID, Event] = field(default_factory=dict)
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)
    writers: dict[str, Writer] = field(default_factory=dict)
    procedures: tuple[dict[str, Any], ...] = ()
    numbers: MemoryNumbers = field(default_factory=MemoryNumbers)

    def mint(self, code: str, unit: str) -> None:
        """Make `code` good for one counter of `unit`."""
        self.codes[plain(code)] = (unit, "")

    def door(self, token: str = "", *, practice: bool = True) -> "MemoryDoor":
        return MemoryDoor(self, token, practice)

    def dossier(self, id_: UUID) -> Dossier:
        """Return a dossier as this city's events say it is."""
        return fold(event for event in self.events.values() if event.dossier == id_)

    def ring(self) -> wire.Ring:
        return wire.Ring(
            time=iso(self.now()),
            protocol=wire.PROTOCOLS,
            epoch=self.epoch,
            practice=self.practice,
            version=__version__,
        )

    def take(self, event: Event, code: str = "") -> wire.EventAnswer:
        """Take one event whose hash was checked; `code` is what its batch gives its dossier in place of its own."""
        there = self.events.get(event.id)
        if there is not None:
            return _said(event, "known") if there.hash == event.hash else refused(event.id, "id_reused", "")
        chain = {
            other.device_seq: other
            for other in self.events.values()
            if (other.device, other.epoch) == (event.device, event.epoch)
        }
        if event.device_seq in chain:
            return refused(event.id, "seq_taken", "")
        before = chain.get(event.device_seq - 1)
        if before is not None and before.hash != event.prev_hash:
            return refused(event.id, "chain_broken", "")
        same = [other for other in self.events.values() if other.dossier == event.dossier]
        missing = tuple(base for base in event.based_on if base not in {other.id for other in same})
        if missing:
            return wire.EventAnswer(id=event.id, state="wait", code="base_missing", missing=missing)
        if event.kind == RECEIVED and any(other.kind == RECEIVED for other in same):
            return refused(event.id, "already_received", "")
        if self._code_taken(event, code):
            return refused(event.id, "code_taken", "")
        self.events[event.id] = event
        return _said(event, "stored")

    def _code_taken(self, event: Event, code: str) -> bool:
        wanted = code or event.payload["code"] if event.kind == RECEIVED else _new_code(event)
        has: dict[UUID, str] = {}
        for other in self.events.values():
            given = other.payload["code"] if other.kind == RECEIVED else _new_code(other)
            if given:
                has[other.dossier] = given
        return any(code == wanted and dossier != event.dossier for dossier, code in has.items())


class MemoryDoor:
    """One counter's way into a city in memory."""

    def __init__(self, city: MemoryCity, token: str, practice: bool) -> None:
        self._city, self._token, self._practice, self._broken = city, token, practice, False

    def greet(self) -> Greeting:
        self._check()
        return Greeting(self._city.ring(), 0, 0)

    def enrol(self, request: wire.EnrolRequest) -> wire.EnrolAnswer:
        self._check()
        unit, used_by = self._city.codes.get(plain(request.code), ("", "-"))
        device = request.device or str(uuid4())
        if used_by not in ("", device):
            raise RingRefuses("code_refused")
        self._city.codes[plain(request.code)] = (unit, device)
        for token in [token for token, writer in self._city.writers.items() if writer.device == device]:
            del self._city.writers[token]
        token = new_token()
        self._city.writers[token] = Writer(device, unit)
        slot = len({writer.device for writer in self._city.writers.values() if writer.unit == unit}) - 1
        return wire.EnrolAnswer(ring=self._city.ring(), device=device, token=token, unit=unit, slot=slot)

    def push(self, batch: bytes, meanwhile: Meanwhile = nothing) -> wire.BatchAnswer:
        self._check()
        meanwhile()
        writer = self._writer()
        try:
            read = wire.BATCH.validate_json(batch)
        except ValidationError as error:
            raise BatchRefused("batch_unreadable", status=422) from error
        if sum(len(run.events) for run in read.runs) > wire.MOST_EVENTS:
            raise BatchRefused("batch_too_large", status=413)
        answers = []
        examined = list(examine(read, writer))
        given = {one.event.dossier: _new_code(one.event) for one in examined if one.event and _new_code(one.event)}
        for one in examined:
            if one.refusal is not None or one.event is None:
                answers.append(one.refusal or refused(one.id, "payload_wrong", ""))
            else:
                answers.append(self._city.take(one.event, given.get(one.event.dossier, "")))
        return wire.BatchAnswer(ring=self._city.ring(), answers=tuple(answers))

    def catalogue(self, after: str) -> wire.CatalogueNews:
        self._check()
        self._writer()
        revision = f"{len(self._city.procedures)}" if self._city.procedures else ""
        wanted = self._city.procedures if self._city.procedures and revision != after else None
        return wire.CatalogueNews(ring=self._city.ring(), revision=revision, procedures=wanted)

    def news(self, asked: wire.NewsAsked) -> wire.News:
        """Answer at once, whatever the asker would wait."""
        self._check()
        writer, city = self._writer(), self._city
        epoch, _, place = asked.after.rpartition(".")
        feed = [event for event in list(city.events.values()) if event.unit == writer.unit]
        fresh = feed[int(place) if epoch == city.epoch and place.isdecimal() else 0 :]
        runs = tuple(
            _run_of(event)
            for event in fresh
            if not (event.device == writer.device and event.epoch == asked.epoch and event.device_seq <= asked.last)
        )
        at = f"{city.epoch}.{len(feed)}"
        return wire.News(ring=city.ring(), cursor=at, mark=at, catalogue=f"{len(city.procedures)}", runs=runs)

    def lease(self, asked: LeaseRequest) -> LeaseAnswer:
        self._check()
        first, last, nothing = self._city.numbers.lease(self._writer().device or "", asked, self._city.now())
        return LeaseAnswer(ring=self._city.ring(), first=first, last=last, nothing=nothing)

    def give_back(self, returned: ReturnRequest) -> ReturnAnswer:
        self._check()
        self._city.numbers.give_back(self._writer().device or "", returned, self._city.now())
        return ReturnAnswer(ring=self._city.ring())

    def state(self, codes: Sequence[str] = ()) -> wire.RingState:
        self._check()
        self._writer()
        held = {dossier.code for dossier in self._dossiers()}
        return wire.RingState(
            ring=self._city.ring(),
            dossiers=len(held),
            events=len(self._city.events),
            gaps=self._gaps(),
            future=0,
            held=tuple(sorted(set(codes) & held)),
        )

    def interrupt(self) -> None:
        self._broken = True

    def close(self) -> None:
        """Nothing is held."""

    def _dossiers(self) -> list[Dossier]:
        found = []
        for id_ in {event.dossier for event in self._city.events.values()}:
            try:
                found.append(self._city.dossier(id_))
            except OurFault:
                continue
        return found

    def _gaps(self) -> int:
        chains: dict[tuple[str, str], list[int]] = {}
        for event in self._city.events.values():
            chains.setdefault((event.device, event.epoch), []).append(event.device_seq)
        return sum(max(numbers) - len(numbers) for numbers in chains.values())

    def _check(self) -> None:
        if self._broken:
            raise RingAway("interrupted")
        if self._practice != self._city.practice:
            raise RingRefuses("mode_mismatch")

    def _writer(self) -> Writer:
        writer = self._city.writers.get(self._token)
        if writer is None:
            raise RingRefuses("token_refused", status=401)
        return writer


def _new_code(event: Event) -> str:
    """Return the code that a correction gives, empty when it gives none."""
    change = event.payload["changes"].get("code") if event.kind == CORRECTED and event.schema == 1 else None
    return str(change["new"]) if change else ""


def _said(event: Event, state: str) -> wire.EventAnswer:
    return wire.EventAnswer(id=event.id, state="known" if state == "known" else "stored")


def _run_of(event: Event) -> wire.Run:
    said = wire.WireEvent(
        id=event.id,
        dossier=event.dossier,
        based_on=event.based_on,
        kind=event.kind,
        schema=event.schema,
        at=iso(event.at),
        offset_ms=event.offset_ms,
        officer=event.officer,
        payload=dict(event.payload),
        hash=event.hash,
    )
    return wire.Run(
        device=event.device,
        epoch=event.epoch,
        unit=event.unit,
        first_seq=event.device_seq,
        prev_hash=event.prev_hash,
        events=(said,),
    )
