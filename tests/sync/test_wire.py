"""What travels: little, whole, and checked on arrival."""

import gzip
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.events import Event, new_id
from counter_app.practice.people import citizens
from counter_app.sync import wire
from counter_app.sync.examine import Writer, examine
from tests.domain.events_made import Device
from tests.storage.made import UNIT
from tests.sync.made import packed

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
FLAT = st.none() | st.booleans() | st.integers() | TEXT
VALUES = FLAT | st.lists(FLAT, max_size=3) | st.dictionaries(TEXT, FLAT, max_size=3)


def arrived(*events: Event) -> list[Event | None]:
    batch = wire.BATCH.validate_json(packed(*events))
    found = examine(batch, Writer(events[0].device, UNIT))
    return [one.event if one.refusal is None else None for one in found]


PAYLOADS = st.lists(st.dictionaries(TEXT, VALUES, max_size=4), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(
    payloads=st.lists(st.dictionaries(TEXT, VALUES, max_size=4), min_size=1, max_size=4),
    offset=st.integers(-(10**9), 10**9),
)
def test_any_event_arrives_as_it_was_sealed(payloads: list[dict[str, object]], offset: int) -> None:
    device = Device(offset_ms=offset)
    first = device.received(new_id())
    events = [first, *(device.write(first.dossier, "other", payload, first, schema=9) for payload in payloads)]
    assert arrived(*events) == events


@given(leave_out=st.sets(st.integers(0, 9)))
def test_numbers_and_links_that_do_not_travel_come_back(leave_out: set[int]) -> None:
    device = Device()
    events = [device.received(new_id()) for _ in range(10)]
    sent = [event for place, event in enumerate(events) if place not in leave_out] or events
    assert arrived(*sent) == sent


def test_a_run_names_its_device_and_first_link_once() -> None:
    device = Device()
    body = json.loads(packed(*(device.received(new_id()) for _ in range(5))))
    assert len(body["runs"]) == 1
    assert set(body["runs"][0]["events"][1]) == {
        "id", "dossier", "kind", "schema", "at", "offset_ms", "officer", "payload", "hash",
    }  # fmt: skip


def test_a_dossier_costs_at_most_400_bytes_in_a_batch_of_100() -> None:
    device = Device()
    events = []
    for number, citizen in zip(range(100), citizens(11), strict=False):
        applicant = {
            "kind": "citizen",
            "name": citizen.name,
            "personal_number": citizen.number,
            "birth": citizen.birth.isoformat(),
            "sex": citizen.sex,
            "address": citizen.address,
            "phone": citizen.phone,
            "issued": citizen.issued.isoformat(),
        }
        code = f"H13.35.07-261123-{number:04d}"
        events.append(device.received(new_id(), code=code, applicant=applicant))
    assert len(gzip.compress(packed(*events), 6)) / 100 <= 400
