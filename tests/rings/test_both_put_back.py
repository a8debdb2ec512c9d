"""Hub and city both come from yesterday's backup at once: only the counters know all, and bring all of it again."""

from pathlib import Path

from counter_app.cli.enrol import enrol
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.settings import Places, load
from tests.rings.test_drills import Day, back_up, day, restore
from tests.storage.made import UNIT

__all__ = ["day"]


def test_t_restore_hub_and_city_are_put_back_at_once(day: Day, tmp_path: Path) -> None:
    one, two = day.begin("quay-1"), day.begin("quay-2")
    day.register(one, 3)
    assert day.until(day.through)
    back_up(day.city.store, tmp_path / "city-stick")
    back_up(day.hub.store, tmp_path / "hub-stick")
    day.register(one, 2)
    day.register(two, 4)
    assert day.until(day.through)
    day.hub.stop()
    day.city.stop()
    day.register(two, 2)
    restore(tmp_path / "city-stick", tmp_path / "city-again")
    city = CityProcess(tmp_path / "city-again/practice/city.db", tmp_path / "city-again.log", port=day.city.port)
    day.city = day.ends.enter_context(city)
    restore(tmp_path / "hub-stick", tmp_path / "hub-again")
    places = Places.of(practice=True, home=tmp_path / "hub-again")
    code = day.city.enrolment_code(UNIT, hub=True)
    enrol(places, load(places.settings), day.city.url, code, None, practice=True)
    day.hub = day.ends.enter_context(HubProcess(tmp_path / "hub-again", day.city, UNIT, port=day.hub.port))
    day.register(one, 2)
    day.check()
