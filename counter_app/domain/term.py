"""How long a procedure may take: the unit of the term, its amount, and the rules of when it starts.

Sources: Bộ luật Dân sự 2015, Điều 147–148; Nghị định 23/2015/NĐ-CP, Điều 7 (same day, 15:00); Nghị định
297/2025/NĐ-CP, Điều 6 khoản 3 (received within the last hour).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any, Final

from counter_app.domain.errors import OfficerCanMend

SAME_DAY_CUTOFF: Final = time(15, 0)
"""Received strictly after this hour, a same-day request may be answered on the next working day (NĐ 23/2015, Đ7)."""


class TermUnit(StrEnum):
    """What is counted. `SCHEDULE` is a fixed cycle (from the n-th of each month), `AGREED` a date put in writing."""

    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    SAME_DAY = "same_day"
    AGREED = "agreed"
    SCHEDULE = "schedule"


class TermStart(StrEnum):
    """From when a term runs that is received inside working time.

    `SAME`: from the receipt. `NEXT`: as if received when the next working day opens. `LAST_HOUR`: so only when
    received within the last hour of the working day. `CUTOFF`: so only when received after the term's cut-off.
    """

    SAME = "same"
    NEXT = "next"
    LAST_HOUR = "last_hour"
    CUTOFF = "cutoff"


LARGEST: Final[Mapping[TermUnit, int]] = {
    TermUnit.WORKING_HOUR: 20_000,
    TermUnit.WORKING_DAY: 2_500,
    TermUnit.CALENDAR_DAY: 3_660,
    TermUnit.MONTH: 120,
    TermUnit.SCHEDULE: 365,
}
"""Ten years: no administrative procedure takes longer, so a larger amount is a slip of the finger."""

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?")


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the procedure states it.

    `amount` counts `unit`s (0 for same day and agreed). `cutoff` is the hour after which a receipt belongs to the next
    working day: always looked at for same day (15:00 when None), for other units only with `start` = `CUTOFF`. `second`
    is the second appointment of two-stage cases, counted from the first. `day` is the day of the month on which a
    `SCHEDULE` cycle opens. Raises `OfficerCanMend` when the fields do not make a term.
    """

    unit: TermUnit
    amount: int = 0
    cutoff: time | None = None
    second: "Term | None" = None
    start: TermStart = TermStart.SAME
    day: int = 0

    def __post_init__(self) -> None:
        largest = LARGEST.get(self.unit)
        if largest is None:
            if self.amount < 0:
                raise OfficerCanMend("term_amount_invalid", unit=self.unit, amount=self.amount)
        elif self.amount < 1:
            raise OfficerCanMend("term_amount_invalid", unit=self.unit, amount=self.amount)
        elif self.amount > largest:
            raise OfficerCanMend("term_amount_too_large", unit=self.unit, amount=self.amount, largest=largest)
        if self.unit is TermUnit.SCHEDULE and not 1 <= self.day <= 28:
            raise OfficerCanMend("term_day_invalid", day=self.day)
        if self.second is not None and self.second.second is not None:
            raise OfficerCanMend("term_second_invalid")

    @property
    def closes_at(self) -> time:
        """The cut-off that holds: the term's own, or the law's 15:00."""
        return SAME_DAY_CUTOFF if self.cutoff is None else self.cutoff

    def to_json(self) -> dict[str, Any]:
        """Return the term as JSON; fields at their default are left out."""
        value: dict[str, Any] = {"unit": self.unit.value}
        if self.amount:
            value["amount"] = self.amount
        if self.cutoff is not None:
            value["cutoff"] = clock(self.cutoff)
        if self.start is not TermStart.SAME:
            value["start"] = self.start.value
        if self.day:
            value["day"] = self.day
        if self.second is not None:
            value["second"] = self.second.to_json()
        return value

    @classmethod
    def from_json(cls, value: object) -> "Term":
        """Read a term; raises `OfficerCanMend` that names the field which is wrong. Unknown fields are ignored."""
        if not isinstance(value, Mapping):
            raise OfficerCanMend("term_invalid")
        second = value.get("second")
        if isinstance(second, Mapping) and second.get("second") is not None:
            raise OfficerCanMend("term_second_invalid")
        return cls(
            unit=_unit(value.get("unit")),
            amount=_whole("amount", value.get("amount")),
            cutoff=read_clock(value.get("cutoff")),
            second=None if second is None else cls.from_json(second),
            start=_start(value.get("start")),
            day=_whole("day", value.get("day")),
        )


def _unit(value: object) -> TermUnit:
    if not isinstance(value, str) or value not in {unit.value for unit in TermUnit}:
        raise OfficerCanMend("term_unit_unknown", unit=value)
    return TermUnit(value)


def _start(value: object) -> TermStart:
    if value is None:
        return TermStart.SAME
    if not isinstance(value, str) or value not in {start.value for start in TermStart}:
        raise OfficerCanMend("term_start_unknown", start=value)
    return TermStart(value)


def _whole(name: str, value: object) -> int:
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int):
        raise OfficerCanMend(f"term_{name}_invalid", **{name: value})
    return value


def read_clock(value: object) -> time | None:
    """Read "15:00" or "15:00:00"; None stays None. Raises `OfficerCanMend` on anything else."""
    if value is None:
        return None
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise OfficerCanMend("term_cutoff_invalid", cutoff=value)
    return time.fromisoformat(value)


def clock(value: time) -> str:
    """Return "15:00", or "15:00:30" when there are seconds."""
    return value.isoformat("seconds" if value.second else "minutes")


def clock_vi(value: time) -> str:
    """Return the hour as papers say it: "15 giờ", "16 giờ 30 phút"."""
    return f"{value.hour} giờ" if not value.minute else f"{value.hour} giờ {value.minute:02d} phút"


_COUNTED: Final[Mapping[TermUnit, str]] = {
    TermUnit.WORKING_HOUR: "giờ làm việc",
    TermUnit.WORKING_DAY: "ngày làm việc",
    TermUnit.CALENDAR_DAY: "ngày",
    TermUnit.MONTH: "tháng",
}


def text_vi(term: Term) -> str:
    """Return the term in the words of the receipt (form 01): "03 ngày làm việc"."""
    first = _one_vi(term)
    if term.second is None:
        return first
    return f"{first} (hẹn lần 1); {_one_vi(term.second)} (hẹn lần 2)"


def _one_vi(term: Term) -> str:
    if term.unit is TermUnit.SAME_DAY:
        return f"trong ngày (sau {clock_vi(term.closes_at)}: ngày làm việc tiếp theo)"
    if term.unit is TermUnit.AGREED:
        return "theo ngày hẹn đã thỏa thuận bằng văn bản"
    if term.unit is TermUnit.SCHEDULE:
        return f"{term.amount:02d} ngày kể từ ngày {term.day} hằng tháng"
    counted = f"{term.amount:02d} {_COUNTED[term.unit]}"
    if term.start is TermStart.CUTOFF:
        return f"{counted} (nhận sau {clock_vi(term.closes_at)}: tính từ ngày làm việc tiếp theo)"
    return counted
