"""Pictures of what the counter says by itself: receipts left over, a clock that is wrong, and its question at F9."""

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from counter_app.bootstrap.window import CounterWindow
from counter_app.cli.enrol import enrol
from counter_app.devices.clock import Clock, SystemClock
from counter_app.devices.drivers.simulated_reader import SimulatedReader
from counter_app.practice.hands import Hands, wait_until
from counter_app.practice.people import citizens
from counter_app.practice.play import city_of, first_settings, places_below
from counter_app.practice.ring_pictures import Grab
from counter_app.practice.seed import seed
from counter_app.settings import Places, load
from counter_app.ui.app import application

OFF: Final = timedelta(days=2, minutes=3)
LEFT: Final = 6
"""So many dossiers are made first; two of three get no receipt."""


class WrongClock(SystemClock):
    """A PC's clock that somebody put forward."""

    def now(self) -> datetime:
        return super().now() + OFF


def picture_troubles(size: tuple[int, int], look: str, language: str, grab: Grab) -> None:
    """Leave receipts over, come back with a wrong clock and ask for a receipt; `grab` takes each under its name."""
    with tempfile.TemporaryDirectory(prefix="counter-troubles-") as folder, city_of(places_below(Path(folder))) as city:
        places = places_below(Path(folder) / "counter")
        first = replace(first_settings(), theme=look, language=language)
        enrol(places, first, city.url, city.enrolment_code(first.unit), None, practice=True)
        window = _opened(places, size, None)
        if window.counter is not None:
            seed(window.counter.desk, LEFT)
        window.close()
        reader = SimulatedReader("practice")
        window = _opened(places, size, WrongClock(), reader)
        try:
            _walk(window, reader, grab)
        finally:
            window.close()


def _opened(
    places: Places, size: tuple[int, int], clock: Clock | None, reader: SimulatedReader | None = None
) -> CounterWindow:
    window = CounterWindow(application(), places, load(places.settings), practice=True, clock=clock, reader=reader)
    window.screen.resize(*size)
    window.open()
    wait_until(lambda: window.screen.desk is not None, "the counter is open")
    return window


def _walk(window: CounterWindow, reader: SimulatedReader, grab: Grab) -> None:
    screen = window.screen
    intake, desk = screen.intake, screen.desk
    wait_until(intake.banner.isVisible, "the receipts left over are told of")
    before = screen.strip.text.whole
    wait_until(lambda: screen.strip.text.whole != before and screen.strip.light != "grey", "the clock is told of")
    grab(window, "left-receipts")
    citizen = next(citizens(14))
    reader.scan(citizen.card)
    wait_until(lambda: intake.form().applicant.name == citizen.name, "the card fills the form")
    hands = Hands(lambda: screen)
    hands.type("ks")
    hands.press(Qt.Key.Key_Return)
    wait_until(lambda: intake.form().procedure is not None, "a procedure is chosen")
    intake.tick_all()
    hands.press(Qt.Key.Key_F9)
    wait_until(lambda: desk is not None and intake.banner.asking, "F9 asks which time counts")
    grab(window, "clock-question")
