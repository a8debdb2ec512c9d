"""The practice counter with a city of its own: everything real but the people, the reader and the printer."""

import argparse
import itertools
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from counter_app.bootstrap.window import CounterWindow, chosen, run
from counter_app.cli.enrol import enrol
from counter_app.devices.drivers.simulated_reader import SimulatedReader
from counter_app.domain.own_codes import make_badge
from counter_app.practice.city_process import CityProcess
from counter_app.practice.people import citizens
from counter_app.settings import Places, Settings, SettingsWrong, load, save
from counter_app.ui.actions import Verb
from counter_app.ui.app import application
from counter_app.ui.background import Lane

PRACTICE_UNIT: Final = "31120"
PRACTICE_CODE: Final = "H00.00.01"
"""An electronic code that no office has: H00 is no province's."""
OFFICER: Final = "Cán bộ tập sự"
BADGES: Final = (900_001, 900_002)
"""Numbers of two invented officers: the second is asked for a PIN (`practice.accounts`)."""


def first_settings() -> Settings:
    """Return how a practice counter is set up before it ever met its city."""
    return Settings(
        device_name="Quầy tập",
        officer=OFFICER,
        unit=PRACTICE_UNIT,
        electronic_code=PRACTICE_CODE,
        office_phone="0292 000 0000",
        printer="folder:",
        label_printer="folder:",
        slip_printer="folder:",
        reader="simulated",
    )


def city_of(places: Places) -> CityProcess:
    """Return the practice city whose store lies beside the practice counter's; start it, or use it in a `with`."""
    places.home.mkdir(parents=True, exist_ok=True)
    return CityProcess(places.home / "city.db", places.home / "city.log", practice=True)


def enrolled(places: Places, city: CityProcess, address: str, first: Settings | None = None) -> Settings:
    """Return the practice counter's settings, enrolled at `city` and pointed at `address`; saved as well.

    The real enrolment is walked, with a code minted as an administrator does.
    """
    settings = load(places.settings)
    if not settings.unit:
        settings = first or first_settings()
    if not settings.device or not settings.city:
        code = city.enrolment_code(settings.unit, settings.device_name)
        enrol(places, settings, city.url, code, None, practice=True)
        settings = load(places.settings)
    settings = replace(settings, city=address)
    save(places.settings, settings)
    return settings


def places_below(folder: Path) -> Places:
    """Return the places of a practice counter below `folder`."""
    return Places.of(practice=True, home=folder)


def open_practice(args: argparse.Namespace) -> int:
    """Open the practice counter with its city and stay until its window is closed; returns the exit status.

    Ctrl+J holds the next invented citizen's card under the simulated reader, Ctrl+Shift+J an unreadable one.
    """
    app = application()
    places = Places.of(practice=True, home=args.home)
    city = city_of(places)
    try:
        settings = chosen(load(places.settings), args)
    except SettingsWrong:
        settings = Settings()  # read again behind the first paint, and told on the screen then
    reader = SimulatedReader("practice")

    def prepare(_settings: Settings) -> Settings:
        city.start()
        return chosen(enrolled(places, city, city.url), args)

    shown = settings if settings.unit else chosen(first_settings(), args)
    window = CounterWindow(app, places, shown, practice=True, reader=reader, prepare=prepare)
    window.screen.add_verbs(_practice_verbs(reader))
    window.ready.connect(lambda: _bring_officers(window, city, load(places.settings).unit))
    try:
        return run(app, window)
    finally:
        if city.running:
            city.stop()


def seed_officers(city: CityProcess, unit: str) -> None:
    """Give the practice city invented officers, beside the running process; they come down as real ones do."""
    # F9 needs none of it.
    from counter_app.practice.accounts import seed_accounts
    from counter_app.storage.store import Store

    with Store.open(city.store, role="city", practice=True, alone=False) as beside:
        seed_accounts(beside, unit)


def _bring_officers(window: CounterWindow, city: CityProcess, unit: str) -> None:
    def done(_nothing: object) -> None:
        """Whether they came is seen in the list of officers."""

    background = window.screen.background
    background.run(window, partial(seed_officers, city, unit), done, done, lane=Lane.MACHINES, quiet=True)


def _practice_verbs(reader: SimulatedReader) -> tuple[Verb, ...]:
    """Return what practice lets be done from anywhere: hold invented cards under the simulated reader."""
    queue, badges = citizens(int(time.time())), itertools.cycle(make_badge(number) for number in BADGES)
    return (
        Verb(
            "practice_card",
            QCoreApplication.translate("Practice", "Scan an invented card"),
            "Ctrl+J",
            lambda: reader.scan(next(queue).card),
            "card",
        ),
        Verb(
            "practice_broken_card",
            QCoreApplication.translate("Practice", "Scan a card that was cut off"),
            "Ctrl+Shift+J",
            lambda: reader.scan(next(queue).card[:23]),
            "card",
        ),
        Verb(
            "practice_badge",
            QCoreApplication.translate("Practice", "Scan an invented officer's badge (PIN 2468)"),
            "Ctrl+Shift+B",
            lambda: reader.scan(next(badges)),
            "person",
        ),
    )
