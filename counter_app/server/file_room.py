"""What happens to files that come from below: begun, appended, checked, held, thrown away when nobody ends them.

All of it blocks; the routes (`files`) call it from threads. An upload belongs to the device that began it.
"""

import base64
import binascii
import hashlib
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from counter_app.domain.errors import CounterError
from counter_app.server.door import House, Refusal
from counter_app.storage import file_queue, held_files, uploads, wanted_files
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.files import MOST_BYTES, FileFolder
from counter_app.storage.uploads import Upload
from counter_app.sync import file_wire
from counter_app.sync.file_wire import FileState

EXPIRES: Final = timedelta(days=7)
"""How long an upload waits for its next byte; a line may be dead for days."""
MOST_OPEN: Final = 500
"""Unfinished uploads of one device: a bound against one that only begins."""
MOST_WANTED: Final = 2_000
"""Files that a hub fetches for its counters: a bound against one that only asks."""
SWEEP_SECONDS: Final = 3600.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """An upload as it is now: `offset` is what of it is on this ring's disk."""

    upload: Upload
    offset: int
    state: FileState
    expires: datetime | None


class FileRoom:
    """The files of one ring. `most_bytes` bounds one file."""

    def __init__(self, house: House, folder: FileFolder, most_bytes: int = MOST_BYTES) -> None:
        self._house, self.folder, self.most_bytes = house, folder, most_bytes
        self._checking = threading.Lock()
        self._sweep_at = 0.0

    def begin(self, device: EnrolledDevice, size: int, metadata: str, *, ours: bool) -> Whereabouts:
        """Begin an upload of `size` bytes; for a client of ours, go on with the one that it has begun before.

        A file that is here already for the device's unit is whole at once (to a client of ours: any other would not
        understand it, and sends it again).
        """
        if size > self.most_bytes:
            raise Refusal(413, "file_too_large", f"A file may have {self.most_bytes} bytes here.")
        sha256 = _hash_in(metadata)
        self._sweep_when_due()
        now = self._house.clock.now()
        with self._house.store.transaction() as tx:
            if ours and sha256 and self._holds(held_files.size_of(tx, sha256, device.unit), sha256):
                made = uploads.add(tx, device.unit, device.id, sha256, size, metadata, now)
                uploads.close(tx, made.id, "held", sha256)
                return Whereabouts(made, size, "held", None)
            before = uploads.same(tx, device.id, sha256, size) if ours and sha256 else None
            if before is None and uploads.open_of(tx, device.id) >= MOST_OPEN:
                raise Refusal(429, "busy", "This device has too many unfinished uploads.", retry_after=3600)
            upload = before or uploads.add(tx, device.unit, device.id, sha256, size, metadata, now)
        self.folder.begin(upload.id)
        return self._now(upload)

    def look(self, device: EnrolledDevice, id_: str) -> Whereabouts:
        """Return how far an upload is; raises Refusal 404 (unknown, or another device's) or 410 (broken)."""
        with self._house.store.reading() as reading:
            upload = uploads.find(reading, id_, device.unit, device.id)
        if upload is None:
            raise Refusal(404, "upload_unknown", "There is no such upload; it may have expired.")
        if upload.state == "broken":
            raise Refusal(410, "file_broken", "The file that came has another hash than was said; begin it anew.")
        return self._now(upload)

    def drop(self, device: EnrolledDevice, id_: str) -> None:
        """Forget an upload and its part; a file that is held stays."""
        self.look(device, id_)
        self.folder.drop(id_)
        with self._house.store.transaction() as tx:
            uploads.drop(tx, id_)

    def check(self, upload: Upload) -> None:
        """All bytes are here: look at the hash, put the file into its place, then say so. May be done again.

        One at a time in a process: reading a large file twice at once would only make both late.
        """
        with self._checking:
            with self._house.store.reading() as reading:
                known = uploads.find(reading, upload.id, upload.unit, upload.device)
            if known is None or self._now(known).state != "checking":
                return
            kept = self.folder.finish(upload.id, upload.sha256)
            with self._house.store.transaction() as tx:
                if kept is None:
                    uploads.close(tx, upload.id, "broken", upload.sha256)
                else:
                    held_files.add(tx, kept, upload.unit, self._house.clock.now())
                    uploads.close(tx, upload.id, "held", kept.sha256)
        # A hub brings it on to the city at once.
        self._house.taken()

    def check_quietly(self, upload: Upload) -> None:
        """Check behind an answer that went out: what fails now is done again at the next question about the upload."""
        try:
            self.check(upload)
        except CounterError as error:
            log.warning("files: not checked, %s", error.code)

    def held(self, device: EnrolledDevice, hashes: Sequence[str]) -> file_wire.HeldAnswer:
        """Return which files are here for the device's unit, and which of these are at the city."""
        with self._house.store.reading() as reading:
            sizes = held_files.sizes_of(reading, hashes, device.unit)
            here = tuple(sorted(sha256 for sha256, size in sizes.items() if self.folder.has(sha256, size)))
            # A ring that brings a file to nobody is the city; a hub knows how far up it has brought it.
            city = tuple(one for one in here if file_queue.ring_of(reading, one) in (None, file_queue.CITY))
        return file_wire.HeldAnswer(ring=self._house.ring(), held=here, city=city)

    def path_for(self, device: EnrolledDevice, sha256: str) -> Path | None:
        """Return where the file lies for the device's unit; None when it is on its way from the city (a hub's only).

        Raises Refusal 404: no ring has it for this unit, or not this one, which is the city.
        """
        unknown = Refusal(404, "file_unknown", "This unit has no such file here.")
        with self._house.store.reading() as reading:
            size = held_files.size_of(reading, sha256, device.unit)
            wanted = wanted_files.find(reading, sha256)
            many = wanted_files.count(reading) >= MOST_WANTED
        if size is not None and self.folder.has(sha256, size):
            return self.folder.path_of(sha256)
        if self._house.role == "city":
            raise unknown
        if wanted is not None and wanted.state == "parked":
            # The next question asks the city again.
            with self._house.store.transaction() as tx:
                wanted_files.drop(tx, sha256)
            raise unknown
        if wanted is None:
            if many:
                raise Refusal(429, "busy", "Too many files are on their way already.", retry_after=60)
            with self._house.store.transaction() as tx:
                wanted_files.want(tx, sha256, unit=device.unit, asked=True)
        self._house.taken()
        return None

    def sweep(self) -> int:
        """Remove uploads that nobody went on with, check what a crash left unchecked; return how many were removed."""
        now, given_up = self._house.clock.now(), list[str]()
        with self._house.store.reading() as reading:
            old = uploads.begun_before(reading, now)
        for upload in old:
            if upload.state == "open" and self._now(upload).state == "checking":
                self.check_quietly(upload)
            elif max(self.folder.touched(upload.id) or upload.at, upload.at) <= now - EXPIRES:
                self.folder.drop(upload.id)
                given_up.append(upload.id)
        if given_up:
            with self._house.store.transaction() as tx:
                uploads.drop_all(tx, given_up)
        return len(given_up)

    def _sweep_when_due(self) -> None:
        if time.monotonic() >= self._sweep_at:
            self._sweep_at = time.monotonic() + SWEEP_SECONDS
            self.sweep()

    def _now(self, upload: Upload) -> Whereabouts:
        if upload.state == "held":
            return Whereabouts(upload, upload.size, "held", None)
        offset, touched = self.folder.length(upload.id), self.folder.touched(upload.id)
        # Without its part it may be in its place already: a crash came between the rename and the row.
        renamed = touched is None and bool(upload.sha256) and self.folder.has(upload.sha256, upload.size)
        if renamed or (touched is not None and offset >= upload.size):
            return Whereabouts(upload, upload.size, "checking", None)
        return Whereabouts(upload, offset, "open", (touched or upload.at) + EXPIRES)

    def _holds(self, size: int | None, sha256: str) -> bool:
        return size is not None and self.folder.has(sha256, size)


