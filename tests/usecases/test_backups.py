"""Backups are made while work is done, seldom enough not to disturb, often enough to lose little."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import TryLater
from counter_app.storage import backup
from counter_app.storage.manifest import read_manifest
from counter_app.storage.store import Store
from counter_app.usecases.backups import EVERY, LATE, LOOK_SECONDS, Backups, BackupState, due, state_of
from tests.domain.events_made import START
from tests.storage.made import register


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home" / "counter.db", practice=False) as opened:
        yield opened


def made(folder: Path) -> int:
    return len(list(folder.glob("0*"))) if folder.exists() else 0


def work(store: Store, at: datetime) -> None:
    with store.transaction() as tx:
        register(tx, at=at)


def test_one_is_made_when_there_is_work_and_none_when_there_is_not(store: Store, tmp_path: Path) -> None:
    clock, stick = HandClock(), tmp_path / "stick"
    backups = Backups(store, tmp_path / "home", stick, clock)
    assert backups.step() == LOOK_SECONDS
    assert made(stick) == 0
    work(store, clock.at)
    backups.step()
    backups.step()
    assert made(stick) == 1
    clock.at += EVERY
    backups.step()
    assert made(stick) == 1
    work(store, clock.at)
    backups.step()
    assert made(stick) == 2


def test_a_morning_loses_at_most_a_quarter_of_an_hour_whenever_the_machine_dies(store: Store, tmp_path: Path) -> None:
    """M44: loss of at most 15 minutes of work."""
    clock, stick = HandClock(), tmp_path / "stick"
    backups = Backups(store, tmp_path / "home", stick, clock)
    for minute in range(60):
        clock.at = START + timedelta(minutes=minute)
        if minute % 7 != 3:
            work(store, clock.at)
        backups.step()
        manifest = read_manifest(backup.newest(stick))
        with store.reading() as reading:
            state = state_of(reading)
        assert not state.late(clock.at)
        assert clock.at - datetime.fromisoformat(manifest.made_at) < timedelta(minutes=15)


def test_trouble_is_noted_until_it_is_over(store: Store, tmp_path: Path) -> None:
    clock, stick = HandClock(), tmp_path / "stick"
    stick.write_text("the stick is out", "ascii")
    work(store, clock.at)
    backups = Backups(store, tmp_path / "home", stick, clock)
    backups.step()
    clock.at += LATE + timedelta(minutes=1)
    with store.reading() as reading:
        state = state_of(reading)
    assert (state.trouble, state.made_at, state.late(clock.at)) == ("backup_folder_wrong", None, True)
    stick.unlink()
    backups.step()
    with store.reading() as reading:
        assert state_of(reading) == BackupState(clock.at, None, "")


def test_one_that_is_stopped_leaves_nothing(store: Store, tmp_path: Path) -> None:
    work(store, START)
    backups = Backups(store, tmp_path / "home", tmp_path / "stick", HandClock())
    backups.stop()
    with pytest.raises(TryLater, match="copy_stopped"):
        backups.make()
    backups.step()
    assert list((tmp_path / "stick").iterdir()) == []
    with store.reading() as reading:
        assert state_of(reading).trouble == ""


@given(passed=st.integers(-(10**9), 10**9), written=st.booleans())
def test_due_by_what_was_written_and_never_put_off_by_a_clock(passed: int, written: bool) -> None:
    state = BackupState(START, START if written else None, "")
    found = due(state, START + timedelta(seconds=passed))
    assert found == (written and not 0 <= passed < EVERY.total_seconds())
