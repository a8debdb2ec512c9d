"""Papers over three rings, up and down: where they are is told as it is, and who opens one gets it from above."""

import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from counter_app.devices.clock import SystemClock
from counter_app.domain.events import FILED, Event, new_id
from counter_app.domain.heard import Heard
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.practice.line import Line
from counter_app.storage import clones, filing
from counter_app.storage.events import events_of
from counter_app.storage.files import FileFolder
from counter_app.storage.prepared import Prepared
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.file_city import HttpFiles
from counter_app.sync.file_lanes import file_lanes
from counter_app.sync.listener import Place
from counter_app.sync.upward import Upward
from counter_app.sync.wire import EnrolRequest
from counter_app.usecases.open_paper import OpenPaper
from counter_app.usecases.questions.files import FilesOf
from tests.domain.events_made import START
from tests.rings.counters import PATIENCE, code_of
from tests.storage.made import UNIT
from tests.sync.file_counter import city_folder, sha
from tests.sync.made import Desk

PAGES = tuple(os.urandom(size) for size in (300_000, 2_000, 120_000))


class Papers:
    """A counter below a ring with all its lanes, that files papers."""

    def __init__(
        self, ring: CityProcess, folder: Path, name: str, *, store: Path | None = None, said: str = ""
    ) -> None:
        self.ring, self.place = ring, store or folder / f"{name}.db"
        client = ring.client()
        answer = client.enrol(EnrolRequest(code=code_of(ring), name=name, device=said))
        client.close()
        self.device, self.token = answer.device, answer.token
        self.desk = Desk(Store.open(self.place, practice=True), answer.device, answer.slot)
        self.folder = FileFolder.beside(self.place)
        self._changed = threading.Condition()
        self._open()

    def _open(self) -> None:
        where, clock = Address(self.ring.url), SystemClock()
        self.upward = Upward(
            self.desk.store,
            lambda: HttpCity(where, practice=True, token=self.token),
            clock,
            Place(self.device, UNIT),
            Heard(),
            on_change=self._told,
            lanes=file_lanes(
                self.desk.store,
                self.folder,
                lambda: HttpFiles(where, practice=True, token=self.token),
                clock,
                device=self.device,
                on_change=self._told,
            ),
        )
        self.upward.start()

    def _told(self, kinds: frozenset[str]) -> None:
        with self._changed:
            self._changed.notify_all()

    def until(self, holds: Callable[[], bool], patience: float = PATIENCE) -> bool:
        with self._changed:
            return self._changed.wait_for(holds, patience)

    def file(self, *pages: bytes) -> UUID:
        dossier = self.desk.register(1)[0]
        kept = [self.folder.keep(io.BytesIO(page)) for page in pages]
        said = {"name": "trang.jpg", "line": "1", "media_type": "image/jpeg", "pages": 1}
        files = [{"sha256": one.sha256, "size": one.size, **said} for one in kept]
        with self.desk.store.transaction() as tx:
            event = Event(
                id=new_id(),
                dossier=dossier,
                unit=UNIT,
                device=self.device,
                epoch="",
                device_seq=0,
                based_on=(events_of(tx, dossier)[-1].id,),
                kind=FILED,
                schema=1,
                at=START,
                offset_ms=0,
                officer="can-bo-1",
                payload={"files": files},
            )
            filing.file_papers(tx, event, kept, START)
        self.upward.wake()
        return dossier

    def rings(self, dossier: UUID) -> list[str]:
        """Return where the files of a dossier are, as the officer is told, in order."""
        return sorted(row.ring for row in FilesOf(self.desk.store, self.folder)(dossier).files)

    def knows(self, dossier: UUID, files: int) -> bool:
        with self.desk.store.reading() as reading:
            if not events_of(reading, dossier):
                return False
        return FilesOf(self.desk.store, self.folder)(dossier).total == files

    def open_page(self, dossier: UUID, page: bytes) -> None:
        """Open a file that is not here."""
        OpenPaper(self.desk.store, self.folder, self.upward.wake)(dossier, sha(page))

    def close(self) -> None:
        assert self.upward.stop()
        self.desk.store.close()


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


