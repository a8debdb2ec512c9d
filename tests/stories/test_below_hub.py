"""A counter of an office with a hub: what is where is shown, without the city and without the hub work goes on."""

from dataclasses import replace
from pathlib import Path

from counter_app.cli.enrol import enrol
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.practice.people import citizens
from counter_app.practice.seed import draft_for
from counter_app.settings import Places, load
from tests.stories.conftest import Open
from tests.stories.opened import CTRL, LODGING, SETTINGS, Key, Opened, wait_until
from tests.stories.test_outage import SHIFT, begin, end


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


def test_what_the_office_rehearses_is_shown_at_every_counter_and_ends_at_each(
    open_counter: Open, city: CityProcess, tmp_path: Path
) -> None:
    """One counter of the office asks; the bar stands at the other one too, and that one works alone all the while."""
    with HubProcess(tmp_path / "hub", city, SETTINGS.unit) as hub:
        counters: list[Opened] = []
        for name in ("mot", "hai"):
            places = Places.of(practice=False, home=tmp_path / name)
            code = hub.enrolment_code(SETTINGS.unit)
            enrol(places, replace(SETTINGS, device=""), hub.url, code, None, practice=False)
            counters.append(open_counter(load(places.settings), home=tmp_path / name).open())
        one, two = counters
        for counter in counters:
            wait_until(lambda: counter.light == "green", "office and city answer")  # noqa: B023 - waited for at once
        bar = two.window.screen.rehearsal

        one.desk.begin_outage("internet", 5)
        wait_until(bar.isVisible, "the other counter says it")
        assert "internet" in bar.text.whole
        assert not two.desk.sync().alone, "only the internet is out"
        two.press(Key.Key_E, lambda: two.desk.outage() is None, "ended at the other counter", CTRL | SHIFT)
        wait_until(lambda: one.desk.outage() is None, "ended for all")
        for counter in counters:
            wait_until(lambda: counter.light == "green", "it is as before")  # noqa: B023 - waited for at once

        one.desk.begin_outage("hub", 5)
        wait_until(bar.isVisible, "the other counter says it")
        assert "hub" in bar.text.whole
        wait_until(lambda: "works alone" in two.strip, "it does without the hub too")
        code = two.desk.register(draft_for(two.desk, next(citizens(77)), LODGING)).code
        wait_until(lambda: ring(two, code) == "counter", "it is kept here")
        one.desk.end_outage()
        assert two.desk.outage() is not None, "who does without the hub cannot hear that; it knows how long"
        end(two)
        wait_until(lambda: ring(two, code) == "city", "it has gone up")
        wait_until(lambda: two.light == "green", "and it says so")
        assert two.desk.outage() is None, "it does not begin again"
