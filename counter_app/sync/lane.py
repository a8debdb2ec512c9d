"""A lane: one thread that repeats one step for ever, outlives its own faults and ends within a second."""

import logging
import threading
import traceback
from collections.abc import Callable
from typing import Final

from counter_app.domain.errors import CounterError

LONGEST_PAUSE: Final = 60.0
SHORTEST_PAUSE: Final = 1.0
"""Seconds between tries while the ring cannot be had: full jitter under a bound that doubles up to the longest."""
LONGEST_RETRY_AFTER: Final = 3600.0
STOP_SECONDS: Final = 1.0

log = logging.getLogger(__name__)


def pause_after(failures: int, chance: float, retry_after: float | None) -> float:
    """Return the seconds to leave a ring alone after so many failures in a row; `chance` is from 0 to 1.

    A time that the ring named is obeyed, within an hour.
    """
    bound = min(LONGEST_PAUSE, SHORTEST_PAUSE * (1 << min(failures, 10)))
    pause = SHORTEST_PAUSE + chance * (bound - SHORTEST_PAUSE)
    return pause if retry_after is None else max(pause, min(retry_after, LONGEST_RETRY_AFTER))


class Lane:
    """Repeats `step`, which returns the seconds until it is worth while again (0: at once).

    `interrupt` breaks off what a step is waiting for, `close` gives back what it holds; both are called by `stop`.
    `hurry` is called when a person wants it done at once, `faulted` when a step failed in a way that it did not judge
    itself (from the lane's thread).
    """

    def __init__(
        self,
        name: str,
        step: Callable[[], float],
        *,
        interrupt: Callable[[], None],
        close: Callable[[], None],
        hurry: Callable[[], None] = lambda: None,
        faulted: Callable[[], None] = lambda: None,
    ) -> None:
        self._name, self._step, self._interrupt, self._close = name, step, interrupt, close
        self._hurry, self._faulted = hurry, faulted
        self._wanted = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def stopping(self) -> bool:
        """Whether the end was asked for."""
        return self._stopping.is_set()

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There is something to do: look at once."""
        self._wanted.set()

    def send_now(self) -> None:
        """A person wants it done: what waits for its time is done at once."""
        self._hurry()
        self.wake()

    def stop(self) -> bool:
        """End within a second, whatever the line does; say whether the thread has ended."""
        self._stopping.set()
        self._wanted.set()
        self._interrupt()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)
        ended = self._thread is None or not self._thread.is_alive()
        if ended:
            self._close()
        return ended

    def _run(self) -> None:
        while not self._stopping.is_set():
            # Before the step: what is wanted while it works calls for another.
            self._wanted.clear()
            pause = self._tried()
            if pause > 0 and not self._stopping.is_set():
                self._wanted.wait(pause)

    def _tried(self) -> float:
        try:
            return self._step()
        except CounterError as error:
            log.warning("%s: %s", self._name, error.code)
        except Exception as error:  # noqa: BLE001 - a lane must outlive a fault of ours; it is logged and shown
            places = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s: %s\n%s", self._name, type(error).__name__, places)
        if not self._stopping.is_set():
            self._faulted()
        return LONGEST_PAUSE
