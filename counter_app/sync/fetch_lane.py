"""The files' way down: what somebody opens and has not here, and what a restored counter lost, fetched by its hash.

A `Lane` repeats `FetchLane.step`. A file comes into a part of its own, goes on from there after a cut, and is there
only when its SHA-256 came out right. Files that nobody waits for keep to the hours and the rate of the settings.
"""

import logging
import random
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from counter_app.devices.clock import Clock
from counter_app.domain.errors import CounterError
from counter_app.storage import held_files, wanted_files
from counter_app.storage.files import MOST_BYTES, FileFolder
from counter_app.storage.store import Store
from counter_app.storage.wanted_files import WantedFile
from counter_app.sync.file_plan import Limits, pause_for
from counter_app.sync.files_above import FileComing, FileRefused, FilesAbove
from counter_app.sync.lane import pause_after
from counter_app.sync.ring_above import RingAway, RingRefuses

IDLE_SECONDS: Final = 60.0
WAITED_SECONDS: Final = 2.0
"""The longest pause after a failure while somebody waits for a file."""

log = logging.getLogger(__name__)


class FetchLane:
    """Fetches one file a step. `device` is whose files belong here in any case; empty (a hub): nobody's.

    Used by one thread; `interrupt` by any.
    """

    def __init__(
        self,
        store: Store,
        folder: FileFolder,
        above: FilesAbove,
        clock: Clock,
        *,
        device: str = "",
        limits: Limits | None = None,
        on_change: Callable[[frozenset[str]], None] = lambda kinds: None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store, self._folder, self._above, self._clock = store, folder, above, clock
        self._device, self._limits = device, limits or Limits()
        self._on_change, self._chance = on_change, chance
        self._ending = threading.Event()
        self._failures, self._not_before = 0, 0.0
        self._place: int | None = None
        self._broken: set[str] = set()

    def interrupt(self) -> None:
        """Break off what is under way; the next lane goes on where it was."""
        self._ending.set()
        self._above.interrupt()

    def close(self) -> None:
        """Give back what the lane holds."""
        self._above.close()

    def step(self) -> float:
        """Fetch one file; return the seconds until the next step is worth while (0: at once)."""
        if self._device:
            self._look_for_own()
        now = self._clock.now()
        closed = self._limits.hours.until_open(now)
        with self._store.reading() as reading:
            file = wanted_files.due(reading, now, asked_only=bool(closed))
            due = wanted_files.next_due(reading)
        if file is None:
            wait = IDLE_SECONDS if due is None else (due - now) / timedelta(seconds=1)
            return max(0.05, min(IDLE_SECONDS, wait)) if not closed or due is None or due > now else IDLE_SECONDS
        left = self._not_before - self._clock.monotonic()
        if left > 0:
            return min(left, WAITED_SECONDS) if file.asked else left
        try:
            self._fetch(file)
        except CounterError as error:
            return self._failed(file, error)
        self._failures = 0
        return 0.0

    def _look_for_own(self) -> None:
        """Want the files that this counter's own events name and that are not here."""
        more = True
        while more and not self._ending.is_set():
            with self._store.reading() as reading:
                place = wanted_files.looked_at(reading) if self._place is None else self._place
                lacking, after, more = wanted_files.own_lacking(reading, self._folder, self._device, place)
            if lacking or more:
                with self._store.transaction() as tx:
                    for one in lacking:
                        wanted_files.want(tx, one.sha256, unit=one.unit, size=one.size, asked=False)
                    wanted_files.keep_looked_at(tx, after)
            self._place = after

    def _fetch(self, file: WantedFile) -> None:
        part = wanted_files.part_of(file.sha256)
        self._folder.begin(part)
        offset = self._folder.length(part)
        if not file.size or offset < file.size:
            self._above.fetch(file.sha256, offset, _Coming(self._folder, part, self._gate(file)))
        kept = self._folder.finish(part, file.sha256)
        if kept is None:
            self._came_broken(file)
            return
        self._broken.discard(file.sha256)
        with self._store.transaction() as tx:
            held_files.add(tx, kept, file.unit, self._clock.now())
            wanted_files.drop(tx, file.sha256)
        self._tell()

    def _came_broken(self, file: WantedFile) -> None:
        """Fetch once more what was damaged on the way; what comes damaged again is damaged above, and is parked."""
        again = file.sha256 not in self._broken
        (self._broken.add if again else self._broken.discard)(file.sha256)
        self._not_had(file, "file_broken", timedelta(0) if again else None)

    def _gate(self, file: WantedFile) -> Callable[[int], None]:
        began, come = self._clock.monotonic(), 0
        rate = 0 if file.asked else self._limits.rate

        def gate(size: int) -> None:
            nonlocal come
            come += size
            pause = pause_for(rate, come, self._clock.monotonic() - began)
            if (pause and self._ending.wait(pause)) or self._ending.is_set():
                raise RingAway("interrupted")

        return gate

    def _failed(self, file: WantedFile, error: CounterError) -> float:
        if isinstance(error, FileComing):
            self._not_had(file, error.code, timedelta(seconds=error.retry_after))
            return 0.0
        if isinstance(error, FileRefused):
            self._not_had(file, error.code, None)
            return 0.0
        self._failures += 1
        named = error.retry_after if isinstance(error, RingAway) else None
        pause = pause_after(self._failures, self._chance(), named)
        if isinstance(error, RingRefuses):
            pause = max(pause, IDLE_SECONDS)
        self._not_before = self._clock.monotonic() + pause
        if not self._ending.is_set():
            self._not_had(file, error.code, timedelta(0))
        log.info("files down: %s, next try in %.1f s", error.code, pause)
        return min(pause, WAITED_SECONDS) if file.asked else pause

    def _not_had(self, file: WantedFile, answer: str, later: timedelta | None) -> None:
        with self._store.transaction() as tx:
            next_try = None if later is None else self._clock.now() + later
            wanted_files.not_had(tx, file.sha256, answer, next_try)
        self._tell()

    def _tell(self) -> None:
        if not self._ending.is_set():
            self._on_change(frozenset({"file"}))


class _Coming:
    """Puts what comes behind what has come. The ring may begin at the start again: then so does the part."""

    def __init__(self, folder: FileFolder, part: str, gate: Callable[[int], None]) -> None:
        self._folder, self._part, self._gate = folder, part, gate

    def __call__(self, offset: int, piece: bytes) -> None:
        if offset + len(piece) > MOST_BYTES:
            self._folder.drop(self._part)
            raise FileRefused("file_too_large")
        if offset == 0:
            self._folder.drop(self._part)
            self._folder.begin(self._part)
        if not self._folder.append(self._part, offset, piece):
            raise RingAway("interrupted")
        self._gate(len(piece))
