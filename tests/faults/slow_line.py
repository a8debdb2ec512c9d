"""Papers over a line that is slow and breaks, with restarts at both ends; what it cost, in figures.

python -m tests.faults.slow_line           a small round, in seconds
python -m tests.faults.slow_line --full    50 MB over 64 kbit/s with a cut each minute: about two hours
"""

import argparse
import contextlib
import os
import socket
import struct
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from counter_app.devices.clock import SystemClock
from counter_app.practice.city_process import CityProcess
from counter_app.storage import outbox
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.courier import Courier
from counter_app.sync.file_city import HttpFiles
from counter_app.sync.file_lane import FileLane
from counter_app.sync.lane import Lane
from tests.sync.file_counter import FileCounter, city_folder, sha

BIT = 1024


class Rate:
    """One line's bytes a second, in common for all that goes over it."""

    def __init__(self, rate: int) -> None:
        self.rate, self._lock, self._free_at = rate, threading.Lock(), time.monotonic()
        self.ended = threading.Event()

    def take(self, size: int) -> None:
        with self._lock:
            start = max(self._free_at, time.monotonic())
            self._free_at = start + size / self.rate
        self.ended.wait(max(0.0, self._free_at - time.monotonic()))


class SlowLine:
    """A TCP proxy that lets through what `rate` lets, counts it, and cuts every connection when told."""

    def __init__(self, target: int, rate: Rate) -> None:
        self._target, self._rate = target, rate
        self._lock, self._open = threading.Lock(), set[tuple[socket.socket, socket.socket]]()
        self._threads = list[threading.Thread]()
        self.up = 0
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._rate.ended.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join()

    def cut(self) -> None:
        """Break every connection: the counter's end at once; the city reads what had come through, and no more."""
        with self._lock:
            for near, far in self._open:
                with contextlib.suppress(OSError):
                    near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    near.shutdown(socket.SHUT_RDWR)
                with contextlib.suppress(OSError):
                    far.shutdown(socket.SHUT_WR)

    def _start(self, work: object, *given: object) -> None:
        thread = threading.Thread(target=work, args=given, name="slow-line", daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._join, near)

    def _join(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self._target)) as far:
            with self._lock:
                self._open.add((near, far))
            back = threading.Thread(target=self._pump, args=(far, near, False), name="slow-line", daemon=True)
            back.start()
            self._pump(near, far, True)
            back.join()
            with self._lock:
                self._open.discard((near, far))

    def _pump(self, source: socket.socket, sink: socket.socket, upward: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(BIT):
                self._rate.take(len(piece))
                if upward:
                    with self._lock:
                        self.up += len(piece)
                sink.sendall(piece)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)
        if not upward:
            with contextlib.suppress(OSError):
                sink.shutdown(socket.SHUT_RD)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much goes over what: bytes of all files, bytes a second, seconds between cuts."""

    total: int
    rate: int
    cut_every: float
    files: int = 10
    events: int = 20


SMALL = Plan(total=3_000_000, rate=320_000, cut_every=2.5)
"""The full plan's shape, forty times as fast: about as many bytes between two cuts, since a second of each is the pause
that a broken line is given, which does not shrink."""
FULL = Plan(total=50_000_000, rate=8_000, cut_every=60.0, files=40, events=200)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run cost. `again` is how much more went up than the files have, with every head of HTTP counted."""

    seconds: float
    whole: int
    again: float
    cuts: int
    events_waited: Sequence[float]
    slowest_floor: float

    def lines(self) -> Sequence[str]:
        waited = sorted(self.events_waited)
        middle, worst = waited[len(waited) // 2], waited[-1]
        return (
            f"{self.whole} files arrived whole and once in {self.seconds:.0f} s, over {self.cuts} cuts,"
            " two restarts of the counter and a kill -9 of the city",
            f"sent more than the files have, heads of HTTP included: {100 * self.again:.2f} %",
            f"{len(waited)} events registered meanwhile were acknowledged in {middle:.2f} s (median),"
            f" {worst:.2f} s at worst; the files took {self.slowest_floor:.0f} s at the least",
        )


class Run:
    """One counter and one city, and the line between them."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan, self.folder = plan, folder
        self.rate = Rate(plan.rate)
        self.cuts = 0

    def measure(self) -> Figures:
        with (
            CityProcess(self.folder / "city.db", self.folder / "log") as city,
            SlowLine(city.port, self.rate) as files,
            SlowLine(city.port, self.rate) as events,
        ):
            counter = FileCounter(city, self.folder)
            counter.files_port, counter.events_port = files.port, events.port
            pages = [os.urandom(self.plan.total // self.plan.files) for _ in range(self.plan.files)]
            counter.file(*pages)
            counter.events_port = city.port
            counter.deliver()
            began = time.monotonic()
            waited = self._carry(counter, city, files, events)
            seconds = time.monotonic() - began
            whole = sum(city_folder(city).whole(sha(page)) for page in pages)
            counter.close()
            up = files.up
        total = sum(len(page) for page in pages)
        return Figures(seconds, whole, up / total - 1, self.cuts, waited, total / self.plan.rate)

    def _carry(self, counter: FileCounter, city: CityProcess, files: SlowLine, events: SlowLine) -> list[float]:
        waited, done = list[float](), threading.Event()
        cutting = threading.Thread(target=self._cut, args=(files, done), name="cutting")
        cutting.start()
        try:
            killed = False
            for end in (0.3, 0.6, 1.0):
                lane = self._start(counter, files)
                try:
                    while self._share(counter) < end:
                        waited += self._events(counter, events, 1 + self.plan.events // 10)
                        if not killed and self._share(counter) > 0.45:
                            killed = True
                            city.kill()
                            city.start()
                        done.wait(self.plan.cut_every / 10)
                finally:
                    if not lane.stop():
                        raise AssertionError("the lane did not end")
                if end < 1.0:
                    counter.reopen()
        finally:
            done.set()
            cutting.join()
        return waited

    def _start(self, counter: FileCounter, files: SlowLine) -> Lane:
        above = HttpFiles(Address(f"http://127.0.0.1:{files.port}"), practice=True, token=counter.token)
        carrier = FileLane(counter.desk.store, counter.folder, above, SystemClock(), chance=lambda: 0.0)
        lane = Lane("files", carrier.step, interrupt=carrier.interrupt, close=carrier.close)
        lane.start()
        return lane

    def _share(self, counter: FileCounter) -> float:
        """Return how much of all files is above."""
        left = sum(one.size - one.sent for one in counter.open_files())
        return 1.0 if not counter.open_files() else min(0.999, 1 - left / self.plan.total)

    def _events(self, counter: FileCounter, line: SlowLine, count: int) -> list[float]:
        """Register and push over the same line; return how long each took to be acknowledged."""
        waited = []
        client = HttpCity(Address(f"http://127.0.0.1:{line.port}"), practice=True, token=counter.token)
        courier = Courier(counter.desk.store, client, SystemClock(), chance=lambda: 0.0)
        for _ in range(count if len(counter.desk.ids) < self.plan.events else 0):
            counter.desk.register(1)
            began = time.monotonic()
            while self._unsent(counter):
                self.rate.ended.wait(min(1.0, courier.step()) if self._unsent(counter) else 0.0)
            waited.append(time.monotonic() - began)
        client.close()
        return waited

    def _unsent(self, counter: FileCounter) -> bool:
        with counter.desk.store.reading() as reading:
            return outbox.state(reading).waiting > 0

    def _cut(self, line: SlowLine, done: threading.Event) -> None:
        while not done.wait(self.plan.cut_every):
            line.cut()
            self.cuts += 1


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="50 MB over 64 kbit/s with a cut each minute")
    parser.add_argument("--faster", type=float, default=1.0, metavar="N", help="the line and its cuts, N times as fast")
    args = parser.parse_args(argv)
    plan = FULL if args.full else SMALL
    plan = Plan(plan.total, int(plan.rate * args.faster), plan.cut_every / args.faster, plan.files, plan.events)
    with tempfile.TemporaryDirectory() as folder:
        figures = Run(plan, Path(folder)).measure()
    sys.stdout.write("\n".join([*figures.lines(), ""]))
    return 0 if figures.whole == plan.files and figures.again <= 0.05 else 1


if __name__ == "__main__":
    sys.exit(main())
