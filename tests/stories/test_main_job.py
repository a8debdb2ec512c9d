"""A citizen's card is scanned, a dossier is registered, a receipt comes out, the city has it; the strip says so."""

from datetime import timedelta

from counter_app.devices.drivers.image_file import codes_in
from counter_app.domain.times import vietnam
from counter_app.practice.city_process import CityProcess
from counter_app.practice.line import Line
from counter_app.practice.people import citizens
from tests.stories.conftest import Enrolled, Open
from tests.stories.opened import BIRTH, CTRL, Key, MouseWatch, wait_until


def test_from_the_card_to_the_city(
    open_counter: Open, enrolled: Enrolled, city: CityProcess, line: Line, mouse: MouseWatch
) -> None:
    counter = open_counter(enrolled(line.port)).open()
    citizen = next(citizens(1))
    wait_until(lambda: counter.light == "green", "an idle counter with a city that answers is green")
    lights: list[tuple[int, str]] = []

    def look(kinds: frozenset[str]) -> None:
        if "event" in kinds:
            lights.append((counter.desk.sync().unsent, counter.light))

    counter.window.events.changed.connect(look)

    counter.seat(citizen)
    assert counter.intake.fields.procedure.search.hasFocus()
    counter.choose("ks")
    procedure = counter.form.procedure
    assert procedure is not None
    assert procedure.code == BIRTH
    counter.tick_all()
    code = counter.finish()

    assert counter.form.empty
    assert code in counter.said
    paper = counter.places.papers / f"{code}.pdf"
    assert codes_in(paper) == (code,)
    wait_until(lambda: counter.desk.sync().unsent == 0, "the city has acknowledged")
    wait_until(lambda: counter.light == "green", "the strip is green")
    assert "Nothing unsent" in counter.strip
    assert set(city.client().state((code,)).held) == {code}
    row = counter.desk.find(code)[0]
    assert (row.ring, row.applicant) == ("city", citizen.name)
    assert lights
    assert [light for unsent, light in lights if unsent and light == "green"] == []
    assert mouse.seen == 0


def test_the_strip_never_lies(open_counter: Open, enrolled: Enrolled, city: CityProcess, line: Line) -> None:
    counter = open_counter(enrolled(line.port)).open()
    wait_until(lambda: counter.light == "green", "an idle counter with a city that answers is green")
    line.cut()
    people = citizens(2)
    codes = []
    for unsent in (1, 2, 3):
        codes.append(counter.serve(next(people), "ks"))
        wait_until(lambda: f"{unsent} unsent" in counter.strip, "the strip counts what is unsent")  # noqa: B023
        assert counter.light != "green"
    assert "oldest under a minute ago" in counter.strip
    view = counter.desk.sync()
    oldest = counter.desk.outbox()[0]
    assert view.oldest == oldest.at
    counter.window.screen.strip.show_state(view, vietnam(oldest.at) + timedelta(hours=5, minutes=3))
    assert "oldest 5 h ago" in counter.strip
    assert set(city.client().state(tuple(codes)).held) == set()

    line.mend()
    counter.press(Key.Key_3, lambda: counter.window.screen.here == "outbox", "the outbox", CTRL)
    counter.press(Key.Key_F9, lambda: counter.desk.sync().unsent == 0, "everything is sent")
    wait_until(lambda: counter.light == "green", "the strip is green again")
    assert set(city.client().state(tuple(codes)).held) == set(codes)
