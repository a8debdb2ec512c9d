"""kill -9 at any moment: nothing that was acknowledged is lost, nothing is doubled, every number is explained."""

import os
import random
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from counter_app.domain.events import chain_breaks
from counter_app.storage import dossiers, forms, number_register, outbox, prints, rebuild
from counter_app.storage import events as event_store
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE

KILLS = 200
ROOT = Path(__file__).parents[2]


@dataclass
class Told:
    """What the processes had acknowledged when they were killed."""

    dossiers: dict[str, str] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    prints: set[int] = field(default_factory=set)
    epochs: set[str] = field(default_factory=set)
    kills: int = 0

    def hear(self, kind: str, words: list[str]) -> None:
        if kind == "dossier":
            assert self.dossiers.setdefault(words[0], words[1]) == words[1]
        elif kind == "form":
            self.forms.add(words[0])
        elif kind == "print":
            self.prints.add(int(words[0]))
        elif kind == "epoch":
            self.epochs.add(words[0])


def live_and_die(writer: subprocess.Popen[str], seed: int, dice: random.Random, told: Told) -> None:
    """Let a process acknowledge a few things and kill it a random moment later."""
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdin.write(f"{seed}\n")
    writer.stdin.flush()
    left, pid, killer = dice.randint(0, 25), 0, None
    for line in writer.stdout:
        kind, *words = line.split()
        if kind == "ended":
            assert words == [str(-signal.SIGKILL)]
            break
        if kind == "pid":
            pid = int(words[0])
        told.hear(kind, words)
        left -= 1
        if left < 0 and pid and killer is None:
            killer = threading.Timer(dice.random() * 0.02, os.kill, (pid, signal.SIGKILL))
            killer.start()
    assert killer is not None
    killer.join()
    told.kills += 1


def check(path: Path, told: Told) -> None:
    with Store.open(path, practice=True) as store, store.reading() as reading:
        assert told.epochs == {store.epoch}
        lines = list(dossiers.page(reading, None, 1_000_000))
        codes = {str(line.id): line.code for line in lines}
        assert len(set(codes.values())) == len(lines)
        assert told.dossiers.items() <= codes.items()
        assert len(lines) - len(told.dossiers) <= told.kills  # committed, and killed before it could say so
        register = number_register.register_of(reading, ELECTRONIC_CODE, START.date())
        assert register.unexplained == ()
        assert list(register.taken) == list(range(100_000, 100_000 + len(lines)))
        kept = {str(form.id) for form in forms.kept(reading)}
        assert told.forms - codes.keys() <= kept
        assert not kept & codes.keys()
        assert told.prints <= {entry.id for entry in prints.latest(reading, 1_000_000)}
        chain = [event for line in reversed(lines) for event in event_store.events_of(reading, line.id)]
        assert len(chain) == len(lines)
        assert chain_breaks(chain) == ()
        assert outbox.state(reading).parked == 0
        states = [outbox.states_of(reading, line.id) for line in lines]
        assert all(len(state) == 1 for state in states)
        assert reading.connection.exec_driver_sql("PRAGMA quick_check").scalar_one() == "ok"


def test_killed_at_any_moment(tmp_path: Path) -> None:
    path, told, dice = tmp_path / "killed.db", Told(), random.Random()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, "-m", "tests.faults.killed_writer", str(path)]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as writer:
        for seed in range(KILLS):
            live_and_die(writer, seed, dice, told)
            if seed % 20 == 19:
                check(path, told)
    assert writer.returncode == 0
    assert told.kills == KILLS
    assert len(told.dossiers) > KILLS
    with Store.open(path, practice=True) as store, store.transaction() as tx:
        found = rebuild.rebuild(tx)
    assert found.equal, found
