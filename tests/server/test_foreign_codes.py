"""A counter gives dossiers its own unit's codes: another unit's is refused alone, and the counter shows why."""

from datetime import date

from counter_app.domain.events import new_id
from counter_app.storage import reference
from counter_app.storage.reference import OFFICE, Reference
from counter_app.ui.answers import ANSWERS
from counter_app.ui.refusals import REFUSALS
from tests.domain.events_made import Device
from tests.server.conftest import Served
from tests.storage.made import UNIT
from tests.sync.made import packed

OWN, OTHER = "H13.35.07", "H13.35.08"


def organise(city: Served, *offices: tuple[str, str]) -> None:
    told = [Reference(unit, date(2025, 7, 1), None, {"electronic_code": code}) for unit, code in offices]
    with city.house.store.transaction() as tx:
        assert reference.replace_told(tx, {OFFICE: told})


def test_another_units_code_is_refused_alone(city: Served) -> None:
    said = city.enrol()
    organise(city, (UNIT, OWN), ("31121", OTHER))
    device = Device(said["device"])
    own = device.received(new_id(), code=f"{OWN}-261123-0001")
    foreign = device.received(new_id(), code=f"{OTHER}-261123-0002")
    moved = device.corrected(own.dossier, {"code": f"{OTHER}-261123-0003"}, own)
    unknown = device.received(new_id(), code="H13.99.01-261123-0004")
    answers = city.push(said["token"], packed(own, foreign, moved, unknown)).json()["answers"]
    assert [(one["state"], one.get("code", "")) for one in answers] == [
        ("stored", ""),
        ("refused", "unit_foreign"),
        ("refused", "unit_foreign"),
        ("stored", ""),
    ]
    assert "another unit's" in answers[1]["text"]
    assert "unit_foreign" in ANSWERS.keys() & REFUSALS.keys(), "the counter has a sentence and an advice for it"


def test_two_units_may_share_a_code_and_without_an_organisation_nothing_is_foreign(city: Served) -> None:
    said = city.enrol()
    device = Device(said["device"])
    before = device.received(new_id(), code=f"{OTHER}-261123-0001")
    assert city.push(said["token"], packed(before)).json()["answers"][0]["state"] == "stored"
    organise(city, (UNIT, OTHER), ("31121", OTHER))
    after = device.received(new_id(), code=f"{OTHER}-261123-0002")
    assert city.push(said["token"], packed(after)).json()["answers"][0]["state"] == "stored"
