"""A file fetched from above over a line that spoils it: it goes on where it was, and only its hash makes it whole.

The city is real; the proxy between spoils the answers to the questions for files and notes what was asked for.
"""

import os
import re
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import chain, repeat
from pathlib import Path

import pytest

from counter_app.domain.errors import OfficerCanMend
from counter_app.practice.city_process import CityProcess
from counter_app.storage import held_files, wanted_files
from counter_app.storage.wanted_files import WantedFile
from counter_app.sync.city import Address
from counter_app.sync.fetch_lane import FetchLane
from counter_app.sync.file_city import HttpFiles
from counter_app.usecases.open_paper import OpenPaper
from tests.faults.proxy import PORTAL, Fault, Proxy, Server, answer_cut, answered, passes
from tests.storage.made import UNIT
from tests.sync.file_counter import FileCounter, sha

PAPER = os.urandom(400_000)
QUESTION = b"GET /sync/v1/held-files"
HEAD, LOST = 2_000, 12_000
"""More than an answer's headers take, and more than these and what had come but was not put away yet."""


class Fetching:
    """A counter whose paper is at the city only, and a line that spoils the answers by a plan."""

    def __init__(self, city: CityProcess, folder: Path) -> None:
        self.counter = FileCounter(city, folder)
        self.dossier = self.counter.file(PAPER)
        self.counter.deliver()
        self.counter.drain(self.counter.lane())
        self.counter.folder.path_of(sha(PAPER)).unlink()
        self.ranges = list[str]()

    def noting(self, fault: Fault) -> Fault:
        """Note what part of the file is asked for, then do `fault`."""

        def noted(server: Server, request: bytes, near: socket.socket) -> bool:
            asked = re.search(rb"\r\nrange: bytes=(\S+)", request, re.IGNORECASE)
            self.ranges.append(asked[1].decode() if asked else "")
            return fault(server, request, near)

        return noted

    def fetch(self, *plan: Fault, until: Callable[[], bool] | None = None, lanes: int = 1) -> None:
        """Want the paper, and step until it is here (or `until` holds); pauses pass on the counter's own clock.

        After each fault the counter is closed and opened again when there are several `lanes`.
        """
        holds = until or (lambda: self.wanted() is None)
        with Proxy(self.counter.city.port, map(self.noting, chain(plan, repeat(passes))), spoils=(QUESTION,)) as line:
            lane = self._lane(line.port)
            for step in range(60):
                if holds():
                    lane.close()
                    return
                if lanes > 1 and step % 2:
                    lane.close()
                    lane = self._lane(line.port)
                self.counter.clock.step(timedelta(seconds=lane.step()))
            lane.close()
        raise AssertionError(f"still not so: {self.wanted()}")

    def open(self) -> OpenPaper:
        return OpenPaper(self.counter.desk.store, self.counter.folder, lambda: None)

    def wanted(self) -> WantedFile | None:
        with self.counter.desk.store.reading() as reading:
            return wanted_files.find(reading, sha(PAPER))

    def part(self) -> int:
        return self.counter.folder.length(wanted_files.part_of(sha(PAPER)))

    def whole(self) -> bool:
        return self.counter.folder.whole(sha(PAPER))

    def _lane(self, port: int) -> FetchLane:
        client = HttpFiles(Address(f"http://127.0.0.1:{port}"), practice=True, token=self.counter.token)
        return FetchLane(self.counter.desk.store, self.counter.folder, client, self.counter.clock, chance=lambda: 0.0)


@pytest.fixture
def fetching(city: CityProcess, tmp_path: Path) -> Iterator[Fetching]:
    made = Fetching(city, tmp_path)
    assert made.open()(made.dossier, sha(PAPER)).path is None
    yield made
    made.counter.close()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityProcess]:
    home = tmp_path_factory.mktemp("city")
    with CityProcess(home / "city.db", home / "city.log") as city:
        yield city


def damaged(server: Server, request: bytes, near: socket.socket) -> bool:
    """One bit of the file arrives wrong; TCP's own sum did not see it."""
    answer = bytearray(server.answer(request))
    answer[-1000] ^= 1
    near.sendall(answer)
    return True


