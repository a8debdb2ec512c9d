"""A way into a city in memory on which things go wrong as told."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from counter_app.domain.errors import CounterError
from counter_app.practice.memory_city import MemoryCity
from counter_app.sync.examine import Writer
from counter_app.sync.ring_above import Greeting, Meanwhile, RingAway, nothing
from counter_app.sync.wire import (
    BATCH,
    BatchAnswer,
    CatalogueNews,
    EnrolAnswer,
    EnrolRequest,
    News,
    NewsAsked,
    RingState,
)
from counter_app.sync.wire_numbers import LeaseAnswer, LeaseRequest, ReturnAnswer, ReturnRequest

TOKEN = "token-of-a-test"


class FaultyDoor:
    """`faults` are used up one for each push: "" (none), "lost" (nothing arrives), "unanswered" (all is stored, the
    answer is lost), "half" (the ring answers for half of the events), or the code of a RingAway.

    `poison` are events on which the ring falls over: every batch with one of them is answered with 500.
    """

    refusal: CounterError | None

    def __init__(self, city: MemoryCity, device: str, unit: str, faults: Iterable[str] = ()) -> None:
        city.writers[TOKEN + device] = Writer(device, unit)
        self._door = city.door(TOKEN + device, practice=city.practice)
        self.faults = list(faults)
        self.refusal = None
        self.poison = set[UUID]()
        self.batches = list[int]()
        self.offset_ms = 0
        self.version = ""

    def greet(self) -> Greeting:
        if self.refusal is not None:
            raise self.refusal
        said = replace(self._door.greet(), offset_ms=self.offset_ms)
        return replace(said, ring=said.ring.model_copy(update={"version": self.version or said.ring.version}))

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        return self._door.enrol(request)

    def push(self, batch: bytes, meanwhile: Meanwhile = nothing) -> BatchAnswer:
        if self.refusal is not None:
            raise self.refusal
        ids = [event.id for run in BATCH.validate_json(batch).runs for event in run.events]
        self.batches.append(len(ids))
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "lost":
            raise RingAway("unreachable")
        meanwhile()
        if self.poison & set(ids):
            raise RingAway("answered_500", status=500)
        if fault not in ("", "unanswered", "half"):
            raise RingAway(fault, status=500 if fault == "answered_500" else None)
        answer = self._door.push(batch)
        if fault == "unanswered":
            raise RingAway("timed_out")
        if fault == "half":
            return answer.model_copy(update={"answers": answer.answers[::2]})
        return answer

    def news(self, asked: NewsAsked) -> News:
        if self.refusal is not None:
            raise self.refusal
        return self._door.news(asked)

    def catalogue(self, after: str) -> CatalogueNews:
        return self._door.catalogue(after)

    def lease(self, asked: LeaseRequest) -> LeaseAnswer:
        return self._door.lease(asked)

    def give_back(self, returned: ReturnRequest) -> ReturnAnswer:
        return self._door.give_back(returned)

    def state(self, codes: tuple[str, ...] = ()) -> RingState:
        return self._door.state(codes)

    def interrupt(self) -> None:
        self._door.interrupt()

    def close(self) -> None:
        self._door.close()
