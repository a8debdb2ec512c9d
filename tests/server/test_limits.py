"""A device that floods is told when to come again; all together are told so above a load that can be answered."""

import asyncio
import heapq
import random
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from counter_app.devices.clock import SteppedClock
from counter_app.domain.events import new_id
from counter_app.domain.times import VIETNAM
from counter_app.server.app import city_app
from counter_app.server.buckets import Buckets
from counter_app.server.door import MOST_REQUESTS
from counter_app.server.load import Load, Overloaded
from counter_app.storage import outbox
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.courier import Courier
from counter_app.sync.courier_steps import (
    Answered,
    Failed,
    Greet,
    Greeted,
    Input,
    Looked,
    Offered,
    Rest,
    Send,
    Tick,
)
from counter_app.sync.courier_steps import Look as LookFor
from counter_app.sync.planner import (
    State,
    begin,
    plan,
)
from counter_app.sync.wire import MOST_EVENTS
from tests.domain.events_made import Device
from tests.server.conftest import Served, Web
from tests.server.listening import listening
from tests.sync.made import Desk, packed


class Time:
    """Monotonic time that goes on when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_device_that_floods_is_told_when_to_come_and_the_others_are_served(city: Served) -> None:
    time = Time()
    house = replace(city.house, rates=Buckets(5, 10.0, time))
    city.web = Web(city_app(house))
    flood, calm = city.enrol()["token"], city.enrol()["token"]
    state = "/sync/v1/state"
    assert [city.web.get(state, headers=city.headers(flood)).status_code for _ in range(5)] == [200] * 5
    refused = city.web.get(state, headers=city.headers(flood))
    assert (refused.status_code, refused.json()["code"]) == (429, "busy")
    assert refused.headers["Retry-After"] in {"2", "3"}
    assert city.web.get(state, headers=city.headers(calm)).status_code == 200
    other_room = city.web.get("/sync/v1/news", headers=city.headers(flood))
    assert other_room.status_code == 200, "events, news, numbers and files have stores of their own"
    time.now = 2.5
    assert city.web.get(state, headers=city.headers(flood)).status_code == 200
    assert city.web.get(state, headers=city.headers(flood)).status_code == 429


def test_a_counter_that_empties_sixty_thousand_events_meets_no_limit() -> None:
    assert MOST_REQUESTS >= 10 * 60_000 / MOST_EVENTS


def test_a_courier_that_is_told_to_wait_waits(city: Served, tmp_path: Path) -> None:
    said = city.enrol()
    app = city_app(replace(city.house, rates=Buckets(1, 40.0, Time())))
    with listening(app) as (host, port), Store.open(tmp_path / "c.db", practice=True) as store:
        desk = Desk(store, said["device"])
        ring = HttpCity(Address(f"http://{host}:{port}"), practice=True, token=said["token"])
        clock = SteppedClock(datetime.now(VIETNAM))
        courier = Courier(store, ring, clock, chance=lambda: 0.0, most_events=1)
        desk.register(2)
        assert courier.step() >= 40, "the second batch, read ahead, is told to wait"
        assert courier.step() >= 40
        desk.register(1)
        courier.wake()
        assert courier.step() >= 40, "also when something new is written"
        with store.reading() as reading:
            state = outbox.state(reading)
        assert (state.waiting, state.parked, state.error) == (2, 0, "busy")
        ring.close()


def test_what_is_at_work_is_bounded_and_who_comes_on_top_is_spread(city: Served) -> None:
    load = Load(2, random.Random(3).random)
    with load.place(), load.place():
        waits = []
        for _ in range(40):
            with pytest.raises(Overloaded) as caught, load.place():
                pass
            waits.append(caught.value.retry_after)
    assert (min(waits), max(waits)) == (1, 10)
    with load.place():
        pass
    city.web = Web(city_app(replace(city.house, load=load)))
    said = city.enrol()
    body = packed(Device(said["device"]).received(new_id(), code="H13.35.07-261123-0001"))
    with load.place(), load.place():
        answer = city.push(said["token"], body)
        assert (answer.status_code, answer.json()["code"]) == (503, "busy")
        assert 1 <= int(answer.headers["Retry-After"]) <= 10
        assert city.web.get("/sync/v1/health", headers=city.headers()).status_code == 200, "it is there, and says so"
    assert city.push(said["token"], body).json()["answers"][0]["state"] == "stored"


def test_t_storm_sixty_batches_at_one_moment_lose_and_double_nothing(city: Served) -> None:
    app = city_app(replace(city.house, load=Load(8)))
    said = city.enrol()
    device = Device(said["device"])
    batches = [packed(device.received(new_id(), code=f"H13.35.07-261123-{n:04d}")) for n in range(60)]
    headers = city.headers(said["token"])

    async def storm() -> int:
        turned_away = 0
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://city", timeout=600) as client:
            left = list(batches)
            while left:
                answers = await asyncio.gather(
                    *(client.post("/sync/v1/events", content=body, headers=headers) for body in left)
                )
                assert {answer.status_code for answer in answers} <= {200, 503}
                left = [body for body, answer in zip(left, answers, strict=True) if answer.status_code == 503]
                turned_away += len(left)
        return turned_away

    assert asyncio.run(storm()) > 0
    state = city.web.get("/sync/v1/state", headers=city.headers(said["token"])).json()
    assert (state["events"], state["dossiers"], state["gaps"]) == (60, 60, 0)


COUNTERS, EACH = 200, 50
WORK_SECONDS = 0.25
"""What a batch costs a slow city, which does one after the other."""


@dataclass
class Client:
    """A counter that comes back: the product's own planner, and what it has left to send."""

    state: State = field(default_factory=lambda: begin(500))
    left: int = EACH
    tries: int = 0


