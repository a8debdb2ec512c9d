"""Events are sealed: changing any part of one, or taking one out of the chain, shows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.events import Event, canonical, chain_breaks, digest, new_id
from tests.domain.events_made import Device


def chain(length: int = 4) -> list[Event]:
    device = Device()
    return [device.received(new_id()) for _ in range(length)]


def test_whole_chain_holds() -> None:
    assert chain_breaks(chain()) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"code": "other"}},
        {"officer": "Ai Đó"},
        {"kind": "corrected"},
        {"offset_ms": 1},
        {"device_seq": 9},
        {"unit": "31135"},
        {"based_on": (new_id(),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_changed_event_shows(change: dict[str, object]) -> None:
    events = chain()
    events[1] = replace(events[1], **change)  # type: ignore[arg-type]
    assert events[1] in chain_breaks(events)


def test_changed_time_shows() -> None:
    events = chain()
    events[2] = replace(events[2], at=events[2].at + timedelta(seconds=1))
    assert events[2] in chain_breaks(events)


def test_event_taken_out_shows() -> None:
    events = chain()
    removed = events[:1] + events[2:]
    assert chain_breaks(removed) == (events[2],)


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none(), max_size=5))
def test_canonical_text_does_not_depend_on_order(value: dict[str, object]) -> None:
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_digest_covers_everything_but_itself() -> None:
    event = chain(1)[0]
    assert digest(replace(event, hash="x")) == event.hash


def test_ids_are_new_and_rise() -> None:
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == len(ids)
    assert [i.version for i in ids[:3]] == [7, 7, 7]
    assert ids == sorted(ids)
