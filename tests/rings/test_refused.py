"""What the city refuses of what a hub had taken comes back down to the counter that wrote it, and is mended there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.devices.clock import SystemClock
from counter_app.domain.errors import OfficerCanMend
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.practice.line import Line
from counter_app.settings import Settings
from counter_app.storage import clones, dossiers, outbox
from counter_app.storage.events import broken_links, events_of
from counter_app.storage.store import Role, Store
from counter_app.storage.unapplied import unapplied
from counter_app.usecases.identity import Identity
from counter_app.usecases.offices import office_of
from counter_app.usecases.questions.dossier import AboutDossier
from counter_app.usecases.questions.lists import DossierLists
from counter_app.usecases.questions.sync import SyncState
from counter_app.usecases.renumber import Renumber
from counter_app.usecases.retry_parked import RetryParked
from tests.rings.counters import Office
from tests.rings.test_three_rings import Rings, all_have
from tests.storage.made import ELECTRONIC_CODE, UNIT

TAKEN = f"{ELECTRONIC_CODE}-261123-100000"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Rings]:
    with (
        CityProcess(tmp_path / "city.db", tmp_path / "city.log") as city,
        Line(("127.0.0.1", city.port)) as line,
        HubProcess(tmp_path / "hub", city, UNIT, address=f"http://127.0.0.1:{line.port}") as hub,
    ):
        made = Rings(city, line, hub, tmp_path)
        yield made
        for counter in made.counters:
            counter.close()


def beside(rings: Rings, name: str, *, device: str = "") -> Office:
    """Return a counter of the same office directly below the city, as one without a hub is."""
    made = Office.below(rings.city, rings.folder, name, device=device)
    rings.counters.append(made)
    return made


def of(counter: Office) -> Identity:
    office = office_of(Settings(unit=UNIT, electronic_code=ELECTRONIC_CODE))
    desk = counter.desk
    return Identity(desk.device, "Quầy 1", desk.slot, office, SystemClock(), "Lê Thị Thử")


def asked(counter: Office) -> SyncState:
    return SyncState(counter.desk.store, of(counter), configured=True, ring="hub", heard=counter.heard)


def set_aside(counter: Office) -> list[tuple[str, str, str, str]]:
    return [
        (row.state, row.last_answer.partition(":")[0], row.ring, row.code)
        for row in asked(counter).outbox()
        if row.state == "parked"
    ]


def ring_marks(counter: Office) -> dict[str, str]:
    return {row.code: row.ring for row in DossierLists(counter.desk.store).page(None, 100)}


def hashes(place: Path | str, role: Role = "counter") -> dict[str, list[str]]:
    """Return the seals of each dossier's events in a store."""
    with Store.open(place, role=role, practice=True, alone=False) as store, store.reading() as reading:
        lines = dossiers.page(reading, None, 1000)
        return {line.code: sorted(event.hash for event in events_of(reading, line.id)) for line in lines}


def code_clash(rings: Rings) -> tuple[Office, Office]:
    """Return a counter below the hub, and the one directly below the city whose dossier has its code."""
    one = rings.counter("quay-1")
    assert one.until(lambda: one.heard.at is not None)
    rings.line.cut()
    other = beside(rings, "quay-9")
    other.desk.slot = one.desk.slot
    other.register()
    assert other.until(lambda: not other.unsent())
    one.register()
    assert one.until(lambda: not one.unsent())
    rings.line.mend()
    assert one.until(lambda: bool(set_aside(one)))
    return one, other


def test_t_poison_refused_by_the_city_comes_down_with_its_reason_and_a_new_code_goes_up(office: Rings) -> None:
    one, other = code_clash(office)
    (id_,) = one.desk.ids
    assert set_aside(one) == [("parked", "code_taken", "office", TAKEN)]
    assert ring_marks(one) == {TAKEN: "parked"}
    assert AboutDossier(one.desk.store)(id_).ring == "parked"
    view = asked(one)()
    assert (view.unsent, view.parked, view.parked_at_office, view.light) == (0, 1, 1, "red")

    receipt = Renumber(one.desk.store, of(one), lambda kinds: one.upward.wake())(id_, "trùng mã")
    assert receipt.code != TAKEN
    assert one.until(lambda: not set_aside(one) and not one.open_above() and TAKEN in one.codes())
    assert one.until(lambda: set(ring_marks(one).values()) == {"city"})
    assert one.codes() == {TAKEN, receipt.code}
    assert other.until(lambda: other.codes() == one.codes())
    assert office.in_city() == 2


def test_t_poison_a_persons_try_again_at_the_counter_reaches_the_hub(office: Rings) -> None:
    one, other = code_clash(office)
    two = office.counter("quay-2")
    other.desk.correct(other.desk.ids[0], code=f"{ELECTRONIC_CODE}-261123-199999")
    other.upward.wake()
    assert other.until(lambda: not other.unsent())
    assert two.until(lambda: bool(set_aside(two)))
    (row,) = [row for row in asked(one).outbox() if row.state == "parked"]
    with pytest.raises(OfficerCanMend, match="event_elsewhere"):
        RetryParked(two.desk.store, lambda kinds: None)(row.event)
    RetryParked(one.desk.store, lambda kinds: one.upward.wake())(row.event)
    assert one.until(lambda: not set_aside(one) and not one.open_above() and not one.unsent())
    assert two.until(lambda: not set_aside(two))
    assert office.in_city() == 2


def test_t_clone_a_copy_directly_below_the_city_is_found_through_the_hub(office: Rings) -> None:
    """The hub cannot seal for its counter: the counter hears of the refusal and seals anew; the hub takes the new seal,
    and so does the other counter that knew the event by its old one."""
    one, two = office.counter("quay-1"), office.counter("quay-2")
    one.register(2)
    assert two.until(lambda: len(two.codes()) == 2 and not two.open_above())
    one.desk.store.copy_to(office.folder / "copy.db", pause=0)
    old = one.desk.store.epoch
    office.line.cut()
    copy = beside(office, "copy", device=one.desk.device)
    copy.desk.slot = one.desk.slot + 20
    assert copy.desk.store.epoch == old
    copy.register(2)
    assert copy.until(lambda: not copy.unsent())
    one.register(3)
    assert two.until(lambda: len(two.codes()) == 5)
    office.line.mend()
    everybody = (one, two, copy)
    assert all(counter.until(all_have([counter], 7)) for counter in everybody)
    assert one.until(lambda: not one.open_above() and not set_aside(one))
    assert two.until(lambda: not two.open_above() and not set_aside(two))
    assert one.desk.store.epoch != old
    with one.desk.store.reading() as reading:
        told = clones.renewal(reading)
        assert told is not None
        assert told.reason == "doubled"
        assert outbox.state(reading).parked == 0
    city = hashes(office.city.store, "city")
    assert len(city) == 7
    assert hashes(office.hub.store, "hub") == city
    for counter in everybody:
        assert hashes(counter.desk.store.path or "") == city
        with counter.desk.store.reading() as reading:
            assert unapplied(reading) == ()
            assert broken_links(reading) == ()
    ring = office.hub.client()
    # The third event of the old epoch left its place, and the copy has no third one.
    assert (ring.state().events, ring.state().gaps) == (7, 1)
    ring.close()
