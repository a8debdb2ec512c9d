"""What the city decides and the counter works by: its calendar and the words of its office, while it runs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any

from counter_app.devices.clock import Clock
from counter_app.domain.calendar import Calendars, WorkingCalendar
from counter_app.domain.office import Office
from counter_app.settings import Settings
from counter_app.storage import reference
from counter_app.storage.reference import CALENDAR, OFFICE
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.usecases.calendar_files import shipped_tables


class CalendarInForce:
    """The calendar of one unit: the shipped one until the city says otherwise. `refresh` reads the store again."""

    def __init__(self, store: Store, unit: str) -> None:
        self._store, self._unit, self._lock = store, unit, Lock()
        self._calendar = self._read()

    def __call__(self) -> WorkingCalendar:
        """Return the calendar that holds now; touches memory only."""
        with self._lock:
            return self._calendar

    def refresh(self) -> None:
        """Take what the store has now; call it off the screen's thread."""
        calendar = self._read()
        with self._lock:
            self._calendar = calendar

    def _read(self) -> WorkingCalendar:
        with self._store.reading() as reading:
            calendars = calendars_in(reading)
        # A table that does not name an office says that it keeps the city's ordinary hours.
        return calendars.of(self._unit if self._unit in calendars.units else "")


def calendars_in(reading: Reading) -> Calendars:
    """Return the calendars that hold: the city's word, else the shipped ones."""
    told: dict[str, Mapping[str, Any]] = {one.name: one.content for one in reference.all_of(reading, CALENDAR)}
    tables = {} if {"national", "city"} <= told.keys() else shipped_tables()
    tables |= told
    return Calendars(tables["national"], tables["city"])


def office_said(reading: Reading, unit: str, day: date) -> Mapping[str, Any]:
    """Return what the city says of the office on that day; empty when it says nothing."""
    for one in reference.all_of(reading, OFFICE):
        if one.name == unit and one.valid_from <= day and (one.valid_to is None or day <= one.valid_to):
            return one.content
    return {}


def settings_of_city(settings: Settings, store: Store, clock: Clock) -> Settings:
    """Return the settings with the electronic code that the city decided for the unit.

    Taken at a start only: numbers, their reserve and the courier all stand on the one code for as long as they run.
    """
    with store.reading() as reading:
        code = str(office_said(reading, settings.unit, clock.now().date()).get("electronic_code", ""))
    return replace(settings, electronic_code=code) if code else settings


def office_of_city(office: Office, store: Store, day: date) -> Office:
    """Return the office with the name, title, telephone and address that the city gives it on `day`."""
    with store.reading() as reading:
        said = office_said(reading, office.unit, day)
    given = {name: str(said[name]) for name in ("name", "title", "phone", "lookup", "address") if said.get(name)}
    if "name" in given:
        given |= {"parent": f"UBND {given['name'].upper()}", "place": given["name"].split(" ", 1)[-1]}
    return replace(office, **given)
