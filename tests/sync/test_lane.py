"""One loop under every lane: it outlives what fails in it, tells that without a word of people, and can be woken."""

import queue
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.devices.clock import SystemClock
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.practice.memory_city import MemoryCity
from counter_app.storage import outbox
from counter_app.sync.courier import Courier
from counter_app.sync.lane import Lane
from counter_app.sync.ring_above import Meanwhile, nothing
from counter_app.sync.wire import BatchAnswer
from tests.domain.events_made import START
from tests.storage.made import UNIT
from tests.sync.faulty import FaultyDoor
from tests.sync.made import Desk

SOON = 20.0
FOREVER = 3600.0
NAME = "Trần Văn Riêng Tư"


class Played:
    """A lane whose steps are given to it one after the other; what happens comes out of `told`."""

    def __init__(self, *steps: Callable[[], float]) -> None:
        self.told = queue.Queue[str]()
        self._steps = list(steps)
        self.lane = Lane(
            "played",
            self._step,
            interrupt=lambda: self.told.put("interrupted"),
            close=lambda: self.told.put("closed"),
            hurry=lambda: self.told.put("hurried"),
            faulted=lambda: self.told.put("faulted"),
        )

    def _step(self) -> float:
        self.told.put("step")
        return self._steps.pop(0)() if self._steps else FOREVER

    def next(self, count: int = 1) -> list[str]:
        return [self.told.get(timeout=SOON) for _ in range(count)]


def fails(error: Exception) -> Callable[[], float]:
    def step() -> float:
        raise error

    return step


@pytest.mark.parametrize("error", [ValueError(NAME), OfficerCanMend("disk_full", name=NAME)])
def test_a_lane_outlives_a_fault_tells_it_and_names_nobody(
    error: ValueError | CounterError, caplog: pytest.LogCaptureFixture
) -> None:
    played = Played(fails(error))
    played.lane.start()
    assert played.next(2) == ["step", "faulted"]
    played.lane.wake()
    assert played.next() == ["step"]
    assert played.lane.stop()
    assert played.next(2) == ["interrupted", "closed"]
    assert ("ValueError" if isinstance(error, ValueError) else "disk_full") in caplog.text
    assert NAME not in caplog.text


def test_what_is_wanted_while_a_step_works_calls_for_another() -> None:
    def step() -> float:
        played.lane.wake()
        return FOREVER

    played = Played(step)
    played.lane.start()
    assert played.next(2) == ["step", "step"]
    played.lane.send_now()
    assert sorted(played.next(2)) == ["hurried", "step"]
    assert played.lane.stop()


class BrokenDoor(FaultyDoor):
    """A client with a fault of ours in it; `mended` lets it work."""

    mended = False

    def push(self, batch: bytes, meanwhile: Meanwhile = nothing) -> BatchAnswer:
        if not self.mended:
            raise ZeroDivisionError(NAME)
        return super().push(batch, meanwhile)


def test_a_fault_of_ours_stands_on_the_strip_and_the_courier_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk.open(tmp_path)
    desk.register(2)
    city = MemoryCity(now=lambda: START)
    door = BrokenDoor(city, desk.device, UNIT)
    told = queue.Queue[str]()

    def changed(kinds: frozenset[str]) -> None:
        if "sync" in kinds:
            with desk.store.reading() as reading:
                state = outbox.state(reading)
            told.put(state.error or str(state.waiting))

    courier = Courier(desk.store, door, SystemClock(), on_change=changed)
    courier.start()
    while (said := told.get(timeout=SOON)) != "courier_fault":
        assert said == "2"
    door.mended = True
    courier.wake()
    while told.get(timeout=SOON) != "0":
        continue
    assert courier.stop()
    assert len(city.events) == 2
    assert "ZeroDivisionError" in caplog.text
    assert NAME not in caplog.text
    desk.store.close()
