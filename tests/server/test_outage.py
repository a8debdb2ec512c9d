"""A counter asks its hub to do without the internet for a while: bounded, by an enrolled device, over by itself."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.server.app import city_app
from counter_app.server.door import CityClock, House
from counter_app.storage.store import Store
from counter_app.sync import outage
from tests.server.conftest import Served, Web

ROUTE = "/sync/v1/outage"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Served]:
    with Store.open(tmp_path / "hub.db", role="hub", practice=True) as store:
        house = House(store, True, b"", CityClock(), role="hub")
        yield Served(house, Web(city_app(house)))


def test_it_is_over_after_the_time_that_was_asked_for(hub: Served) -> None:
    store, now = hub.house.store, hub.house.clock.now()
    token = hub.enrol()["token"]
    assert not outage.under_way(store, now)
    answer = hub.web.post(ROUTE, json={"seconds": 300}, headers=hub.headers(token))
    assert (answer.status_code, answer.json()["seconds"]) == (200, 300)
    assert outage.under_way(store, now + timedelta(seconds=299))
    assert not outage.under_way(store, now + timedelta(seconds=330))
    assert not outage.under_way(store, now - timedelta(hours=2)), "a clock that was put back does not prolong it"


def test_it_is_ended_early_and_forgotten_at_the_next_start(hub: Served) -> None:
    store, now = hub.house.store, hub.house.clock.now()
    token = hub.enrol()["token"]
    hub.web.post(ROUTE, json={"seconds": 300}, headers=hub.headers(token))
    hub.web.post(ROUTE, json={"seconds": 0}, headers=hub.headers(token))
    assert not outage.under_way(store, now + timedelta(seconds=1))
    hub.web.post(ROUTE, json={"seconds": 300}, headers=hub.headers(token))
    outage.forget(store)
    assert not outage.under_way(store, now + timedelta(seconds=1))


@pytest.mark.parametrize("body", [{"seconds": 3601}, {"seconds": -1}, {}, {"seconds": "long"}])
def test_no_rehearsal_is_longer_than_an_hour(hub: Served, body: dict[str, object]) -> None:
    token = hub.enrol()["token"]
    assert hub.web.post(ROUTE, json=body, headers=hub.headers(token)).status_code == 422
    assert not outage.under_way(hub.house.store, hub.house.clock.now())


def test_only_an_enrolled_device_may_ask(hub: Served) -> None:
    assert hub.web.post(ROUTE, json={"seconds": 60}, headers=hub.headers()).status_code == 401
    assert hub.web.post(ROUTE, json={"seconds": 60}, headers=hub.headers("a" * 43)).status_code == 401
    assert not outage.under_way(hub.house.store, hub.house.clock.now())


def test_a_city_has_nobody_above_it(city: Served) -> None:
    token = city.enrol()["token"]
    answer = city.web.post(ROUTE, json={"seconds": 60}, headers=city.headers(token))
    assert (answer.status_code, answer.json()["code"]) == (409, "no_ring_above")


def test_every_counter_is_told_what_the_office_rehearses_and_for_how_long(hub: Served) -> None:
    token, other = hub.enrol()["token"], hub.enrol()["token"]

    def told() -> dict[str, object] | None:
        answer: dict[str, object] | None = hub.web.get("/sync/v1/news", headers=hub.headers(other)).json().get("outage")
        return answer

    assert told() is None
    for path, what in ((ROUTE, "internet"), (ROUTE + "/hub", "hub")):
        asked = hub.web.post(path, json={"seconds": 300}, headers=hub.headers(token)).json()
        said = told()
        assert said is not None
        assert (said["what"], said["id"]) == (what, asked["id"])
        assert 0 < float(str(said["seconds"])) <= 300
        assert outage.under_way(hub.house.store, hub.house.clock.now()) is (what == "internet"), "the hub works on"
        assert hub.web.post(path, json={"seconds": 0}, headers=hub.headers(token)).status_code == 200
        assert told() is None
