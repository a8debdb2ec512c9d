"""The files' own lane: carries upward what the dossiers name, after the data and never before it, piece by piece.

A `Lane` repeats `FileLane.step`; how it decides stands in `file_plan`. Nothing that happens here touches an event: a
file that will not go is put off or parked, with the reason beside it, and stays here in any case.
"""

import hashlib
import logging
import random
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from counter_app.devices.clock import Clock
from counter_app.domain.errors import CounterError
from counter_app.storage import file_queue, sending
from counter_app.storage.file_queue import QueuedFile
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync.file_piece import Gate, Piece
from counter_app.sync.file_plan import Limits, Line
from counter_app.sync.file_standing import FileStanding
from counter_app.sync.file_stays import StayingFiles
from counter_app.sync.files_above import FilesAbove, Found, PieceBroken, UploadGone
from counter_app.sync.lane import pause_after
from counter_app.sync.ring_above import RingAway, RingRefuses

IDLE_SECONDS: Final = 60.0
LOOK_AGAIN: Final = 1.0
"""Seconds until the ring is asked again whether it has checked a file whose last byte it has."""
CLOSED_SECONDS: Final = 600.0
NOTE_EVERY: Final = 1.0
STUCK: Final = 5
"""An upload whose offset was wrong so often in a row is given up and begun anew."""

log = logging.getLogger(__name__)