class Rings:
    def __init__(self, tmp_path: Path, closing: ExitStack) -> None:
        self._closing, self.folder = closing, tmp_path
        self.city = closing.enter_context(CityProcess(tmp_path / "city.db", tmp_path / "city.log"))
        self.line = closing.enter_context(Line(("127.0.0.1", self.city.port)))
        address = f"http://127.0.0.1:{self.line.port}"
        self.hub = closing.enter_context(HubProcess(tmp_path / "hub", self.city, UNIT, address=address))

    def counter(self, name: str, **more: str) -> Papers:
        made = Papers(self.hub, self.folder, name, **more)  # type: ignore[arg-type]
        self._closing.callback(made.close)
        return made

    @property
    def hub_files(self) -> FileFolder:
        return FileFolder.beside(Path(self.hub.store))


@pytest.fixture
def rings(tmp_path: Path, closing: ExitStack) -> Rings:
    return Rings(tmp_path, closing)


def test_papers_are_told_to_be_where_they_are_with_the_internet_cut_too(rings: Rings) -> None:
    one = rings.counter("quay-1")
    rings.line.cut()
    dossier = one.file(*PAGES)
    assert one.until(lambda: one.rings(dossier) == ["hub"] * 3)
    assert all(rings.hub_files.whole(sha(page)) for page in PAGES)
    assert not any(city_folder(rings.city).whole(sha(page)) for page in PAGES)
    rings.line.mend()
    assert one.until(lambda: one.rings(dossier) == ["city"] * 3)
    assert all(city_folder(rings.city).whole(sha(page)) for page in PAGES)


def test_a_counter_opens_what_another_filed_and_the_hub_brings_what_it_lacks(rings: Rings) -> None:
    one, two = rings.counter("quay-1"), rings.counter("quay-2")
    dossier = one.file(*PAGES)
    assert two.until(lambda: two.knows(dossier, 3))
    assert two.rings(dossier) == ["elsewhere"] * 3
    assert one.until(lambda: one.rings(dossier) == ["city"] * 3)
    assert not any(two.folder.whole(sha(page)) for page in PAGES)
    two.open_page(dossier, PAGES[0])
    assert two.until(lambda: two.folder.whole(sha(PAGES[0])))
    rings.hub_files.path_of(sha(PAGES[2])).unlink()
    two.open_page(dossier, PAGES[2])
    assert two.until(lambda: two.folder.whole(sha(PAGES[2])))
    assert rings.hub_files.whole(sha(PAGES[2]))
    assert not two.folder.whole(sha(PAGES[1]))


def test_t_restore_a_counter_gets_its_own_papers_back_by_itself(rings: Rings) -> None:
    one = rings.counter("quay-1")
    dossier = one.file(*PAGES)
    assert one.until(lambda: one.rings(dossier) == ["city"] * 3)
    fresh = rings.counter("quay-1-moi", said=one.device)
    assert fresh.device == one.device
    assert fresh.until(lambda: all(fresh.folder.whole(sha(page)) for page in PAGES))


def test_t_restore_a_city_from_its_backup_leaves_no_file_called_there_that_is_not(rings: Rings) -> None:
    one = rings.counter("quay-1")
    dossier = one.file(*PAGES[:1])
    assert one.until(lambda: one.rings(dossier) == ["city"])
    rings.line.cut()
    rings.city.stop()
    # Put back to before the papers came: the row and the file are gone, the epoch is another.
    with Store.open(rings.city.store, role="city", practice=True) as store:
        clones.renew(store, reason="restored", now=datetime.now(VIETNAM))
        with store.transaction() as tx:
            tx.do(Prepared(text("DELETE FROM held_file")))
    city_folder(rings.city).path_of(sha(PAGES[0])).unlink()
    rings.city.start()
    rings.line.mend()
    seen = set[str]()

    def back() -> bool:
        seen.update(one.rings(dossier))
        return city_folder(rings.city).whole(sha(PAGES[0])) and one.rings(dossier) == ["city"] and "hub" in seen

    # An idle hub asks the city who it is once a minute.
    assert one.until(back, 5 * PATIENCE), (seen, city_folder(rings.city).whole(sha(PAGES[0])))
