"""Rings with the same events show the same dossiers, whatever the order, repetition and batching of their arrival."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.dossier import fold
from counter_app.domain.events import Event, canonical, new_id
from counter_app.storage import arrivals, dossiers
from counter_app.storage.arrivals import Arrival
from counter_app.storage.events import events_of, feed
from counter_app.storage.store import Store
from tests.domain.events_made import Device
from tests.storage.made import UNIT


def written(acts: list[tuple[str, int, int]]) -> list[Event]:
    """Return what two devices write that see each other's work only sometimes."""
    devices = (Device("quay-1"), Device("quay-2"))
    made: list[list[Event]] = []
    in_order: list[Event] = []
    for number, (act, which, target) in enumerate(acts):
        device = devices[which]
        if act == "receive" or not made:
            made.append([device.received(new_id(), code=f"H13.35.07-261123-{number:04d}")])
            in_order += made[-1]
            continue
        known = made[target % len(made)]
        seen = known if act == "correct" else known[:1]
        heads = [event for event in seen if not any(event.id in other.based_on for other in seen)]
        dossier = known[0].dossier
        if act == "reprint":
            known.append(device.reprinted(dossier, *heads))
        elif act == "unknown":
            known.append(device.write(dossier, "teleported", {"n": number}, *heads, schema=3))
        else:
            known.append(device.corrected(dossier, {"request": f"lần {number}"}, *heads))
        in_order.append(known[-1])
    return in_order


def shown(store: Store, events: list[Event]) -> dict[str, Any]:
    """Return everything of the dossiers but the order in which this store came to know them."""
    found: dict[str, Any] = {}
    with store.reading() as reading:
        for id_ in {event.dossier for event in events}:
            line = dossiers.line_of(reading, id_)
            assert line is not None
            found[str(id_)] = (line.code, line.applicant, line.conflicts, line.status, fold(events_of(reading, id_)))
        places = [placed.place for placed in feed(reading, UNIT, 0, 10_000)]
    assert places == list(range(1, len(events) + 1)), "the feed has no holes and skips nobody"
    return found


def deliver(store: Store, batch: list[Event]) -> list[str]:
    with store.transaction() as tx:
        outcomes = arrivals.accept(tx, UNIT, [Arrival(event, canonical(event.payload)) for event in batch])
    return [outcome.state for outcome in outcomes]


KINDS = ("receive", "correct", "concurrent", "reprint", "unknown")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["receive", "correct", "concurrent", "reprint", "unknown"]),
        st.integers(0, 1),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=16,
)


@settings(max_examples=60, deadline=None)
@given(acts=ACTS, data=st.data())
def test_any_arrival_gives_the_same_dossiers(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    events = written(acts)
    folder = tmp_path_factory.mktemp("rings")
    with (
        Store.open(folder / "one.db", role="city", practice=True) as one,
        Store.open(folder / "two.db", role="city", practice=True) as two,
    ):
        for event in events:
            assert deliver(one, [event]) == ["stored"]
        jumbled = data.draw(st.permutations(events * 2))
        while jumbled:
            size = data.draw(st.integers(1, len(jumbled)))
            deliver(two, jumbled[:size])
            jumbled = jumbled[size:]
        for _ in events:
            if set(deliver(two, events)) == {"known"}:
                break
        assert shown(two, events) == shown(one, events)
        assert set(deliver(two, events)) == {"known"}
