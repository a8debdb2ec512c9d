"""A counter of an office with a hub: what is where is shown, without the city and without the hub work goes on."""

from dataclasses import replace
from pathlib import Path

from counter_app.cli.enrol import enrol
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.practice.people import citizens
from counter_app.settings import Places, load
from tests.stories.conftest import Open
from tests.stories.opened import CTRL, SETTINGS, Key, Opened, wait_until
from tests.stories.test_outage import begin, end


def ring(counter: Opened, code: str) -> str:
    return counter.desk.find(code)[0].ring


def test_rings_are_told_apart_and_each_can_be_missed(open_counter: Open, city: CityProcess, tmp_path: Path) -> None:
    people = citizens(71)
    with HubProcess(tmp_path / "hub", city, SETTINGS.unit) as hub:
        home = tmp_path / "counter"
        places = Places.of(practice=False, home=home)
        enrol(places, replace(SETTINGS, device=""), hub.url, hub.enrolment_code(SETTINGS.unit), None, practice=False)
        counter = open_counter(load(places.settings), home=home).open()
        wait_until(lambda: counter.light == "green", "office and city answer")
        first = counter.serve(next(people), "ks")
        wait_until(lambda: ring(counter, first) == "city", "it is at the city")
        wait_until(lambda: counter.light == "green", "everything is there")
        assert "the office has everything" in counter.strip

        begin(counter, Key.Key_1)
        second = counter.serve(next(people), "ks")
        wait_until(lambda: "1 not at the city yet" in counter.strip, "the office has it, the city not")
        assert counter.light != "green"
        assert (ring(counter, second), counter.desk.sync().unsent) == ("office", 0)
        entry = counter.desk.dossier(counter.desk.find(second)[0].id).timeline[0]
        assert entry.ring == "office"
        end(counter)
        wait_until(lambda: ring(counter, second) == "city", "the hub carried it up by itself")

        hub.stop()
        wait_until(lambda: "works alone" in counter.strip, "the hub is missed")
        third = counter.serve(next(people), "ks")
        wait_until(lambda: "works alone; 1 kept here" in counter.strip, "it is kept here")
        assert (ring(counter, third), counter.light != "green") == ("counter", True)
        assert counter.receipts() == sorted([first, second, third])
        hub.start()
        counter.press(Key.Key_3, lambda: counter.window.screen.here == "outbox", "the outbox", CTRL)
        wait_until(lambda: ring(counter, third) == "city", "it finds back by itself")
        wait_until(lambda: counter.light == "green", "and says so")
