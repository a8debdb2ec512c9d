"""The courier: a thread of its own that carries what is unsent to the ring above, and its news down, for ever."""

import contextlib
import logging
import random
import threading
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from counter_app.devices.clock import Clock
from counter_app.domain.catalogue import Catalogue, Procedure
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.storage import catalogue, outbox, sending
from counter_app.storage.store import Store
from counter_app.sync import wire
from counter_app.sync.delivery import LONGEST_WAIT, Delivery
from counter_app.sync.ring_above import RingAbove, RingAway, RingRefuses

SHORTEST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
"""Seconds between tries while the ring cannot be had: full jitter under a bound that doubles up to the longest."""
LONGEST_RETRY_AFTER: Final = 3600.0
GREET_EVERY: Final = 60.0
"""Seconds after which an idle courier asks whether the ring is still there: the strip is green only then."""
NEWS_EVERY: Final = 1800.0
STOP_SECONDS: Final = 1.0

log = logging.getLogger(__name__)

OnChange = Callable[[frozenset[str]], None]


class Courier:
    """Carries events up and the catalogue down.

    `step` does one round and is what the thread repeats; tests call it themselves with a clock of their own.
    `on_change` is called from the courier's thread with the kinds of things that changed ("sync",
    "catalogue", "renewed" when the store began a new epoch, and "clock" when the ring above's time was measured).
    `chance` gives a number from 0 to 1 for the jitter; `most_events` bounds a batch.
    """

    def __init__(
        self,
        store: Store,
        city: RingAbove,
        clock: Clock,
        *,
        on_change: OnChange = lambda kinds: None,
        chance: Callable[[], float] = random.random,
        most_events: int = wire.MOST_EVENTS,
    ) -> None:
        self._store, self._city, self._clock = store, city, clock
        self._on_change, self._chance = on_change, chance
        self._delivery = Delivery(store, city, clock, chance)
        self._limit = self._most_events = most_events
        self._failures = 0
        self._not_before = 0.0
        self._obeyed = False
        self._greet_at: float | None = None
        self._news_at: float | None = None
        self._wanted = threading.Event()
        self._hurry = threading.Event()
        self._catalogue = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    # Called from any thread

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
        self._thread.start()

    def stop(self) -> bool:
        """End within a second, whatever the line does; say whether the thread has ended.

        An answer that is lost by this is asked for again by the next courier.
        """
        self._stopping.set()
        self._wanted.set()
        self._city.interrupt()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)
        ended = self._thread is None or not self._thread.is_alive()
        if ended:
            self._city.close()
        return ended

    def wake(self) -> None:
        """Something was written: look at once, also in a pause, unless the ring named a time."""
        self._wanted.set()

    def send_now(self) -> None:
        """A person wants it sent: whatever waits for its time is tried at once."""
        self._hurry.set()
        self._wanted.set()

    def fetch_catalogue(self) -> None:
        """The ring above says that its catalogue has changed."""
        self._catalogue.set()
        self._wanted.set()

    # Called from the courier's thread, or from a test instead of it

    def step(self) -> float:
        """Do one round; return the seconds until the next one is worth while (0: at once)."""
        hurried = self._take(self._hurry)
        woken = self._take(self._wanted) and not self._obeyed
        if self._take(self._catalogue):
            self._news_at = None
        left = self._not_before - self._clock.monotonic()
        if left > 0 and not hurried and not woken:
            return left
        try:
            return self._round(hurried)
        except CounterError as error:
            return self._failed(error)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                pause = self.step()
            except Exception as error:  # noqa: BLE001 - the courier must outlive a fault of ours; it is logged and shown
                places = "".join(traceback.format_tb(error.__traceback__))
                log.error("courier: %s\n%s", type(error).__name__, places)
                pause = LONGEST_PAUSE
                with contextlib.suppress(CounterError), self._store.transaction() as tx:
                    outbox.unanswered(tx, "courier_fault")
                self._tell("sync")
            if pause > 0 and not self._stopping.is_set():
                self._wanted.wait(pause)

    def _round(self, hurried: bool) -> float:
        now = self._clock.now()
        if hurried:
            with self._store.transaction() as tx:
                sending.hurry(tx)
        self._greet_when_due()
        with self._store.reading() as reading:
            batch = sending.due(reading, now, limit=self._limit, most_bytes=wire.MOST_BYTES)
        if not batch:
            self._news_when_due()
            self._well()
            return self._pause(now)
        epoch = self._store.epoch
        sent = self._delivery.send(batch, again=self._failures > 0)
        if sent.failure is not None:
            self._shrink(len(batch), sent.failure)
            raise sent.failure
        self._well()
        self._limit = min(self._most_events, self._limit * 2)
        self._tell("sync", *(["renewed"] if self._store.epoch != epoch else []))
        return 0.0

    def _greet_when_due(self) -> None:
        if self._greet_at is not None and self._clock.monotonic() < self._greet_at:
            return
        greeting = self._city.greet()
        if greeting.ring.practice != self._store.practice:
            raise RingRefuses("mode_mismatch", ring=wire.mode(practice=greeting.ring.practice))
        now, epoch = self._clock.now(), greeting.ring.epoch
        with self._store.transaction() as tx:
            if sending.ring_epoch(tx) not in ("", epoch):
                outbox.reoffer(tx, epoch)
            outbox.answered(tx, now, epoch)
            sending.note(tx, sending.CLOCK_OFFSET, str(greeting.offset_ms))
            # A clock that was put back must not hold for ever what was put off by its old time.
            put_off = sending.longest_wait(tx)
            if put_off is not None and put_off > now + 2 * LONGEST_WAIT:
                sending.hurry(tx)
        self._greet_at = self._clock.monotonic() + GREET_EVERY
        self._tell("sync", "clock")

    def _news_when_due(self) -> None:
        if self._news_at is not None and self._clock.monotonic() < self._news_at:
            return
        with self._store.reading() as reading:
            known = sending.note_of(reading, sending.CATALOGUE_REVISION)
        news = self._city.catalogue(known)
        self._news_at = self._clock.monotonic() + NEWS_EVERY
        if news.procedures is None:
            return
        try:
            procedures = Catalogue(Procedure.from_json(said) for said in news.procedures)
        except (KeyError, ValueError, TypeError, AttributeError, OfficerCanMend):
            raise RingAway("answered_rubbish", reason="catalogue_unreadable") from None
        with self._store.transaction() as tx:
            catalogue.replace_all(tx, procedures)
            sending.note(tx, sending.CATALOGUE_REVISION, news.revision)
        self._tell("catalogue")

    def _pause(self, now: datetime) -> float:
        """Return the seconds until the next event is due, the next greeting or the next news."""
        monotonic = self._clock.monotonic()
        pauses = [(at or monotonic) - monotonic for at in (self._greet_at, self._news_at)]
        with self._store.reading() as reading:
            due = sending.next_due(reading)
        if due is not None:
            pauses.append((due - now) / timedelta(seconds=1))
        return max(0.05, min(pauses))

    def _shrink(self, size: int, error: CounterError) -> None:
        if error.code == "timed_out":
            self._limit = max(1, size // 2)

    def _well(self) -> None:
        self._failures, self._not_before, self._obeyed = 0, 0.0, False

    def _failed(self, error: CounterError) -> float:
        """Note why, and how long to leave the ring alone."""
        self._failures += 1
        bound = min(LONGEST_PAUSE, SHORTEST_PAUSE * (1 << min(self._failures, 10)))
        pause = SHORTEST_PAUSE + self._chance() * (bound - SHORTEST_PAUSE)
        named = error.retry_after if isinstance(error, RingAway) else None
        self._obeyed = named is not None
        if named is not None:
            pause = max(pause, min(named, LONGEST_RETRY_AFTER))
        self._not_before = self._clock.monotonic() + pause
        self._greet_at = None
        log.info("courier: %s, next try in %.1f s", error.code, pause)
        if not self._stopping.is_set():
            with self._store.transaction() as tx:
                outbox.unanswered(tx, error.code)
            self._tell("sync")
        return pause

    def _tell(self, *kinds: str) -> None:
        if not self._stopping.is_set():
            self._on_change(frozenset(kinds))

    @staticmethod
    def _take(flag: threading.Event) -> bool:
        was = flag.is_set()
        flag.clear()
        return was
