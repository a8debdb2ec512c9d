"""Power cuts of a working store: the disk at any moment, with what was under way to it kept, dropped or torn.

    python -m tests.faults.power_loss [--images 10000] [--seed N] [--mutant normal|unsynced_files]

A real counter and hub work under strace; of every recording many images are made and opened with the product. With a
fault planted ("normal": synchronous=NORMAL) the same images must show what is lost. Figures as JSON; it ends with 0
when nothing was lost, or when the planted fault was seen.
"""

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from counter_app.storage import dossiers
from counter_app.storage.store import Store
from tests.faults.power.disk import Change, Disk, Said
from tests.faults.power.promises import Promises, broken
from tests.faults.power.recording import record, safe
from tests.faults.power.work import MUTANTS
from tests.storage.made import register
from tests.storage.older import copy_as, engine_of

IMAGES_OF_ONE: Final = 250
"""Images of one recording in a long run, before another day is recorded."""
ROUNDS: Final = 60


@dataclass
class Figures:
    """What a run found; `faults` counts images by what did not hold in them."""

    seed: int
    mutant: str = ""
    recordings: int = 0
    images: int = 0
    with_changes_under_way: int = 0
    promises: int = 0
    dossiers: int = 0
    broken: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    cpu_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Day:
    """One recording: what was on the disk before, what was done, the dossiers that were there at the start."""

    home: Path
    changes: Sequence[Change]
    before: frozenset[str]


def in_memory() -> str | None:
    """Return a folder in memory where there is one: an image is looked at faster there, and no less strictly."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - used through tempfile


def recorded(folder: Path, seed: int, *, rounds: int = ROUNDS, older: bool = False, mutant: str = "") -> Day:
    """Record one day of work; `older` starts with a store as the oldest release left it."""
    home = folder / "start"
    (home / "forms").mkdir(parents=True)
    (home / "counter.toml").write_text("device = 'quay-1'\n", "utf-8")
    (home / "forms" / "receipt.json").write_text("{}\n", "utf-8")
    before = _older_store(folder, home) if older else frozenset()
    worked = folder / "home"
    shutil.copytree(home, worked)
    planted = ("--mutant", mutant) if mutant else ()
    arguments = ("-m", "tests.faults.power.work", str(worked), str(seed), str(rounds), *planted)
    changes = record(arguments, worked, folder / "trace")
    assert changes[-1] == Said("end")
    return Day(home, changes, before)


def _older_store(folder: Path, home: Path) -> frozenset[str]:
    with Store.open(folder / "source.db", practice=True) as source:
        for _ in range(12):
            with source.transaction() as tx:
                register(tx)
        copy_as("0001", source, home / "counter.db", ("outbox", "number_block", "person", "procedure_use"))
        _copy_index(folder / "source.db", home / "counter.db")
        with source.reading() as reading:
            return frozenset(str(line.id) for line in dossiers.page(reading, None, 100))


def _copy_index(source: Path, target: Path) -> None:
    """A search index cannot be read row by row: its own tables are copied."""
    engine = engine_of(target)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"ATTACH '{source}' AS source")
        for name in ("search_data", "search_idx", "search_docsize"):
            connection.exec_driver_sql(f"DELETE FROM main.{name}")  # noqa: S608 - names of our own
            connection.exec_driver_sql(f"INSERT INTO main.{name} SELECT * FROM source.{name}")  # noqa: S608
        connection.commit()
    engine.dispose()


def images(day: Day, count: int, dice: random.Random, folder: Path, figures: Figures) -> None:
    """Make `count` images at random moments of `day`, open each and add to `figures` what is found."""
    moments = Tally(_moments(day, count, dice))
    disk = safe(day.home)
    for at, change in enumerate(day.changes):
        disk.do(change)
        for _ in range(moments[at]):
            _look(disk, day, dice, folder, figures)


def _moments(day: Day, count: int, dice: random.Random) -> Iterator[int]:
    """Half of them anywhere, half right after something was said: promises are broken there first."""
    spoken = [at for at, change in enumerate(day.changes) if isinstance(change, Said)]
    for number in range(count):
        yield dice.choice(spoken) if number % 2 else dice.randrange(len(day.changes))


def _look(disk: Disk, day: Day, dice: random.Random, folder: Path, figures: Figures) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        disk.image(Path(place), dice)
        promises = Promises.of(disk.said)
        found = broken(Path(place), day.before, promises)
    figures.images += 1
    figures.with_changes_under_way += bool(disk.under_way)
    figures.promises += len(disk.said)
    figures.dossiers += len(promises.dossiers)
    figures.broken += bool(found)
    for one in set(found):
        figures.faults[one] = figures.faults.get(one, 0) + 1


def run(folder: Path, count: int, seed: int, *, mutant: str = "", rounds: int = ROUNDS, older: bool = True) -> Figures:
    """Record days of `seed` and look at `count` images of them; every third day begins with an older store."""
    figures, dice = Figures(seed, mutant), random.Random(seed)
    began = time.process_time()
    while figures.images < count:
        place = folder / f"day-{figures.recordings}"
        place.mkdir()
        oldest = older and figures.recordings % 3 == 0
        day = recorded(place, dice.randrange(1 << 30), rounds=rounds, older=oldest, mutant=mutant)
        images(day, min(IMAGES_OF_ONE, count - figures.images), dice, place, figures)
        figures.recordings += 1
        shutil.rmtree(place)
    figures.cpu_seconds = round(time.process_time() - began, 1)
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(3)))
    parser.add_argument("--mutant", choices=MUTANTS, default="")
    args = parser.parse_args()
    tempfile.tempdir = in_memory()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), args.images, args.seed, mutant=args.mutant)
    sys.stdout.write(json.dumps(asdict(figures)) + "\n")
    return 0 if bool(figures.broken) == bool(args.mutant) else 1


if __name__ == "__main__":
    sys.exit(main())
