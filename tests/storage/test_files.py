"""Files beside the store: named by their content, on the disk before any row says so, swept when a crash left them."""

import hashlib
import io
import os
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import FILED, Event, new_id
from counter_app.domain.times import VIETNAM
from counter_app.storage import file_queue, files, filing, held_files, outbox, sending
from counter_app.storage.events import events_of
from counter_app.storage.file_queue import CITY, HUB
from counter_app.storage.files import FileFolder, Kept
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import UNIT, register

PAGE = b"a page of a paper " * 500
NOW = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)


@pytest.fixture
def folder(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "counter.files")


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_lies_under_the_hash_of_its_content(folder: FileFolder, tmp_path: Path) -> None:
    kept = folder.keep(io.BytesIO(PAGE))
    assert kept == Kept(sha(PAGE), len(PAGE))
    assert (tmp_path / "counter.files" / kept.sha256[:2] / kept.sha256).read_bytes() == PAGE
    assert folder.has(kept.sha256, len(PAGE))
    assert folder.whole(kept.sha256)


def test_the_same_content_again_is_the_same_file(folder: FileFolder) -> None:
    assert folder.keep(io.BytesIO(PAGE)) == folder.keep(io.BytesIO(PAGE))
    assert folder.whole(sha(PAGE))


def test_t_att_a_shortened_or_changed_file_is_not_whole(folder: FileFolder) -> None:
    folder.keep(io.BytesIO(PAGE))
    place = folder.path_of(sha(PAGE))
    place.write_bytes(PAGE[:-1] + b"?")
    assert not folder.whole(sha(PAGE))
    place.write_bytes(PAGE[:-1])
    assert not folder.has(sha(PAGE), len(PAGE))


def test_a_name_that_is_no_hash_leads_nowhere(folder: FileFolder) -> None:
    for name in ("../../etc/passwd", "A" * 64, "", "0" * 63):
        with pytest.raises(ValueError, match="SHA-256"):
            folder.path_of(name)


def test_a_file_that_is_too_large_leaves_nothing(folder: FileFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    with pytest.raises(OfficerCanMend, match="file_too_large"):
        folder.keep(io.BytesIO(PAGE))
    assert not folder.has(sha(PAGE), len(PAGE))
    assert folder.sweep(lambda name: True, older_than=timedelta(0), now=datetime.now(VIETNAM)) == 0


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "counter.files").write_bytes(b"a file in its place")
    with pytest.raises(OfficerCanMend) as caught:
        FileFolder(tmp_path / "counter.files").keep(io.BytesIO(PAGE))
    assert caught.value.code == "files_unwritable"


def test_pieces_are_appended_where_the_part_ends_and_nowhere_else(folder: FileFolder) -> None:
    folder.begin("one")
    assert folder.append("one", 0, b"abc")
    assert not folder.append("one", 2, b"x")
    assert not folder.append("one", 4, b"x")
    assert folder.append("one", 3, b"def")
    assert folder.part("one").read_bytes() == b"abcdef"


def test_of_two_writers_at_one_offset_one_is_first(folder: FileFolder) -> None:
    folder.begin("one")
    start, won = threading.Barrier(8), list[bool]()

    def write() -> None:
        start.wait(20)
        won.append(folder.append("one", 0, b"z" * 5000))

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won.count(True) == 1
    assert folder.length("one") == 5000


def filed(store: Store, dossier_event: Event, kept: Kept, at: datetime = START) -> Event:
    said = {"sha256": kept.sha256, "size": kept.size, "name": "a.jpg", "line": "1", "media_type": "image/jpeg"}
    event = Event(
        id=new_id(),
        dossier=dossier_event.dossier,
        unit=UNIT,
        device="quay-1",
        epoch="",
        device_seq=0,
        based_on=(),
        kind=FILED,
        schema=1,
        at=at,
        offset_ms=0,
        officer="can-bo-1",
        payload={"files": [{**said, "pages": 1}]},
    )
    with store.transaction() as tx:
        filing.file_papers(tx, event, [kept], NOW)
    return event


def new_dossier(store: Store) -> Event:
    with store.transaction() as tx:
        return register(tx).event


