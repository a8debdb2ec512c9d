"""Official numbers of a city in memory: the same promises as the real one's, kept in the simplest way."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from counter_app.sync.wire_numbers import LeaseRequest, Nothing, ReturnedNumbers, ReturnRequest

LAST: Final = 99_999

Place = tuple[str, str]
"""Electronic code and ISO day."""


@dataclass
class MemoryNumbers:
    """`holders` says for each number of an office's day under which request it is out; `void` why it is void."""

    reached: dict[Place, int] = field(default_factory=dict)
    grants: dict[UUID, tuple[str, str, Place, int, int]] = field(default_factory=dict)
    holders: dict[Place, dict[int, UUID]] = field(default_factory=dict)
    free: dict[Place, set[int]] = field(default_factory=dict)
    void: dict[Place, dict[int, str]] = field(default_factory=dict)

    def lease(self, device: str, asked: LeaseRequest, now: datetime) -> tuple[int, int, Nothing]:
        """Return first, last and an empty word, or (0, 0) and why there is no block."""
        place = (asked.electronic_code, asked.day)
        known = self.grants.get(asked.request)
        if known is not None:
            mine = known[:3] == (device, asked.epoch, place)
            return (known[3], known[4], "") if mine else (0, 0, "request_foreign")
        ahead = date.fromisoformat(asked.day) - now.date()
        if ahead < timedelta(0):
            return 0, 0, "day_over"
        if ahead > timedelta(days=1):
            return 0, 0, "day_early"
        first, last = self._block(place, asked.want)
        if last < first:
            return 0, 0, "exhausted"
        self.grants[asked.request] = (device, asked.epoch, place, first, last)
        self.holders.setdefault(place, {}).update(dict.fromkeys(range(first, last + 1), asked.request))
        return first, last, ""

    def give_back(self, device: str, given: ReturnRequest, now: datetime) -> None:
        """Enter what is given back by `device`; what is not its to give back stays as it is."""
        for one in given.returned:
            self._take(device, given.epoch, one, now)

    def _block(self, place: Place, want: int) -> tuple[int, int]:
        free = self.free.setdefault(place, set())
        if free:
            first = min(free)
            last = first
            while last + 1 in free and last - first + 1 < want:
                last += 1
            free.difference_update(range(first, last + 1))
            return first, last
        first = self.reached.get(place, 0) + 1
        last = min(first + want - 1, LAST)
        self.reached[place] = max(self.reached.get(place, 0), last)
        return first, last

    def _take(self, device: str, epoch: str, one: ReturnedNumbers, now: datetime) -> None:
        place = (one.electronic_code, one.day)
        known = None if one.request is None else self.grants.get(one.request)
        if known is None:
            own = range(max(one.first, LAST + 1), one.last + 1)
            self.void.setdefault(place, {}).update(dict.fromkeys(own, one.reason))
            return
        holders = self.holders.setdefault(place, {})
        back = [number for number in range(one.first, one.last + 1) if holders.get(number) == one.request]
        if known[0] != device:
            return
        for number in back:
            del holders[number]
        if one.reason == "unused" and known[1] == epoch and one.day >= now.date().isoformat():
            self.free.setdefault(place, set()).update(back)
        else:
            self.void.setdefault(place, {}).update(dict.fromkeys(back, one.reason))
