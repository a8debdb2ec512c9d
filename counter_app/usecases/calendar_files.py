"""The calendars that come with the application: the national table and the city's hours."""

import json
from typing import Any

from counter_app.domain.calendar import Calendars
from counter_app.settings import resource


def shipped_tables() -> dict[str, Any]:
    """Return the tables "national" and "city" as shipped."""
    return {
        name: json.loads(resource("calendar", f"{name}.json").read_text(encoding="utf-8"))
        for name in ("national", "city")
    }


def shipped_calendars() -> Calendars:
    """Return the calendars of the city and its offices, as shipped."""
    tables = shipped_tables()
    return Calendars(tables["national"], tables["city"])
