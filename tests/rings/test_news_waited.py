"""News come because somebody waits for them, not because somebody asks again and again: T-LIVENESS of the way down.

The questions here wait a minute, twice as long as a test does: what arrives has been told by the ring above.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from counter_app.domain.heard import Heard
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.settings import resource
from tests.rings.counters import PATIENCE, Office
from tests.rings.whole_counters import imported
from tests.storage.made import UNIT

WAITS = 60.0


class Patient(Heard):
    """Questions that wait longer than any test does."""

    @property
    def seconds(self) -> float:
        return WAITS


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def city(tmp_path: Path) -> Iterator[CityProcess]:
    with CityProcess(tmp_path / "city.db", tmp_path / "city.log") as city:
        yield city


def waiting(ring: CityProcess, folder: Path, name: str, closing: ExitStack) -> Office:
    """Return a counter that has heard the ring once and waits since."""
    office = Office.below(ring, folder, name, heard=Patient())
    closing.callback(office.close)
    assert WAITS > PATIENCE
    assert office.until(lambda: office.heard.at is not None)
    return office


def test_a_dossier_comes_to_the_offices_other_counter_while_it_waits(
    city: CityProcess, tmp_path: Path, closing: ExitStack
) -> None:
    hub = closing.enter_context(HubProcess(tmp_path / "hub", city, UNIT))
    one, two = (waiting(hub, tmp_path, name, closing) for name in ("one", "two"))
    for count in (1, 2):
        one.register()
        assert two.until(lambda: len(two.codes()) == count), "its question was not answered"  # noqa: B023 - at once
    assert two.codes() == one.codes()


def test_what_the_city_decides_comes_to_a_counter_while_it_waits(
    city: CityProcess, tmp_path: Path, closing: ExitStack
) -> None:
    one = waiting(city, tmp_path, "one", closing)
    one.kinds.clear()
    assert imported(city, "catalogue", resource("catalogue", "procedures.csv")) == 0
    assert one.until(lambda: "catalogue" in one.kinds), "its question was not answered"
