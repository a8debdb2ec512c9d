"""City, hub and counters as processes and threads of their own, while one of them is of another release."""

from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.storage import outbox
from counter_app.sync.protocols import Protocols
from tests.rings.counters import Office
from tests.rings.other_release import OtherRelease
from tests.storage.made import UNIT

TALKS, TAKES_OLD, TOO_NEW = Protocols(1, 2, 1), Protocols(2, 3, 1), Protocols(3, 4, 2)


@pytest.fixture
def city(tmp_path: Path) -> CityProcess:
    return CityProcess(tmp_path / "city.db", tmp_path / "city.log")


def dossiers_at(ring: CityProcess) -> int:
    client = ring.client()
    try:
        return client.state().dossiers
    finally:
        client.close()


def error_of(office: Office) -> str:
    with office.desk.store.reading() as reading:
        return outbox.state(reading).error


@pytest.mark.parametrize(
    ("city_speaks", "delivered", "heard"),
    [(TALKS, True, ""), (TAKES_OLD, True, "version_outdated"), (TOO_NEW, False, "version_too_old")],
)
def test_a_city_is_updated_before_its_counter(
    city: CityProcess, tmp_path: Path, city_speaks: Protocols, delivered: bool, heard: str
) -> None:
    with city:
        office = Office.below(city, tmp_path, "quay-1")
        office.register(2)
        assert office.until(lambda: not office.unsent())
        city.stop()
        with OtherRelease(city, city_speaks):
            office.register(3)
            office.upward.send_now()
            assert office.until(lambda: office.heard.error == heard)
            if delivered:
                assert office.until(lambda: not office.unsent())
                assert error_of(office) == ""
            else:
                assert office.until(lambda: error_of(office) == heard)
                assert office.unsent() == 3
            assert len(office.codes()) == 5, "it registers all the while"
        with city:
            # The line as it was, or the counter updated: what was kept is sent, what was missed is heard.
            office.upward.send_now()
            assert office.until(lambda: not office.unsent() and not office.heard.error)
            assert dossiers_at(city) == 5
            office.close()


def test_an_outdated_hub_goes_on_in_its_office_and_its_counters_are_told(city: CityProcess, tmp_path: Path) -> None:
    with city, HubProcess(tmp_path / "hub", city, UNIT) as hub:
        offices = [Office.below(hub, tmp_path, name) for name in ("quay-1", "quay-2")]
        city.stop()
        with OtherRelease(city, TAKES_OLD) as newer:
            offices[0].register(2)
            offices[1].register(1)

            def everywhere(office: Office) -> Callable[[], bool]:
                return lambda: len(office.codes()) == 3 and office.heard.above_trouble == "version_outdated"

            assert all(office.until(everywhere(office)) for office in offices)
            assert all(office.until(lambda office=office: not office.open_above()) for office in offices)  # type: ignore[misc]
            assert dossiers_at(newer) == 3
        hub.stop()
        with OtherRelease(city, TAKES_OLD), OtherRelease(hub, TALKS):
            assert all(office.until(lambda office=office: not office.heard.above_trouble) for office in offices)  # type: ignore[misc]
        for office in offices:
            office.close()
