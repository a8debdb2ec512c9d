"""Disks that answer with an error for a while: real processes promise nothing and go on when it is well."""

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from counter_app.cli.enrol import enrol
from counter_app.domain.events import new_id
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.practice.line import Line
from counter_app.settings import Places, Settings
from counter_app.storage import dossiers, number_register, outbox
from counter_app.storage.store import Store
from counter_app.storage.verify import verify
from counter_app.ui.sentences import ERRORS
from tests.faults.ill_disk import FULL, SYNC_FAILS, WRITE_FAILS, Illness, ill_disk, needs_strace
from tests.faults.pusher import Pusher
from tests.rings.counters import code_of
from tests.storage.made import ELECTRONIC_CODE, UNIT

ROOT = Path(__file__).parents[2]
ILLNESSES = [
    pytest.param(SYNC_FAILS, "store_fault", id="sync_fails"),
    pytest.param(WRITE_FAILS, "store_fault", id="write_fails"),
    pytest.param(FULL, "disk_full", id="full"),
]


@pytest.fixture(autouse=True)
def traced() -> None:
    needs_strace()


class OnCall:
    """A counter's process and what it says."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.counter_on_call", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert self._line() == ["up"]

    def save(self, draft: UUID) -> list[str]:
        """Press "save" for the draft; return what the counter says."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"save {draft}\n")
        self.process.stdin.flush()
        verb, id_, *rest = self._line()
        assert id_ == str(draft)
        return [verb, *rest]

    def _line(self) -> list[str]:
        assert self.process.stdout is not None
        return self.process.stdout.readline().split()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def on_call(home: Path) -> Iterator[OnCall]:
    counter = OnCall(home)
    try:
        yield counter
    finally:
        counter.kill()


def enrolled(ring: CityProcess, home: Path, port: int) -> Path:
    named = Settings(device_name=home.name, officer="Lê Thị Thử", electronic_code=ELECTRONIC_CODE, printer="folder:")
    enrol(Places(home), named, f"http://127.0.0.1:{port}", code_of(ring), None, practice=True)
    return home


@pytest.mark.parametrize(("illness", "code"), ILLNESSES)
def test_a_counter_says_it_promises_nothing_and_goes_on(illness: Illness, code: str, tmp_path: Path) -> None:
    with CityProcess(tmp_path / "city.db", tmp_path / "city.log") as city:
        home = enrolled(city, tmp_path / "quay-1", city.port)
        before, pressed, after = new_id(), new_id(), new_id()
        with on_call(home) as counter:
            saved = {before: counter.save(before)}
            with ill_disk(counter.process.pid, home / "counter.db", illness):
                for _ in range(3):
                    verb, said, *_ = counter.save(pressed)
                    assert (verb, said) == ("refused", code)
                assert said in ERRORS
            saved |= {draft: counter.save(draft) for draft in (pressed, after)}
    assert {verb for verb, _ in saved.values()} == {"saved"}
    with Store.open(home / "counter.db", practice=True) as store:
        with store.reading() as reading:
            held = {line.id: line.code for line in dossiers.page(reading, None, 100)}
            days = {line.received_at.astimezone(VIETNAM).date() for line in dossiers.page(reading, None, 100)}
            gaps = [number_register.register_of(reading, ELECTRONIC_CODE, day).unexplained for day in days]
        assert held == {draft: code for draft, (_, code) in saved.items()}
        assert not any(gaps)
        assert verify(store).findings == ()


@pytest.mark.parametrize(("illness", "code"), ILLNESSES[::2])
def test_what_is_acknowledged_while_the_counters_disk_is_ill_is_sent_again(
    illness: Illness, code: str, tmp_path: Path
) -> None:
    """The ring has it, the counter cannot write that down: it stays unsent, and drains when all is well."""
    drafts = [new_id() for _ in range(4)]
    with ExitStack() as ends:
        city = ends.enter_context(CityProcess(tmp_path / "city.db", tmp_path / "city.log"))
        line = ends.enter_context(Line(("127.0.0.1", city.port)))
        home = enrolled(city, tmp_path / "quay-1", line.port)
        line.cut()
        counter = ends.enter_context(on_call(home))
        for draft in drafts[:3]:
            assert counter.save(draft)[0] == "saved"
        with ill_disk(counter.process.pid, home / "counter.db", illness):
            assert counter.save(drafts[3])[:2] == ["refused", code]
            line.mend()
            assert counter.save(drafts[3])[:2] == ["refused", code]
            assert unsent(home) == 3
        assert counter.save(drafts[3])[0] == "saved"
        looked = ends.enter_context(Store.open(city.store, role="city", practice=True, alone=False))
        never = threading.Event()
        assert any(unsent(home) == 0 or never.wait(0.2) for _ in range(600))
        with looked.reading() as reading:
            assert sorted(row.id for row in dossiers.page(reading, None, 100)) == sorted(drafts)


def unsent(home: Path) -> int:
    with Store.open(home / "counter.db", practice=True, alone=False) as store, store.reading() as reading:
        return outbox.state(reading).waiting


@pytest.mark.parametrize(("illness", "code"), ILLNESSES[::2])
@pytest.mark.parametrize("kind", ["city", "hub"])
def test_a_ring_says_later_and_takes_it_when_it_is_well(kind: str, illness: Illness, code: str, tmp_path: Path) -> None:
    with ExitStack() as ends:
        ring = ends.enter_context(CityProcess(tmp_path / "city.db", tmp_path / "city.log"))
        if kind == "hub":
            ring = ends.enter_context(HubProcess(tmp_path / "hub", ring, UNIT))
        pusher = Pusher.at(ring, tmp_path, "quay-1")
        ends.callback(pusher.close)
        dice = random.Random(5)
        pusher.write(dice)
        assert pusher.push() is None
        with ill_disk(ring.pid, Path(ring.store), illness):
            pusher.write(dice)
            for _ in range(3):
                error = pusher.push()
                assert error is not None
                assert (error.code, error.facts["status"]) == ("busy", "503")
        assert code in ring.log.read_text("utf-8")
        assert pusher.push() is None
        ring.kill()
        ring.start()
        assert len(pusher.held()) == len(set(pusher.held()))
        assert set(pusher.held()) == pusher.acknowledged == pusher.written()
