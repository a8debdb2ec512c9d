"""Disks that are full or read-only: a clear answer, and what was acknowledged stays."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import dossiers, number_register
from counter_app.storage import events as event_store
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, register

Remount = Callable[[str], None]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, Remount]]:
    """A disk of two megabytes of its own, and what changes its options; only root can mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = os.geteuid() == 0 and mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place))
    if not mounted:
        reason = "a small disk can only be mounted by root"
        if os.environ.get("COUNTER_RIG") == "required":
            pytest.fail(reason)
        pytest.skip(reason)

    def remount(options: str) -> None:
        assert mount("-o", f"remount,{options}", str(place))

    yield place, remount
    subprocess.run(["umount", str(place)], check=True)


def mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


def fill(store: Store, codes: list[str]) -> None:
    """Register until something stops it; put the codes that were acknowledged into `codes`."""
    while True:
        with store.transaction() as tx:
            done = register(tx, request="x" * 3_000)
        codes.append(done.dossier.code)


def register_many(store: Store) -> None:
    with store.transaction() as tx:
        for _ in range(20):
            register(tx, request="x" * 3_000)


def fill_disk(path: Path) -> None:
    with path.open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4_096)


def test_full_disk_loses_nothing_and_goes_on_when_there_is_room(small_disk: tuple[Path, Remount]) -> None:
    place, remount = small_disk
    with Store.open(place / "store.db", practice=True) as store:
        acknowledged: list[str] = []
        with pytest.raises(OfficerCanMend, match="disk_full"):
            fill(store, acknowledged)
        assert acknowledged
        for _ in range(2):  # the store stays usable, and says the same again
            with pytest.raises(OfficerCanMend, match="disk_full"):
                register_many(store)
        with store.reading() as reading:
            assert dossiers.count(reading) == len(acknowledged)
        remount("size=16m")
        with store.transaction() as tx:
            acknowledged.append(register(tx).dossier.code)
    with Store.open(place / "store.db", practice=True) as store, store.reading() as reading:
        assert sorted(line.code for line in dossiers.page(reading, None, 10_000)) == sorted(acknowledged)
        assert number_register.register_of(reading, ELECTRONIC_CODE, START.date()).unexplained == ()
        assert event_store.broken_links(reading) == ()
        assert reading.connection.exec_driver_sql("PRAGMA quick_check").scalar_one() == "ok"


def test_new_store_on_a_full_disk(small_disk: tuple[Path, Remount]) -> None:
    place, _ = small_disk
    with pytest.raises(OSError, match="space"):
        fill_disk(place / "filler")
    with pytest.raises(OfficerCanMend, match=r"disk_full"):
        Store.open(place / "store.db", practice=True)
    (place / "filler").unlink()
    with Store.open(place / "store.db", practice=True) as store, store.transaction() as tx:
        register(tx)


def test_read_only_disk_is_named(small_disk: tuple[Path, Remount]) -> None:
    place, remount = small_disk
    with Store.open(place / "store.db", practice=True) as store, store.transaction() as tx:
        register(tx)
    before = (place / "store.db").read_bytes()
    remount("ro")
    with pytest.raises(OfficerCanMend, match="store_unreadable"):
        Store.open(place / "store.db", practice=True)
    with pytest.raises(OfficerCanMend, match="store_unreadable"):
        Store.open(place / "store.db", practice=True, alone=False)
    remount("rw")
    assert (place / "store.db").read_bytes() == before
    with Store.open(place / "store.db", practice=True) as store, store.reading() as reading:
        assert dossiers.count(reading) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved away")
@pytest.mark.parametrize("gone", ["deleted", "replaced"])
def test_nothing_is_promised_once_the_file_is_not_where_it_was(gone: str, tmp_path: Path) -> None:
    path, aside = tmp_path / "counter.db", tmp_path / "aside.db"
    with Store.open(path, practice=True) as store:
        with store.transaction() as tx:
            register(tx)
        path.rename(aside)
        if gone == "replaced":
            path.write_bytes(aside.read_bytes())
        with pytest.raises(OfficerCanMend) as caught, store.transaction() as tx:
            register(tx)
        assert (caught.value.code, caught.value.facts["reason"]) == ("store_unreadable", "moved_away")
        aside.replace(path)
        with store.transaction() as tx:
            register(tx)
        with store.reading() as reading:
            assert dossiers.count(reading) == 2
