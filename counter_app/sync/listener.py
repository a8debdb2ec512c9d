"""The listener: what is new above is taken into the store, page by page, with the cursor behind it."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counter_app.devices.clock import Clock
from counter_app.domain.errors import CounterError
from counter_app.domain.events import canonical
from counter_app.domain.heard import Heard, RehearsedAbove
from counter_app.storage import clones, copy_signs, file_queue, news, reach, refused_above, sending
from counter_app.storage.arrivals import Arrival
from counter_app.storage.news import Taken
from counter_app.storage.reach import Above
from counter_app.storage.refused_above import RefusedAbove
from counter_app.storage.store import Store
from counter_app.sync import wire
from counter_app.sync.examine import Writer, examine
from counter_app.sync.lane import pause_after
from counter_app.sync.ring_above import RingAbove, RingAway, RingRefuses

QUIET_SECONDS: Final = 0.2
"""Pause between two questions: a ring that answers at once with nothing new is not asked in a circle."""

OnChange = Callable[[frozenset[str]], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Who listens: the device, its unit, and whether all of the unit's events are its own (a hub)."""

    device: str
    unit: str
    whole_unit: bool = False


class Listener:
    """Asks the ring above for news, for ever; `step` does one question and is what its lane repeats.

    `on_change` is told, from this thread, what changed: "dossier", "sync", "file", "catalogue_wanted",
    "reference_wanted", "ring_back" (it answers again), "resealed" (events go up once more), "renewed" (in a new epoch).
    `on_taken` is told of each page that held something of note (own events that this store had lost, events that it
    could not take).
    """

    def __init__(
        self,
        store: Store,
        ring: RingAbove,
        clock: Clock,
        place: Place,
        heard: Heard,
        *,
        on_change: OnChange = lambda kinds: None,
        on_taken: Callable[[Taken], None] = lambda taken: None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store, self._ring, self._clock, self._place, self.heard = store, ring, clock, place, heard
        self._on_change, self._on_taken, self._chance = on_change, on_taken, chance
        self._failures = 0
        self._mark = ""
        self._catalogue = self._files_epoch = ""
        self._decided = ("", "")

    def step(self) -> float:
        """Ask once and take what comes; return the seconds until the next question (0: at once)."""
        try:
            asked = self._asked()
            said = self._ring.news(asked)
            self._take(said, asked.after)
        except CounterError as error:
            return self._failed(error)
        if self._failures or self.heard.error:
            self._note_outdated("")
            self._failures, self.heard.error = 0, ""
            self._on_change(frozenset({"sync", "ring_back"}))
        self.heard.at, self.heard.role = self._clock.now(), said.ring.role
        self.heard.above_at = None if said.above_at is None else datetime.fromisoformat(said.above_at)
        if said.above_trouble != self.heard.above_trouble:
            self.heard.above_trouble = said.above_trouble
            self._on_change(frozenset({"sync"}))
        out = said.outage
        self.heard.rehearsed(None if out is None else RehearsedAbove(out.id, out.what, out.seconds))
        # Without a mark the page was not taken: the store has a new epoch and hears everything from the start.
        return 0.0 if said.more or not self._mark else QUIET_SECONDS

    def _asked(self) -> wire.NewsAsked:
        with self._store.reading() as reading:
            return wire.NewsAsked(
                after=sending.note_of(reading, news.CURSOR),
                mark=self._mark,
                # The first question after a silence is answered at once: the strip waits for it.
                wait=self.heard.seconds if self._mark and not self._failures else 0.0,
                epoch=reading.epoch,
                last=news.last_own(reading, self._place.device),
            )

    def _take(self, said: wire.News, after: str) -> None:
        if said.ring.practice != self._store.practice:
            raise RingRefuses("mode_mismatch", ring=wire.mode(practice=said.ring.practice))
        arrivals = self._examined(said)
        above = [Above(one.device, one.epoch, one.upto, one.open) for one in said.above or ()]
        changed: set[str] = set()
        with self._store.reading() as reading:
            moved = sending.note_of(reading, news.CURSOR) != said.cursor
            above_moved = tuple(above) != reach.kept_above(reading) or said.ring.role != sending.note_of(
                reading, reach.RING_ROLE
            )
        if self._is_copy(arrivals):
            # The page followed what this store no longer knows, and its cursor is forgotten: all comes from the start.
            self._mark = ""
            return
        if moved or arrivals or above_moved:
            with self._store.transaction() as tx:
                if sending.note_of(tx, news.CURSOR) != after:
                    # While this page was on its way the courier had reason to hear everything from the start.
                    self._mark = ""
                    return
                taken = news.apply(
                    tx,
                    arrivals,
                    unit=self._place.unit,
                    device=self._place.device,
                    cursor=said.cursor,
                    ring_epoch=said.ring.epoch,
                    at=self._clock.now(),
                    whole_unit=self._place.whole_unit,
                )
                if above_moved:
                    reach.keep_above(tx, said.ring.role, above)
            changed |= self._told(taken) | ({"sync"} if above_moved else set())
        changed |= self._hear_refused(said)
        changed |= self._hear_stamps(said) | self._hear_files(said)
        self._mark = said.mark
        if changed:
            self._on_change(frozenset(changed))

    def _is_copy(self, arrivals: Sequence[Arrival]) -> bool:
        """See whether the page shows another store with our history; begin a new epoch then, or seal anew."""
        arrived, device, before = [one.event for one in arrivals], self._place.device, self._store.epoch
        if copy_signs.forgotten(self._store, device, arrived):
            clones.renew(self._store, reason="rolled_back", now=self._clock.now())
            self._on_change(frozenset({"renewed"}))
            return True
        found = copy_signs.displaced(self._store, device, arrived)
        if not found:
            return False
        with clones.settling(self._store, found, now=self._clock.now()) as tx:
            clones.reseal(tx, (seq for seqs in found.values() for seq in seqs))
        self._on_change(frozenset({"resealed"}) | ({"renewed"} if self._store.epoch != before else set()))
        return True

    def _hear_stamps(self, said: wire.News) -> set[str]:
        changed = set()
        if said.catalogue != self._catalogue:
            self._catalogue = said.catalogue
            changed.add("catalogue_wanted")
        decided = (said.reference, said.accounts)
        if decided != self._decided:
            self._decided = decided
            changed.add("reference_wanted")
        return changed

    def _hear_files(self, said: wire.News) -> set[str]:
        """Notice a city that was restored behind a hub: what it had of our files is doubtful until the hub says."""
        if said.files_epoch == self._files_epoch:
            return set()
        self._files_epoch = said.files_epoch
        with self._store.transaction() as tx:
            return {"file"} if file_queue.above_is(tx, said.files_epoch) else set()

    def _hear_refused(self, said: wire.News) -> set[str]:
        """Keep what the city refused of what the hub has; events refused as a copy's are sealed anew here, where they
        were written, and go up again."""
        refused = [RefusedAbove(one.id, one.dossier, one.hash, one.code, one.text) for one in said.refused or ()]
        with self._store.reading() as reading:
            same = tuple(refused) == refused_above.kept(reading)
        if not same:
            with self._store.transaction() as tx:
                refused_above.keep(tx, refused)
        before = self._store.epoch
        resealed = clones.reseal_refused_above(self._store, self._place.device, refused, now=self._clock.now())
        told = set() if same else {"sync", "dossier"}
        return told | ({"resealed"} if resealed else set()) | ({"renewed"} if self._store.epoch != before else set())

    def _told(self, taken: Taken) -> set[str]:
        if taken.lost_own or taken.unapplied:
            self._on_taken(taken)
        return {"dossier", "sync"} if taken.stored or taken.unapplied else {"sync"}

    def _examined(self, said: wire.News) -> list[Arrival]:
        """Return the page's events. One whose seal is broken is not our protocol, and the page is asked for again; what
        this release cannot read is left to the store, which keeps it with its reason: news never stop for one event.
        """
        if not said.runs:
            return []
        arrivals = []
        for one in examine(wire.Batch(runs=said.runs), Writer(None, self._place.unit)):
            if one.event is None or (one.refusal is not None and one.refusal.code != "payload_wrong"):
                raise RingAway("answered_rubbish", reason="news_broken")
            arrivals.append(Arrival(one.event, one.payload or canonical(one.event.payload)))
        return arrivals

    def _note_outdated(self, code: str) -> None:
        """Note whether the ring above only takes what is written here: whoever is below a hub is told."""
        noted = "1" if code == "version_outdated" else ""
        with self._store.reading() as reading:
            before = sending.note_of(reading, sending.OUTDATED)
        if noted != before and (noted or not code):
            with self._store.transaction() as tx:
                sending.note(tx, sending.OUTDATED, noted)

    def _failed(self, error: CounterError) -> float:
        """Note why, and how long to leave the ring alone: a second or two in the house, longer to the city."""
        self._failures += 1
        self._mark = ""
        known, self.heard.error, self.heard.at = self.heard.error, error.code, None
        if known != error.code:
            self._note_outdated(error.code)
            self._on_change(frozenset({"sync"}))
        named = error.retry_after if isinstance(error, RingAway) else None
        failures = min(self._failures, 2) if self.heard.role == "hub" else self._failures
        return pause_after(failures, self._chance(), named)
