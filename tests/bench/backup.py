"""Does a backup hold up F9? Registering while backups are made ÷ registering without, in one run; and what one costs.

    python tests/bench/backup.py [--dossiers 20000] [--rounds 400]

Each round registers one durable dossier and is timed; every other block of rounds has a thread beside it that makes one
backup after the other (the product makes one in ten minutes). Shown: the median and the 95th percentile of both, their
ratio, and the time of a backup ÷ a bare copy of the same file with an fsync.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.storage import backup
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import register

BLOCK = 50


class Copying:
    """Makes backups of a store for as long as the block lasts."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.seconds: list[float] = []

    def __enter__(self) -> "Copying":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            began = time.perf_counter()
            backup.make(self._store, self._folder, home=self._folder, extra=(), now=START, release="bench")
            self.seconds.append(time.perf_counter() - began)


def one(store: Store) -> float:
    began = time.perf_counter()
    with store.transaction() as tx:
        register(tx)
    return time.perf_counter() - began


def bare_copy(source: Path, target: Path) -> float:
    began = time.perf_counter()
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossiers", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=400)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "counter.db"
        with Store.open(place, practice=True) as store:
            with store.transaction() as tx:
                for number in range(args.dossiers):
                    register(tx, slot=1 + number // 9_000)
            store.checkpoint()
            alone: list[float] = []
            beside: list[float] = []
            made: list[float] = []
            for _ in range(max(1, args.rounds // BLOCK)):
                alone += [one(store) for _ in range(BLOCK)]
                with Copying(store, Path(folder) / "stick") as copying:
                    beside += [one(store) for _ in range(BLOCK)]
                made += copying.seconds
            store.checkpoint()
            bare = statistics.median(bare_copy(place, Path(folder) / "bare.db") for _ in range(5))
            size = place.stat().st_size / 1e6
    median = statistics.median(beside) / statistics.median(alone)
    p95 = statistics.quantiles(beside, n=20)[-1] / statistics.quantiles(alone, n=20)[-1]
    print(f"store of {args.dossiers} dossiers, {size:.0f} MB; {len(made)} backups")
    print(f"register beside a backup / alone: median {median:.2f}, p95 {p95:.2f}, worst {max(beside) * 1000:.0f} ms")
    print(f"register alone: median {statistics.median(alone) * 1000:.2f} ms, worst {max(alone) * 1000:.0f} ms")
    print(f"backup / bare copy with fsync: {statistics.median(made) / bare:.1f} ({statistics.median(made):.2f} s)")


if __name__ == "__main__":
    main()
