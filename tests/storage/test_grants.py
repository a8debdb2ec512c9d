"""What a hub leases of its own numbers while the city is away, and what it may not after it came back from a backup."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from counter_app.storage import clones, enrolments, grants, numbers
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE

HUB_FIRST = 30


@pytest.fixture
def hub(any_store: Store) -> Store:
    with any_store.transaction() as tx:
        enrolments.keep_range(tx, HUB_FIRST, enrolments.HUB_SLOTS)
    return any_store


def leased(store: Store, day: date, *, days: int = 0) -> tuple[int, int] | str:
    asked = grants.Asked(uuid4(), ELECTRONIC_CODE, day, 4, "quay-1", "e1")
    with store.transaction() as tx:
        return grants.grant(tx, asked, START + timedelta(days=days), away=True)


def test_a_hub_leases_its_own_numbers_once(hub: Store) -> None:
    first = numbers.own_numbers(HUB_FIRST + enrolments.HUB_SLOTS - 1).start
    assert leased(hub, START.date()) == (first, first + 3)
    assert leased(hub, START.date()) == (first + 4, first + 7)


def test_t_restore_a_hub_leases_none_of_the_numbers_that_it_may_have_leased_before(hub: Store) -> None:
    """The backup is older than the first lease of the day: nothing in it says that there was one."""
    today, tomorrow, after = (START.date() + timedelta(days=past) for past in range(3))
    clones.renew(hub, reason="restored", now=START, since=START)
    assert leased(hub, today) == leased(hub, tomorrow) == "closed"
    first = numbers.own_numbers(HUB_FIRST + enrolments.HUB_SLOTS - 1).start
    assert leased(hub, after, days=2) == (first, first + 3)
