"""A counter with papers for the tests of files: a real store, a real folder, a real city, a line of one's choice."""

import hashlib
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from counter_app.devices.clock import SteppedClock
from counter_app.domain.events import FILED, Event, new_id
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.storage import file_queue, filing
from counter_app.storage.events import events_of
from counter_app.storage.file_queue import OpenFile
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.codes import new_code
from counter_app.sync.courier import Courier
from counter_app.sync.file_city import HttpFiles
from counter_app.sync.file_lane import FileLane
from counter_app.sync.file_plan import Limits
from counter_app.sync.wire import EnrolRequest
from tests.domain.events_made import START
from tests.storage.made import UNIT
from tests.sync.made import Desk


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class FileCounter:
    """`files_port` and `events_port` are where its two ways up lead: the city's own port, or a proxy's."""

    def __init__(self, city: CityProcess, folder: Path, *, unit: str = UNIT) -> None:
        with Store.open(city.store, role="city", practice=True, alone=False) as beside:
            code = new_code(beside, unit, "", datetime.now(VIETNAM))
        direct = city.client()
        answer = direct.enrol(EnrolRequest(code=code))
        direct.close()
        self.city, self.token, self.device = city, answer.token, answer.device
        self.place = folder / f"{answer.device}.db"
        self.slot = answer.slot
        self.desk = Desk.open(folder, answer.device, answer.slot)
        self.folder = FileFolder.beside(self.place)
        self.clock = SteppedClock(datetime.now(VIETNAM))
        self.waited = 0.0
        self.files_port = self.events_port = city.port
        self._open: list[HttpCity] = []

    def reopen(self) -> None:
        """The counter is closed and started again: nothing is left but what is on the disk."""
        self.close()
        self.desk = Desk(
            Store.open(self.place, practice=True), self.device, self.slot, self.desk.written, self.desk.ids
        )

    def close(self) -> None:
        while self._open:
            self._open.pop().close()
        self.desk.store.close()

    def file(self, *contents: bytes, dossier: UUID | None = None) -> UUID:
        """File papers in a dossier, a new one by default."""
        id_ = dossier or self.desk.register(1)[0]
        kept = [self.folder.keep(io.BytesIO(content)) for content in contents]
        said = {"name": "trang.jpg", "line": "1", "media_type": "image/jpeg", "pages": 1}
        with self.desk.store.transaction() as tx:
            known = events_of(tx, id_)
            event = Event(
                id=new_id(),
                dossier=id_,
                unit=UNIT,
                device=self.device,
                epoch="",
                device_seq=0,
                based_on=(known[-1].id,),
                kind=FILED,
                schema=1,
                at=START,
                offset_ms=0,
                officer="can-bo-1",
                payload={"files": [{"sha256": one.sha256, "size": one.size, **said} for one in kept]},
            )
            filing.file_papers(tx, event, kept, START)
        return id_

    def deliver(self) -> None:
        """Bring every event up."""
        client = HttpCity(Address(f"http://127.0.0.1:{self.events_port}"), practice=True, token=self.token)
        courier = Courier(self.desk.store, client, self.clock, chance=lambda: 0.5)
        while courier.step() == 0.0:
            continue
        client.close()

    def lane(self, limits: Limits | None = None, **options: Any) -> FileLane:
        address = Address(f"http://127.0.0.1:{self.files_port}")
        client = HttpFiles(address, practice=True, token=self.token)
        self._open.append(client)
        wait = options.pop("wait", self._pass_time)
        return FileLane(
            self.desk.store, self.folder, client, self.clock, limits=limits, chance=lambda: 0.0, wait=wait, **options
        )

    def drain(self, lane: FileLane, most: int = 400) -> None:
        """Step until every file is above; the pauses pass on the counter's own clock."""
        for _ in range(most):
            if not self.open_files():
                return
            self.clock.step(timedelta(seconds=lane.step()))
        raise AssertionError(f"still waiting: {self.open_files()[:3]}")

    def open_files(self) -> Sequence[OpenFile]:
        with self.desk.store.reading() as reading:
            return file_queue.unsent(reading)

    def ring_of(self, content: bytes) -> str | None:
        with self.desk.store.reading() as reading:
            return file_queue.ring_of(reading, sha(content))

    def _pass_time(self, seconds: float) -> None:
        self.waited += seconds
        self.clock.step(timedelta(seconds=seconds))


def city_folder(city: CityProcess) -> FileFolder:
    """Return the folder of a city on SQLite."""
    return FileFolder.beside(Path(city.store))
