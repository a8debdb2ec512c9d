"""Who waits for news is woken by what is new in his unit, at once and by nothing else."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from counter_app.domain.events import new_id
from counter_app.server import telling
from counter_app.server.app import city_app
from counter_app.server.bells import LOOK_SECONDS, MOST_AT_ONCE, Bells
from counter_app.server.door import House
from counter_app.server.load import Load
from counter_app.storage import news
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.store import Store
from counter_app.sync import wire
from tests.domain.events_made import Device
from tests.server.conftest import Served
from tests.storage.made import UNIT
from tests.sync.made import packed

FAR = 60.0
"""Seconds that nothing here waits for: whoever is not woken is found by the test's own bound."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "city.db", role="city", practice=True) as opened:
        yield opened


def feed(store: Store, unit: str, last: int) -> str:
    """Let the unit's feed have come so far; return its mark."""
    with store.transaction() as tx:
        tx.connection.execute(
            text("INSERT INTO feed VALUES (:unit, :last) ON CONFLICT (unit) DO UPDATE SET last = :last"),
            {"unit": unit, "last": last},
        )
        return news.marks(tx)[unit]


async def looked(bells: Bells, unit: str, mark: str) -> None:
    """Return when the bells have seen the mark."""
    while bells.of(bells._marks, unit) != mark:
        await asyncio.sleep(LOOK_SECONDS / 20)


def test_a_change_wakes_those_of_its_unit_and_no_others(store: Store) -> None:
    a, b = feed(store, "a", 1), feed(store, "b", 1)

    async def both() -> tuple[bool, bool]:
        bells = Bells(store)
        one = asyncio.create_task(bells.wait("a", a, FAR))
        other = asyncio.create_task(bells.wait("b", b, FAR))
        await looked(bells, "a", a)
        feed(store, "a", 2)
        await asyncio.wait_for(one, FAR / 2)
        found = one.done(), other.done()
        bells.end()
        await asyncio.wait_for(other, FAR / 2)
        return found

    assert asyncio.run(both()) == (True, False)


def test_whoever_knows_more_than_the_last_look_is_not_answered_by_it(store: Store) -> None:
    """A counter hears of an event, asks anew, and the bells have not looked since: nothing is new."""
    before = feed(store, "a", 1)

    async def ask() -> bool:
        bells = Bells(store)
        first = asyncio.create_task(bells.wait("a", before, FAR))
        await looked(bells, "a", before)
        ahead = asyncio.create_task(bells.wait("a", feed(store, "a", 2), FAR))
        await asyncio.wait_for(first, FAR / 2)
        still = not ahead.done()
        feed(store, "a", 3)
        await asyncio.wait_for(ahead, FAR / 2)
        return still

    assert asyncio.run(ask())


def test_only_who_has_everything_is_let_wait_unasked(store: Store) -> None:
    mark, older = feed(store, "a", 7), feed(store, "b", 6)

    async def ask() -> list[bool]:
        bells = Bells(store)
        early = bells.still("a", mark, f"{store.epoch}.7")
        waiting = asyncio.create_task(bells.wait("a", mark, FAR))
        await looked(bells, "a", mark)
        said = [
            early,
            bells.still("a", mark, f"{store.epoch}.7"),
            bells.still("a", mark, f"{store.epoch}.6"),
            bells.still("a", older, f"{store.epoch}.6"),
            bells.still("a", mark, "another-epoch.7"),
            bells.still("a", "", ""),
        ]
        bells.end()
        await asyncio.wait_for(waiting, FAR / 2)
        return said

    assert asyncio.run(ask()) == [False, True, False, False, False, False]


def test_a_crowd_that_one_event_wakes_is_answered_and_not_refused(city: Served) -> None:
    """More counters of a unit wait than may be at work at once."""
    app = city_app(replace(city.house, load=Load(MOST_AT_ONCE)))
    listener, writer = city.enrol(), city.enrol()
    headers = city.headers(listener["token"])

    async def play() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://city") as client:
            mark = (await client.get("/sync/v1/news", headers=headers)).json()["mark"]
            bells: Bells = app.state.bells
            waiting: list[asyncio.Task[httpx.Response]] = []
            for count in range(1, 3 * MOST_AT_ONCE + 1):
                query = f"/sync/v1/news?mark={mark}&wait={FAR:.0f}"
                waiting.append(asyncio.create_task(client.get(query, headers=headers)))
                while bells._waiting < count:
                    await asyncio.sleep(LOOK_SECONDS / 20)
            event = Device(writer["device"]).received(new_id())
            await client.post("/sync/v1/events", content=packed(event), headers=city.headers(writer["token"]))
            return await asyncio.gather(*waiting)

    answers = asyncio.run(play())
    assert {answer.status_code for answer in answers} == {200}
    assert {len(answer.json()["runs"]) for answer in answers} == {1}, "and each hears of the event"


def test_what_one_look_woke_many_for_is_read_once(city: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    app = city_app(city.house)
    listeners, writer = [city.enrol() for _ in range(6)], city.enrol()
    read: list[str] = []
    tell = telling.tell

    def counted(house: House, device: EnrolledDevice, asked: wire.NewsAsked) -> tuple[wire.News, str]:
        read.append(device.id)
        return tell(house, device, asked)

    async def play() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://city") as client:
            mark = (await client.get("/sync/v1/news", headers=city.headers(writer["token"]))).json()["mark"]
            bells: Bells = app.state.bells
            waiting: list[asyncio.Task[httpx.Response]] = []
            for one in [*listeners, writer]:
                query = f"/sync/v1/news?mark={mark}&wait={FAR:.0f}&epoch=e1&last=1"
                waiting.append(asyncio.create_task(client.get(query, headers=city.headers(one["token"]))))
                while bells._waiting < len(waiting):
                    await asyncio.sleep(LOOK_SECONDS / 20)
            await looked(bells, UNIT, mark)
            monkeypatch.setattr(telling, "tell", counted)
            event = Device(writer["device"]).received(new_id())
            await client.post("/sync/v1/events", content=packed(event), headers=city.headers(writer["token"]))
            return await asyncio.gather(*waiting)

    *others, own = asyncio.run(play())
    assert [len(answer.json()["runs"]) for answer in others] == [1] * 6
    assert not own.json()["runs"], "its own events are left out for whoever wrote them"
    assert len({answer.json()["cursor"] for answer in (*others, own)}) == 1
    assert len(read) == 2, "once for all, and once without its own for the one who wrote it"
