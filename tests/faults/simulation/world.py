"""One simulated world: counters, hubs and a city under one virtual clock, and one source of chance for all faults.

Every decision is drawn from `random`, so the same seed gives the same schedule. The product's own code runs: stores,
courier, listener, number keeper, and above them the server's functions; only the wire, the clocks, the process's
death and the disk's end are played.
"""

import itertools
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest import mock
from uuid import UUID

from counter_app.domain.errors import CounterError
from counter_app.storage import clones
from tests.faults.simulation import checks
from tests.faults.simulation.nodes import Counter, Identity, Upward, Written
from tests.faults.simulation.places import Place
from tests.faults.simulation.rings import FALLS, Blow, Crash, Fault, Line, MachineClock, Ring, Time

LANES: Final = ("courier", "listener", "keeper")
STORM: Final[dict[Fault, float]] = {
    "cut": 0.10,
    "lost": 0.15,
    "doubled": 0.08,
    "late": 0.08,
    "500": 0.05,
    "busy": 0.03,
    "rubbish": 0.03,
}
BREEZE: Final[dict[Fault, float]] = {"lost": 0.06, "late": 0.03, "cut": 0.03}
FIELDS: Final = ("request", "return_place")

STEPS: Final[dict[str, int]] = {
    "register": 16,
    "correct": 12,
    "correct_both": 4,
    "reprint": 2,
    "courier": 26,
    "listener": 20,
    "keeper": 8,
    "pass_time": 10,
    "pass_hours": 1,
    "weather": 5,
    "cut_line": 3,
    "arrive_late": 4,
    "ring_down": 2,
    "crash": 3,
    "arm": 5,
    "full": 2,
    "wrong_clock": 2,
    "poison": 3,
    "backup": 4,
    "restore": 3,
    "clone": 1,
}
"""The steps of a schedule with how often each is taken."""
COPIES: Final[dict[str, int]] = {"roll_back": 2, "twin": 2}
"""Steps that leave two histories under one name until the ring above tells: numbers given out twice are then shown,
not prevented."""