class FileLane:
    """Sends one piece a step, of the smallest file that may go. Used by one thread; `send_now` and `stop` by any."""

    def __init__(
        self,
        store: Store,
        folder: FileFolder,
        above: FilesAbove,
        clock: Clock,
        *,
        limits: Limits | None = None,
        on_change: Callable[[frozenset[str]], None] = lambda kinds: None,
        chance: Callable[[], float] = random.random,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        self._store, self._folder, self._above, self._clock = store, folder, above, clock
        self._limits = limits or Limits()
        self._on_change, self._chance = on_change, chance
        self._stays = StayingFiles(store, folder, clock, self._tell)
        self._ending, self._hurry = threading.Event(), threading.Event()
        self._wait = wait or self._ending.wait
        self._line, self._failures, self._not_before = Line(), 0, 0.0
        self._standing = FileStanding(store, above, clock, self._tell)
        self._at = dict[str, int]()
        self._later = dict[str, float]()
        self._stuck = dict[str, int]()
        self._noted_at = float("-inf")

    def send_now(self) -> None:
        """A person wants it sent: what waits for its time is tried at once, within the files' hours."""
        self._hurry.set()

    def interrupt(self) -> None:
        """Break off a piece that is under way; the next lane goes on where it was."""
        self._ending.set()
        self._above.interrupt()

    def close(self) -> None:
        """Give back what the lane holds."""
        self._above.close()

    def step(self) -> float:
        """Do one round; return the seconds until the next one is worth while (0: at once)."""
        hurried = self._hurry.is_set()
        self._hurry.clear()
        left = self._not_before - self._clock.monotonic()
        if left > 0 and not hurried:
            return left
        closed = self._limits.hours.until_open(self._clock.now())
        if closed:
            return min(closed / timedelta(seconds=1), CLOSED_SECONDS)
        try:
            if hurried:
                with self._store.transaction() as tx:
                    file_queue.hurry(tx)
            return self._round()
        except CounterError as error:
            return self._failed(error)

    def _round(self) -> float:
        with self._store.reading() as reading:
            due = file_queue.due(reading, self._clock.now())
        now = self._clock.monotonic()
        ready = [file for file in due if self._later.get(file.sha256, now) <= now]
        if not ready:
            return self._nothing_to_send(waiting=bool(due))
        if self._standing.greet() or self._standing.ask(file.sha256 for file in ready):
            return 0.0
        try:
            self._carry(ready[0])
        except CounterError as error:
            self._at.pop(ready[0].sha256, None)
            if isinstance(error, UploadGone):
                self._stuck.pop(ready[0].sha256, None)
            self._stays.put_off(ready[0], error)
        self._failures = 0
        return 0.0

    def _carry(self, file: QueuedFile) -> None:
        if not self._folder.has(file.sha256, file.size):
            self._stays.park(file, "file_missing_here")
            return
        offset = self._at.get(file.sha256)
        url = file.url
        if offset is None:
            found = self._above.look(url) if url else self._above.begin(file.sha256, file.size)
            found = self._standing.same_ring(found)
            url, offset = found.url, found.offset
            with self._store.transaction() as tx:
                file_queue.begun(tx, file.sha256, url, offset)
            self._at[file.sha256] = offset
            if self._is_whole(file, found):
                return
        found = self._standing.same_ring(self._send(file, url, offset))
        self._line = self._line.after(well=True)
        self._judge_offset(file, before=offset, found=found)
        self._at[file.sha256] = found.offset
        if not self._is_whole(file, found):
            self._note(file, found)

    def _is_whole(self, file: QueuedFile, found: Found) -> bool:
        """Look after a file whose last byte is above: it is there when its hash was checked there, not before."""
        if found.state == "held":
            self._standing.learn([file.sha256])
            self._at.pop(file.sha256, None)
            self._later.pop(file.sha256, None)
        elif found.offset >= file.size:
            self._at.pop(file.sha256, None)
            self._later[file.sha256] = self._clock.monotonic() + LOOK_AGAIN
        else:
            return False
        return True

    def _judge_offset(self, file: QueuedFile, *, before: int, found: Found) -> None:
        stuck = 0 if found.offset > before else self._stuck.get(file.sha256, 0) + 1
        self._stuck[file.sha256] = stuck
        if stuck >= STUCK:
            raise UploadGone(broken=False)

    def _send(self, file: QueuedFile, url: str, offset: int) -> Found:
        length = min(self._line.piece, file.size - offset)
        with self._folder.open(file.sha256) as content:
            # A file that came out wrong goes again with a checksum for each piece: the wrong one is found at once.
            digest = b""
            if file.broken:
                content.seek(offset)
                digest = hashlib.sha256(content.read(length)).digest()
            content.seek(offset)
            gate = Gate(self._limits.rate, self._clock.monotonic, self._pause, self._events_wait)
            return self._above.send(url, offset, Piece(content, length, gate), digest)

    def _pause(self, seconds: float) -> None:
        """Let time pass while a piece is under way; raises RingAway("interrupted") when the lane is to end."""
        if seconds and not self._ending.is_set():
            self._wait(seconds)
        if self._ending.is_set():
            raise RingAway("interrupted")

    def _events_wait(self) -> bool:
        with self._store.reading() as reading:
            due = sending.next_due(reading)
        return due is not None and due <= self._clock.now()

    def _note(self, file: QueuedFile, found: Found) -> None:
        """Keep how far the file is, not oftener than people look; the ring itself knows better."""
        now = self._clock.monotonic()
        if now - self._noted_at < NOTE_EVERY:
            return
        self._noted_at = now
        with self._store.transaction() as tx:
            file_queue.begun(tx, file.sha256, found.url, found.offset)
        self._tell()

    def _nothing_to_send(self, *, waiting: bool) -> float:
        now = self._clock.monotonic()
        if waiting:
            return max(0.05, min(self._later.values()) - now)
        if self._standing.is_another():
            # The courier met a ring that was restored from a backup; there was no file to meet it with. Or it has yet
            # to meet the one that files met: then they wait for their events.
            self._forget()
            if self._standing.greet():
                return 0.0
        again = self._standing.ask_about_the_city(now)
        with self._store.reading() as reading:
            due = file_queue.next_due(reading)
        if due is not None:
            again = min(again, (due - self._clock.now()) / timedelta(seconds=1))
        return max(0.05, min(IDLE_SECONDS, again))

    def _failed(self, error: CounterError) -> float:
        """Leave the ring alone for a while; files have time."""
        if isinstance(error, RingAway | PieceBroken):
            self._line = self._line.after(well=False)
        self._forget()
        self._failures += 1
        named = error.retry_after if isinstance(error, RingAway) else None
        pause = pause_after(self._failures, self._chance(), named)
        if isinstance(error, RingRefuses):
            pause = max(pause, IDLE_SECONDS)
        self._not_before = self._clock.monotonic() + pause
        log.info("files: %s, next try in %.1f s", error.code, pause)
        self._tell()
        return pause

    def _forget(self) -> None:
        """What was known of the ring may not be true any more."""
        self._standing.forget()
        self._at.clear()
        self._later.clear()

    def _tell(self) -> None:
        if not self._ending.is_set():
            self._on_change(frozenset({"file"}))
