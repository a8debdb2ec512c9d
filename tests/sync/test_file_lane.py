"""The files' lane over a real city: smallest first, after the data, on through cuts, restarts and restores."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.storage import file_queue
from counter_app.storage.file_queue import CITY
from counter_app.storage.files import FileFolder
from counter_app.storage.prepared import Prepared
from counter_app.storage.store import Store
from counter_app.sync.file_plan import SMALL, Hours, Limits
from tests.faults import proxy
from tests.faults.proxy import Fault, Proxy
from tests.sync.file_counter import FileCounter, city_folder, sha

UPLOADS = (b"PATCH /sync/v1/files", b"HEAD /sync/v1/files", b"POST /sync/v1/files", b"POST /sync/v1/held-files")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityProcess]:
    folder = tmp_path_factory.mktemp("city")
    with CityProcess(folder / "city.db", folder / "log") as process:
        yield process


NewCounter = Callable[..., FileCounter]


@pytest.fixture
def counter(city: CityProcess, tmp_path: Path) -> Iterator[NewCounter]:
    """Makes counters; what is given is the plan by which a proxy spoils PATCH requests (or what `spoils` says)."""
    with ExitStack() as closing:

        def make(*plan: Fault, spoils: tuple[bytes, ...] = (b"PATCH ",), at: CityProcess = city) -> FileCounter:
            made = FileCounter(at, tmp_path)
            if plan:
                made.files_port = closing.enter_context(Proxy(at.port, iter(plan), spoils)).port
            closing.callback(made.close)
            return made

        yield make


def test_papers_reach_the_city_whole_and_are_known_to(counter: NewCounter, city: CityProcess) -> None:
    at, pages = counter(), [os.urandom(size) for size in (700_000, 1_000, 300_000)]
    at.file(*pages)
    at.deliver()
    at.drain(at.lane())
    for page in pages:
        assert city_folder(city).whole(sha(page))
        assert at.ring_of(page) == CITY
        assert at.folder.whole(sha(page))


def test_the_smallest_goes_first_also_when_it_comes_later(counter: NewCounter) -> None:
    at, large, small = counter(), os.urandom(800_000), os.urandom(2_000)
    at.file(large)
    at.deliver()
    lane = at.lane()
    while not any(one.sent for one in at.open_files()):
        at.clock.step(timedelta(seconds=lane.step() + 2))
    at.file(small)
    at.deliver()
    while at.ring_of(small) != CITY:
        at.clock.step(timedelta(seconds=lane.step()))
    assert at.ring_of(large) == ""
    at.drain(lane)


def test_t_lane_a_file_waits_for_its_event_and_no_event_for_a_file(counter: NewCounter) -> None:
    at, page = counter(proxy.nothing_arrives, spoils=UPLOADS), os.urandom(5_000)
    at.file(page)
    lane = at.lane()
    assert lane.step() > 0
    assert at.ring_of(page) == ""
    at.deliver()
    lane.step()
    # The files' way is dead; events go on.
    second = at.file(os.urandom(100))
    at.deliver()
    with at.desk.store.reading() as reading:
        assert file_queue.standings(reading, second)
    at.drain(lane)


CUTS: dict[str, tuple[Fault, ...]] = {
    "nothing_arrives": (proxy.nothing_arrives,) * 2,
    "answer_lost": (proxy.answer_lost,) * 3,
    "delivered_twice": (proxy.delivered_twice,) * 3,
    "cut_in_the_head": (proxy.request_cut(30),) * 2,
    "cut_in_the_body": (proxy.request_cut(40_000),) * 2,
    "cut_before_the_last_byte": (proxy.request_cut(-1),) * 2,
    "answer_cut": (proxy.answer_cut(20),) * 2,
    "server_error": (proxy.answered("500 Internal Server Error"),) * 2,
    "busy": (proxy.answered("503 Service Unavailable", b"", "Retry-After: 7"),),
    "captive_portal": (proxy.answered("200 OK", proxy.PORTAL, "Content-Type: text/html"),),
    "redirect": (proxy.answered("302 Found", b"", "Location: http://127.0.0.1:9/login"),),
    "locked": (proxy.answered("423 Locked"),) * 2,
    "wrong_offset_without_saying_which": (proxy.answered("409 Conflict", b"", "Tus-Resumable: 1.0.0"),) * 2,
}


@pytest.mark.parametrize("name", CUTS)
def test_t_chunk_a_line_that_fails_costs_one_piece_at_most(counter: NewCounter, city: CityProcess, name: str) -> None:
    at, page = counter(*CUTS[name]), os.urandom(600_000)
    at.file(page)
    at.deliver()
    at.drain(at.lane())
    assert city_folder(city).whole(sha(page))


@pytest.mark.parametrize("name", ["nothing_arrives", "answer_lost", "answer_cut", "captive_portal", "server_error"])
def test_every_question_about_files_may_fail(counter: NewCounter, city: CityProcess, name: str) -> None:
    at, pages = counter(*CUTS[name] * 3, spoils=UPLOADS), [os.urandom(1_000), os.urandom(300_000)]
    at.file(*pages)
    at.deliver()
    at.drain(at.lane())
    assert all(city_folder(city).whole(sha(page)) for page in pages)


def test_t_409_a_wrong_offset_is_followed_by_the_right_one(counter: NewCounter, city: CityProcess) -> None:
    """Something of an earlier request arrives late: the ring has more than was answered."""

    def ahead(server: proxy.Server, request: bytes, near: socket.socket) -> bool:
        server.answer(request)
        return False

    at, page = counter(ahead, ahead), os.urandom(900_000)
    at.file(page)
    at.deliver()
    lane = at.lane()
    at.drain(lane)
    assert city_folder(city).whole(sha(page))


def test_an_upload_that_is_stuck_is_begun_anew(counter: NewCounter, city: CityProcess) -> None:
    with Store.open(city.store, role="city", practice=True, alone=False) as beside:
        epoch = beside.epoch

    def stuck(server: proxy.Server, request: bytes, near: socket.socket) -> bool:
        return proxy.answered(
            "409 Conflict", b"", "Tus-Resumable: 1.0.0", "Upload-Offset: 0", f"X-Counter-Epoch: {epoch}"
        )(server, request, near)

    at, page = counter(*(stuck,) * 6), os.urandom(90_000)
    at.file(page)
    at.deliver()
    at.drain(at.lane())
    assert city_folder(city).whole(sha(page))


def test_progress_survives_a_restart_of_the_counter(counter: NewCounter, city: CityProcess) -> None:
    """The upload's address is stored: a retry never starts from byte 0."""
    at, page = counter(), os.urandom(1_200_000)
    at.file(page)
    at.deliver()
    lane = at.lane()
    while not any(one.sent >= 500_000 for one in at.open_files()):
        at.clock.step(timedelta(seconds=lane.step() + 2))
    at.reopen()
    passed = list[int]()

    def counted(server: proxy.Server, request: bytes, near: socket.socket) -> bool:
        passed.append(len(request))
        return proxy.passes(server, request, near)

    with Proxy(city.port, iter([counted] * 20), (b"PATCH ",)) as counting:
        at.files_port = counting.port
        at.drain(at.lane())
    assert sum(passed) <= 710_000
    assert city_folder(city).whole(sha(page))


