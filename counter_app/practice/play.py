"""The practice counter with a city of its own: everything real but the people, the reader and the printer."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from counter_app.cli.enrol import enrol
from counter_app.practice.city_process import CityProcess
from counter_app.settings import Places, Settings, load, save

PRACTICE_UNIT: Final = "31120"
PRACTICE_CODE: Final = "H00.00.01"
"""An electronic code that no office has: H00 is no province's."""
OFFICER: Final = "Cán bộ tập sự"


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
