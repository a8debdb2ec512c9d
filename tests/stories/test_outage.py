"""A supervisor rehearses an outage by keys: it is real, it is said above every page, it ends, and a report is left."""

import pytest
from PySide6.QtCore import Qt

from counter_app.practice.city_process import CityProcess
from counter_app.practice.line import Line
from counter_app.practice.people import citizens
from tests.stories.conftest import Enrolled, Open
from tests.stories.opened import CTRL, Key, Opened, wait_until

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def begin(counter: Opened, key: Key) -> None:
    screen = counter.window.screen
    counter.press(Key.Key_5, lambda: screen.here == "devices", "the devices", CTRL)
    counter.press(key, lambda: counter.banner.asking, "it asks", ALT)
    counter.press(Key.Key_B, lambda: counter.desk.outage() is not None, "it has begun")
    wait_until(screen.rehearsal.isVisible, "it is said above the page")
    counter.press(Key.Key_1, lambda: screen.here == "intake", "back to work", CTRL)
    counter.idle()
    assert screen.rehearsal.isVisible(), "on every page"


def end(counter: Opened) -> None:
    screen = counter.window.screen
    counter.press(Key.Key_E, lambda: counter.desk.outage() is None, "it is ended", CTRL | SHIFT)
    wait_until(lambda: not screen.rehearsal.isVisible(), "nothing is said any more")


def report(counter: Opened) -> str:
    place = counter.places.store.parent / "reports"
    found = sorted(place.glob("outage-*.txt")) if place.exists() else []
    return found[-1].read_text("utf-8") if found else ""


def test_without_printers_the_dossier_stays_and_its_paper_is_counted(counter: Opened) -> None:
    begin(counter, Key.Key_3)
    assert "printers" in counter.window.screen.rehearsal.text.whole
    counter.serve(next(citizens(61)), "ks")
    assert "not printed" in counter.said
    assert counter.receipts() == []
    end(counter)
    wait_until(lambda: "Giấy tờ chưa in được: 1" in report(counter), "the report says so")
    assert counter.desk.page(None, 1)[0].code in report(counter)
    counter.rest()
    counter.press(Key.Key_F9, lambda: len(counter.receipts()) == 1, "the paper comes out")
    counter.idle()


def test_a_second_thought_begins_nothing(counter: Opened) -> None:
    screen = counter.window.screen
    counter.press(Key.Key_5, lambda: screen.here == "devices", "the devices", CTRL)
    counter.press(Key.Key_1, lambda: counter.banner.asking, "it asks", ALT)
    counter.press(Key.Key_Escape, lambda: not counter.banner.asking, "not now")
    assert counter.desk.outage() is None
    counter.press(Key.Key_1, lambda: counter.banner.asking, "it asks", ALT)
    counter.press(Key.Key_B, lambda: "no ring above" in counter.said, "there is no line here")
    assert counter.desk.outage() is None


@pytest.mark.usefixtures("city")
def test_without_the_internet_work_goes_on_and_everything_goes_through_afterwards(
    open_counter: Open, enrolled: Enrolled, city: CityProcess, line: Line
) -> None:
    counter = open_counter(enrolled(line.port)).open()
    wait_until(lambda: counter.light == "green", "the city answers")
    begin(counter, Key.Key_1)
    code = counter.serve(next(citizens(62)), "ks")
    wait_until(lambda: "1 unsent" in counter.strip, "it stays here")
    assert counter.light != "green"
    assert set(city.client().state((code,)).held) == set()
    assert counter.receipts() == [code], "papers come out all the same"
    end(counter)
    wait_until(lambda: counter.desk.sync().unsent == 0, "it has gone through")
    assert set(city.client().state((code,)).held) == {code}
    wait_until(lambda: "giây" in report(counter), "the report says how long that took")
    assert "Sự cố diễn tập: mất Internet" in report(counter)
    assert "Chưa gửi khi kết thúc: 1" in report(counter)
