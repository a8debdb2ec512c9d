"""Keeps official numbers at hand: asks for blocks in time, gives back what days that are over have left.

Registering never waits for it: without a lease a counter numbers from its slot's own.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from counter_app.devices.clock import Clock
from counter_app.storage import grants, leases, numbers, pieces, sending, voids
from counter_app.storage.leases import Wish
from counter_app.storage.notes import note, note_of
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.storage.voids import Untold
from counter_app.sync import wire_numbers
from counter_app.sync.number_plan import COUNTER, HUB, Appetite, Plan, plan
from counter_app.sync.ring_above import BatchRefused, RingAbove, RingAway, RingRefuses

AGAIN_SECONDS: Final = 60.0
"""How long the ring above is left alone after it failed or had nothing."""
SOON_SECONDS: Final = 5.0
"""The same when it is a hub that waits for its own block."""
LOOK_SECONDS: Final = 60.0
TELL_AGAIN_DAYS: Final = 31
"""How far back a ring above that was restored from a backup is told of void numbers again."""

RING_TOLD: Final = "numbers_told_epoch"

log = logging.getLogger(__name__)


class NumberKeeper:
    """`step` is called by the courier after each round that reached the ring above; never from two threads.

    `now` is the corrected time, `codes` gives the electronic codes to keep numbers of (a counter's own office; at a hub
    those that its counters asked for).
    """

    def __init__(
        self,
        store: Store,
        city: RingAbove,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        codes: Callable[[Reading], Iterable[str]],
        appetite: Appetite = COUNTER,
        new_request: Callable[[], UUID] = uuid4,
    ) -> None:
        self._store, self._city, self._now, self._monotonic = store, city, now, monotonic
        self._codes, self._appetite, self._new_request = codes, appetite, new_request
        self._not_before = 0.0
        self._refused: dict[tuple[str, date], float] = {}

    def step(self) -> float:
        """Give back and ask for what is due; return the seconds until another look is worth while.

        A failure is noted in the log and tried again later: numbers are never a reason to leave events unsent.
        """
        left = self._not_before - self._monotonic()
        if left > 0:
            return left
        now = self._now()
        try:
            self._close(now)
            self._tell(now)
            self._ask(now)
        except (RingAway, RingRefuses, BatchRefused) as error:
            log.info("numbers: %s", error.code)
            self._not_before = self._monotonic() + AGAIN_SECONDS
            return AGAIN_SECONDS
        waiting = [at - self._monotonic() for at in self._refused.values()]
        return max(1.0, min([LOOK_SECONDS, *waiting]))

    def _close(self, now: datetime) -> None:
        """Days before today are over here, whatever this device's own clock says."""
        through = now.date() - timedelta(days=1)
        with self._store.reading() as reading:
            done = note_of(reading, numbers.CLOSED_THROUGH) == through.isoformat()
            renewed = note_of(reading, "numbers_epoch") != reading.epoch
        if done and not renewed:
            return
        with self._store.transaction() as tx:
            leases.close(tx, now.date(), "", now)
            pieces.settle(tx, now.date(), now)
            pieces.give_up(tx, now.date(), now)
            numbers.close_through(tx, through)
            note(tx, "numbers_epoch", tx.epoch)

    def _tell(self, now: datetime) -> None:
        """Give back rests and tell of void numbers, as long as there are any."""
        self._again_when_restored(now)
        while True:
            with self._store.reading() as reading:
                entries = voids.untold(reading, wire_numbers.MOST_RETURNED // 4)
                cut = [(entry, leases.requests_of(reading, entry)) for entry in entries]
            if not cut:
                return
            returned = [_returned(entry, *part) for entry, parts in cut for part in parts]
            for start in range(0, len(returned), wire_numbers.MOST_RETURNED):
                self._city.give_back(
                    wire_numbers.ReturnRequest(
                        epoch=self._store.epoch,
                        returned=tuple(returned[start : start + wire_numbers.MOST_RETURNED]),
                    )
                )
            with self._store.transaction() as tx:
                voids.told(tx, entries)

    def _again_when_restored(self, now: datetime) -> None:
        with self._store.reading() as reading:
            epoch, told = sending.ring_epoch(reading), note_of(reading, RING_TOLD)
        if not epoch or epoch == told:
            return
        with self._store.transaction() as tx:
            if told:
                voids.tell_again(tx, now.date() - timedelta(days=TELL_AGAIN_DAYS))
            note(tx, RING_TOLD, epoch)

    def _ask(self, now: datetime) -> None:
        for wish in self._wishes(now):
            answer = self._city.lease(
                wire_numbers.LeaseRequest(
                    request=wish.request,
                    epoch=wish.epoch,
                    electronic_code=wish.electronic_code,
                    day=wish.day.isoformat(),
                    want=wish.want,
                )
            )
            with self._store.transaction() as tx:
                if answer.first:
                    leases.granted(tx, wish, answer.first, answer.last)
                else:
                    leases.drop(tx, wish.request)
            if not answer.first:
                pause = SOON_SECONDS if answer.nothing == "not_yet" else AGAIN_SECONDS
                self._refused[wish.electronic_code, wish.day] = self._monotonic() + pause
            elif wish.day < now.date():
                # Asked for in time, answered too late: all of it goes back at once.
                with self._store.transaction() as tx:
                    leases.close(tx, now.date(), "", now)
                self._tell(now)

    def _wishes(self, now: datetime) -> list[Wish]:
        """Return the questions to ask, the new ones written down before they leave."""
        self._refused = {place: at for place, at in self._refused.items() if at > self._monotonic()}
        with self._store.reading() as reading:
            made = self._plan(reading, now)
        if not made.ask and not made.drop:
            return list(made.repeat)
        with self._store.transaction() as tx:
            made = self._plan(tx, now)
            for request in made.drop:
                leases.drop(tx, request)
            new = [leases.wish(tx, self._new_request(), one.electronic_code, one.day, one.want) for one in made.ask]
        return [*made.repeat, *new]

    def _plan(self, reading: Reading, now: datetime) -> Plan:
        return plan(leases.stock(reading), now, self._appetite, self._codes(reading), self._refused)


def _returned(entry: Untold, request: UUID | None, first: int, last: int) -> wire_numbers.ReturnedNumbers:
    return wire_numbers.ReturnedNumbers(
        electronic_code=entry.electronic_code,
        day=entry.day.isoformat(),
        first=first,
        last=last,
        reason=entry.reason[:200] or voids.UNNAMED,
        request=request,
    )


def keeper_of(store: Store, city: RingAbove, clock: Clock, *, electronic_code: str, hub: bool) -> NumberKeeper:
    """Return the keeper of a counter with this electronic code, or of a hub, which keeps what its counters ask for.

    The time is the clock's, put right by what the ring above said of its own.
    """

    def now() -> datetime:
        with store.reading() as reading:
            return clock.now() + timedelta(milliseconds=sending.clock_offset_ms(reading))

    def codes(reading: Reading) -> Iterable[str]:
        return grants.asked_codes(reading, clock.now().date() - timedelta(days=2)) if hub else (electronic_code,)

    return NumberKeeper(store, city, now=now, monotonic=clock.monotonic, codes=codes, appetite=HUB if hub else COUNTER)
