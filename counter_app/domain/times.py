"""Time as the counter knows it."""

from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Viet Nam has kept UTC+7 without daylight saving since 1975; a fixed offset needs no time-zone data on the PC."""


def vietnam(moment: datetime) -> datetime:
    """Return `moment` in Vietnamese time; a naive moment is taken as Vietnamese wall time."""
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)


def iso(moment: datetime) -> str:
    """Return `moment` as ISO 8601 in Vietnamese time, with milliseconds and offset."""
    return vietnam(moment).isoformat(timespec="milliseconds")
