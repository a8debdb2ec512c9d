"""The calendars that come with the application: the national table and the city's hours."""

import json

from counter_app.domain.calendar import Calendars
from counter_app.settings import resource


def shipped_calendars() -> Calendars:
    """Return the calendars of the city and its offices, as shipped."""
    national, city = (
        json.loads(resource("calendar", name).read_text(encoding="utf-8")) for name in ("national.json", "city.json")
    )
    return Calendars(national, city)
