"""What a page of the ring above does to the store below, whatever the order in which its events can be taken."""

from dataclasses import replace
from uuid import UUID

import pytest

from counter_app.domain.events import CORRECTED, Event
from counter_app.storage import news
from counter_app.storage.arrivals import Arrival
from counter_app.storage.events import as_row, events_of
from counter_app.storage.news import Taken
from counter_app.storage.store import Store
from counter_app.storage.unapplied import unapplied
from tests.domain.events_made import START, Device
from tests.storage.made import UNIT


def heard(store: Store, cursor: str, *events: Event) -> Taken:
    arrivals = [Arrival(event, str(as_row(event)["payload"])) for event in events]
    with store.transaction() as tx:
        return news.apply(
            tx,
            arrivals,
            unit=UNIT,
            device="quay-9",
            cursor=cursor,
            ring_epoch="r",
            at=START,
            whole_unit=False,
        )


@pytest.mark.parametrize("first_id", [1, 3])
def test_what_waited_is_taken_with_what_it_waited_for_in_any_order(store: Store, first_id: int) -> None:
    """All three are kept at one moment, so their ids decide which is tried first: no later page may ever come."""
    ids = [UUID(int=one) for one in (first_id, 2, 4 - first_id)]
    device, dossier = Device(), UUID(int=9)
    received = device.received(dossier, code="H13.35.07-261123-0001")
    changes = [
        replace(
            device.write(dossier, CORRECTED, {"changes": {"request": {"old": "", "new": str(id_)}}, "reason": "nhầm"}),
            id=id_,
        )
        for id_ in ids
    ]
    bases = [received, *changes]
    linked = [received]
    for event, base in zip(changes, bases, strict=False):
        linked.append(replace(event, based_on=(base.id,)).sealed(linked[-1].hash))
    assert heard(store, "r.3", *linked[1:]).unapplied == 3
    assert heard(store, "r.4", received).stored == 4
    with store.reading() as reading:
        assert unapplied(reading) == ()
        assert len(events_of(reading, dossier)) == 4