def deliver(store: Store, epoch: str = "above-1") -> None:
    """The ring above has every event."""
    with store.transaction() as tx:
        due = sending.due(tx, NOW, limit=500, most_bytes=10**6)
        sending.delivered(tx, {event.seq: "stored" for event in due}, ring_epoch=epoch, at=NOW)


def due(store: Store, at: datetime = NOW) -> list[str]:
    with store.reading() as reading:
        return [file.sha256 for file in file_queue.due(reading, at)]


def test_a_filed_paper_is_in_the_dossier_and_on_its_way(store: Store, folder: FileFolder) -> None:
    first = new_dossier(store)
    filed(store, first, folder.keep(io.BytesIO(PAGE)))
    with store.reading() as reading:
        assert [event.kind for event in events_of(reading, first.dossier)] == ["received", "filed"]
        assert held_files.size_of(reading, sha(PAGE), UNIT) == len(PAGE)
        assert outbox.state(reading).waiting == 2
        assert [(open_.size, open_.state) for open_ in file_queue.unsent(reading)] == [(len(PAGE), "waiting")]


def test_t_lane_a_file_never_goes_before_its_event(store: Store, folder: FileFolder) -> None:
    filed(store, new_dossier(store), folder.keep(io.BytesIO(PAGE)))
    assert due(store) == []
    deliver(store)
    assert due(store) == [sha(PAGE)]
    # Another dossier names the same paper: the row of the first one is enough.
    filed(store, new_dossier(store), folder.keep(io.BytesIO(PAGE)))
    assert due(store) == [sha(PAGE)]


def test_a_file_waits_for_an_event_that_a_restored_ring_may_have_lost(store: Store, folder: FileFolder) -> None:
    filed(store, new_dossier(store), folder.keep(io.BytesIO(PAGE)))
    deliver(store, "above-1")
    with store.transaction() as tx:
        sending.note(tx, file_queue.FILES_EPOCH, "above-1")
    assert due(store) == [sha(PAGE)]
    # Files meet the ring that came back from its backup; the courier has not met it yet.
    with store.transaction() as tx:
        sending.note(tx, file_queue.FILES_EPOCH, "above-2")
    assert due(store) == []
    with store.transaction() as tx:
        assert file_queue.next_due(tx) is None
        outbox.reoffer(tx, "above-2")
    assert due(store) == []
    deliver(store, "above-2")
    assert due(store) == [sha(PAGE)]


def test_the_smallest_goes_first(store: Store, folder: FileFolder) -> None:
    sizes = [900, 20, 5000, 300]
    for size in sizes:
        filed(store, new_dossier(store), folder.keep(io.BytesIO(os.urandom(size))))
    deliver(store)
    with store.reading() as reading:
        assert [file.size for file in file_queue.due(reading, NOW)] == sorted(sizes)


def test_what_was_put_off_waits_for_its_time_and_what_is_parked_for_a_person(store: Store, folder: FileFolder) -> None:
    filed(store, new_dossier(store), folder.keep(io.BytesIO(PAGE)))
    deliver(store)
    later = NOW + timedelta(minutes=5)
    with store.transaction() as tx:
        file_queue.not_taken(tx, sha(PAGE), "answered_500 (500)", later)
    assert due(store) == []
    assert due(store, later) == [sha(PAGE)]
    with store.transaction() as tx:
        assert file_queue.next_due(tx) == later
        file_queue.hurry(tx)
    assert due(store) == [sha(PAGE)]
    with store.transaction() as tx:
        file_queue.not_taken(tx, sha(PAGE), "file_too_large", None)
        assert [(one.state, one.attempts, one.last_answer) for one in file_queue.unsent(tx)] == [
            ("parked", 2, "file_too_large")
        ]
    assert due(store, later) == []
    with store.transaction() as tx:
        file_queue.retry(tx, sha(PAGE))
    assert due(store) == [sha(PAGE)]


