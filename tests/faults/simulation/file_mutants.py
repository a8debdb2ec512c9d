"""Faults planted into the way of files, one at a time: the worlds with papers must find each.

| planted | what the study calls it |
|---|---|
| offset not looked at | blind append: a piece is put behind what is there, whatever its offset |
| hash not looked at | no hash: what is complete is put in its place |
| held by the last byte | the counter counts a file as above when all its bytes went |
| deleted too early | the counter's copy goes with its last byte, not with the ring's word |
| from zero | the stored upload is not asked how far it is: each try begins anew (tusd 1054) |
| held across a restore | blob ack without epoch: a ring that came back from a backup keeps the old word |
| files before data | a file goes without waiting for its event |
| largest first | a large file stands before the small ones |
| city without looking | what the hub has is shown as being at the city |
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Any, Final
from unittest import mock

from sqlalchemy import bindparam, select
from starlette.requests import Request

from counter_app.server import files
from counter_app.server.file_room import FileRoom
from counter_app.server.file_writer import FileWriter
from counter_app.storage import file_queue, uploads
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.file_queue import QueuedFile
from counter_app.storage.file_tables import file_queue as _queue
from counter_app.storage.files import FileFolder, Kept
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.sync import file_wire
from counter_app.sync.file_lane import FileLane
from counter_app.sync.files_above import Found

_WITHOUT_EVENT: Final = Prepared(
    select(*file_queue._COLUMNS)
    .where(
        *file_queue._WAITING,
        file_queue._HERE,
        _queue.c.next_try.is_(None) | ~_queue.c.next_try.between(bindparam("now") + 1, bindparam("latest")),
    )
    .order_by(_queue.c.size)
    .limit(bindparam("limit"))
)


def offset_not_looked_at() -> Any:
    async def blind(request: Request, room: FileRoom, device: EnrolledDevice, upload: str, writers: object) -> None:
        found = room.look(device, upload)
        await FileWriter(room.folder, found, found.upload.size - found.offset).as_it_comes(request)

    return mock.patch.object(files, "_append", blind)


def hash_not_looked_at() -> Any:
    def at_once(self: FileFolder, upload: str, sha256: str) -> Kept | None:
        part = self.part(upload)
        if not part.exists():
            return Kept(sha256, self.path_of(sha256).stat().st_size)
        size = part.stat().st_size
        self._into_place(part, sha256)
        return Kept(sha256, size)

    return mock.patch.object(FileFolder, "finish", at_once)


def held_by_the_last_byte() -> Any:
    def whole(self: FileLane, file: QueuedFile, found: Found) -> bool:
        if found.offset < file.size:
            return False
        self._at.pop(file.sha256, None)
        with self._store.transaction() as tx:
            ring, at = file_queue.CITY, self._clock.now()
            file_queue.delivered(tx, [file.sha256], ring=ring, epoch=found.epoch, at=at)
        return True

    return mock.patch.object(FileLane, "_is_whole", whole)


def deleted_too_early() -> Any:
    is_whole = FileLane._is_whole

    def gone(self: FileLane, file: QueuedFile, found: Found) -> bool:
        if found.offset >= file.size:
            self._folder.path_of(file.sha256).unlink(missing_ok=True)
        return is_whole(self, file, found)

    return mock.patch.object(FileLane, "_is_whole", gone)


def from_zero() -> Any:
    def never(*_: object, **__: object) -> None:
        return None

    stack = ExitStack()
    stack.enter_context(mock.patch.object(uploads, "same", never))
    stack.enter_context(mock.patch.object(file_queue, "begun", never))
    return stack


def held_across_a_restore() -> Any:
    def unnoticed(tx: Transaction, epoch: str) -> int:
        return 0

    return mock.patch.object(file_queue, "reoffer", unnoticed)


def files_before_data() -> Any:
    return mock.patch.object(file_queue, "_DUE", _WITHOUT_EVENT)


def largest_first() -> Any:
    due = file_queue.due

    def turned(reading: Reading, now: datetime, limit: int = 200) -> tuple[QueuedFile, ...]:
        return tuple(sorted(due(reading, now, limit), key=lambda one: -one.size))

    return mock.patch("counter_app.sync.file_lane.file_queue.due", turned)


def city_without_looking() -> Any:
    held = FileRoom.held

    def all_there(self: FileRoom, device: EnrolledDevice, hashes: Any) -> file_wire.HeldAnswer:
        said = held(self, device, hashes)
        return said.model_copy(update={"city": said.held})

    return mock.patch.object(FileRoom, "held", all_there)


FILE_MUTANTS: Final[dict[str, tuple[Callable[[], Any], int]]] = {
    "offset not looked at": (offset_not_looked_at, 39),
    "hash not looked at": (hash_not_looked_at, 113),
    "held by the last byte": (held_by_the_last_byte, 39),
    "deleted too early": (deleted_too_early, 39),
    "from zero": (from_zero, 39),
    "held across a restore": (held_across_a_restore, 121),
    "files before data": (files_before_data, 7),
    "largest first": (largest_first, 39),
    "city without looking": (city_without_looking, 39),
}
"""With the first seed that finds each."""
