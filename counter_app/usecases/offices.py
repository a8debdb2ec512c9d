"""Units and the office of this counter, from the shipped tables and the settings."""

from functools import cache
from typing import TYPE_CHECKING, Final

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.office import Office
from counter_app.settings import Settings, resource

if TYPE_CHECKING:
    from counter_app.domain.unit import Units

_TODAY: Final = "cantho_units_2025.csv"


@cache
def units() -> "Units":
    """Return the 103 units of today with the units they came from."""
    from counter_app.domain.unit import Units

    names = (_TODAY, "cantho_units_old_to_new.csv", "cantho_units_before_2025.csv")
    return Units.parse(*(resource("units", name).read_text("utf-8") for name in names))


@cache
def _name(code: str) -> str | None:
    """Return the name of one unit of today, None for a code that is none.

    All that the frame of the window must know before its first paint. `units` knows the same and much more, but stands
    on a larger room; no name has a comma or a quotation mark in it.
    """
    for row in resource("units", _TODAY).read_text("utf-8").splitlines()[1:]:
        found, name, _level = row.split(",")
        if found == code:
            return name
    return None


def office_of(settings: Settings) -> Office:
    """Return the office that the settings name; raises OfficerCanMend("unit_unknown") for a code that is none."""
    name = _name(settings.unit) if settings.unit else ""
    if name is None:
        raise OfficerCanMend("unit_unknown", unit=settings.unit)
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
