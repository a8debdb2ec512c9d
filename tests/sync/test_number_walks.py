"""Any interleaving of leases, lost answers, restarts, restores and days: no number twice, every gap explained."""

import contextlib
import itertools
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.storage import clones, enrolments, grants
from counter_app.storage.numbers import NumbersExhausted
from counter_app.storage.store import Store
from counter_app.sync.number_keeper import NumberKeeper
from counter_app.sync.number_plan import Appetite
from tests.storage.made import ELECTRONIC_CODE
from tests.sync.number_rig import MONDAY, Counter, Line, Ring, World, keeper

OFTEN = {"register": 10, "keep": 8, "deliver": 2, "restart": 1, "lost": 1, "unanswered": 2, "doubled": 1, "away": 1}
SELDOM = ("restore", "revoke", "hours", "day", "evening", "back", "above_away", "above_back", "above_restored")
ACTS = [act for act, times in OFTEN.items() for _ in range(times)] + list(SELDOM)
LONG = 80


class Walk:
    """A city, three counters below it or below a hub of theirs, and what each act does."""

    def __init__(self, folder: Path, *, hub: bool) -> None:
        self.world = World()
        self.folder = folder
        self.city = Ring(Store.open(folder / "city.db", role="city", practice=True), self.world)
        self.above, self.hub_line, self.hub_keeper = self.city, None, None
        if hub:
            device = self.city.enrol("hub", 0, "hub")
            self.hub_line = Line(self.city, device)
            self.above = Ring(Store.open(folder / "hub.db", role="hub", practice=True), self.world)
            with self.above.store.transaction() as tx:
                enrolments.keep_range(tx, device.slot, device.slots)
            self.hub_keeper = self._keeper_of_hub()
        self.counters = [self._counter(slot) for slot in range(3)]
        self.backups = [self._copy(counter) for counter in self.counters]
        self.above.store.copy_to(folder / "above.db")
        self.steps = itertools.count()

    def _keeper_of_hub(self) -> NumberKeeper:
        assert self.hub_line is not None
        return keeper(
            self.above.store,
            self.hub_line,
            self.world.now,
            self.world,
            lambda reading: grants.asked_codes(reading, MONDAY.date()),
            Appetite(want=15, low=7),
        )

    def _counter(self, slot: int) -> Counter:
        device = self.above.enrol(f"quay-{slot}", slot)
        return Counter(self.folder / f"quay-{slot}.db", self.world, Line(self.above, device), device.slot)

    def _copy(self, counter: Counter) -> Path:
        copy = self.folder / f"backup-{counter.slot}.db"
        copy.unlink(missing_ok=True)
        counter.store.copy_to(copy)
        return copy

    def do(self, which: int, act: str) -> None:
        counter = self.counters[which]
        acts = self._acts(which, counter)
        if act in acts:
            acts[act]()
        else:
            counter.line.faults.append(act)
        if self.hub_keeper is not None and next(self.steps) % 3 == 0:
            self.hub_keeper.step()
        self.check_codes()

    def _acts(self, which: int, counter: Counter) -> dict[str, Callable[[], object]]:
        return {
            "register": counter.register,
            "keep": counter.keep,
            "restart": counter.restart,
            "deliver": counter.deliver,
            "restore": lambda: self._restore(which),
            "revoke": lambda: self._revoke(counter),
            "hours": lambda: self.world.pass_(hours=5),
            "day": lambda: self.world.pass_(days=1),
            "evening": lambda: setattr(self.world, "at", self.world.at.replace(hour=17)),
            "away": lambda: setattr(counter.line, "away", True),
            "back": lambda: setattr(counter.line, "away", False),
            "above_away": lambda: self._above_away(away=True),
            "above_back": lambda: self._above_away(away=False),
            "above_restored": self._above_restored,
        }

    def _revoke(self, counter: Counter) -> None:
        with self.above.store.transaction() as tx:
            enrolments.revoke(tx, counter.line.device.id, self.world.at)

    def _restore(self, which: int) -> None:
        """The counter's disk is replaced by its backup; what it had registered since is delivered or known above."""
        counter = self.counters[which]
        counter.deliver()
        counter.store.close()
        counter.path.write_bytes(self.backups[which].read_bytes())
        for beside in ("-wal", "-shm"):
            counter.path.with_name(counter.path.name + beside).unlink(missing_ok=True)
        counter.store = Store.open(counter.path, practice=True)
        clones.renew(counter.store, reason="restored", now=self.world.at, blocks=[(ELECTRONIC_CODE, counter.slot)])
        counter.restart()
        self.backups[which] = self._copy(counter)

    def _above_away(self, *, away: bool) -> None:
        if self.hub_line is not None:
            self.hub_line.away = away

    def _above_restored(self) -> None:
        """The hub's (or the city's) disk is replaced by the backup of the first hour; what was sent is sent again."""
        path = self.above.store.path
        assert path is not None
        self.above.store.close()
        path.write_bytes((self.folder / "above.db").read_bytes())
        for beside in ("-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        self.above.store = Store.open(path, role="hub" if self.hub_line else "city", practice=True)
        blocks = [(ELECTRONIC_CODE, enrolments.HUB_SLOTS - 1)] if self.hub_line else []
        clones.renew(self.above.store, reason="restored", now=self.world.at, blocks=blocks)
        self.above.__post_init__()
        if self.hub_line is not None:
            self.hub_keeper = self._keeper_of_hub()
        for counter in self.counters:
            self.above.take(counter.sent)

    def check_codes(self) -> None:
        codes = [code for counter in self.counters for code in counter.codes]
        assert len(codes) == len(set(codes))

    def drain(self) -> None:
        """The line is back, nothing is unsent; two days later everything has been given back."""
        self._above_away(away=False)
        for counter in self.counters:
            counter.line.away, counter.line.faults = False, []
            counter.deliver()
        self.check_registers()
        self.world.pass_(days=2)
        for _ in range(3):
            for counter in self.counters:
                counter.keep()
            if self.hub_keeper is not None:
                self.world.pass_(minutes=2)
                self.hub_keeper.step()
        if self.hub_keeper is not None:
            self.city.take([event for counter in self.counters for event in counter.sent])
        self.check_registers(whole=True)

    def check_registers(self, *, whole: bool = False) -> None:
        for ahead in range(-1, 20):
            day = MONDAY.date() + timedelta(days=ahead)
            prefix = f"{ELECTRONIC_CODE}-{day:%y%m%d}-"
            codes = sorted(
                int(code.removeprefix(prefix))
                for counter in self.counters
                for code in counter.codes
                if code.startswith(prefix)
            )
            for ring in (self.above, self.city) if whole else (self.above,):
                assert list(ring.register(day).taken) == codes
                assert ring.register(day).unexplained == ()
            for counter in self.counters:
                assert counter.numbers_register(day).unexplained == ()

    def close(self) -> None:
        for counter in self.counters:
            counter.store.close()
        self.above.store.close()
        self.city.store.close()


@pytest.mark.parametrize("hub", [False, True])
def test_t_num_no_number_twice_and_every_gap_explained(tmp_path_factory: pytest.TempPathFactory, hub: bool) -> None:
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(seed=st.integers(0, 2**32))
    def walks(seed: int) -> None:
        dice = random.Random(seed)
        walk = Walk(tmp_path_factory.mktemp("walk"), hub=hub)
        try:
            for _ in range(LONG):
                # A store restored today has closed its own numbers of today and tomorrow.
                with contextlib.suppress(NumbersExhausted):
                    walk.do(dice.randrange(3), dice.choice(ACTS))
            walk.drain()
        finally:
            walk.close()

    walks()
