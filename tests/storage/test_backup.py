"""Backups: made while others write, checked, kept few, and brought back into an empty place with a new epoch."""

import io
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import backup, clones, dossiers, held_files, numbers, outbox, sending
from counter_app.storage.events import broken_links, events_of
from counter_app.storage.files import FileFolder
from counter_app.storage.manifest import MANIFEST
from counter_app.storage.restore import Restored, restore, restore_database
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, UNIT, register

LATER = START + timedelta(hours=1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    place.mkdir()
    (place / "counter.toml").write_text('device = "quay-1"\n', "utf-8")
    (place / "forms").mkdir()
    (place / "forms" / "receipt.json").write_text("{}", "utf-8")
    (place / "token").write_text("secret", "ascii")
    return place


@pytest.fixture
def counter(home: Path) -> Iterator[Store]:
    with Store.open(home / "counter.db", practice=False) as store:
        clones.settle(store, blocks=[(ELECTRONIC_CODE, 0)], now=START, mark="pc-1")
        yield store


def work(store: Store, count: int = 5) -> None:
    with store.transaction() as tx:
        for _ in range(count):
            register(tx)


def attach(store: Store, content: bytes) -> str:
    kept = FileFolder.beside(store.path or Path()).keep(io.BytesIO(content))
    with store.transaction() as tx:
        held_files.add(tx, kept, UNIT, START)
    return kept.sha256


def make(store: Store, folder: Path, home: Path, minutes: int = 0) -> backup.Made:
    return backup.make(
        store,
        folder,
        home=home,
        extra=("counter.toml", "forms"),
        now=START + timedelta(minutes=minutes),
        release="0.1.0",
        files=FileFolder.beside(home / "counter.db"),
        pause=0,
    )


def bring(source: Path, home: Path) -> Restored:
    return restore(source, home, role="counter", now=LATER, blocks=lambda _: [(ELECTRONIC_CODE, 0)])


def test_backup_says_what_is_in_it(counter: Store, home: Path, tmp_path: Path) -> None:
    work(counter)
    sha256 = attach(counter, b"a scanned page")
    made = make(counter, tmp_path / "stick", home)
    assert made.manifest == backup.check(made.path)
    assert (made.manifest.dossiers, made.manifest.events, made.manifest.epoch) == (5, 5, counter.epoch)
    assert {part.name for part in made.manifest.parts} == {"counter.db", "counter.toml", "forms/receipt.json"}
    assert made.manifest.files == (sha256,)
    assert made.manifest.newest_at == "2026-11-23T08:00:00.000+07:00"
    assert "token" not in str(sorted(path.name for path in (tmp_path / "stick").rglob("*")))


def test_files_are_copied_once(counter: Store, home: Path, tmp_path: Path) -> None:
    attach(counter, b"one")
    assert make(counter, tmp_path / "stick", home).new_files == 1
    attach(counter, b"two")
    assert make(counter, tmp_path / "stick", home, 1).new_files == 1
    assert make(counter, tmp_path / "stick", home, 2).new_files == 0


def test_few_backups_and_the_last_of_each_day_stay(counter: Store, home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    old = attach(counter, b"dropped with its last backup")
    make(counter, stick, home)
    with counter.transaction() as tx:
        tx.connection.exec_driver_sql("DELETE FROM held_file")
    for number in range(1, 30):
        made = make(counter, stick, home, number * 180)
    names = sorted(path.name for path in stick.iterdir() if path.name != backup.FILES)
    assert names[-1] == made.path.name
    days = {name[7:15] for name in names}
    assert len(days) == 4
    assert len(names) == backup.KEEP + len(days) - len({name[7:15] for name in names[-backup.KEEP :]})
    assert not FileFolder(stick / backup.FILES).path_of(old).exists()


def test_clock_put_back_does_not_make_an_old_backup_the_newest(counter: Store, home: Path, tmp_path: Path) -> None:
    make(counter, tmp_path / "stick", home, 10_000)
    work(counter)
    made = make(counter, tmp_path / "stick", home, -10_000)
    assert backup.newest(tmp_path / "stick") == made.path


@pytest.mark.parametrize("part", ["counter.db", "counter.toml", MANIFEST, backup.FILES])
@pytest.mark.parametrize("how", ["altered", "torn", "gone"])
def test_damaged_backup_is_refused_and_nothing_is_made(
    counter: Store, home: Path, tmp_path: Path, part: str, how: str
) -> None:
    work(counter)
    sha256 = attach(counter, b"a scanned page")
    made = make(counter, tmp_path / "stick", home)
    path = made.path / part
    if part == backup.FILES:
        path = FileFolder(backup.files_of(made.path)).path_of(sha256)
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        middle = len(content) // 2
        path.write_bytes(
            content[:middle] + (bytes([content[middle] ^ 1]) + content[middle + 1 :] if how == "altered" else b"")
        )
    with pytest.raises(OfficerCanMend) as caught:
        bring(made.path, tmp_path / "new")
    assert caught.value.code in {"backup_damaged", "backup_missing"}
    assert not (tmp_path / "new").exists()


def test_t_restore_drill_loses_nothing_up_to_the_backup(counter: Store, home: Path, tmp_path: Path) -> None:
    """Backup, more work, machine lost, restore into an empty folder."""
    work(counter, 20)
    sha256 = attach(counter, b"a scanned page")
    make(counter, tmp_path / "stick", home)
    with counter.reading() as reading:
        before = dossiers.page(reading, None, 100)
        told = [events_of(reading, line.id) for line in before]
    work(counter, 3)
    old = counter.epoch
    counter.close()
    shutil.rmtree(home)

    restored = bring(tmp_path / "stick", tmp_path / "new")
    assert (restored.manifest.dossiers, restored.epoch == old) == (20, False)
    assert (tmp_path / "new" / "counter.toml").read_text("utf-8") == 'device = "quay-1"\n'
    assert FileFolder.beside(tmp_path / "new" / "counter.db").whole(sha256)
    assert not (tmp_path / "new" / "token").exists()
    with Store.open(tmp_path / "new" / "counter.db", practice=False) as store:
        assert store.epoch == restored.epoch
        with store.reading() as reading:
            assert dossiers.page(reading, None, 100) == before
            assert [events_of(reading, line.id) for line in before] == told
            assert outbox.state(reading).waiting == 20
            assert broken_links(reading) == ()
            assert clones.renewal(reading) == clones.Renewal("restored", LATER)
        assert clones.settle(store, blocks=[(ELECTRONIC_CODE, 0)], now=LATER).renewed is False


@pytest.mark.parametrize("day", [0, 1])
def test_t_restore_numbers_given_out_after_the_backup_never_come_again(
    counter: Store, home: Path, tmp_path: Path, day: int
) -> None:
    work(counter, 2)
    make(counter, tmp_path / "stick", home)
    work(counter, 3)
    bring(tmp_path / "stick", tmp_path / "new")
    with Store.open(tmp_path / "new" / "counter.db", practice=False) as store:
        today = (START + timedelta(days=day)).date()
        with store.transaction() as tx, pytest.raises(numbers.NumbersExhausted):
            numbers.next_number(tx, ELECTRONIC_CODE, today, 0)
        with store.transaction() as tx:
            assert numbers.next_number(tx, ELECTRONIC_CODE, START.date() + timedelta(days=2), 0) in numbers.own_numbers(
                0
            )


def test_restore_never_overwrites(counter: Store, home: Path, tmp_path: Path) -> None:
    make(counter, tmp_path / "stick", home)
    with pytest.raises(OfficerCanMend, match="home_not_empty"):
        bring(tmp_path / "stick", home)
    (tmp_path / "empty").mkdir()
    assert bring(tmp_path / "stick", tmp_path / "empty").manifest.dossiers == 0
    with pytest.raises(OfficerCanMend, match="backup_missing"):
        bring(tmp_path / "nowhere", tmp_path / "new")


def test_interrupted_backup_has_no_name_and_is_swept(counter: Store, home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    (stick / "new-7").mkdir(parents=True)
    (stick / "new-7" / "counter.db").write_bytes(b"half")
    with pytest.raises(OfficerCanMend, match="backup_missing"):
        backup.newest(stick)
    made = make(counter, stick, home)
    assert [path for path in stick.iterdir() if path.name != backup.FILES] == [made.path]


def test_backup_folder_that_cannot_be_written_is_named(counter: Store, home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "ascii")
    with pytest.raises(OfficerCanMend, match="backup_folder_wrong"):
        make(counter, tmp_path / "file", home)


def test_backup_is_whole_while_dossiers_come_in(counter: Store, home: Path, tmp_path: Path) -> None:
    work(counter, 50)
    stop = threading.Event()

    def keep_working() -> None:
        while not stop.is_set():
            work(counter, 1)

    working = threading.Thread(target=keep_working)
    working.start()
    try:
        made = [make(counter, tmp_path / "stick", home, minutes) for minutes in range(3)]
    finally:
        stop.set()
        working.join()
    assert [one.manifest.dossiers for one in made] == sorted(one.manifest.dossiers for one in made)
    restored = bring(tmp_path / "stick", tmp_path / "new")
    with Store.open(tmp_path / "new" / "counter.db", practice=False) as store, store.reading() as reading:
        assert dossiers.count(reading) == restored.manifest.dossiers
        assert broken_links(reading) == ()


def test_what_was_delivered_stays_delivered(counter: Store, home: Path, tmp_path: Path) -> None:
    work(counter, 2)
    with counter.transaction() as tx:
        sending.delivered(tx, {1: "stored"}, ring_epoch="r", at=START)
    make(counter, tmp_path / "stick", home)
    bring(tmp_path / "stick", tmp_path / "new")
    with Store.open(tmp_path / "new" / "counter.db", practice=False) as store, store.reading() as reading:
        assert outbox.state(reading).waiting == 1
        assert sending.ring_epoch(reading) == "r"


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="PostgreSQL's client programs are not installed")
def test_t_restore_database(postgres_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    with Store.open(postgres_url, role="city", practice=False) as city:
        work(city, 4)
        old = city.epoch
        made = backup.make(city, tmp_path / "stick", home=tmp_path, extra=(), now=START, release="0.1.0", files=None)
        assert (made.manifest.dossiers, made.manifest.store) == (4, "database.pgdump")
        with pytest.raises(OfficerCanMend, match="backup_needs_database"):
            bring(tmp_path / "stick", tmp_path / "new")
        with pytest.raises(OfficerCanMend, match="database_not_empty"):
            restore_database(tmp_path / "stick", postgres_url, None, role="city", now=LATER)
    fresh = request.getfixturevalue("postgres").database()
    restored = restore_database(tmp_path / "stick", fresh, None, role="city", now=LATER)
    with Store.open(fresh, role="city", practice=False) as city, city.reading() as reading:
        assert dossiers.count(reading) == 4
        assert city.epoch == restored.epoch != old
        assert broken_links(reading) == ()