def from_the_start(server: Server, request: bytes, near: socket.socket) -> bool:
    """Something on the way knows no ranges: all comes again."""
    near.sendall(server.answer(re.sub(rb"\r\n[Rr]ange: [^\r]*", b"", request)))
    return True


def test_a_cut_in_the_middle_goes_on_where_it_was(fetching: Fetching) -> None:
    fetching.fetch(answer_cut(150_000), answer_cut(HEAD), answer_cut(100_000))
    assert fetching.whole()
    offsets = [int(asked.rstrip("-") or 0) for asked in fetching.ranges]
    assert len(offsets) == 4
    assert offsets[0] == 0
    assert offsets == sorted(offsets), "nothing that had come was asked for again"
    assert 150_000 - LOST < offsets[1] < 150_000
    assert offsets[3] > offsets[1] + 100_000 - LOST
    with fetching.counter.desk.store.reading() as reading:
        assert held_files.size_of(reading, sha(PAPER), UNIT) == len(PAPER)


def test_it_goes_on_where_it_was_after_the_counter_was_closed(fetching: Fetching) -> None:
    fetching.fetch(answer_cut(120_000), answer_cut(120_000), until=lambda: len(fetching.ranges) == 2, lanes=2)
    come = fetching.part()
    assert come > 200_000
    fetching.counter.reopen()
    fetching.fetch()
    assert fetching.whole()
    assert fetching.ranges[-1] == f"{come}-"


def test_a_ring_that_knows_no_ranges_gives_all_of_it_again(fetching: Fetching) -> None:
    fetching.fetch(answer_cut(150_000), from_the_start)
    assert fetching.whole()


def test_what_came_damaged_is_thrown_away_and_fetched_once_more_from_the_start(fetching: Fetching) -> None:
    fetching.fetch(damaged)
    assert fetching.whole()
    assert fetching.ranges == ["", ""]


def test_a_half_that_came_damaged_before_a_cut_is_found_by_the_hash_of_the_whole(fetching: Fetching) -> None:
    def damaged_half(server: Server, request: bytes, near: socket.socket) -> bool:
        answer = bytearray(server.answer(request)[:200_000])
        answer[100_000] ^= 1
        near.sendall(answer)
        return False

    fetching.fetch(damaged_half)
    assert fetching.whole()
    assert len(fetching.ranges) == 3
    assert fetching.ranges[0] == fetching.ranges[2] == "", "after the wrong hash it began at the start"


def test_what_comes_damaged_twice_is_parked_with_the_reason(fetching: Fetching) -> None:
    def parked() -> bool:
        wanted = fetching.wanted()
        return wanted is not None and wanted.state == "parked"

    fetching.fetch(damaged, damaged, passes, until=parked)
    wanted = fetching.wanted()
    assert wanted is not None
    assert (wanted.last_answer, len(fetching.ranges), fetching.part()) == ("file_broken", 2, 0)
    assert not fetching.whole()
    with fetching.counter.desk.store.reading() as reading:
        assert wanted_files.due(reading, fetching.counter.clock.now() + timedelta(days=30)) is None
    with pytest.raises(OfficerCanMend, match="paper_away") as said:
        fetching.open()(fetching.dossier, sha(PAPER))
    assert said.value.facts["reason"] == "file_broken"
    assert fetching.open()(fetching.dossier, sha(PAPER)).path is None, "who asks again is served again"
    fetching.fetch()
    assert fetching.whole()


def test_a_portals_page_is_no_damaged_file(fetching: Fetching) -> None:
    portal = answered("200 OK", PORTAL, "Content-Type: text/html")
    fetching.fetch(answer_cut(150_000), portal, portal, portal)
    assert fetching.whole()
    assert fetching.ranges[-1] != "", "what had come before was kept"


def test_the_servers_own_trouble_parks_nothing(fetching: Fetching) -> None:
    fetching.fetch(answered("503 Busy"), answered("500 Fault"), answer_cut(40))
    assert fetching.whole()
