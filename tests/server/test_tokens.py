"""Who is behind a token is remembered, and a token that was taken back or replaced opens nothing a moment later."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import event

from counter_app.domain.times import VIETNAM
from counter_app.server.app import city_app
from counter_app.server.tokens import Tokens
from counter_app.storage import enrolments
from counter_app.sync.codes import hash_of
from tests.server.conftest import Served, Web


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def tokens(city: Served, time: Time) -> Tokens:
    return Tokens(city.house.store, 1.0, time)


def test_a_device_is_looked_up_once_and_then_known_without_the_store(city: Served, tokens: Tokens, time: Time) -> None:
    said = city.enrol()
    hashed = hash_of(said["token"])
    assert tokens.at_once(hashed) is None
    found = tokens.find(hashed)
    assert found is not None
    assert found.id == said["device"]
    assert tokens.at_once(hashed) == found
    time.now += 1.0
    assert tokens.at_once(hashed) is None, "after a moment the store is asked whether anything changed"
    assert tokens.find(hashed) is found, "and nothing had"
    assert tokens.find(hash_of("nobody")) is None


def test_a_token_that_was_taken_back_or_replaced_is_refused_a_moment_later(
    city: Served, tokens: Tokens, time: Time
) -> None:
    city.web = Web(city_app(replace(city.house, tokens=tokens)))
    one, other = city.enrol(), city.enrol()
    ask = "/sync/v1/news"
    assert city.web.get(ask, headers=city.headers(one["token"])).status_code == 200
    assert city.web.get(ask, headers=city.headers(other["token"])).status_code == 200
    with city.house.store.transaction() as tx:
        assert enrolments.revoke(tx, one["device"], datetime.now(VIETNAM))
    time.now += 1.0
    assert city.web.get(ask, headers=city.headers(one["token"])).status_code == 401
    assert city.web.get(ask, headers=city.headers(other["token"])).status_code == 200
    again = city.web.post(
        "/sync/v1/enrol", json={"code": city.code(), "device": other["device"]}, headers=city.headers()
    )
    assert again.status_code == 200
    time.now += 1.0
    assert city.web.get(ask, headers=city.headers(other["token"])).status_code == 401
    assert city.web.get(ask, headers=city.headers(again.json()["token"])).status_code == 200


def test_who_was_read_before_a_change_is_not_remembered_behind_it(city: Served, tokens: Tokens, time: Time) -> None:
    """Between reading the device and remembering it another thread has seen that devices changed."""
    one, other = city.enrol(), city.enrol()
    hashed = hash_of(one["token"])
    busy: list[bool] = []

    def meanwhile(*_: object) -> None:
        if busy:
            return
        busy.append(True)
        with city.house.store.transaction() as tx:
            enrolments.revoke(tx, one["device"], datetime.now(VIETNAM))
        time.now += 1.0
        tokens.find(hash_of(other["token"]))

    engine = city.house.store._engines[0]
    tokens.find(hash_of("nobody"))
    event.listen(engine, "checkin", meanwhile)
    tokens.find(hashed)
    event.remove(engine, "checkin", meanwhile)
    assert busy
    assert tokens.at_once(hashed) is None
