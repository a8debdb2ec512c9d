"""F9: once is once, however it is pressed; and what it refuses."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime

import pytest
from sqlcipher3 import dbapi2

from counter_app.devices.clock import SteppedClock
from counter_app.domain.times import VIETNAM
from counter_app.practice.people import citizens
from tests.stories.conftest import Open
from tests.stories.opened import Key, Opened, wait_until


@contextmanager
def store_held(counter: Opened) -> Iterator[Callable[[], None]]:
    """Another process writes in the store, so that registering takes as long as the story wants; gives the release."""
    with closing(dbapi2.connect(str(counter.places.store), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield lambda: other.execute("ROLLBACK")


def ready_for_f9(counter: Opened, seed: int) -> str:
    citizen = next(citizens(seed))
    counter.seat(citizen)
    counter.choose("ks")
    counter.tick_all()
    return citizen.name


def test_f9_twice_at_once_is_one_dossier(counter: Opened) -> None:
    name = ready_for_f9(counter, 11)
    counter.hands.pause()
    counter.hands.press_at_once(Key.Key_F9)
    counter.hands.press_at_once(Key.Key_F9)
    wait_until(lambda: counter.intake.finishing.paper is not None, "printed")
    counter.hands.press_at_once(Key.Key_F9)
    counter.idle()
    assert counter.desk.count() == 1
    row = counter.desk.page(None, 1)[0]
    assert row.applicant == name
    assert counter.receipts() == [row.code]
    assert [entry.copy_number for entry in counter.prints()] == [0]


def test_f9_while_registering_is_one_dossier_and_one_number(counter: Opened) -> None:
    ready_for_f9(counter, 12)
    with store_held(counter) as release:
        for _ in range(4):
            counter.hands.press(Key.Key_F9)
        assert counter.intake.finishing.under_way
        assert not counter.form.empty
        release()
        wait_until(lambda: counter.form.empty, "the form is empty for the next person")
    counter.idle()
    assert counter.desk.count() == 1
    first = counter.desk.page(None, 1)[0].code
    second = counter.serve(next(citizens(13)), "ks")
    assert int(second[-4:]) == int(first[-4:]) + 1


def test_what_is_typed_while_registering_is_not_lost(counter: Opened) -> None:
    ready_for_f9(counter, 14)
    other = next(citizens(15))
    with store_held(counter) as release:
        counter.hands.press(Key.Key_F9)
        assert counter.intake.finishing.under_way
        counter.scan(other.card)
        wait_until(lambda: counter.banner.asking, "the second card asks")
        release()
        wait_until(lambda: counter.desk.count() == 1, "the first is registered")
        counter.idle()
    if counter.banner.asking:
        counter.hands.type("n")
    wait_until(lambda: counter.form.applicant.name == other.name, "the next person is in the form")
    assert counter.form.at_counter is None
    assert counter.intake.fields.procedure.search.text() == ""


def test_a_paper_that_is_missing_needs_a_reason(counter: Opened) -> None:
    counter.seat(next(citizens(16)))
    counter.choose("ks")
    assert counter.intake.fields.procedure.checklist.hasFocus()
    counter.press(Key.Key_Space, lambda: counter.form.papers[0].given, "the first paper is ticked")
    panel = counter.intake.fields.procedure
    wait_until(panel.reason.isVisible, "the reason is asked for")
    form = counter.form
    counter.press(Key.Key_F9, lambda: "Not registered yet" in counter.said, "F9 refuses")
    assert "F4" in counter.said
    assert panel.reason.mark.isVisible()
    assert panel.reason.line.hasFocus()
    assert counter.form == form
    assert counter.desk.count() == 0

    counter.press(Key.Key_F4, lambda: "printed" in counter.said, "F4 prints what is missing")
    slips = counter.prints("missing")
    assert [row.state for row in slips] == ["confirmed"]
    assert counter.form == form
    assert counter.desk.count() == 0
    assert len(counter.receipts()) == 1

    panel.reason.line.setFocus()
    counter.hands.type("mang sau 2 ngay")
    wait_until(lambda: counter.form.missing_reason == "mang sau 2 ngay", "the reason is typed")
    counter.finish()
    dossier = counter.desk.dossier(counter.desk.page(None, 1)[0].id).dossier
    assert dossier.fields["missing_reason"] == "mang sau 2 ngay"


def test_an_empty_form_is_refused_with_marks(counter: Opened) -> None:
    counter.press(Key.Key_F9, lambda: "Not registered yet" in counter.said, "F9 refuses")
    assert counter.intake.fields.person.fields["name"].mark.isVisible()
    assert counter.intake.fields.procedure.mark.isVisible()
    assert counter.intake.fields.person.fields["name"].line.hasFocus()
    assert counter.desk.count() == 0


@pytest.mark.parametrize("year", [1980, 2025, 2199])
def test_a_clock_that_goes_wrong_gives_no_number(open_counter: Open, year: int) -> None:
    clock = SteppedClock(datetime(2026, 11, 24, 9, tzinfo=VIETNAM))
    counter = open_counter(clock=clock).open()
    name = ready_for_f9(counter, 17)
    clock.put_right(datetime(year, 1, 5, 9, tzinfo=VIETNAM))
    counter.press(Key.Key_F9, lambda: "clock is wrong" in counter.said, "F9 refuses")
    assert "What you typed is still there" in counter.said
    assert "F9" in counter.said
    assert counter.form.applicant.name == name
    assert counter.desk.count() == 0
    clock.put_right(datetime(2026, 11, 24, 9, 5, tzinfo=VIETNAM))
    code = counter.finish()
    assert "-261124-" in code
    assert int(counter.serve(next(citizens(18)), "ks")[-4:]) == int(code[-4:]) + 1


@pytest.mark.parametrize("year", [1980, 2199])
def test_a_clock_that_is_wrong_at_start_is_told_at_once(open_counter: Open, year: int) -> None:
    clock = SteppedClock(datetime(year, 1, 5, 9, tzinfo=VIETNAM))
    counter = open_counter(clock=clock).open()
    wait_until(lambda: "clock is wrong" in counter.said, "it is said before anything is typed")
    clock.put_right(datetime(2026, 11, 24, 9, tzinfo=VIETNAM))
    assert "-261124-" in counter.serve(next(citizens(18)), "ks")
