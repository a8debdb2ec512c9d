"""The hours of an office and the dated rows that change them, as an administrator writes them down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any, Final

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.term import clock
from counter_app.domain.text import nfc

WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of one day, both ends included: a receipt at the very closing is still inside."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise OfficerCanMend("calendar_session_invalid", start=self.start, end=self.end)

    @classmethod
    def read(cls, text: str) -> "Session":
        """Read "07:00-11:30"."""
        start, _, end = text.partition("-")
        return cls(time.fromisoformat(start), time.fromisoformat(end))

    def __str__(self) -> str:
        return f"{clock(self.start)}-{clock(self.end)}"


Sessions = tuple[Session, ...]


def read_sessions(texts: Iterable[str]) -> Sessions:
    """Read ["07:00-11:30", "13:30-17:00"]; raises `OfficerCanMend` when they overlap or are out of order."""
    sessions = tuple(Session.read(text) for text in texts)
    for earlier, later in pairwise(sessions):
        if earlier.end >= later.start:
            raise OfficerCanMend("calendar_sessions_overlap", first=earlier, second=later)
    return sessions


@dataclass(frozen=True, slots=True)
class DayRow:
    """One dated row: a day off, or with `working` a day worked (a make-up day).

    `replaces` is the day whose hours a make-up day keeps; `sessions` are hours of its own. `provisional` marks a row
    that the law makes certain enough to plan by, but whose yearly decision is not out.
    """

    day: date
    working: bool
    reason: str
    source: str = ""
    replaces: date | None = None
    sessions: Sessions = ()
    provisional: bool = False

    def to_json(self) -> dict[str, Any]:
        value: dict[str, Any] = {"day": self.day.isoformat(), "working": self.working, "reason": self.reason}
        if self.source:
            value["source"] = self.source
        if self.replaces is not None:
            value["replaces"] = self.replaces.isoformat()
        if self.sessions:
            value["sessions"] = [str(session) for session in self.sessions]
        if self.provisional:
            value["provisional"] = True
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "DayRow":
        replaces = value.get("replaces")
        return cls(
            day=date.fromisoformat(value["day"]),
            working=bool(value["working"]),
            reason=nfc(str(value["reason"])),
            source=nfc(str(value.get("source", ""))),
            replaces=None if replaces is None else date.fromisoformat(replaces),
            sessions=read_sessions(value.get("sessions", ())),
            provisional=bool(value.get("provisional", False)),
        )


@dataclass(frozen=True, slots=True)
class WeekPattern:
    """The hours of each weekday (Monday first) from `valid_from` to `valid_to`, both included.

    `reception` are the hours at which the counter takes dossiers, `working` those that count for terms.
    `reception_counts` lets a receipt within reception hours belong to its own day even outside working hours; by
    default it is taken as received when work next begins.
    """

    valid_from: date
    working: tuple[Sessions, ...]
    reception: tuple[Sessions, ...]
    valid_to: date | None = None
    reason: str = ""
    source: str = ""
    reception_counts: bool = False

    def __post_init__(self) -> None:
        if len(self.working) != WEEK or len(self.reception) != WEEK:
            raise OfficerCanMend("calendar_week_invalid", valid_from=self.valid_from)

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def to_json(self) -> dict[str, Any]:
        return {
            "valid_from": self.valid_from.isoformat(),
            "valid_to": None if self.valid_to is None else self.valid_to.isoformat(),
            "working": [[str(session) for session in sessions] for sessions in self.working],
            "reception": [[str(session) for session in sessions] for sessions in self.reception],
            "reception_counts": self.reception_counts,
            "reason": self.reason,
            "source": self.source,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "WeekPattern":
        """Read a pattern; without `reception` the counter is open whenever the office works."""
        valid_to = value.get("valid_to")
        working = tuple(read_sessions(texts) for texts in value["working"])
        reception = value.get("reception")
        return cls(
            valid_from=date.fromisoformat(value["valid_from"]),
            valid_to=None if valid_to is None else date.fromisoformat(valid_to),
            working=working,
            reception=working if reception is None else tuple(read_sessions(texts) for texts in reception),
            reason=nfc(str(value.get("reason", ""))),
            source=nfc(str(value.get("source", ""))),
            reception_counts=bool(value.get("reception_counts", False)),
        )
