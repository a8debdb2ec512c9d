"""Papers kept as files: tied to a dossier by events, in one order everywhere, the same one for the same line once."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.dossier import fold
from counter_app.domain.events import FILED, Event, new_id
from counter_app.domain.paper_file import PaperFile
from counter_app.sync.payloads import wrong_fields
from tests.domain.events_made import Device


def paper(number: int, line: str = "1") -> PaperFile:
    return PaperFile(f"{number:064x}", 1000 + number, f"trang-{number}.jpg", line, "image/jpeg", 1)


def filed(device: Device, base: Event, *papers: PaperFile) -> Event:
    return device.write(base.dossier, FILED, {"files": [one.to_json() for one in papers]}, base)


def test_files_stand_in_the_order_in_which_they_were_filed() -> None:
    device = Device()
    first = device.received(new_id())
    one = filed(device, first, paper(9), paper(2))
    two = filed(device, one, paper(5))
    state = fold([two, first, one])
    assert state.files == (paper(9), paper(2), paper(5))
    assert not state.not_understood


def test_the_same_paper_for_the_same_line_stands_once() -> None:
    device = Device()
    first = device.received(new_id())
    again = PaperFile(paper(1).sha256, 1001, "again.jpg", "1", "image/jpeg", 1)
    one = filed(device, first, paper(1), paper(1, line="2"))
    assert fold([first, one, filed(device, one, again)]).files == (paper(1), paper(1, line="2"))


@settings(max_examples=60)
@given(chosen=st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=3), max_size=6), seed=st.integers())
def test_any_order_of_delivery_gives_the_same_files(chosen: list[list[int]], seed: int) -> None:
    devices, dossier = [Device("quay-1"), Device("quay-2")], new_id()
    events = [devices[0].received(dossier)]
    dice = random.Random(seed)
    for n, numbers in enumerate(chosen):
        events.append(filed(devices[n % 2], dice.choice(events), *(paper(number) for number in numbers)))
    shuffled = events + dice.choices(events, k=2)
    dice.shuffle(shuffled)
    assert fold(shuffled) == fold(events)
    assert {one.sha256 for one in fold(events).files} == {paper(n).sha256 for numbers in chosen for n in numbers}


def test_a_payload_of_kind_filed_is_checked() -> None:
    good = paper(1).to_json()
    assert wrong_fields(FILED, 1, {"files": [good, {**good, "pages": None}]}) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "../../etc/passwd"},
        {"sha256": "A" * 64},
        {"size": -1},
        {"name": "x" * 256},
        {"media_type": "nonsense"},
        {"pages": "một"},
    ],
)
def test_a_file_that_is_none_is_refused(change: dict[str, Any]) -> None:
    assert wrong_fields(FILED, 1, {"files": [paper(1).to_json() | change]}) == (f"files.0.{next(iter(change))}",)


def test_an_event_without_files_is_refused() -> None:
    assert wrong_fields(FILED, 1, {"files": []}) == ("files",)