@dataclass
class Faults:
    """What is wrong at the moment."""

    weather: dict[Fault, float] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)
    full: set[str] = field(default_factory=set)
    armed: dict[str, tuple[int, Blow]] = field(default_factory=dict)
    late: list[Callable[[], object]] = field(default_factory=list)


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
        self.trace: list[str] = []
        self._disasters = 0
        self._backups: dict[str, Path] = {}
        self._counts = itertools.count(1)
        self._stack = ExitStack()
        self._stack.enter_context(mock.patch("counter_app.storage.schema.new_epoch", self._new_epoch))
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
                self._open_counter(who, folder / f"{who.name}.db")

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
        self.hubs[name].when["courier"] = 0.0

    def _carry_up(self, name: str) -> None:
        clock = MachineClock(self.time)
        self.hubs[name] = Upward(
            self.who[name], self.rings[name].store, self._line(name, self.who[name], clock), clock, self.random
        )

    def _open_counter(self, who: Identity, path: Path, machine: str = "") -> Counter:
        counter = Counter(who, path, self.time, lambda clock: self._line(who.name, who, clock), self.random, machine)
        counter.fuse, counter.tried = self._fuse_of(who.name), self.tried
        self.counters[who.name] = counter
        counter.open()
        return counter

    def _line(self, name: str, who: Identity, clock: MachineClock) -> Line:
        return Line(
            self.rings[self.above[name]],
            who.token_hash,
            fault=lambda: self._fault(name),
            pause=lambda: float(self.random.randint(1, 90)),
            late=self.faults.late.append,
            clock=clock,
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

    def run(self, steps: int, weights_of: Mapping[str, int] = STEPS) -> None:
        """Take so many steps, each drawn by its weight."""
        names, weights = list(weights_of), list(weights_of.values())
        for _ in range(steps):
            self.step(self.random.choices(names, weights)[0])

    def step(self, name: str) -> None:
        """Take one step by its name."""
        self.trace.append(f"{self.time.at:%d %H:%M:%S} {name}")
        getattr(self, f"do_{name}")()

    def do_register(self) -> None:
        self._keep(self._counter().register(request=f"lần {next(self._counts)}"))

    def do_correct(self) -> None:
        counter, dossier = self._counter(), self._dossier()
        if dossier is not None:
            self._keep(counter.correct(dossier, self._change()))

    def do_correct_both(self) -> None:
        """Two officers change the same field of the same dossier, neither having seen the other."""
        dossier, name = self._dossier(), self.random.choice([*FIELDS, "due"])
        if dossier is not None:
            for counter in self.counters.values():
                self._keep(counter.correct(dossier, self._change(name)))

    def do_reprint(self) -> None:
        dossier = self._dossier()
        if dossier is not None:
            self._keep(self._counter().reprint(dossier))

    def do_courier(self) -> None:
        self.lane(self._upward(), "courier")

    def do_listener(self) -> None:
        self.lane(self._upward(), "listener")

    def do_keeper(self) -> None:
        self.lane(self._upward(), "keeper")

    def do_pass_time(self) -> None:
        self.time.pass_(self.random.choice([1, 3, 10, 60, 200, 700]))

    def do_pass_hours(self) -> None:
        self.time.pass_(3600 * self.random.choice([2, 6, 20]))

    def do_weather(self) -> None:
        self.faults.weather = self.random.choice([{}, BREEZE, STORM, STORM])

    def do_cut_line(self) -> None:
        name = self.random.choice(list(self.above))
        self.faults.cut.symmetric_difference_update({name})

    def do_arrive_late(self) -> None:
        if self.faults.late:
            self._arrive(self.faults.late.pop(self.random.randrange(len(self.faults.late))))

    def do_ring_down(self) -> None:
        ring = self._ring()
        ring.down = not ring.down

    def do_crash(self) -> None:
        if self.random.random() < 0.6:
            self._counter().restart()
        else:
            self._ring().restart()

    def do_arm(self) -> None:
        """The next process that comes to its n-th commit dies there."""
        blow: Blow = self.random.choice(["crash", "crash_after"])
        self.faults.armed[self._site()] = (self.random.randrange(3), blow)

    def do_full(self) -> None:
        self.faults.full.symmetric_difference_update({self._site()})

    def do_wrong_clock(self) -> None:
        off = self.random.choice([-400 * 24, -25, -2, -0.2, 0, 0.2, 2, 25, 30 * 24])
        self._counter().clock.off = timedelta(hours=off)

    def do_poison(self) -> None:
        """An event that no ring will have, or on which one falls over; sometimes with a later event behind it."""
        counter, kind = self._counter(), self.random.choice(["refused", "hub", "city"])
        refused = kind == "refused"
        written = counter.register(request="" if refused else f"{FALLS}{kind}", sets=0 if refused else 1)
        if written is not None:
            self.poison.add(written.event)
            self._keep(written)
            if self.random.random() < 0.5:
                self._keep(counter.reprint(written.dossier))

    def do_backup(self) -> None:
        name = self._site() if self.random.random() < 0.5 else self._ring().name
        store = self._store(name)
        if self._disasters == 0:
            store.checkpoint()
            path = self.folder / f"{name}.backup"
            assert store.path is not None
            shutil.copyfile(store.path, path)
            self._backups[name] = path

    def do_restore(self) -> None:
        """One store's disk is lost; its last backup comes back. Once in a schedule: who holds the rest stays alive."""
        if self._disasters or not self._backups:
            return
        self._disasters += 1
        name = self.random.choice(sorted(self._backups))
        had = checks.event_ids(self._store(name))
        self._replace(name, self._backups[name], silently=False)
        self.excused |= had - self._held_by_all()

    def do_roll_back(self) -> None:
        """A counter's disk is put back to an older state and nothing says so; only the ring above can tell."""
        names = sorted(self._backups.keys() & self.counters.keys())
        if self._disasters or not names:
            return
        self._disasters += 1
        self.twins = True
        name = self.random.choice(names)
        had = checks.event_ids(self._store(name))
        self._replace(name, self._backups[name], silently=True)
        self.excused |= had - self._held_by_all()

    def do_twin(self) -> None:
        """One disk image is started twice on machines that look the same; only the ring above can tell."""
        if not self._disasters and self.random.random() < 0.5:
            self.twins = True
            self._copy("machine-1")

    def do_clone(self) -> None:
        """The disk of a counter is copied into a second machine, and both go on."""
        if self._disasters or self.random.random() < 0.5:
            return
        self._copy("machine-2")

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
            self._arrive(self.faults.late.pop())
        if self.random.random() < 0.5:
            for counter in self.counters.values():
                counter.clock.off = timedelta(0)

    def settle(self, hours: float = 3.0) -> None:
        """Let the lanes run by themselves until nothing is left to do; fail when that takes longer than `hours`."""
        end, looked = self.time.monotonic() + hours * 3600, None
        while self.time.monotonic() < end:
            for upward in self.upwards():
                for lane in LANES:
                    if upward.due(lane):
                        self.lane(upward, lane)
            commits = [upward.store.commits for upward in self.upwards()] + [self.rings["city"].store.commits]
            if commits != looked and checks.quiet(self):
                return
            looked = commits
            nexts = [upward.when[lane] for upward in self.upwards() for lane in LANES if lane != "listener"]
            self.time.pass_(max(1.0, min(nexts) - self.time.monotonic()))
        raise checks.Violation(f"I5: it does not drain: {checks.waiting(self)}")

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

    def lane(self, upward: Upward, lane: str) -> None:
        """Let one lane take its step, and its process die in it if it must."""
        name = upward.who.name
        try:
            upward.step(lane)
        except Crash:
            self._restart(name)
        checks.after_step(self, name)

    def _copy(self, machine: str) -> None:
        self._disasters += 1
        counter = self._counter()
        counter.store.checkpoint()
        who = counter.who
        name = f"{who.name}-copy"
        path = self.folder / f"{name}.db"
        shutil.copyfile(counter.path, path)
        self.above[name] = self.above[who.name]
        copy = Identity(name, who.device, who.unit, who.electronic_code, who.slot, who.token_hash)
        self._surviving_crash(lambda: self._open_counter(copy, path, machine=machine), name)

    def _restart(self, name: str) -> None:
        (self.rings if name in self.rings else self.counters)[name].restart()

    def _surviving_crash(self, act: Callable[[], object], name: str) -> None:
        try:
            act()
        except Crash:
            self._restart(name)
        except CounterError:
            self.faults.full.discard(name)
            self._restart(name)

    def _replace(self, name: str, backup: Path, *, silently: bool) -> None:
        site: Ring | Counter = self.rings[name] if name in self.rings else self.counters[name]
        site.store.close()
        for left in (f"{name}.db-wal", f"{name}.db-shm"):
            (self.folder / left).unlink(missing_ok=True)
        shutil.copyfile(backup, site.path)
        self.faults.full.discard(name)
        self.faults.armed.pop(name, None)
        site.open()
        if silently:
            return
        if isinstance(site, Counter):
            clones.renew(site.store, reason="restored", now=self.time.now(), blocks=site.blocks, mark="machine-1")
            site.restart()
        else:
            clones.renew(site.store, reason="restored", now=self.time.now())
            site.restart()

    def _held_by_all(self) -> set[UUID]:
        stores = [*(ring.store for ring in self.rings.values()), *(one.store for one in self.counters.values())]
        return set().union(*(checks.event_ids(store) for store in stores))

    def _arrive(self, call: Callable[[], object]) -> None:
        try:
            call()
        except Crash:
            for ring in self.rings.values():
                ring.restart()
        except Exception as error:
            if not isinstance(error, CounterError) and type(error).__name__ != "Refusal":
                raise

    def _keep(self, written: Written | None) -> None:
        if written is not None:
            self.written.append(written)

    def _change(self, name: str = "") -> dict[str, Any]:
        name, number = name or self.random.choice(FIELDS), next(self._counts)
        if name == "due":
            return {"due": {"at": None, "second": None, "term": f"hạn {number}", "steps": [], "warnings": []}}
        return {name: f"sửa {number}"}

    def _counter(self) -> Counter:
        return self.random.choice(list(self.counters.values()))

    def _dossier(self) -> UUID | None:
        latest = self.written[-8:]
        return self.random.choice(latest).dossier if latest else None

    def _ring(self) -> Ring:
        return self.random.choice(list(self.rings.values()))

    def _upward(self) -> Upward:
        return self.random.choice(self.upwards())

    def _site(self) -> str:
        return self.random.choice([*self.rings, *self.counters])

    def _store(self, name: str) -> Any:
        return (self.rings if name in self.rings else self.counters)[name].store
