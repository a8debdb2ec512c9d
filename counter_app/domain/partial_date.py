"""A date of birth as Vietnamese papers know it: day, month and year, or month and year, or the year alone."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_RUN = re.compile(r"(?:(?P<day>[0-9]{2})?(?P<month>[0-9]{2}))?(?P<year>[0-9]{4})")
_PARTED = re.compile(r"(?:(?:(?P<day>[0-9]{1,2})[/.-])?(?P<month>[0-9]{1,2})[/.-])?(?P<year>[0-9]{4})")
_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date whose day, or day and month, may be unknown (0).

    Old people's papers often give only the year; a card then has "00" in the missing places.
    Raises ValueError when the parts are no date, or when a day is given without its month.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read "1950", "1950-03" or "1950-03-12"; raises ValueError for anything else."""
        found = _ISO.fullmatch(text)
        if found is None:
            raise ValueError("not a reduced ISO date")
        return cls(*(int(found[part] or 0) for part in ("year", "month", "day")))

    @classmethod
    def from_card(cls, text: str) -> Self | None:
        """Read ddMMyyyy, with "00" for what is unknown, or shorter (MMyyyy, yyyy); None when it is no date."""
        return cls._read(_RUN.fullmatch(text))

    @classmethod
    def from_typed(cls, text: str) -> Self | None:
        """Read what an officer types: 15/02/1990, 5-2-1990, 02/1990, 1990, 15021990; None when it is no date."""
        bare = text.strip()
        return cls._read(_PARTED.fullmatch(bare) or _RUN.fullmatch(bare))

    @classmethod
    def _read(cls, found: re.Match[str] | None) -> Self | None:
        if found is None:
            return None
        try:
            return cls(*(int(found[part] or 0) for part in ("year", "month", "day")))
        except ValueError:
            return None

    @property
    def whole(self) -> bool:
        return self.day > 0

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def iso(self) -> str:
        """Return ISO 8601 with reduced precision: "1950", "1950-03", "1950-03-12"."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def printed(self) -> str:
        """Return the Vietnamese way of writing it: "12/03/1950", "03/1950", "1950"."""
        return "/".join(reversed(self.iso().split("-")))
