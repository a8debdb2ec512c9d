"""The one bridge between blocking work and the screen: a pool per lane, one QObject, one signal.

Work is plain Python and knows no Qt. Its answer comes back in the screen's thread, and only while the page that asked
still exists and still wants it. An error comes back the same way, always as a `CounterError`: anything that the domain
did not name is ours, is logged with its traceback, and is shown with its type only (a text might hold personal data).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from counter_app.domain.errors import CounterError, OurFault

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
_LOG = logging.getLogger(__name__)

SLOW_MS: Final = 500
"""Work that takes longer than this is shown as going on."""


class Lane(Enum):
    """What may run beside what. All writing goes through one worker, so it keeps its order; machines may be slow."""

    WRITING = 1
    ASKING = 2
    MACHINES = 3


_WORKERS: Final = {Lane.WRITING: 1, Lane.ASKING: 2, Lane.MACHINES: 1}


@dataclass(slots=True, eq=False)
class _Run:
    owner: QObject
    key: str
    done: Callable[[Any], None]
    failed: Callable[[CounterError], None]
    future: "Future[Any] | None" = None


class Background(QObject):
    """Runs work off the screen's thread. Make it in the screen's thread; `close` it before the desk is taken down."""

    busy = Signal(bool)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[Lane, ThreadPoolExecutor] = {}
        self._running: set[_Run] = set()
        self._quiet: set[_Run] = set()
        self._newest: dict[tuple[int, str], _Run] = {}
        self._shown = False
        self._closed = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._show_busy)
        self._finished.connect(self._deliver)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way, quiet work included."""
        return not self._running and not self._quiet

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CounterError], None],
        *,
        lane: Lane = Lane.ASKING,
        key: str = "",
        quiet: bool = False,
    ) -> None:
        """Do `work` in `lane`; then call `done` or `failed` in the screen's thread if `owner` still exists.

        With a `key`, a newer run of the same owner and key makes the older one's answer unwanted. `quiet` work (the
        strip asking how things are) is never shown as busy.
        """
        if self._closed:
            return
        run = _Run(owner, key, done, failed)
        if key:
            self._newest[id(owner), key] = run
        (self._quiet if quiet else self._running).add(run)
        if not quiet and not self._slow.isActive():
            self._slow.start()
        run.future = self._pool(lane).submit(work)
        run.future.add_done_callback(lambda _future: self._tell(run))

    def close(self) -> None:
        """Finish what writes, drop what only asks, join every thread. Nothing is delivered afterwards."""
        self._closed = True
        self._slow.stop()
        for lane, pool in self._pools.items():
            pool.shutdown(wait=True, cancel_futures=lane is not Lane.WRITING)
        self._running.clear()
        self._quiet.clear()
        self._newest.clear()

    def _pool(self, lane: Lane) -> "ThreadPoolExecutor":
        """Return the lane's pool, made with its first work; called in the screen's thread only."""
        if lane not in self._pools:
            from concurrent.futures import ThreadPoolExecutor

            self._pools[lane] = ThreadPoolExecutor(_WORKERS[lane], f"counter-{lane.name.lower()}")
        return self._pools[lane]

    def _tell(self, run: _Run) -> None:
        """In the worker's thread: hand the run over to the screen's."""
        if not self._closed:
            self._finished.emit(run)

    def _deliver(self, run: _Run) -> None:
        self._running.discard(run)
        self._quiet.discard(run)
        if not self._running:
            self._slow.stop()
            if self._shown:
                self._shown = False
                self.busy.emit(False)
        wanted = not run.key or self._newest.get((id(run.owner), run.key)) is run
        if wanted and run.key:
            del self._newest[id(run.owner), run.key]
        if run.future is None or run.future.cancelled() or self._closed or not wanted or not isValid(run.owner):
            return
        error = run.future.exception()
        if error is None:
            run.done(run.future.result())
        elif isinstance(error, CounterError):
            run.failed(error)
        else:
            _LOG.error("unexpected error in the background", exc_info=error)
            run.failed(OurFault("unexpected", type=type(error).__name__))

    def _show_busy(self) -> None:
        if self._running:
            self._shown = True
            self.busy.emit(True)