def said_in(metadata: str) -> dict[str, str]:
    """Return the pairs of an Upload-Metadata header; raises Refusal 400 when it is none.

    What is no text in UTF-8 is passed over: only known names are looked at.
    """
    pairs: dict[str, str] = {}
    for pair in metadata.split(",") if metadata.strip() else ():
        name, _, value = pair.strip().partition(" ")
        try:
            pairs[name] = base64.b64decode(value, validate=True).decode("utf-8", "ignore")
        except binascii.Error as error:
            raise Refusal(400, "upload_wrong", "Upload-Metadata cannot be read.") from error
    return pairs


def _hash_in(metadata: str) -> str:
    sha256 = said_in(metadata).get(file_wire.SHA256, "").lower()
    if sha256 and (len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef")):
        raise Refusal(400, "upload_wrong", "The sha256 of Upload-Metadata is none.")
    return sha256


def checksum_in(header: str) -> tuple[str, bytes] | None:
    """Return algorithm and digest of an Upload-Checksum header, None when there is none; raises Refusal 400."""
    if not header:
        return None
    name, _, value = header.strip().partition(" ")
    if name not in file_wire.CHECKSUMS:
        raise Refusal(400, "checksum_unknown", "Only " + ", ".join(file_wire.CHECKSUMS) + " are understood.")
    try:
        digest = base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise Refusal(400, "checksum_unknown", "Upload-Checksum cannot be read.") from error
    if len(digest) != hashlib.new(name, usedforsecurity=False).digest_size:
        raise Refusal(400, "checksum_unknown", "Upload-Checksum has another length than its algorithm.")
    return name, digest