def test_t_restore_a_city_from_yesterdays_backup_gets_the_files_again(tmp_path: Path) -> None:
    place = tmp_path / "c" / "city.db"
    place.parent.mkdir()
    with CityProcess(place, tmp_path / "log") as city:
        at = FileCounter(city, tmp_path)
        shutil.copy(place, tmp_path / "backup.db")
        city.stop()
        with Store.open(place, role="city", practice=True) as store:
            store.checkpoint()
        shutil.copy(place, tmp_path / "backup.db")
        city.start()
        page = os.urandom(70_000)
        at.file(page)
        at.deliver()
        lane = at.lane()
        at.drain(lane)
        assert lane.step() > 0
        put_back(city, tmp_path / "backup.db")
        at.clock.step(timedelta(minutes=2))
        at.deliver()
        assert lane.step() == 0.0
        assert at.ring_of(page) == ""
        at.drain(lane)
        assert city_folder(city).whole(sha(page))
        at.close()


def put_back(city: CityProcess, backup: Path) -> None:
    """The city's disk is lost, its files with it; the backup of its store comes back."""
    city.stop()
    shutil.rmtree(FileFolder.beside(Path(city.store))._root)
    shutil.copy(backup, city.store)
    with Store.open(Path(city.store), role="city", practice=True) as store:
        store.renew_epoch()
    city.start()


def test_t_restore_files_that_meet_the_restored_city_first_wait_for_their_events(tmp_path: Path) -> None:
    place, large, small = tmp_path / "c" / "city.db", os.urandom(20_000), os.urandom(2_000)
    place.parent.mkdir()
    with CityProcess(place, tmp_path / "log") as city:
        at = FileCounter(city, tmp_path)
        city.stop()
        with Store.open(place, role="city", practice=True) as store:
            store.checkpoint()
        shutil.copy(place, tmp_path / "backup.db")
        city.start()
        at.file(small)
        at.deliver()
        lane = at.lane()
        at.drain(lane)
        at.file(large)
        at.deliver()
        put_back(city, tmp_path / "backup.db")
        # The counter is started anew, and its files meet the city before its courier does.
        lane = at.lane()
        for pause in [lane.step() for _ in range(4)]:
            at.clock.step(timedelta(seconds=pause))
        assert lane.step() > 0
        assert begun_at(place) == 0
        at.clock.step(timedelta(minutes=2))
        at.deliver()
        while at.ring_of(small) != CITY:
            at.clock.step(timedelta(seconds=lane.step()))
            assert at.ring_of(large) == ""
        at.drain(lane)
        assert all(city_folder(city).whole(sha(page)) for page in (small, large))
        at.close()


