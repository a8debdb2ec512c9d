"""What the ring above has of this store's files, as it says itself: asked before anything is sent, and afterwards."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from counter_app.devices.clock import Clock
from counter_app.storage import file_queue, sending
from counter_app.storage.file_queue import FILES_EPOCH
from counter_app.storage.store import Store
from counter_app.sync import file_wire
from counter_app.sync.files_above import FilesAbove, Found
from counter_app.sync.ring_above import RingAway

CITY_SECONDS: Final = 10.0
"""How often a hub is asked how far it has brought files to the city, while there are such."""


class FileStanding:
    """Asks and writes down. Used by the files' lane, in its thread; `tell` is called when something changed."""

    def __init__(self, store: Store, above: FilesAbove, clock: Clock, tell: Callable[[], None]) -> None:
        self._store, self._above, self._clock, self._tell = store, above, clock, tell
        self._epoch = ""
        self._asked = set[str]()
        self._city_at, self._after = float("-inf"), ""

    def greet(self) -> bool:
        """Notice a ring that was restored from a backup: what it had is offered again.

        Return whether it is another than was noted: what is due, and in which order, is to be looked up anew then.
        """
        if self._epoch:
            return False
        epoch = self._above.ring().epoch
        with self._store.transaction() as tx:
            noted = sending.note_of(tx, FILES_EPOCH)
            if noted not in ("", epoch):
                file_queue.reoffer(tx, epoch)
            if noted != epoch:
                sending.note(tx, FILES_EPOCH, epoch)
        self._epoch = epoch
        return noted != epoch

    def is_another(self) -> bool:
        """Say whether the courier met the ring above under another epoch than files did."""
        with self._store.reading() as reading:
            heard, known = sending.ring_epoch(reading), sending.note_of(reading, FILES_EPOCH)
        return bool(known) and heard not in ("", known)

    def same_ring(self, found: Found) -> Found:
        """Return `found`; raises RingAway("ring_changed") when another store answers than the one that was greeted."""
        if found.epoch != self._epoch:
            self.forget()
            raise RingAway("ring_changed")
        return found

    def ask(self, hashes: Iterable[str]) -> bool:
        """Ask once for each file whether the ring has it, many at a time; say whether anything changed by that."""
        asked = [sha256 for sha256 in hashes if sha256 not in self._asked][: file_wire.MOST_ASKED]
        if not asked:
            return False
        changed = self.learn(asked)
        self._asked.update(asked)
        return changed

    def learn(self, hashes: Sequence[str]) -> bool:
        """Write down which of these the ring above has, and which the city; say whether it has any."""
        answer = self._above.held(hashes)
        if not answer.held:
            return False
        at_city, now = set(answer.city), self._clock.now()
        with self._store.transaction() as tx:
            for ring, those in (
                (file_queue.CITY, [one for one in answer.held if one in at_city]),
                (file_queue.HUB, [one for one in answer.held if one not in at_city]),
            ):
                file_queue.delivered(tx, those, ring=ring, epoch=answer.ring.epoch, at=now)
        self._tell()
        return True

    def ask_about_the_city(self, now: float) -> float:
        """A hub brings files on to the city by itself: ask how far it is. Return the seconds until the next time."""
        left = self._city_at + CITY_SECONDS - now
        if left > 0:
            return left
        with self._store.reading() as reading:
            between = file_queue.at_hub_only(reading, self._after)
            if self._after and not between:
                between = file_queue.at_hub_only(reading)
        if not between:
            return float("inf")
        self._city_at, self._after = now, between[-1]
        self._epoch = ""
        self.greet()
        self.learn(between)
        return CITY_SECONDS

    def forget(self) -> None:
        """What was known of the ring may not be true any more."""
        self._epoch = ""
        self._asked.clear()
