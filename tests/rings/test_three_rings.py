"""A counter, its office's hub and the city as real processes: one protocol, three rings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.practice.line import Line
from counter_app.storage.unapplied import unapplied
from tests.rings.counters import Office
from tests.storage.made import UNIT


@dataclass
class Rings:
    """One city, one hub behind a line that can be cut, and the counters of the office."""

    city: CityProcess
    line: Line
    hub: HubProcess
    folder: Path
    counters: list[Office] = field(default_factory=list)

    def counter(self, name: str) -> Office:
        office = Office.below(self.hub, self.folder, name)
        self.counters.append(office)
        return office

    def in_city(self) -> int:
        ring = self.city.client()
        try:
            return ring.state().dossiers
        finally:
            ring.close()


@pytest.fixture
def rings(tmp_path: Path) -> Iterator[Rings]:
    with (
        CityProcess(tmp_path / "city.db", tmp_path / "city.log") as city,
        Line(("127.0.0.1", city.port)) as line,
        HubProcess(tmp_path / "hub", city, UNIT, address=f"http://127.0.0.1:{line.port}") as hub,
    ):
        made = Rings(city, line, hub, tmp_path)
        yield made
        for counter in made.counters:
            counter.close()


def all_have(counters: list[Office], count: int) -> Callable[[], bool]:
    return lambda: all(len(counter.codes()) == count for counter in counters)


def test_what_one_counter_registers_the_other_and_the_city_have(rings: Rings) -> None:
    one, two = rings.counter("quay-1"), rings.counter("quay-2")
    one.register(3)
    two.register(2)
    assert one.until(lambda: len(one.codes()) == 5)
    assert two.until(lambda: len(two.codes()) == 5)
    assert one.until(lambda: not one.unsent() and not one.open_above())
    assert two.until(lambda: not two.unsent() and not two.open_above())
    assert one.heard.role == "hub"
    assert rings.in_city() == 5
    assert one.codes() == two.codes()


def test_without_the_city_the_office_goes_on_and_says_what_is_not_there(rings: Rings) -> None:
    one, two = rings.counter("quay-1"), rings.counter("quay-2")
    rings.line.cut()
    one.register(4)
    assert two.until(lambda: len(two.codes()) == 4)
    assert one.until(lambda: not one.unsent() and one.open_above() == 4)
    assert rings.in_city() == 0
    rings.line.mend()
    assert one.until(lambda: not one.open_above())
    assert two.until(lambda: not two.open_above())
    assert rings.in_city() == 4


def test_without_the_hub_each_counter_goes_on_alone_and_finds_back_by_itself(rings: Rings) -> None:
    one, two = rings.counter("quay-1"), rings.counter("quay-2")
    assert one.until(lambda: one.heard.at is not None)
    rings.hub.kill()
    assert one.until(lambda: bool(one.heard.error))
    one.register(2)
    two.register(2)
    assert (len(one.codes()), one.unsent()) == (2, 2)
    rings.hub.start()
    assert one.until(lambda: len(one.codes()) == 4 and not one.unsent() and not one.open_above())
    assert two.until(lambda: len(two.codes()) == 4 and not two.unsent() and not two.open_above())
    assert rings.in_city() == 4
    with two.desk.store.reading() as reading:
        assert unapplied(reading) == ()
