"""Who writes: the counter, its office, the officer of the moment, and the time that counts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from counter_app.devices.clock import Clock
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import REPRINTED, SCHEMAS, Event, new_id
from counter_app.domain.office import Office

FIRST_TRUE_YEAR = 2026
"""This program did not exist before: an earlier clock is wrong."""

JUMP = timedelta(seconds=5)
"""How far the PC's time and the time that passed may part before the clock counts as put forward or back."""

_SAME_MS = 3_600_000

Announce = Callable[[Iterable[str]], None]


def believable(moment: datetime) -> datetime:
    """Return `moment`; raises OfficerCanMend("clock_wrong") when no clock that is right can show it."""
    if moment.year < FIRST_TRUE_YEAR or moment.year > FIRST_TRUE_YEAR + 60:
        raise OfficerCanMend("clock_wrong", shown=f"{moment:%d/%m/%Y}")
    return moment


@dataclass(slots=True)
class Identity:
    """The counter as the author of events. `officer` and the offset change while it runs, the rest does not.

    `noted_ms` is the offset that the store has from before this start (0 when there was never one): it holds until the
    ring above is heard. From then on a PC clock that is put forward or back is noticed by the time that passed, so the
    corrected time does not jump with it.
    """

    device: str
    device_name: str
    slot: int
    office: Office
    clock: Clock
    officer: str
    noted_ms: int = 0
    _nobody: bool = field(default=False, init=False)
    _measured: tuple[datetime, float] | None = field(default=None, init=False)
    _own: bool = field(default=False, init=False)

    def measured(self, offset_ms: int) -> None:
        """The ring above was asked just now: `offset_ms` must be added to the PC's time to get the ring's."""
        if abs(offset_ms - self.noted_ms) > _SAME_MS:
            self._own = False
        self.noted_ms = offset_ms
        self._measured = self.clock.now(), self.clock.monotonic()

    @property
    def heard(self) -> bool:
        """Whether the ring above was asked for its time since this start."""
        return self._measured is not None

    @property
    def offset_ms(self) -> int:
        """What must be added to the PC's time now to get the ring above's; 0 while unknown."""
        return self._offset_at(self.clock.now())

    def trust_own(self) -> None:
        """The officer says that the PC's clock is right: it counts until the ring above says something else."""
        self._own = True

    def now(self) -> datetime:
        """Return the corrected time, or the PC's own where it must be the ring above that is wrong.

        Raises OfficerCanMend("clock_wrong") when neither can be right.
        """
        return believable(self.shown())

    def shown(self) -> datetime:
        """Return the same for showing and asking: a time that no clock can have is given as the PC has it."""
        own = self.clock.now()
        try:
            return believable(own + timedelta(milliseconds=self._offset_at(own)))
        except (OfficerCanMend, OverflowError):
            return own

    def _offset_at(self, own: datetime) -> int:
        if self._own:
            return 0
        if self._measured is None:
            return self.noted_ms
        wall, passed = self._measured
        jumped = own - wall - timedelta(seconds=self.clock.monotonic() - passed)
        return self.noted_ms if abs(jumped) < JUMP else self.noted_ms - round(jumped / timedelta(milliseconds=1))

    def change_officer(self, name: str) -> None:
        """From now on `name` writes; what is half typed stays."""
        self.officer, self._nobody = name, False

    def nobody(self) -> None:
        """Whoever wrote may not any more: nothing new is written until somebody is chosen."""
        self._nobody = True

    @property
    def writer(self) -> str:
        """Who may write now; empty for nobody. (`officer` is who wrote last.)"""
        return "" if self._nobody else self.officer

    def event(
        self, kind: str, dossier: UUID, payload: Mapping[str, Any], *, unit: str, based_on: tuple[UUID, ...] = ()
    ) -> Event:
        """Return a new event by this counter and officer, now; the store gives it its number and its seal.

        `at` is the PC's own time, with the offset beside it: what the clock said is kept, right or wrong.
        Raises OfficerCanMend("officer_missing") after `nobody`; a paper that is out is told of all the same.
        """
        if self._nobody and kind != REPRINTED:
            raise OfficerCanMend("officer_missing")
        own = self.clock.now()
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
            at=own,
            offset_ms=self._offset_at(own),
            officer=self.officer,
            payload=payload,
        )


@dataclass(frozen=True, slots=True)
class CorrectedClock:
    """The corrected time as a clock, for everything that shows or asks what day and time it is."""

    identity: Identity

    def now(self) -> datetime:
        return self.identity.shown()

    def monotonic(self) -> float:
        return self.identity.clock.monotonic()
