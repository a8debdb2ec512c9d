"""When to ask the ring above for official numbers: a pure function of what is at hand and what time it is.

Enough for an afternoon alone; today's early, tomorrow's in the evening, again at half; one question at a time for each
office's day, repeated word for word until it is answered.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from counter_app.storage.leases import Stock, Wish

MOST_REPEATED: Final = 20


def _every_day(_: date) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Appetite:
    """How many numbers to ask for at once, how few may be left before, and from when on for the next day.

    `works` says for which days numbers are kept at all.
    """

    want: int = 50
    low: int = 25
    evening: time = time(16)
    works: Callable[[date], bool] = _every_day


COUNTER: Final = Appetite()
HUB: Final = Appetite(want=500, low=250, evening=time(15))


@dataclass(frozen=True, slots=True)
class Ask:
    """A block to ask for anew."""

    electronic_code: str
    day: date
    want: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now: questions to repeat, new ones, and those not to be asked any more (an earlier epoch's)."""

    repeat: tuple[Wish, ...]
    ask: tuple[Ask, ...]
    drop: tuple[UUID, ...]


def plan(
    stock: Stock,
    now: datetime,
    appetite: Appetite,
    electronic_codes: Iterable[str],
    refused: Collection[tuple[str, date]] = (),
) -> Plan:
    """Return what to ask for at `now` (corrected). `refused` are office's days that shall be left alone for a while."""
    today = now.date()
    days = [today, today + timedelta(days=1)] if now.time() >= appetite.evening else [today]
    mine = [wish for wish in stock.wishes if wish.epoch == stock.epoch]
    open_ = {(wish.electronic_code, wish.day) for wish in mine}
    ask = tuple(
        Ask(code, day, appetite.want)
        for code in dict.fromkeys(electronic_codes)
        for day in days
        if code
        and appetite.works(day)
        and (code, day) not in open_
        and (code, day) not in refused
        and stock.left.get((code, day), 0) <= appetite.low
    )
    return Plan(
        repeat=tuple(mine[:MOST_REPEATED]),
        ask=ask,
        drop=tuple(wish.request for wish in stock.wishes if wish.epoch != stock.epoch),
    )