def test_how_far_a_file_is_survives_a_restart(tmp_path: Path, folder: FileFolder) -> None:
    with Store.open(tmp_path / "one.db", practice=False) as store:
        filed(store, new_dossier(store), folder.keep(io.BytesIO(PAGE)))
        deliver(store)
        with store.transaction() as tx:
            file_queue.begun(tx, sha(PAGE), "abc", 4000)
    with Store.open(tmp_path / "one.db", practice=False) as store, store.reading() as reading:
        (file,) = file_queue.due(reading, NOW)
        assert (file.url, file.sent) == ("abc", 4000)


def test_t_restore_what_an_older_epoch_had_is_offered_again(store: Store, folder: FileFolder) -> None:
    first = new_dossier(store)
    filed(store, first, folder.keep(io.BytesIO(PAGE)))
    deliver(store)
    with store.transaction() as tx:
        file_queue.delivered(tx, [sha(PAGE)], ring=CITY, epoch="above-1", at=NOW)
        assert file_queue.reoffer(tx, "above-1") == 0
    assert due(store) == []
    with store.transaction() as tx:
        assert file_queue.standings(tx, first.dossier)[sha(PAGE)].ring == CITY
        assert file_queue.reoffer(tx, "above-2") == 1
        assert file_queue.standings(tx, first.dossier)[sha(PAGE)].ring == ""
    assert due(store) == [sha(PAGE)]


def test_a_file_between_hub_and_city_is_known_as_such(store: Store, folder: FileFolder) -> None:
    filed(store, new_dossier(store), folder.keep(io.BytesIO(PAGE)))
    deliver(store)
    with store.transaction() as tx:
        file_queue.delivered(tx, [sha(PAGE)], ring=HUB, epoch="hub-1", at=NOW)
        assert file_queue.at_hub_only(tx) == (sha(PAGE),)
        file_queue.delivered(tx, [sha(PAGE)], ring=CITY, epoch="hub-1", at=NOW)
        assert file_queue.at_hub_only(tx) == ()


def test_other_kinds_of_events_name_no_files(store: Store) -> None:
    first = new_dossier(store)
    with store.transaction() as tx:
        file_queue.expect(tx, first)
        assert file_queue.unsent(tx) == []


CRASH = """
import io, os, sys
from pathlib import Path
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
store, folder = Store.open(Path(sys.argv[1]), practice=False), FileFolder.beside(Path(sys.argv[1]))
folder.keep(io.BytesIO(b"kept, but no row says so"))
if sys.argv[2] == "before":
    os.kill(os.getpid(), 9)
half = folder._made("new") / "half"
half.write_bytes(b"half of")
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("point", ["before", "half"])
def test_t_crash_file_what_a_crash_left_without_a_row_is_swept(tmp_path: Path, point: str) -> None:
    """Killed between the rename and the row, and in the middle of a copy: no ghost, and nothing else is touched."""
    place = tmp_path / "counter.db"
    folder = FileFolder.beside(place)
    with Store.open(place, practice=False) as store:
        filed(store, new_dossier(store), folder.keep(io.BytesIO(PAGE)))
    died = subprocess.run([sys.executable, "-c", CRASH, str(place), point], check=False, timeout=60)
    assert died.returncode == -9
    left = {path.name for path in (tmp_path / "counter.files").rglob("*") if path.is_file()}
    assert len(left) == (2 if point == "before" else 3)
    with Store.open(place, practice=False) as store:
        assert filing.sweep(store, folder, datetime.now(VIETNAM), alone=False) == 0
        assert filing.sweep(store, folder, datetime.now(VIETNAM), alone=True) == len(left) - 1
        assert folder.whole(sha(PAGE))
        assert filing.sweep(store, folder, datetime.now(VIETNAM) + timedelta(days=9), alone=False) == 0


def test_a_dossier_that_is_not_here_takes_no_papers(store: Store, folder: FileFolder) -> None:
    kept = folder.keep(io.BytesIO(PAGE))
    stranger = Event(new_id(), new_id(), UNIT, "quay-1", "", 0, (), FILED, 1, START, 0, "can-bo-1", {"files": []})
    with pytest.raises(Exception, match="no_received_event"), store.transaction() as tx:
        filing.file_papers(tx, stranger, [kept], NOW)
    with store.reading() as reading:
        assert not held_files.known(reading, sha(PAGE))