def begun_at(city: Path) -> int:
    """Return how many uploads the city has."""
    with Store.open(city, role="city", practice=True, alone=False) as beside, beside.reading() as reading:
        return int(reading.value(Prepared(text("SELECT count(*) FROM upload"))))


def test_t_att_what_comes_out_wrong_is_sent_again_with_checksums(counter: NewCounter, city: CityProcess) -> None:
    """A box on the way changes a byte: the city's hash says so, and the next time the piece itself is caught."""

    def spoiled(server: proxy.Server, request: bytes, near: socket.socket) -> bool:
        head, _, body = request.partition(b"\r\n\r\n")
        changed = head + b"\r\n\r\n" + bytes([body[0] ^ 1]) + body[1:]
        return proxy.passes(server, changed, near)

    at, page = counter(spoiled, spoiled), os.urandom(100_000)
    at.file(page)
    at.deliver()
    at.drain(at.lane())
    assert city_folder(city).whole(sha(page))


def test_t_att_a_file_that_is_broken_here_is_parked_and_the_others_go_on(counter: NewCounter) -> None:
    at, bad, gone, good = counter(), os.urandom(50_000), os.urandom(40_000), os.urandom(90_000)
    at.file(bad, gone, good)
    at.folder.path_of(sha(bad)).write_bytes(b"x" * len(bad))
    at.folder.path_of(sha(gone)).unlink()
    at.deliver()
    lane = at.lane()
    for _ in range(60):
        at.clock.step(timedelta(seconds=lane.step()))
    assert {(one.sha256, one.state, one.last_answer) for one in at.open_files()} == {
        (sha(bad), "parked", "file_broken_here"),
        (sha(gone), "parked", "file_missing_here"),
    }
    assert at.ring_of(good) == CITY


def test_a_file_that_the_city_will_not_have_is_parked(counter: NewCounter) -> None:
    trouble = b'{"code":"file_too_large","text":"A file may have 1 bytes here.","ring":RING}'
    with_words = trouble.replace(
        b"RING",
        b'{"time":"2026-11-23T08:00:00.000+07:00","protocol":[1,1],"epoch":"e","practice":true,"version":"0"}',
    )
    refused = proxy.answered("413 Content Too Large", with_words, "Tus-Resumable: 1.0.0")
    at, bad, good = counter(refused, spoils=(b"POST /sync/v1/files",)), os.urandom(1_000), os.urandom(2_000)
    at.file(bad, good)
    at.deliver()
    lane = at.lane()
    for _ in range(20):
        at.clock.step(timedelta(seconds=lane.step()))
    assert [(one.sha256, one.state, one.last_answer) for one in at.open_files()] == [
        (sha(bad), "parked", "file_too_large")
    ]


def test_files_keep_to_their_hours(counter: NewCounter) -> None:
    at, page = counter(), os.urandom(1_000)
    at.file(page)
    at.deliver()
    at.clock.put_right(datetime(2026, 11, 24, 9, tzinfo=VIETNAM))
    lane = at.lane(Limits(hours=Hours.read("18:00-07:00")))
    assert lane.step() > 0
    lane.send_now()
    assert lane.step() > 0
    assert at.ring_of(page) == ""
    at.clock.put_right(datetime(2026, 11, 24, 18, tzinfo=VIETNAM))
    at.drain(lane)


def test_files_keep_to_their_rate(counter: NewCounter) -> None:
    at, page = counter(), os.urandom(200_000)
    at.file(page)
    at.deliver()
    at.drain(at.lane(Limits(rate=10_000)))
    assert at.waited >= 200_000 / 10_000 - 1


def test_pieces_get_small_on_a_line_that_breaks_often(counter: NewCounter, city: CityProcess) -> None:
    sizes = list[int]()

    def seen(server: proxy.Server, request: bytes, near: socket.socket) -> bool:
        sizes.append(len(request.partition(b"\r\n\r\n")[2]))
        return proxy.passes(server, request, near)

    at, page = counter(proxy.nothing_arrives, proxy.nothing_arrives, *(seen,) * 40), os.urandom(700_000)
    at.file(page)
    at.deliver()
    at.drain(at.lane())
    assert sizes[0] == SMALL
    assert max(sizes) > SMALL


def test_a_second_counter_with_the_same_paper_sends_nothing(counter: NewCounter) -> None:
    first, second, page = counter(), counter(proxy.answered("500 never asked")), os.urandom(400_000)
    for at in (first, second):
        at.file(page)
        at.deliver()
        at.drain(at.lane())
    assert second.ring_of(page) == CITY


def test_stopping_in_the_middle_of_a_piece_ends_at_once(counter: NewCounter) -> None:
    at, page = counter(), os.urandom(300_000)
    at.file(page)
    at.deliver()
    ending = list[Callable[[], None]]()
    lane = at.lane(Limits(rate=1_000), wait=lambda seconds: ending[0]())
    ending.append(lane.interrupt)
    for _ in range(5):
        lane.step()
    assert at.ring_of(page) == ""
    at.drain(at.lane())
