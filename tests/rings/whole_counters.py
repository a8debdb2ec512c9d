"""A whole counter below a ring, as its officer starts it, and what an administrator tells the city beside it."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from counter_app.__main__ import main
from counter_app.bootstrap.counter import Counter, start_counter
from counter_app.cli.enrol import enrol
from counter_app.devices.clock import SystemClock
from counter_app.devices.drivers.simulated import SimulatedPrinter
from counter_app.practice.city_process import CityProcess
from counter_app.settings import Places, load
from counter_app.usecases.printing import Machines
from tests.rings.counters import PATIENCE
from tests.storage.made import UNIT
from tests.usecases.conftest import SETTINGS


class WholeCounter:
    """A counter with everything but the screen. `stop` and `start` it as an officer does; its folder stays."""

    counter: Counter

    def __init__(self, folder: Path, ring: CityProcess, *, unit: str = UNIT) -> None:
        self._places = Places(folder)
        code = ring.enrolment_code(unit)
        enrol(self._places, replace(SETTINGS, device="", city="", unit=unit), ring.url, code, None, practice=True)
        self._changed = threading.Condition()
        self.start()

    def start(self) -> None:
        printer = SimulatedPrinter("receipts", SystemClock())
        machines = Machines(receipts=printer, labels=printer, slips=printer)
        self.counter = start_counter(
            self._places, load(self._places.settings), self._announce, practice=True, machines=machines
        )

    def stop(self) -> None:
        self.counter.close()

    def until(self, holds: Callable[[], bool]) -> bool:
        """Wait until `holds`, looked at whenever something changed here, and say whether it did."""
        with self._changed:
            return self._changed.wait_for(holds, PATIENCE)

    def _announce(self, kinds: Iterable[str]) -> None:
        with self._changed:
            self._changed.notify_all()


def imported(city: CityProcess, command: str, file: Path, *flags: str) -> int:
    """Import a file at the city, beside the running process, as an administrator does."""
    return main([command, "import", str(file), *flags, "--store", city.store, "--role", "city", "--practice"])
