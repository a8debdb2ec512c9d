"""Files that a crash left without a row: looked for behind the desk, at the start and once a day."""

import threading
from typing import Final

from counter_app.devices.clock import Clock
from counter_app.domain.errors import TryLater
from counter_app.storage import filing
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store

DAY_SECONDS: Final = 86_400.0


class SweepFiles:
    """`step` sweeps once and is what a lane repeats; `stop` may come from any thread.

    Only what is older than a day goes: a paper may just be between its file and its row.
    """

    def __init__(self, store: Store, folder: FileFolder, clock: Clock) -> None:
        self._store, self._folder, self._clock = store, folder, clock
        self._ending = threading.Event()

    def step(self) -> float:
        """Sweep; return the seconds until the next time."""
        filing.sweep(self._store, self._folder, self._clock.now(), alone=False, going_on=self._go_on)
        return DAY_SECONDS

    def stop(self) -> None:
        """Break off a sweep that is under way."""
        self._ending.set()

    def _go_on(self) -> None:
        if self._ending.is_set():
            raise TryLater("interrupted")
