"""Backups while the counter works: one soon after anything was written, so that a lost machine costs minutes."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import text

from counter_app import __version__
from counter_app.domain.errors import CounterError
from counter_app.storage import backup, notes
from counter_app.storage.backup import Made
from counter_app.storage.files import FileFolder
from counter_app.storage.prepared import Prepared
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.storage.values import from_ms, to_ms

EVERY: Final = timedelta(minutes=10)
"""From one backup to the next while work is done. The loss may be 15 minutes: the rest is for making one, and for a
stick that was out for a moment."""
LOOK_SECONDS: Final = 30.0
LATE: Final = timedelta(minutes=15)
"""With unsaved work older than this the supporter's page and `counter-app check` ask for a person."""
WITH_IT: Final = ("counter.toml", "forms")
"""What of the home goes into a backup beside store and files. The token does not."""

MADE_AT: Final = "backup_at"
MADE_SEQ: Final = "backup_seq"
TROUBLE: Final = "backup_trouble"

_LAST = Prepared(text("SELECT coalesce(max(seq), 0) FROM event"))
_FIRST_AFTER = Prepared(text("SELECT at + offset_ms FROM event WHERE seq > :seq ORDER BY seq LIMIT 1"))


class Clock(Protocol):
    """The time that counts."""

    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class BackupState:
    """When the last backup was made (None: never), when the oldest event was written that is in none (None: all are),
    and the code of what went wrong last (empty: nothing)."""

    made_at: datetime | None
    oldest: datetime | None
    trouble: str

    def late(self, now: datetime) -> bool:
        """Say whether more work would be lost with the machine than may be."""
        return self.oldest is not None and now - self.oldest > LATE


def due(state: BackupState, now: datetime) -> bool:
    """Say whether a backup is worth making: something was written since, and the last one is old enough.

    A clock that was put back must not put off the next one.
    """
    if state.oldest is None:
        return False
    return state.made_at is None or not timedelta(0) <= now - state.made_at < EVERY


def state_of(reading: Reading) -> BackupState:
    """Return how this store is backed up."""
    at, seq = notes.note_of(reading, MADE_AT), int(notes.note_of(reading, MADE_SEQ) or 0)
    oldest = reading.value(_FIRST_AFTER, seq=seq)
    return BackupState(
        made_at=from_ms(int(at)) if at else None,
        oldest=None if oldest is None else from_ms(int(oldest)),
        trouble=notes.note_of(reading, TROUBLE),
    )


class Backups:
    """Makes backups of one store into one folder. `step` looks whether one is due; a lane repeats it."""

    def __init__(self, store: Store, home: Path, folder: Path, clock: Clock) -> None:
        self._store, self._home, self._folder, self._clock = store, home, folder, clock
        self._stopping = threading.Event()

    def step(self) -> float:
        """Make one when it is due; return the seconds until the next look. Trouble is noted, not raised."""
        with self._store.reading() as reading:
            state = state_of(reading)
        if due(state, self._clock.now()):
            try:
                self.make()
            except CounterError as error:
                if not self._stopping.is_set():
                    self._note_trouble(error.code)
        return LOOK_SECONDS

    def make(self) -> Made:
        """Make one now. Raises what `backup.make` raises."""
        with self._store.reading() as reading:
            seq = int(reading.value(_LAST))
        now = self._clock.now()
        files = FileFolder.beside(self._store.path) if self._store.path is not None else None
        made = backup.make(
            self._store,
            self._folder,
            home=self._home,
            extra=WITH_IT,
            now=now,
            release=__version__,
            files=files,
            stopped=self._stopping.is_set,
        )
        with self._store.transaction() as tx:
            notes.note(tx, MADE_AT, str(to_ms(now)))
            notes.note(tx, MADE_SEQ, str(seq))
            notes.note(tx, TROUBLE, "")
        return made

    def stop(self) -> None:
        """Break off what is being made; nothing of it stays."""
        self._stopping.set()

    def _note_trouble(self, code: str) -> None:
        with self._store.reading() as reading:
            known = notes.note_of(reading, TROUBLE)
        if known != code:
            with self._store.transaction() as tx:
                notes.note(tx, TROUBLE, code)
