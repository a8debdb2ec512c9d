"""A dossier is the fold of its events, whatever the order and number of their deliveries."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.dossier import Dossier, fold
from counter_app.domain.errors import OurFault
from counter_app.domain.events import Event, new_id
from tests.domain.events_made import Device


def test_received_dossier_shows_what_was_entered() -> None:
    device, dossier = Device(), new_id()
    first = device.received(dossier)
    state = fold([first])
    assert state.id == dossier
    assert state.code == "H13.00.01-261123-0001"
    assert state.procedure_name == "Đăng ký khai sinh"
    assert state.applicant.name == "Nguyễn Văn Mẫu"
    assert state.heads == (first.id,)
    assert state.status == 2


def test_correction_keeps_the_old_value_and_the_code() -> None:
    device, dossier = Device(), new_id()
    first = device.received(dossier, request="sao y")
    second = device.corrected(dossier, {"request": "khai sinh"}, first)
    state = fold([first, second])
    assert state.fields["request"] == "khai sinh"
    assert [(c.name, c.old, c.new, c.reason) for c in state.corrections] == [
        ("request", "sao y", "khai sinh", "ghi nhầm")
    ]
    assert state.code == fold([first]).code
    assert not state.conflicts


def test_corrections_that_did_not_see_each_other_are_a_conflict() -> None:
    here, there, dossier = Device("quay-1"), Device("quay-2"), new_id()
    first = here.received(dossier)
    one = here.corrected(dossier, {"request": "A"}, first)
    other = there.corrected(dossier, {"request": "B"}, first)
    state = fold([first, one, other])
    (conflict,) = state.conflicts
    assert set(conflict.values) == {"A", "B"}
    assert set(conflict.events) == {one.id, other.id}
    assert set(state.heads) == {one.id, other.id}
    decided = here.corrected(dossier, {"request": "A"}, one, other)
    settled = fold([first, one, other, decided])
    assert not settled.conflicts
    assert settled.fields["request"] == "A"
    assert settled.heads == (decided.id,)


def test_legal_fields_are_never_chosen_by_machine() -> None:
    here, there, dossier = Device("quay-1"), Device("quay-2"), new_id()
    first = here.received(dossier)
    one = here.corrected(dossier, {"due": {"at": "2026-11-25T17:00:00+07:00"}}, first)
    other = there.corrected(dossier, {"due": {"at": "2026-11-27T17:00:00+07:00"}}, first)
    states = {fold(order).fields["due"]["at"] for order in ([first, one, other], [other, one, first])}
    assert len(states) == 1
    assert fold([first, one, other]).conflicts


def test_an_event_from_the_future_of_the_program_is_kept_and_named() -> None:
    device, dossier = Device(), new_id()
    first = device.received(dossier)
    later = device.write(dossier, "transferred", {"to": "phòng tư pháp"}, first)
    newer = device.write(dossier, "corrected", {"new": "shape"}, later, schema=9)
    assert fold([newer, later, first]).not_understood == (later.id, newer.id)


def test_without_its_first_event_there_is_no_dossier() -> None:
    device, dossier = Device(), new_id()
    first = device.received(dossier)
    with pytest.raises(OurFault, match="no_received_event"):
        fold([device.reprinted(dossier, first)])


@st.composite
def lives(draw: st.DrawFn) -> list[Event]:
    """Random lives of one dossier written by up to three devices that see arbitrary earlier events."""
    devices = [Device(f"quay-{n}", offset_ms=draw(st.integers(-600_000, 600_000))) for n in range(3)]
    dossier = new_id()
    events = [devices[0].received(dossier)]
    for _ in range(draw(st.integers(0, 8))):
        device = draw(st.sampled_from(devices))
        seen = draw(st.lists(st.sampled_from(events), min_size=1, max_size=3, unique_by=lambda e: e.id))
        if draw(st.booleans()):
            name = draw(st.sampled_from(["request", "return_place", "due", "applicant"]))
            events.append(device.corrected(dossier, {name: {"at": draw(st.text(max_size=3))}}, *seen))
        else:
            events.append(device.reprinted(dossier, *seen))
    return events


@settings(max_examples=150, deadline=None)
@given(events=lives(), seed=st.integers())
def test_any_order_and_any_repetition_give_the_same_dossier(events: list[Event], seed: int) -> None:
    dice = random.Random(seed)
    shuffled = events + dice.choices(events, k=3)
    dice.shuffle(shuffled)
    straight: Dossier = fold(events)
    assert fold(shuffled) == straight


@settings(max_examples=100, deadline=None)
@given(events=lives())
def test_nothing_that_was_written_vanishes(events: list[Event]) -> None:
    state = fold(events)
    told = {c.event for c in state.corrections} | {side for c in state.conflicts for side in c.events}
    assert {e.id for e in events if e.kind == "corrected"} <= told
    assert state.reprints == sum(e.kind == "reprinted" for e in events)
