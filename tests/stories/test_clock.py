"""A PC whose clock is wrong: told in the strip, put right by the city, asked about when it is another day."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from counter_app.devices.clock import SteppedClock, SystemClock
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.practice.people import citizens
from counter_app.practice.seed import draft_for
from tests.stories.conftest import Enrolled, Open
from tests.stories.opened import BIRTH, Key, Opened, wait_until


class WrongClock(SystemClock):
    """The PC's clock, off by as much as somebody turned it."""

    def __init__(self, off: timedelta) -> None:
        self.off = off

    def now(self) -> datetime:
        return super().now() + self.off


def near(moment: datetime, other: datetime) -> bool:
    return abs(moment - other) < timedelta(minutes=1)


def last(counter: Opened) -> UUID:
    """The dossier that was registered last at this counter (the city may send it others of its unit)."""
    found = counter.intake.finishing.last
    assert found is not None
    return found


def ready_for_f9(counter: Opened, seed: int) -> None:
    counter.seat(next(citizens(seed)))
    counter.choose("ks")
    counter.tick_all()


def heard(counter: Opened) -> None:
    """Wait until the city has said what time it is."""
    wait_until(lambda: counter.desk.sync().last_answer is not None, "the city answers")
    counter.idle()


@pytest.mark.parametrize(("minutes", "word"), [(11, "11 min fast"), (-11, "11 min slow")])
def test_minutes_off_are_told_and_the_citys_time_counts(
    open_counter: Open, city: CityProcess, enrolled: Enrolled, minutes: int, word: str
) -> None:
    clock = WrongClock(timedelta(minutes=minutes, seconds=5 if minutes > 0 else -5))
    counter = open_counter(enrolled(city.port), clock=clock).open()
    wait_until(lambda: word in counter.strip, "the strip tells of the clock")
    counter.serve(next(citizens(61)), "ks")
    true = datetime.now(VIETNAM)
    view = counter.desk.dossier(last(counter))
    assert near(view.dossier.received_at, true)
    assert near(counter.desk.now(), true)
    wait_until(lambda: counter.desk.sync().unsent == 0, "the city has it")
    clock.off = timedelta(0)
    wait_until(lambda: "clock" not in counter.strip, "a clock that is put right is noticed without the city")


def test_a_clock_that_is_moved_while_the_counter_is_open_is_told(
    open_counter: Open, city: CityProcess, enrolled: Enrolled
) -> None:
    clock = WrongClock(timedelta(0))
    counter = open_counter(enrolled(city.port), clock=clock).open()
    heard(counter)
    clock.off = timedelta(minutes=-10, seconds=-5)
    wait_until(lambda: "10 min slow" in counter.strip, "the strip tells of the clock")
    counter.serve(next(citizens(62)), "ks")
    true = datetime.now(VIETNAM)
    view = counter.desk.dossier(last(counter))
    assert near(view.dossier.received_at, true)
    assert near(view.timeline[0].at, true)


@pytest.mark.parametrize(("key", "days"), [("c", 0), ("p", 2)])
def test_another_day_is_asked_about_before_anything_is_registered(
    open_counter: Open, city: CityProcess, enrolled: Enrolled, key: str, days: int
) -> None:
    counter = open_counter(enrolled(city.port), clock=WrongClock(timedelta(days=2))).open()
    heard(counter)
    ready_for_f9(counter, 63)
    counter.press(Key.Key_F9, lambda: "This computer's clock says" in counter.said, "F9 asks")
    assert "Nothing is registered yet; what you typed is still there" in counter.said
    counter.press(Key.Key_Escape, lambda: not counter.banner.asking, "Esc leaves it for later")
    assert counter.intake.finishing.last is None
    counter.press(Key.Key_F9, lambda: counter.banner.asking, "F9 asks again")
    assert counter.prints() == []
    counter.hands.type(key)
    wait_until(lambda: counter.intake.finishing.last is not None, "the answer registers")
    counter.idle()
    day = datetime.now(VIETNAM) + timedelta(days=days)
    assert counter.intake.finishing.receipt is not None
    assert f"-{day:%y%m%d}-" in counter.intake.finishing.receipt.code
    ready_for_f9(counter, 64)
    assert f"-{day:%y%m%d}-" in counter.finish()


def test_years_from_the_newest_entry_is_asked_about(open_counter: Open) -> None:
    first = open_counter(clock=SteppedClock(datetime(2026, 11, 24, 9, tzinfo=VIETNAM))).open()
    draft = draft_for(first.desk, next(citizens(65)), BIRTH)
    first.desk.register(draft)
    first.desk.print_receipt(draft.id)
    first.close()
    home = first.places.store.parent
    again = open_counter(home=home, clock=SteppedClock(datetime(2031, 3, 4, 9, tzinfo=VIETNAM))).open()
    ready_for_f9(again, 66)
    again.press(Key.Key_F9, lambda: "but the newest entry here is of 09:00 24/11/2026" in again.said, "F9 asks")
    assert again.desk.count() == 1
    again.hands.type("p")
    wait_until(lambda: again.desk.count() == 2, "the officer says that the clock is right")
