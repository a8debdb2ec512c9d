"""The city's catalogue comes down whole or not at all, once for each revision."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.catalogue import Procedure
from counter_app.storage import catalogue
from counter_app.sync.planner import NEWS_EVERY
from tests.sync.test_courier import Walk

BIRTH = Procedure("1.001193", "Đăng ký khai sinh", "Hộ tịch", date(2025, 7, 1))
DEATH = Procedure("1.000656", "Đăng ký khai tử", "Hộ tịch", date(2025, 7, 1))
OWN = Procedure("2.000815", "Chứng thực bản sao", "Chứng thực", date(2025, 7, 1))


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    made = Walk(tmp_path)
    with made.desk.store.transaction() as tx:
        catalogue.replace_all(tx, [OWN])
    yield made
    made.desk.store.close()


def held(walk: Walk) -> tuple[Procedure, ...]:
    with walk.desk.store.reading() as reading:
        return catalogue.versions(reading)


def a_while(walk: Walk) -> None:
    """Let the time pass after which the courier asks for news again."""
    walk.clock.step(timedelta(seconds=NEWS_EVERY))
    walk.round()


def test_a_city_without_a_catalogue_leaves_the_counters_own(walk: Walk) -> None:
    walk.round()
    assert held(walk) == (OWN,)


def test_the_citys_catalogue_takes_the_place_of_the_counters_own_and_is_told(walk: Walk) -> None:
    walk.city.procedures = (BIRTH.to_json(),)
    walk.round()
    assert held(walk) == (BIRTH,)
    assert frozenset({"catalogue"}) in walk.told
    walk.told.clear()
    a_while(walk)
    assert frozenset({"catalogue"}) not in walk.told
    walk.city.procedures = (DEATH.to_json(), BIRTH.to_json())
    a_while(walk)
    assert held(walk) == (DEATH, BIRTH)


@pytest.mark.parametrize(
    "rubbish",
    [
        ({"code": "1.001193"},),
        ({"name": []},),
        ({**BIRTH.to_json(), "term": {"unit": "year"}},),
        ({**BIRTH.to_json(), "fee": ["free"]},),
        (BIRTH.to_json(), replace(BIRTH, valid_from=date(2026, 1, 1)).to_json()),
    ],
    ids=["no name", "no code", "strange term", "strange fee", "two at once"],
)
def test_a_catalogue_that_cannot_be_used_changes_nothing_and_is_named(
    walk: Walk, rubbish: tuple[dict[str, Any], ...]
) -> None:
    walk.city.procedures = rubbish
    walk.round()
    assert held(walk) == (OWN,)
    assert walk.state().error == "answered_rubbish"
