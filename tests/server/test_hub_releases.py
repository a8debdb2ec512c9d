"""A hub of another release than the city above it or the counters below it."""

import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from counter_app.domain.events import Event, new_id
from counter_app.storage import catalogue, outbox
from counter_app.storage.events import events_of
from counter_app.storage.store import Store
from counter_app.sync.protocols import Protocols
from counter_app.usecases.catalogue_files import shipped_catalogue
from tests.server.chain import Chain
from tests.server.conftest import Served
from tests.sync.made import packed

OLD, BOTH, NEW = Protocols(1, 1, 1), Protocols(1, 2, 1), Protocols(2, 2, 2)
NEW_BUT_TAKES_OLD = Protocols(2, 3, 1)
_NUMBERS = itertools.count(1)


class Office(Protocol):
    def __call__(self, above: Protocols, hub: Protocols, counter: Protocols = OLD) -> Chain: ...


@pytest.fixture
def office(tmp_path: Path, city: Served) -> Iterator[Office]:
    with ExitStack() as closing:
        yield lambda above, hub, counter=OLD: Chain(
            tmp_path, city, closing, city_spoken=above, hub_spoken=hub, counter_spoken=counter
        )


def written(chain: Chain) -> Event:
    """A counter writes; the hub takes it."""
    event = chain.device.received(new_id(), code=f"H13.35.07-261123-{next(_NUMBERS):04d}")
    assert [one.state for one in chain.writes.push(packed(event)).answers] == ["stored"]
    return event


def has(store: Store, event: Event) -> bool:
    with store.reading() as reading:
        return events_of(reading, event.dossier) == (event,)


def trouble(chain: Chain) -> tuple[str, str]:
    """What the hub has noted of the city, and what its counters are told of it."""
    with chain.hub.reading() as reading:
        return outbox.state(reading).error, chain.hears.heard.above_trouble


@pytest.mark.parametrize(
    ("above", "hub", "counter"),
    [(OLD, BOTH, OLD), (BOTH, OLD, OLD), (NEW, BOTH, OLD), (BOTH, BOTH, NEW), (OLD, OLD, BOTH), (NEW, NEW, BOTH)],
)
def test_where_two_and_two_have_one_in_common_all_goes_on(
    office: Office, above: Protocols, hub: Protocols, counter: Protocols
) -> None:
    chain = office(above, hub, counter)
    event = written(chain)
    chain.carry()
    assert has(chain.city, event)
    assert has(chain.below, event)
    assert trouble(chain) == ("", "")


def test_an_outdated_hub_delivers_and_its_counters_see_each_other_and_are_told(office: Office) -> None:
    chain = office(NEW_BUT_TAKES_OLD, OLD)
    first = next(iter(shipped_catalogue()))
    with chain.city.transaction() as tx:
        catalogue.replace_all(tx, [first])
    event = written(chain)
    chain.carry()
    assert has(chain.city, event)
    assert has(chain.below, event)
    assert trouble(chain) == ("", "version_outdated")
    assert chain.hub_hears.heard.error == "version_outdated"
    with chain.hub.reading() as reading:
        assert outbox.state(reading).waiting == 0
        assert catalogue.is_empty(reading), "what it might not understand it is not told"
    chain.connect(NEW_BUT_TAKES_OLD, BOTH)
    chain.carry()
    assert trouble(chain) == ("", "")
    with chain.hub.reading() as reading:
        assert not catalogue.is_empty(reading)


@pytest.mark.parametrize(
    ("above", "hub", "error", "later"),
    [(NEW, OLD, "version_too_old", (NEW, BOTH)), (OLD, NEW, "version_too_new", (BOTH, NEW))],
)
def test_a_hub_that_cannot_talk_keeps_everything_until_one_is_updated(
    office: Office, above: Protocols, hub: Protocols, error: str, later: tuple[Protocols, Protocols]
) -> None:
    """Its counters go on with each other meanwhile, and know why the city has nothing."""
    chain = office(above, hub, BOTH)
    events = [written(chain)]
    chain.carry()
    events.append(written(chain))
    chain.carry()
    assert not any(has(chain.city, event) for event in events)
    assert all(has(chain.below, event) for event in events)
    assert trouble(chain) == (error, error)
    with chain.hub.reading() as reading:
        state = outbox.state(reading)
    assert (state.waiting, state.parked) == (2, 0)
    chain.connect(*later)
    chain.carry()
    assert all(has(chain.city, event) for event in events)
    assert trouble(chain) == ("", "")
