"""The explanation of a due date: steps as data, enough to find the date again without calendar or catalogue.

A step is a rule code and its facts (ISO text and whole numbers), so it can be stored with the dossier, sent, printed
and shown. `recompute` replays the steps and refuses an explanation that has a hole in it.
"""

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from counter_app.domain.errors import OurFault
from counter_app.domain.term import TermUnit
from counter_app.domain.times import VIETNAM

Fact = str | int


@dataclass(frozen=True, slots=True)
class Step:
    """One rule applied, with the facts it was applied to."""

    rule: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def __getitem__(self, name: str) -> Fact:
        """Return one fact; raises KeyError when the step has none of that name."""
        for known, value in self.facts:
            if known == name:
                return value
        raise KeyError(name)

    def text(self, name: str) -> str:
        """Return one fact as text, empty when the step has none of that name."""
        return str(dict(self.facts).get(name, ""))

    def to_json(self) -> dict[str, Any]:
        return {"rule": self.rule, "facts": dict(self.facts)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Step":
        return cls(str(value["rule"]), tuple(value["facts"].items()))


def step(rule: str, **facts: Fact | date | datetime) -> Step:
    """Make a step; days and moments become ISO text (moments as Vietnamese wall time, without offset)."""
    return Step(rule, tuple([(name, _fact(value)) for name, value in facts.items()]))


def _fact(value: Fact | date | datetime) -> Fact:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def plus_months(day: date, months: int) -> date:
    """Return the same date `months` later, or the last day of that month when it has no such date (BLDS Đ148 k3)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


ONE_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class _Replay:
    """Where the replay stands. `last` is the last day accounted for, `closed` the moment found so far."""

    start: datetime | None = None
    unit: TermUnit | None = None
    amount: int = 0
    last: date = date.min
    counted: int = 0
    worked: timedelta = field(default_factory=timedelta)
    closed: datetime | None = None

    def begin(self, moment: datetime) -> None:
        self.start, self.last = moment, moment.date()
        self.counted, self.worked, self.closed = 0, timedelta(), None

    def need(self, holds: bool, what: str) -> None:
        if not holds:
            raise OurFault("explanation_broken", what=what)


def _received(replay: _Replay, given: Step) -> None:
    replay.begin(datetime.fromisoformat(given.text("at")))


def _taken_as(replay: _Replay, given: Step) -> None:
    moment = datetime.fromisoformat(given.text("at"))
    replay.need(replay.start is not None and moment >= replay.start, "taken_as")
    replay.begin(moment)


def _term(replay: _Replay, given: Step) -> None:
    replay.unit, replay.amount = TermUnit(given.text("unit")), int(given["amount"])


def _skipped(replay: _Replay, given: Step) -> None:
    first, last = date.fromisoformat(given.text("first")), date.fromisoformat(given.text("last"))
    if replay.unit is TermUnit.WORKING_HOUR:
        closed = replay.closed or replay.start
        replay.need(closed is not None and closed.date() < first <= last, "skipped")
        return
    rolling = replay.unit is not TermUnit.WORKING_DAY
    replay.need(first == (replay.last if rolling else replay.last + ONE_DAY) and first <= last, "skipped")
    replay.last = last + ONE_DAY if rolling else last


def _counted(replay: _Replay, given: Step) -> None:
    first, last = date.fromisoformat(given.text("first")), date.fromisoformat(given.text("last"))
    replay.need(first == replay.last + ONE_DAY and first <= last, "counted")
    replay.counted += (last - first).days + 1
    replay.last = last


def _cycle(replay: _Replay, given: Step) -> None:
    opens = date.fromisoformat(given.text("day"))
    replay.need(opens >= replay.last, "cycle")
    replay.last = opens


def _ends(replay: _Replay, given: Step) -> None:
    if replay.unit is TermUnit.MONTH:
        replay.last = plus_months(replay.last, replay.amount)
    else:
        replay.last += timedelta(days=replay.amount)
    replay.need(replay.last.isoformat() == given.text("day"), "ends")


def _worked(replay: _Replay, given: Step) -> None:
    first, last = (datetime.fromisoformat(given.text(name)) for name in ("first", "last"))
    since = replay.closed or replay.start
    replay.need(since is not None and since.replace(microsecond=0) <= first < last, "worked")
    replay.worked += last - first
    replay.closed = last


def _closing(replay: _Replay, given: Step) -> None:
    replay.need(replay.unit is not TermUnit.WORKING_DAY or replay.counted == replay.amount, "counted")
    replay.need(replay.last.isoformat() == given.text("day"), "closing")
    replay.closed = datetime.combine(replay.last, time.fromisoformat(given.text("at")))


def _agreed(replay: _Replay, given: Step) -> None:
    replay.closed = datetime.fromisoformat(given.text("at"))
    replay.need(replay.start is not None and replay.closed > replay.start, "agreed")


def _first_stage(replay: _Replay, given: Step) -> None:
    _check(replay)
    replay.need(replay.closed == datetime.fromisoformat(given.text("at")), "first_stage")
    replay.begin(datetime.fromisoformat(given.text("at")))


def _due(replay: _Replay, given: Step) -> None:
    replay.need(replay.closed == datetime.fromisoformat(given.text("at")), "due")


def _check(replay: _Replay) -> None:
    whole = replay.unit is not TermUnit.WORKING_HOUR or replay.worked == timedelta(hours=replay.amount)
    replay.need(replay.closed is not None and whole, "unfinished")


_RULES: Final[Mapping[str, Callable[[_Replay, Step], None]]] = {
    "received": _received,
    "taken_as": _taken_as,
    "term": _term,
    "skipped": _skipped,
    "counted": _counted,
    "cycle": _cycle,
    "ends": _ends,
    "worked": _worked,
    "closing": _closing,
    "agreed": _agreed,
    "first_stage": _first_stage,
    "due": _due,
}
"""Steps of other rules (not_counted, calendar_unknown …) tell the reader something but move no date."""


def recompute(explanation: Sequence[Step] | Iterable[Step]) -> datetime:
    """Return the due date (Vietnamese time) that follows from the steps alone.

    Raises `OurFault` ("explanation_broken") when the steps do not follow from one another.
    """
    replay = _Replay()
    for given in explanation:
        rule = _RULES.get(given.rule)
        if rule is not None:
            rule(replay, given)
    _check(replay)
    if replay.closed is None:
        raise OurFault("explanation_broken", what="nothing")
    return replay.closed.replace(tzinfo=VIETNAM)
