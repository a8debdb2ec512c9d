"""Death at each system call by which a dossier's life is made safe or sent, one after the other.

    python -m tests.faults.each_call [CALLS ...]

CALLS are "fsync,fdatasync" (whichever SQLite was built with) and "sendto" unless others are named, as "pwrite64".
For each the counter is started anew and killed by strace on entering the k-th one of any of its threads, for
k = 1, 2, 3 … until a whole life passes without reaching it. In the end all that was said is there and at the city,
nothing twice, every receipt that may not have come out is told of. Figures as JSON.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

from counter_app.bootstrap.counter import start_counter
from counter_app.cli.enrol import enrol
from counter_app.practice.city_process import CityProcess
from counter_app.settings import Places, Settings, load
from counter_app.storage import dossiers, prints
from counter_app.storage.store import Store
from counter_app.storage.verify import verify
from tests.rings.counters import code_of
from tests.storage.made import ELECTRONIC_CODE

ROOT = Path(__file__).parents[2]
SYNC, SEND = "fsync,fdatasync", "sendto"
MOST = 200


@dataclass
class Figures:
    """`deaths` counts the k of each call; what must be nothing is nothing when `clean`."""

    deaths: dict[str, int] = field(default_factory=dict)
    lives: int = 0
    said: int = 0
    stored: int = 0
    lost: int = 0
    not_in_city: int = 0
    doubled: int = 0
    untold_receipts: int = 0
    unsound: int = 0

    @property
    def clean(self) -> bool:
        return not (self.lost or self.not_in_city or self.doubled or self.untold_receipts or self.unsound)


class Counter:
    """A counter below a city, started again and again on the same home."""

    def __init__(self, folder: Path, city: CityProcess) -> None:
        self.home, self.city = folder / "quay-1", city
        self.saved: dict[str, str] = {}
        self.printed: set[str] = set()
        self.figures = Figures()
        named = Settings(device_name="quay-1", officer="Lê Thị Thử", electronic_code=ELECTRONIC_CODE, printer="folder:")
        enrol(Places(self.home), named, city.url, code_of(city), None, practice=True)

    def live(self, call: str = "", k: int = 0) -> bool:
        """Live one life, killed at the k-th `call`; say whether it came to its end."""
        tracer = ["strace", "-f", "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={k}"]
        done = subprocess.run(
            [*(tracer if call else ()), sys.executable, "-m", "tests.faults.one_life", str(self.home)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        self.figures.lives += 1
        for verb, *words in map(str.split, done.stdout.splitlines()):
            if verb == "saved":
                self.saved[words[0]] = words[1]
            elif verb == "printed":
                self.printed.add(words[0])
        ended = done.stdout.endswith("sent\n") and done.returncode == 0
        assert ended or done.returncode in (-9, 137), done.returncode
        return ended

    def die_at_each(self, call: str, ks: Iterable[int]) -> None:
        """Die at each of the k; a life that does not reach its k ends it."""
        for k in ks:
            if self.live(call, k):
                break
            self.figures.deaths[call] = self.figures.deaths.get(call, 0) + 1

    def count(self) -> Figures:
        """Let one more life send what is left, and count."""
        assert self.live()
        figures = self.figures
        with Store.open(self.home / "counter.db", practice=True) as store:
            with store.reading() as reading:
                held = {str(line.id): line.code for line in dossiers.page(reading, None, 10_000)}
                out = {one.code for one in prints.latest(reading, 10_000) if one.state == "confirmed"}
            figures.unsound = verify(store).found
        with Store.open(self.city.store, role="city", practice=True, alone=False) as store, store.reading() as reading:
            there = {str(line.id): line.code for line in dossiers.page(reading, None, 10_000)}
        left = self._told()
        figures.said, figures.stored = len(self.saved), len(held)
        figures.lost = len(self.saved.items() - held.items())
        figures.not_in_city = len(held.items() ^ there.items())
        figures.doubled = len(held) - len(set(held.values()))
        figures.untold_receipts = len(set(held.values()) - out - left) + len(self.printed - out)
        return figures

    def _told(self) -> set[str]:
        places = Places(self.home)
        counter = start_counter(places, load(places.settings), _silent, practice=True)
        try:
            return {receipt.code for receipt in counter.desk.left_receipts()}
        finally:
            counter.close()


def _silent(kinds: Iterable[str]) -> None:
    del kinds


def run(folder: Path, plan: dict[str, Iterable[int]]) -> Figures:
    """Die at the planned calls, then count."""
    with ExitStack() as ends:
        counter = Counter(folder, ends.enter_context(CityProcess(folder / "city.db", folder / "city.log")))
        for call, ks in plan.items():
            counter.die_at_each(call, ks)
        return counter.count()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("calls", nargs="*", default=[SYNC, SEND], metavar="CALLS")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), {call: range(1, MOST) for call in args.calls})
    sys.stdout.write(json.dumps({**asdict(figures), "clean": figures.clean}) + "\n")
    return 0 if figures.clean else 1


if __name__ == "__main__":
    sys.exit(main())
