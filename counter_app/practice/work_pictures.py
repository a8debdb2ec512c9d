"""Pictures of the page Work with something in each of its lists."""

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from counter_app.bootstrap.window import CounterWindow
from counter_app.devices.clock import SteppedClock
from counter_app.domain.times import VIETNAM
from counter_app.practice.hands import wait_until
from counter_app.practice.play import first_settings, places_below
from counter_app.practice.ring_pictures import Grab
from counter_app.practice.seed import seed
from counter_app.ui.app import application

if TYPE_CHECKING:
    from counter_app.ui.pages.work import WorkPage

MONDAY: Final = datetime(2026, 11, 23, 8, 15, tzinfo=VIETNAM)
SEEDED: Final = 20
DESK: Final = "Phòng Tư pháp"


def picture_work(size: tuple[int, int], look: str, language: str, grab: Grab) -> None:
    """Fill the lists of a counter on a stepped clock; `grab` takes each under its name."""
    with tempfile.TemporaryDirectory(prefix="counter-work-") as folder:
        first = replace(first_settings(), device="quay-tap", slot=1, theme=look, language=language)
        clock = SteppedClock(MONDAY)
        window = CounterWindow(application(), places_below(Path(folder)), first, practice=True, clock=clock)
        try:
            window.screen.resize(*size)
            window.open()
            wait_until(lambda: window.screen.desk is not None, "the counter is open")
            _walk(window, clock, grab)
        finally:
            window.close()


def _walk(window: CounterWindow, clock: SteppedClock, grab: Grab) -> None:
    counter, screen = window.counter, window.screen
    if counter is None:
        raise RuntimeError("the counter is not open")
    desk = counter.desk
    seed(desk, SEEDED)
    verbs, rows = desk.acts(), desk.page(None, SEEDED)
    for row in rows[:3]:
        verbs.give.finish(row.id, "Giấy xác nhận")
    sheet = verbs.hand_over.give([row.id for row in rows[4:9]], DESK)
    verbs.hand_over.take(sheet.code, [line.code for line in sheet.lines[:4]])
    clock.step(timedelta(days=3, hours=9))
    screen.go("work")
    page = cast("WorkPage", screen.page("work"))
    for place, section in enumerate(page.sections[:2]):
        page.choose(place)
        grab(window, f"work-{section.table.objectName()}")
    page.with_whom.whose.show_text(DESK)
    page.choose(2)
    wait_until(lambda: bool(page.with_whom.model.rows), "what lies at the desk")
    page.with_whom.tick()
    grab(window, "work-at-desk")
    page.choose(3)
    grab(window, "work-list-empty")
    for row in rows[10:14]:
        page.takes_code(row.code)
    wait_until(lambda: len(page.hand_over.rows) == 4, "four dossiers on the list")
    page.hand_over.receiver.show_text(DESK)
    grab(window, "work-list-new")
    came = verbs.hand_over.give([row.id for row in rows[14:18]], DESK)
    page.open_list(came.code)
    wait_until(lambda: page.hand_over.sheet is not None, "the list that came")
    for line in came.lines[:3]:
        page.takes_code(line.code)
    grab(window, "work-list-came")
    page.choose(4)
    grab(window, "work-register")
