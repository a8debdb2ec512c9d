"""A folder instead of a printer: each job becomes one file, whole or not there at all, and none is ever overwritten."""

import contextlib
import errno
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from counter_app.devices.printer import (
    MediaType,
    Paper,
    PrinterHealth,
    PrintJob,
    PrintStage,
    PrintState,
    Ticket,
    judged,
    refusal,
    refuse_unfit,
)
from counter_app.devices.reasons import Reason

_ENDINGS = {MediaType.PDF: ".pdf", MediaType.PNG: ".png", MediaType.RAW: ".prn"}
_PROBE = 4096
_LITTLE_SPACE = 100 * 1024 * 1024
_REASONS = {
    errno.ENOSPC: Reason.DISK_FULL,
    errno.EDQUOT: Reason.DISK_FULL,
    errno.EFBIG: Reason.DISK_FULL,
    errno.EROFS: Reason.READ_ONLY,
    errno.EACCES: Reason.READ_ONLY,
    errno.EPERM: Reason.READ_ONLY,
    errno.ENOENT: Reason.NO_FOLDER,
    errno.ENOTDIR: Reason.NO_FOLDER,
}


@dataclass(frozen=True, slots=True)
class FolderPrinter:
    """Files named after the job's title (`CODE.pdf`, `CODE-2.pdf`, …) in `folder`; `copies` is the reader's business.

    A ticket's job is the file's name. The folder is made when it is missing but its parent is there; the parent is
    not made, so that a stick that was pulled out does not turn into an invisible folder on the system disk.
    """

    name: str
    folder: Path
    papers: frozenset[Paper] = frozenset(Paper)

    def send(self, job: PrintJob) -> Ticket:
        refuse_unfit(self.name, self.papers, frozenset(MediaType), job)
        try:
            self.folder.mkdir(exist_ok=True)
            target = self._keep(job)
        except OSError as fault:
            raise refusal(self.name, _reason(fault)) from fault
        return Ticket(self.name, target.name, PrintState(PrintStage.CONFIRMED))

    def state(self, ticket: Ticket) -> PrintState:
        there = (self.folder / Path(ticket.job).name).is_file()
        return ticket.state if there else PrintState(PrintStage.UNKNOWN)

    def health(self) -> PrinterHealth:
        place = self.folder if self.folder.exists() else self.folder.parent
        if not place.is_dir():
            return judged((Reason.NO_FOLDER,))
        try:
            # Only writing tells: access bits say nothing of a read-only mount, and root passes them all.
            with tempfile.TemporaryFile(dir=place) as probe:
                probe.write(b"\0" * _PROBE)
                probe.flush()
            free = shutil.disk_usage(place).free
        except OSError as fault:
            return judged((_reason(fault),))
        return judged((Reason.LOW_PAPER,) if free < _LITTLE_SPACE else ())

    def _keep(self, job: PrintJob) -> Path:
        handle, unfinished = tempfile.mkstemp(dir=self.folder, prefix=".unfinished-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(job.document)
                file.flush()
                os.fsync(file.fileno())
            return self._name(Path(unfinished), job)
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(unfinished).unlink()

    def _name(self, unfinished: Path, job: PrintJob) -> Path:
        ending = _ENDINGS[job.media]
        number = 1
        while True:
            target = self.folder / (job.title + (f"-{number}" if number > 1 else "") + ending)
            try:
                _take_name(unfinished, target)
            except FileExistsError:
                number += 1
            else:
                return target


def _take_name(unfinished: Path, target: Path) -> None:
    """Give `unfinished` its name in one step; raises `FileExistsError` rather than replacing another's file."""
    if os.name == "nt":
        unfinished.rename(target)
        return
    try:
        target.hardlink_to(unfinished)
    except FileExistsError:
        raise
    except OSError as fault:
        if fault.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK):
            raise
        # Sticks formatted as FAT know no links: take the name first, then put the finished file in its place.
        target.touch(exist_ok=False)
        unfinished.replace(target)


def _reason(fault: OSError) -> Reason:
    return _REASONS.get(fault.errno or 0, Reason.FAULT)
