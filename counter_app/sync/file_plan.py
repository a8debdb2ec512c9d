"""How files go up, decided without clock, disk or line: when, in which pieces, how fast, how long after a failure."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from counter_app.domain.errors import OfficerCanMend

LARGE: Final = 256 * 1024
SMALL: Final = 64 * 1024
"""Bytes of one piece: what is asked for and answered at once. A ring keeps also half of a piece that was cut off."""
REMEMBERED: Final = 6
OFTEN: Final = 2
"""A line that broke in `OFTEN` of the last `REMEMBERED` pieces gets small ones until as many went well in a row."""

FIRST_WAIT: Final = timedelta(seconds=2)
LONGEST_WAIT: Final = timedelta(minutes=10)
"""How long one file waits that the ring could not take while it may take others: doubled with each try."""

_HOURS: Final = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours in which files may go, from `opens` until `closes`, over midnight too; the same time twice: always."""

    opens: time = time()
    closes: time = time()

    @classmethod
    def read(cls, text: str) -> "Hours":
        """Return the hours of a setting like "18:00-07:00"; empty means always.

        Raises OfficerCanMend("file_hours_wrong").
        """
        if not text.strip():
            return cls()
        found = _HOURS.fullmatch(text.strip())
        try:
            if found is None:
                raise ValueError(text)
            first, second, third, fourth = (int(part) for part in found.groups())
            return cls(time(first, second), time(third, fourth))
        except ValueError as error:
            raise OfficerCanMend("file_hours_wrong", entry=text) from error

    def until_open(self, moment: datetime) -> timedelta:
        """Return how long it is until files may go; nothing while they may."""
        now = moment.time()
        if self.opens <= self.closes:
            is_open = self.opens == self.closes or self.opens <= now < self.closes
        else:
            is_open = now >= self.opens or now < self.closes
        if is_open:
            return timedelta(0)
        opens = datetime.combine(moment.date(), self.opens, moment.tzinfo)
        return opens - moment if opens > moment else opens + timedelta(days=1) - moment


@dataclass(frozen=True, slots=True)
class Limits:
    """What the settings allow files: `rate` in bytes a second (0: all there is), and their hours."""

    rate: int = 0
    hours: Hours = Hours()


@dataclass(frozen=True, slots=True)
class Line:
    """What the last pieces said of the line: True for each that went well, newest last."""

    recent: tuple[bool, ...] = ()
    piece: int = LARGE

    def after(self, *, well: bool) -> "Line":
        """Return the line after one more piece: small pieces where it breaks often, large ones when it holds again."""
        recent = (*self.recent, well)[-REMEMBERED:]
        if recent.count(False) >= OFTEN:
            return Line(recent, SMALL)
        if len(recent) == REMEMBERED and all(recent):
            return Line(recent, LARGE)
        return replace(self, recent=recent)


def pause_for(rate: int, sent: int, seconds: float) -> float:
    """Return how long to wait before more is sent, when `sent` bytes went in `seconds` and `rate` a second may go."""
    return max(0.0, sent / rate - seconds) if rate > 0 else 0.0


def patience(attempts: int) -> timedelta:
    """Return how long a file waits that the ring could not take, after so many tries."""
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 20)))
