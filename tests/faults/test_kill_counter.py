"""kill -9 at any moment of entry, save and print: nothing that was said is lost, nothing is doubled."""

import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.bootstrap.counter import start_counter
from counter_app.settings import Places
from counter_app.storage import dossiers, events, forms, prints
from counter_app.storage.numbers import own_numbers
from counter_app.storage.store import Store
from tests.documents.reading import words
from tests.faults.counter_under_fire import SETTINGS, silent
from tests.stories.opened import SETTINGS as SEEN
from tests.stories.opened import Key, Opened, wait_until

KILLS = 110


class Fire:
    """The process under fire, as seen from outside."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.kept: list[str] = []
        self.saved: dict[str, str] = {}
        self.printed: list[str] = []
        self._dice = random.Random(92)
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("counter_under_fire.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )

    def one_life(self) -> None:
        """Let a counter work until a random line of what it says, then kill it and hear the rest."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{self.home}\n".encode())
        self._process.stdin.flush()
        child = int(self._line().split()[1])
        for _ in range(self._dice.randrange(1, 14)):
            self._note(self._line())
        for _ in range(self._dice.randrange(0, 60_000)):
            pass
        os.kill(child, signal.SIGKILL)
        while (line := self._line()) != "dead":
            self._note(line)

    def die_before_printing(self) -> str:
        """Let a counter register one dossier and kill it before it prints; return the code."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{self.home} stop\n".encode())
        self._process.stdin.flush()
        child = int(self._line().split()[1])
        while not self._line().startswith("saved"):
            pass
        with Store.open(self.home / "counter.db", practice=False, alone=False) as store, store.reading() as reading:
            (row,) = dossiers.page(reading, None, 1)
        os.kill(child, signal.SIGKILL)
        assert self._line() == "dead"
        return row.code

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().decode().strip()
        assert line, "the process under fire ended by itself"
        return line

    def _note(self, line: str) -> None:
        verb, first, *rest = line.split()
        if verb == "kept":
            self.kept.append(first)
        elif verb == "saved":
            self.saved[first] = rest[0]
        else:
            self.printed.append(first)


forks = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the rig forks; Windows kills are tried on the installed program"
)


@forks
def test_a_hundred_deaths_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    fire = Fire(tmp_path)
    for _ in range(KILLS):
        fire.one_life()
    fire.close()
    assert len(fire.saved) > KILLS
    with Store.open(tmp_path / "counter.db", practice=False) as store, store.reading() as reading:
        stored = {str(row.id): row.code for row in dossiers.page(reading, None, 100_000)}
        assert {key: stored.get(key) for key in fire.saved} == fire.saved
        assert len(set(stored.values())) == len(stored)
        by_day: dict[str, list[int]] = {}
        for code in stored.values():
            unit_and_day, _, number = code.rpartition("-")
            by_day.setdefault(unit_and_day, []).append(int(number))
        first = own_numbers(SETTINGS.slot).start
        for numbers in by_day.values():
            assert sorted(numbers) == list(range(first, first + len(numbers)))
        assert events.broken_links(reading) == ()
        registered = set(stored)
        assert all(str(form.id) not in registered for form in forms.kept(reading))
        kept = {str(form.id) for form in forms.kept(reading)}
        assert set(fire.kept) <= kept | registered
        ledger = {entry.code for entry in prints.latest(reading, 100_000)}
    papers = {path.stem for path in (tmp_path / "papers").glob("*.pdf")}
    assert set(fire.printed) <= papers
    # Nothing on paper that the store or its ledger does not know.
    assert {"-".join(name.split("-")[:3]) for name in papers} <= set(stored.values()) & ledger
    # Every dossier without a paper that is known to be out is told at the next start.
    counter = start_counter(Places(tmp_path), SETTINGS, silent, practice=False)
    with counter.store.reading() as reading:
        out = {entry.code for entry in prints.latest(reading, 100_000) if entry.state == "confirmed"}
    left = {receipt.code for receipt in counter.desk.left_receipts()}
    counter.close()
    assert left == set(stored.values()) - out
    assert left


@forks
def test_a_death_between_save_and_print_is_told_at_the_next_start(tmp_path: Path, qapp: QApplication) -> None:
    fire = Fire(tmp_path)
    code = fire.die_before_printing()
    fire.close()
    assert not list(tmp_path.glob("papers/*.pdf"))
    counter = Opened(tmp_path, replace(SEEN, label_printer="", slip_printer=""))
    try:
        counter.open()
        wait_until(lambda: code in counter.said, "the receipt is told of")
        assert "may not have come out" in counter.said
        counter.press(Key.Key_F11, lambda: counter.receipts() == [code], "F11 prints it")
        wait_until(lambda: "1 receipt printed" in counter.said, "it is said")
        assert "in lại" not in words((counter.places.papers / f"{code}.pdf").read_bytes())
    finally:
        counter.close()
