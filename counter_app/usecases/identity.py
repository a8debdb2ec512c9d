"""Who writes: the counter, its office, the officer of the moment, and the time that counts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from counter_app.devices.clock import Clock
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import SCHEMAS, Event, new_id
from counter_app.domain.office import Office

FIRST_TRUE_YEAR = 2026
"""This program did not exist before: an earlier clock is wrong."""

Announce = Callable[[Iterable[str]], None]


def believable(moment: datetime) -> datetime:
    """Return `moment`; raises OfficerCanMend("clock_wrong") when no clock that is right can show it."""
    if moment.year < FIRST_TRUE_YEAR or moment.year > FIRST_TRUE_YEAR + 60:
        raise OfficerCanMend("clock_wrong", shown=f"{moment:%d/%m/%Y}")
    return moment


@dataclass(slots=True)
class Identity:
    """The counter as the author of events. `officer` and `offset_ms` change while it runs, the rest does not.

    `offset_ms` is what must be added to the PC's time to get the ring above's, as last measured (0 while unknown).
    """

    device: str
    device_name: str
    slot: int
    office: Office
    clock: Clock
    officer: str
    offset_ms: int = 0

    def now(self) -> datetime:
        """Return the corrected time, or the PC's own where it must be the ring above that is wrong.

        Raises OfficerCanMend("clock_wrong") when neither can be right.
        """
        own = self.clock.now()
        try:
            return believable(own + timedelta(milliseconds=self.offset_ms))
        except (OfficerCanMend, OverflowError):
            return believable(own)

    def change_officer(self, name: str) -> None:
        """From now on `name` writes; what is half typed stays."""
        self.officer = name

    def event(
        self, kind: str, dossier: UUID, payload: Mapping[str, Any], *, unit: str, based_on: tuple[UUID, ...] = ()
    ) -> Event:
        """Return a new event by this counter and officer, now; the store gives it its number and its seal.

        `at` is the PC's own time, with the offset beside it: what the clock said is kept, right or wrong.
        """
        return Event(
            id=new_id(),
            dossier=dossier,
            unit=unit,
            device=self.device,
            epoch="",
            device_seq=0,
            based_on=based_on,
            kind=kind,
            schema=SCHEMAS[kind],
            at=self.clock.now(),
            offset_ms=self.offset_ms,
            officer=self.officer,
            payload=payload,
        )
