"""Units and the office of this counter, from the shipped tables and the settings."""

from functools import cache

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.office import Office
from counter_app.domain.unit import Units
from counter_app.settings import Settings, resource


@cache
def units() -> Units:
    """Return the 103 units of today with the units they came from."""
    names = ("cantho_units_2025.csv", "cantho_units_old_to_new.csv", "cantho_units_before_2025.csv")
    return Units.parse(*(resource("units", name).read_text("utf-8") for name in names))


@cache
def _today() -> Units:
    """Return the units of today alone: all that the frame of the window must know before its first paint."""
    return Units.parse(resource("units", "cantho_units_2025.csv").read_text("utf-8"), "")


def office_of(settings: Settings) -> Office:
    """Return the office that the settings name; raises OfficerCanMend("unit_unknown") for a code that is none."""
    unit = _today().by_code(settings.unit) if settings.unit else None
    if settings.unit and unit is None:
        raise OfficerCanMend("unit_unknown", unit=settings.unit)
    name = unit.name if unit else ""
    return Office(
        unit=settings.unit,
        electronic_code=settings.electronic_code,
        name=name,
        parent=f"UBND {name.upper()}",
        title="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        # The place before the date of a commune's papers is its own name (Nghị định 30/2020, Phụ lục I).
        place=name.split(" ", 1)[-1],
        phone=settings.office_phone,
        lookup=settings.lookup_address,
        book=settings.book,
    )
