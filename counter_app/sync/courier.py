"""The courier: a thread of its own that carries what is unsent to the ring above, and its news down, for ever."""

import contextlib
import logging
import random
import threading
from collections.abc import Callable
from datetime import timedelta

from counter_app.devices.clock import Clock
from counter_app.domain.catalogue import Catalogue, Procedure
from counter_app.domain.errors import CounterError, OfficerCanMend, OurFault
from counter_app.storage import catalogue, outbox, sending
from counter_app.storage.parcels import PARCEL_KEY
from counter_app.storage.store import Store
from counter_app.sync import courier_steps as steps
from counter_app.sync import wire
from counter_app.sync.delivery import Batch, Delivery
from counter_app.sync.lane import Lane
from counter_app.sync.planner import LONGEST_WAIT, begin, plan
from counter_app.sync.ring_above import BatchRefused, RingAbove, RingAway, RingRefuses

log = logging.getLogger(__name__)

OnChange = Callable[[frozenset[str]], None]


class Courier(Lane):
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
        self._woken, self._hurried, self._catalogue = threading.Event(), threading.Event(), threading.Event()
        super().__init__(
            "courier",
            self.step,
            interrupt=city.interrupt,
            close=city.close,
            hurry=self._hurried.set,
            faulted=self._note_fault,
        )
        self._store, self._city, self._clock = store, city, clock
        self._on_change, self._chance = on_change, chance
        self._delivery = Delivery(store, city, clock)
        self._state = begin(most_events)
        self._due: dict[int, sending.Outgoing] = {}
        self._epoch_before = store.epoch
        self._outdated = False

    # Called from any thread

    def wake(self) -> None:
        """Something was written: look at once, also in a pause, unless the ring named a time."""
        self._woken.set()
        super().wake()

    def fetch_catalogue(self) -> None:
        """The ring above says that its catalogue has changed."""
        self._catalogue.set()
        self.wake()

    # Called from the courier's thread, or from a test instead of it

    def step(self) -> float:
        """Do one round; return the seconds until the next one is worth while (0: at once)."""
        self._epoch_before = self._store.epoch
        given: steps.Input = steps.Tick(
            self._clock.monotonic(),
            hurried=self._take(self._hurried),
            woken=self._take(self._woken),
            catalogue=self._take(self._catalogue),
        )
        while True:
            self._state, outputs = plan(self._state, given)
            told: steps.Input | None = None
            for output in outputs:
                if isinstance(output, steps.Rest):
                    return output.seconds
                try:
                    told = self._do(output)
                except CounterError as error:
                    if isinstance(given, steps.Failed) and not isinstance(output, steps.Send):
                        # What went wrong cannot be written down either.
                        raise
                    told = self._trouble(error)
                    break
            if told is None:
                raise OurFault("courier_plan_ends")
            given = told

    def _do(self, output: steps.Output) -> steps.Input | None:
        """Carry out what was planned; return what came of it where that is asked for."""
        match output:
            case steps.Look():
                return self._look(output.limit)
            case steps.Send():
                return self._send(output)
            case steps.Greet():
                self._greet()
                return steps.Greeted(self._clock.monotonic())
            case steps.AskCatalogue():
                self._ask_catalogue()
                return steps.CatalogueHeard(self._clock.monotonic())
            case steps.SetAside():
                self._delivery.set_aside(output.event.seq, output.words, output.wait)
            case steps.CountTry():
                self._delivery.count_try([one.seq for one in output.events], output.words)
            case steps.Hurry():
                with self._store.transaction() as tx:
                    sending.hurry(tx)
            case steps.NoteTrouble():
                self._note_trouble(output.code)
            case steps.Announce():
                self._tell("sync", *(["renewed"] if self._store.epoch != self._epoch_before else []))
        return None

    def _look(self, limit: int) -> steps.Looked:
        now = self._clock.now()
        with self._store.reading() as reading:
            batch = sending.due(reading, now, limit=limit, most_bytes=wire.MOST_BYTES)
            due = None if batch else sending.next_due(reading)
        return steps.Looked(
            self._clock.monotonic(),
            self._offered(batch),
            None if due is None else (due - now) / timedelta(seconds=1),
        )

    def _send(self, output: steps.Send) -> steps.Answered:
        ahead = self._delivery.send([self._due[one.seq] for one in output.events], output.ahead)
        return steps.Answered(self._clock.monotonic(), self._offered(ahead) if ahead else ())

    def _offered(self, batch: Batch) -> steps.Part:
        self._due = {event.seq: event for event in batch}
        return tuple(steps.Offered(event.seq, event.attempts) for event in batch)

    def _trouble(self, error: CounterError) -> steps.Failed:
        status = error.facts.get("status")
        return steps.Failed(
            self._clock.monotonic(),
            self._chance(),
            error.code,
            words=f"{error.code} ({status})" if status else error.code,
            retry_after=error.retry_after if isinstance(error, RingAway) else None,
            unreadable=isinstance(error, BatchRefused),
        )

    def _note_trouble(self, code: str) -> None:
        log.info("courier: %s", code)
        if not self.stopping:
            with self._store.transaction() as tx:
                outbox.unanswered(tx, code)

    def _note_fault(self) -> None:
        with contextlib.suppress(CounterError), self._store.transaction() as tx:
            outbox.unanswered(tx, "courier_fault")
        self._tell("sync")

    def _greet(self) -> None:
        greeting = self._city.greet()
        if greeting.ring.practice != self._store.practice:
            raise RingRefuses("mode_mismatch", ring=wire.mode(practice=greeting.ring.practice))
        self._outdated = greeting.outdated
        now, epoch = self._clock.now(), greeting.ring.epoch
        with self._store.transaction() as tx:
            if sending.ring_epoch(tx) not in ("", epoch):
                outbox.reoffer(tx, epoch)
            outbox.answered(tx, now, epoch)
            outbox.answered_by(tx, greeting.ring.version)
            sending.note(tx, sending.CLOCK_OFFSET, str(greeting.offset_ms))
            sending.note(tx, sending.OUTDATED, "1" if greeting.outdated else "")
            if greeting.parcel_key:
                sending.note(tx, PARCEL_KEY, greeting.parcel_key)
            # A clock that was put back must not hold for ever what was put off by its old time.
            put_off = sending.longest_wait(tx)
            if put_off is not None and put_off > now + 2 * LONGEST_WAIT:
                sending.hurry(tx)
        self._delivery.ring_epoch = epoch
        self._tell("clock")

    def _ask_catalogue(self) -> None:
        if self._outdated:
            return  # it would be no answer for us; what is unsent goes on
        with self._store.reading() as reading:
            known = sending.note_of(reading, sending.CATALOGUE_REVISION)
        news = self._city.catalogue(known)
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

    def _tell(self, *kinds: str) -> None:
        if not self.stopping:
            self._on_change(frozenset(kinds))

    @staticmethod
    def _take(flag: threading.Event) -> bool:
        was = flag.is_set()
        flag.clear()
        return was