@dataclass
class SlowCity:
    """Does one batch after the other, in virtual time, behind the product's own bound."""

    load: Load
    clock: Time
    free_at: float = 0.0
    ends: list[float] = field(default_factory=list)
    places: list[Any] = field(default_factory=list)
    longest: int = 0

    def push(self) -> float:
        """Return when the batch will be answered. Raises Overloaded."""
        while self.ends and self.ends[0] <= self.clock.now:
            heapq.heappop(self.ends)
            self.places.pop().__exit__(None, None, None)
        place = self.load.place()
        place.__enter__()
        self.places.append(place)
        self.longest = max(self.longest, len(self.places))
        self.free_at = max(self.free_at, self.clock.now) + WORK_SECONDS
        heapq.heappush(self.ends, self.free_at)
        return self.free_at


def take_turn(client: Client, city: SlowCity, chance: random.Random) -> float:
    """Let the planner do what it plans at this moment; return when it is to be asked again."""
    clock = city.clock
    told: Input = Tick(clock.now)
    while True:
        client.state, outputs = plan(client.state, told)
        for output in outputs:
            match output:
                case Rest():
                    return clock.now + max(0.05, output.seconds)
                case Greet():
                    told = Greeted(clock.now)
                case LookFor():
                    told = Looked(clock.now, tuple(Offered(n, 0) for n in range(client.left)))
                case Send():
                    client.tries += 1
                    try:
                        done = city.push()
                    except Overloaded as error:
                        told = Failed(clock.now, chance.random(), "busy", retry_after=float(error.retry_after))
                    else:
                        client.left = 0
                        client.state, _ = plan(client.state, Answered(done))
                        return done


def test_t_storm_two_hundred_counters_that_come_back_at_once_all_drain() -> None:
    chance, clock = random.Random(11), Time()
    city = SlowCity(Load(20, chance.random), clock)
    clients = [Client() for _ in range(COUNTERS)]
    agenda = [(0.0, number) for number in range(COUNTERS)]
    heapq.heapify(agenda)
    last = 0.0
    while agenda:
        at, number = heapq.heappop(agenda)
        clock.now = at
        client = clients[number]
        if client.left:
            heapq.heappush(agenda, (take_turn(client, city, chance), number))
            last = max(last, city.free_at)
    assert not any(client.left for client in clients)
    assert city.longest == 20, "nobody waits longer than the work of twenty"
    assert last <= 3 * COUNTERS * WORK_SECONDS, "the city is hardly ever idle while work waits"
    assert max(client.tries for client in clients) <= 30
