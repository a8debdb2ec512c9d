"""How the machines of this counter are: each asked, none believed from yesterday."""

import shutil
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from counter_app.devices.printer import Printer
from counter_app.devices.reader import ReaderLevel, ReaderState
from counter_app.storage.store import Store
from counter_app.usecases.desk import CLOCK_OFF, DeviceRow
from counter_app.usecases.identity import Identity
from counter_app.usecases.printing import Machines

LOW_DISK: Final = 2 * 1024**3
"""Bytes; below it the officer is warned while there is still room for weeks of work."""

_READER_STATES: Final = {
    ReaderLevel.READY: "ready",
    ReaderLevel.WARN: "warn",
    ReaderLevel.GONE: "down",
    ReaderLevel.STOPPED: "off",
}

ReaderSaid = Callable[[], ReaderState | None]
"""What the reader said last; None where it cannot be asked, because it types like a keyboard."""


def unheard() -> None:
    """Answer for a reader that cannot be asked."""


class DevicesState:
    """Asks every printer, the reader, the disk under the store and the clock; blocks as long as the slowest answers.

    `reader_name` is the reader's entry in the settings; `reader` answers what it said last. It is not asked by opening
    its port: this counter itself has it open.
    """

    def __init__(
        self, store: Store, identity: Identity, machines: Machines, reader_name: str = "", reader: ReaderSaid = unheard
    ) -> None:
        self._store, self._identity, self._machines = store, identity, machines
        self._reader_name, self._reader = reader_name, reader

    def __call__(self) -> Sequence[DeviceRow]:
        machines = self._machines
        rows = [
            _printer("receipts", machines.receipts),
            _printer("labels", machines.labels),
            _printer("slips", machines.slips),
        ]
        return (*rows, self._reader_row(), self._disk(), self._clock())

    def _reader_row(self) -> DeviceRow:
        facts = (("name", self._reader_name),)
        said = self._reader()
        if said is None:
            return DeviceRow("reader", "reader", "unasked", "reader_types", facts)
        state = _READER_STATES[said.level]
        return DeviceRow("reader", "reader", state, "" if state == "ready" else said.code, facts)

    def _disk(self) -> DeviceRow:
        place = self._store.path.parent if self._store.path is not None else Path.cwd()
        free = shutil.disk_usage(place).free
        facts = (("file", self._store.place), ("free_mb", str(free // 1024**2)))
        return DeviceRow(
            "store", "store", "warn" if free < LOW_DISK else "ready", _when(free < LOW_DISK, "disk_low"), facts
        )

    def _clock(self) -> DeviceRow:
        off = timedelta(milliseconds=self._identity.offset_ms)
        wrong = abs(off) >= CLOCK_OFF
        facts = (("offset_s", str(round(off.total_seconds()))),)
        return DeviceRow("clock", "clock", "warn" if wrong else "ready", _when(wrong, "clock_off"), facts)


def _printer(use: str, printer: Printer | None) -> DeviceRow:
    if printer is None:
        return DeviceRow(use, "printer", "off", "printer_not_set")
    health = printer.health()
    facts = (("name", printer.name), ("papers", ", ".join(sorted(str(paper) for paper in printer.papers))))
    return DeviceRow(use, "printer", str(health.level), health.sentence if health.reasons else "", facts)


def _when(true: bool, code: str) -> str:
    return code if true else ""
