"""One simulated world: counters, hubs and a city under one virtual clock, and one source of chance for all faults.

Every decision is drawn from `random`, so the same seed gives the same schedule. The product's own code runs: stores,
courier, listener, number keeper, and above them the server's functions; only the wire, the clocks, the process's
death and the disk's end are played.
"""

import itertools
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final
from unittest import mock
from uuid import UUID

from counter_app.domain.errors import CounterError
from tests.faults.simulation import checks, file_checks, steps, writing
from tests.faults.simulation.breaking import BREEZE, STORM, Faults
from tests.faults.simulation.nodes import Counter, Identity, Upward, Written
from tests.faults.simulation.paper_line import FileLine, Went, small_pieces
from tests.faults.simulation.places import Place
from tests.faults.simulation.rings import Blow, Crash, Fault, Line, MachineClock, Ring, Time

if TYPE_CHECKING:
    from tests.faults.simulation.disasters import Backup

LANES: Final = ("courier", "listener", "keeper")
PAPER_LANES: Final = ("files", "fetch")
WITH_PAPERS: Final = 0.12
"""How many of the worlds have files, which cost time."""


class World:
    """A place's stores opened for work. `close` it, or use it in a `with`."""

    def __init__(self, place: Place, folder: Path, random: Random) -> None:
        self.random, self.folder, self.time, self.faults = random, folder, Time(), Faults()
        self.written: list[Written] = []
        self.tried: list[Written] = []
        self.excused: set[UUID] = set()
        """Events that went down with the only disk that had them."""
        self.poison: set[UUID] = set()
        self.twins = False
        """Whether two stores may have given out the same numbers without any machine noticing."""
        self.renumbered: set[UUID] = set()
        self.went: dict[str, dict[str, Went]] = {}
        """What went of each file, by device."""
        self.lost_files: set[str] = set()
        """Files that went down with the only disk that had them whole."""
        self.trace: list[str] = []
        self.disasters = 0
        self.backups: dict[str, Backup] = {}
        self.counts = itertools.count(1)
        self._stack = ExitStack()
        self._stack.enter_context(mock.patch("counter_app.storage.schema.new_epoch", self._new_epoch))
        # Looked up and not drawn: the worlds without files play as they did before there were files.
        self.papers = Random(random.getstate()[1][0]).random() < WITH_PAPERS
        self.faults.weather = BREEZE if self.papers else {}
        self.lanes = (*LANES, *PAPER_LANES) if self.papers else LANES
        self._stack.enter_context(small_pieces())
        place.copy_to(folder)
        self.rings: dict[str, Ring] = {}
        self.hubs: dict[str, Upward] = {}
        self.counters: dict[str, Counter] = {}
        self.above: dict[str, str] = {who.name: above for who, above in place.below}
        self.who: dict[str, Identity] = {who.name: who for who, _ in place.below}
        for name in ["city", *(who.name for who in self.who.values() if who.hub)]:
            self._open_ring(name)
        for who in self.who.values():
            if not who.hub:
                self.open_counter(who, folder / f"{who.name}.db")

    def _open_ring(self, name: str) -> None:
        ring = Ring(name, "city" if name == "city" else "hub", self.folder / f"{name}.db", self.time)
        ring.fuse = self._fuse_of(name)
        self.rings[name] = ring
        ring.open()
        if name in self.who:
            ring.taken = lambda: self._wake(name)
            ring.reopened = lambda: self._carry_up(name)
            self._carry_up(name)

    def _new_epoch(self) -> str:
        return f"{self.random.getrandbits(64):016x}"

    def _wake(self, name: str) -> None:
        self.hubs[name].courier.wake()
        self.hubs[name].when["courier"] = self.hubs[name].when["files"] = 0.0

    def _carry_up(self, name: str) -> None:
        clock = MachineClock(self.time)
        line, papers = self._ways(name, self.who[name], clock)
        self.hubs[name] = Upward(self.who[name], self.rings[name].store, line, clock, self.random, papers)

    def open_counter(self, who: Identity, path: Path, machine: str = "") -> Counter:
        counter = Counter(who, path, self.time, lambda clock: self._ways(who.name, who, clock), self.random, machine)
        counter.fuse, counter.tried = self._fuse_of(who.name), self.tried
        self.counters[who.name] = counter
        counter.open()
        return counter

    def _ways(self, name: str, who: Identity, clock: MachineClock) -> tuple[Line, FileLine]:
        line = Line(
            self.rings[self.above[name]],
            who.token_hash,
            fault=lambda: self._fault(name),
            pause=lambda: float(self.random.randint(1, 90)),
            late=self.faults.late.append,
            clock=clock,
        )
        return line, FileLine(
            line,
            self.random,
            lambda sha256: file_checks.before_bytes(self, name, sha256),
            self.went.setdefault(name, {}),
        )

    def _fault(self, name: str) -> Fault:
        if name in self.faults.cut:
            return "cut"
        if not self.faults.weather:
            return ""
        left = self.random.random()
        for fault, part in self.faults.weather.items():
            left -= part
            if left < 0:
                return fault
        return ""

    def _fuse_of(self, name: str) -> Callable[[], Blow]:
        def blown() -> Blow:
            if name in self.faults.full:
                return "full"
            armed = self.faults.armed.get(name)
            if armed is None:
                return ""
            left, blow = armed
            if left:
                self.faults.armed[name] = (left - 1, blow)
                return ""
            del self.faults.armed[name]
            return blow

        return blown

    # What a schedule is made of

    def run(self, count: int, weights_of: Mapping[str, int] = steps.STEPS) -> None:
        """Take so many steps, each drawn by its weight."""
        weights_of = {**weights_of, **steps.PAPERS} if self.papers else weights_of
        names, weights = list(weights_of), list(weights_of.values())
        for _ in range(count):
            self.step(self.random.choices(names, weights)[0])

    def step(self, name: str) -> None:
        """Take one step by its name."""
        self.trace.append(f"{self.time.at:%d %H:%M:%S} {name}")
        steps.ACTS[name](self)

    # Healing

    def heal(self) -> None:
        """Every fault ends; wrong clocks stay wrong in half of the worlds."""
        self.faults.weather = {}
        self.faults.cut.clear()
        self.faults.full.clear()
        self.faults.armed.clear()
        for ring in self.rings.values():
            ring.down = False
        while self.faults.late:
            self.arrive(self.faults.late.pop())
        if self.random.random() < 0.5:
            for counter in self.counters.values():
                counter.clock.off = timedelta(0)

    def settle(self, hours: float = 3.0) -> None:
        """Let the lanes run by themselves until nothing is left to do; fail when that takes longer than `hours`."""
        end, looked = self.time.monotonic() + hours * 3600, None
        while self.time.monotonic() < end:
            if self.twins:
                writing.renumber(self)
            self._lanes_once()
            commits = [upward.store.commits for upward in self.upwards()] + [self.rings["city"].store.commits]
            if commits != looked and checks.quiet(self) and file_checks.quiet(self):
                return
            looked = commits
            self._pass_to_next()
        raise checks.Violation(f"I5: it does not drain: {checks.waiting(self) + file_checks.waiting(self)}")

    def live_on(self, minutes: float) -> None:
        """Let the lanes run by themselves for a while, in a storm."""
        self.faults.weather, end = STORM, self.time.monotonic() + minutes * 60
        while self.time.monotonic() < end:
            self._lanes_once()
            self._pass_to_next()

    def _lanes_once(self) -> None:
        for name in [one.who.name for one in self.upwards()]:
            for lane in self.lanes:
                if self.upward_of(name).due(lane):
                    self.lane(self.upward_of(name), lane)

    def _pass_to_next(self) -> None:
        nexts = [one.when.get(lane, 0.0) for one in self.upwards() for lane in self.lanes if lane != "listener"]
        self.time.pass_(max(1.0, min(nexts) - self.time.monotonic()))

    def close(self) -> None:
        for counter in self.counters.values():
            counter.store.close()
        for ring in self.rings.values():
            ring.store.close()
        self._stack.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def upwards(self) -> list[Upward]:
        return [*(counter.upward for counter in self.counters.values()), *self.hubs.values()]

    def upward_of(self, name: str) -> Upward:
        """Return the way up as it is now; a process that died has another."""
        return self.hubs.get(name) or self.counters[name].upward

    def lane(self, upward: Upward, lane: str) -> None:
        """Let one lane take its step, and its process die in it if it must."""
        name = upward.who.name
        try:
            upward.step(lane)
        except Crash:
            self._restart(name)
        checks.after_step(self, name)
        if self.papers:
            file_checks.after_step(self, name)

    def _restart(self, name: str) -> None:
        (self.rings if name in self.rings else self.counters)[name].restart()

    def surviving_crash(self, act: Callable[[], object], name: str) -> None:
        try:
            act()
        except Crash:
            self._restart(name)
        except CounterError:
            self.faults.full.discard(name)
            self._restart(name)

    def arrive(self, call: Callable[[], object]) -> None:
        try:
            call()
        except Crash:
            for ring in self.rings.values():
                ring.restart()
        except Exception as error:
            if not isinstance(error, CounterError) and type(error).__name__ != "Refusal":
                raise

    def keep(self, written: Written | None) -> None:
        if written is not None:
            self.written.append(written)

    def a_counter(self) -> Counter:
        return self.random.choice(list(self.counters.values()))

    def a_dossier(self) -> UUID | None:
        latest = self.written[-8:]
        return self.random.choice(latest).dossier if latest else None

    def a_ring(self) -> Ring:
        return self.random.choice(list(self.rings.values()))

    def an_upward(self) -> Upward:
        return self.random.choice(self.upwards())

    def a_site(self) -> str:
        return self.random.choice([*self.rings, *self.counters])

    def store_of(self, name: str) -> Any:
        return (self.rings if name in self.rings else self.counters)[name].store
