"""A whole office under fire: counters, their hub and the city as real processes, lines that are cut, kill -9 anywhere.

    python -m tests.faults.office [--counters 8] [--each 500] [--seed N] [--store postgresql://…]

Everything that goes wrong comes from one seed. When every counter has registered its dossiers all heals, and nobody
helps any more. Then the figures: what was said to be saved and is not in the city, what is there twice, codes given
twice, numbers that nobody can explain, replicas that differ.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from counter_app.cli.enrol import enrol
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.practice.line import Line
from counter_app.settings import Places, Settings
from counter_app.storage import dossiers, outbox
from counter_app.storage.number_register import register_of
from counter_app.storage.store import Role, Store

UNIT = "31120"
ELECTRONIC_CODE = "H13.35.07"
DRAIN_SECONDS = 300.0


@dataclass
class Figures:
    """What a run found. All that must be nothing is nothing when `clean`.

    The city may have more than was said: a counter that dies between its commit and its word has kept its dossier.
    """

    seed: int
    counters: int
    said: int = 0
    in_city: int = 0
    lost: int = 0
    doubled: int = 0
    codes_twice: int = 0
    unexplained: int = 0
    differing: int = 0
    parked: int = 0
    kills: dict[str, int] = field(default_factory=dict)
    cuts: dict[str, int] = field(default_factory=dict)
    work_seconds: float = 0.0
    drain_seconds: float = 0.0

    @property
    def clean(self) -> bool:
        wrong = (self.lost, self.doubled, self.codes_twice, self.unexplained, self.differing, self.parked)
        return not any(wrong) and self.in_city >= self.said


class Nursery:
    """The processes of the counters, and what they say."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.pids: dict[str, int] = {}
        self.saved: dict[str, str] = {}
        self.done: set[str] = set()
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("counters_at_work.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        self._hearing = threading.Thread(target=self._hear, name="nursery")
        self._hearing.start()

    def begin(self, home: Path, count: int, pause: int) -> None:
        """Let a counter live (again)."""
        assert self._process.stdin is not None
        with self.changed:
            self.pids.pop(str(home), None)
        self._process.stdin.write(f"work {home} {count} {pause}\n".encode())
        self._process.stdin.flush()
        with self.changed:
            assert self.changed.wait_for(lambda: str(home) in self.pids, DRAIN_SECONDS)

    def kill(self, home: Path) -> None:
        """End a counter as a power cut would, and wait until its store is nobody's."""
        with contextlib.suppress(ProcessLookupError):
            while True:
                os.kill(self.pids[str(home)], signal.SIGKILL)
                threading.Event().wait(0.005)

    def close(self) -> None:
        for pid in self.pids.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._hearing.join()
        self._process.stdout.close()

    def _hear(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = line.decode().split()
            with self.changed:
                if said[0] == "born":
                    self.pids[said[1]] = int(said[2])
                elif said[0] == "saved":
                    self.saved[said[2]] = said[3]
                elif said[0] == "done":
                    self.done.add(said[1])
                self.changed.notify_all()


class Office:
    """One office and its city in `folder`; `dice` decides what goes wrong."""

    def __init__(self, folder: Path, counters: int, each: int, seed: int, store: str = "", pause: int = 20) -> None:
        self.folder, self.each, self.pause = folder, each, pause
        self.dice = random.Random(seed)
        self.figures = Figures(seed, counters)
        self.kills, self.cuts = Tally[str](), Tally[str]()
        self.homes = [folder / f"quay-{number}" for number in range(1, counters + 1)]
        self.city = CityProcess(store or folder / "city.db", folder / "city.log")
        self._ends = contextlib.ExitStack()

    def __enter__(self) -> "Office":
        self._ends.enter_context(self.city)
        self.internet = self._ends.enter_context(Line(("127.0.0.1", self.city.port)))
        address = f"http://127.0.0.1:{self.internet.port}"
        self.hub = self._ends.enter_context(HubProcess(self.folder / "hub", self.city, UNIT, address=address))
        self.lines = [self._ends.enter_context(Line(("127.0.0.1", self.hub.port))) for _ in self.homes]
        for home, line in zip(self.homes, self.lines, strict=True):
            named = Settings(
                device_name=home.name, officer="Lê Thị Thử", electronic_code=ELECTRONIC_CODE, printer="folder:"
            )
            code = self.hub.enrolment_code(UNIT)
            enrol(Places(home), named, f"http://127.0.0.1:{line.port}", code, None, practice=True)
        self.nursery = Nursery()
        self._ends.callback(self.nursery.close)
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def run(self) -> Figures:
        """Work under fire, heal, wait until all is through, count."""
        began = time.monotonic()
        for home in self.homes:
            self.nursery.begin(home, self.each, self.pause)
        while not self._until(lambda: len(self.nursery.done) == len(self.homes), self.dice.uniform(0.1, 0.6)):
            self._something_goes_wrong()
        self.figures.work_seconds = round(time.monotonic() - began, 1)
        self._heal()
        began = time.monotonic()
        drained = self._drained()
        self.figures.drain_seconds = round(time.monotonic() - began, 1)
        self.nursery.close()
        self._ends.close()
        self._count(drained)
        return self.figures

    def _until(self, holds: Callable[[], bool], seconds: float) -> bool:
        with self.nursery.changed:
            return self.nursery.changed.wait_for(holds, seconds)

    def _something_goes_wrong(self) -> None:
        what = self.dice.choices(("internet", "lan", "counter", "hub", "city"), (5, 5, 5, 1, 1))[0]
        if what == "internet":
            self._toggle(what, self.internet)
        elif what == "lan":
            self._toggle(what, self.dice.choice(self.lines))
        elif what == "counter":
            home = self.dice.choice(self.homes)
            self.nursery.kill(home)
            self.nursery.begin(home, self.each, self.pause)
            self.kills[what] += 1
        else:
            process = self.hub if what == "hub" else self.city
            process.kill()
            process.start()
            self.kills[what] += 1

    def _toggle(self, what: str, line: Line) -> None:
        if self.dice.random() < 0.5:
            line.cut()
            self.cuts[what] += 1
        else:
            line.mend()

    def _heal(self) -> None:
        self.internet.mend()
        for line in self.lines:
            line.mend()

    def _drained(self) -> bool:
        """Wait until no ring has anything unsent and all have the same number of dossiers; nobody wakes anybody."""
        end = time.monotonic() + DRAIN_SECONDS
        while time.monotonic() < end:
            states = [self._state(place, role) for place, role in self._places()]
            if not any(unsent for unsent, _ in states) and len({held for _, held in states}) == 1:
                return True
            self._until(lambda: False, 0.5)
        return False

    def _places(self) -> list[tuple[str, str]]:
        return [
            (self.city.store, "city"),
            (str(self.hub.places.home / "hub.db"), "hub"),
            *((str(home / "counter.db"), "counter") for home in self.homes),
        ]

    def _state(self, place: str, role: str) -> tuple[int, int]:
        """Return how many events are unsent, and how many dossiers there are."""
        with self._open(place, role) as store, store.reading() as reading:
            state = outbox.state(reading)
            return (0 if role == "city" else state.waiting + state.parked), dossiers.count(reading)

    def _count(self, drained: bool) -> None:
        figures, said = self.figures, self.nursery.saved
        places = self._places()
        held = [list(self._held(place, role)) for place, role in places]
        city = held[0]
        figures.said = len(said)
        figures.in_city = len(city)
        figures.lost = sum(1 for id_ in said if id_ not in {row[0] for row in city})
        figures.doubled = len(city) - len({row[0] for row in city})
        codes = Tally(row[1] for row in city)
        figures.codes_twice = sum(1 for many in codes.values() if many > 1)
        figures.codes_twice += sum(1 for row in city if said.get(row[0], row[1]) != row[1])
        figures.differing = sum(1 for one in held[1:] if sorted(one) != sorted(city))
        figures.unexplained = sum(self._unexplained(place, role) for place, role in places)
        figures.parked = 0 if drained else 1
        figures.kills, figures.cuts = dict(self.kills), dict(self.cuts)

    def _held(self, place: str, role: str) -> Iterator[tuple[str, str, str]]:
        with self._open(place, role) as store, store.reading() as reading:
            for line in dossiers.page(reading, None, 1_000_000):
                yield str(line.id), line.code, line.applicant

    def _unexplained(self, place: str, role: str) -> int:
        today = datetime.now(VIETNAM).date()
        with self._open(place, role) as store, store.reading() as reading:
            return len(register_of(reading, ELECTRONIC_CODE, today).unexplained)

    @staticmethod
    def _open(place: str, role: str) -> Store:
        roles: dict[str, Role] = {"city": "city", "hub": "hub", "counter": "counter"}
        return Store.open(place, role=roles[role], practice=True, alone=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counters", type=int, default=8)
    parser.add_argument("--each", type=int, default=500)
    parser.add_argument("--pause", type=int, default=20, help="milliseconds between two dossiers of a counter")
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(3)))
    parser.add_argument("--store", default="", help="the city's store, a postgresql:// address (default: SQLite)")
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Office(Path(folder), args.counters, args.each, args.seed, args.store, args.pause) as office,
    ):
        figures = office.run()
    sys.stdout.write(json.dumps({**asdict(figures), "clean": figures.clean}) + "\n")
    return 0 if figures.clean else 1


if __name__ == "__main__":
    sys.exit(main())
