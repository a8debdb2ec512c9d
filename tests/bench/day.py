"""A scripted day at the counter: how long the event loop was ever kept, and how long from F9 to the empty form.

    python tests/bench/day.py [--dossiers 300] [--many 200000] [--many-dossiers 60] [--worst 8]

A real window (off screen), a real city process that takes everything, a simulated reader, hands that press keys at a
typist's pace: cards, procedures found by words, papers ticked, copies typed, batches by F2, now and then a search. A
timer of 5 ms in the screen's thread is the probe: a gap is the time between two of its ticks. For every gap above
25 ms a second thread notes where the screen's thread stood; beside it stand the processor time that the screen's thread
and the others of the process used in it, the time in which the system let somebody else run, and the collector's.
F9 is timed from the key to the moment when the form is empty, in a new store and in one of 200,000 dossiers.
"""

import argparse
import gc
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import Qt, QTimer

from counter_app.bootstrap.window import CounterWindow
from counter_app.devices.drivers.simulated_reader import SimulatedReader
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hands import Hands, wait_until
from counter_app.practice.people import Citizen, citizens
from counter_app.practice.pictures import SIZE
from counter_app.practice.play import city_of, enrolled, first_settings, places_below
from counter_app.practice.rehearse import WANTED
from counter_app.settings import Places, Settings
from counter_app.ui.app import application
from tests.bench import big_store

TICK_MS: Final = 5
NOTED_MS: Final = 25
GOAL_MS: Final = 50
BATCH: Final = 4


@dataclass(slots=True)
class Gap:
    """One gap of the event loop, milliseconds."""

    length: float
    own: float
    others: float
    kept_waiting: float
    collecting: float
    at: float
    where: str = ""


@dataclass(slots=True)
class Probe:
    """Ticks in the screen's thread; `gaps` are all times between two ticks, `noted` the long ones with their cause."""

    gaps: list[float] = field(default_factory=list)
    noted: list[Gap] = field(default_factory=list)
    _last: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    _began: float = 0.0
    _place: str = ""
    _collected: float = 0.0
    _collecting_since: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)
    _timer: QTimer | None = None
    _watcher: threading.Thread | None = None
    _schedule: Any = None

    def start(self) -> None:
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").open()  # noqa: SIM115
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last, self._began = self._now(), time.perf_counter()
        gc.callbacks.append(self._collector)
        self._watcher = threading.Thread(target=self._watch, args=(threading.get_ident(),), daemon=True)
        self._watcher.start()
        self._timer.start()

    def stop(self) -> None:
        self._stop.set()
        gc.callbacks.remove(self._collector)
        if self._timer is not None and self._watcher is not None:
            self._timer.stop()
            self._watcher.join()
        self._schedule.close()

    def _now(self) -> tuple[float, float, float, float]:
        self._schedule.seek(0)
        waited = int(self._schedule.read().split()[1]) / 1e9
        return time.perf_counter(), time.thread_time(), time.process_time(), waited

    def _tick(self) -> None:
        now = self._now()
        gap, own, process, waited = ((new - old) * 1000 for new, old in zip(now, self._last, strict=True))
        self.gaps.append(gap)
        if gap > NOTED_MS:
            at = now[0] - self._began
            self.noted.append(Gap(gap, own, process - own, waited, self._collected * 1000, at, self._place))
        self._last, self._place, self._collected = now, "", 0.0

    def _collector(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._collecting_since = time.perf_counter()
        else:
            self._collected += time.perf_counter() - self._collecting_since

    def _watch(self, screen: int) -> None:
        while not self._stop.wait(0.01):
            if time.perf_counter() - self._last[0] > NOTED_MS / 1000 * 0.8 and not self._place:
                frame = sys._current_frames().get(screen)
                names: list[str] = []
                while frame is not None and len(names) < 6:
                    names.append(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}:{frame.f_lineno}")
                    frame = frame.f_back
                self._place = " < ".join(names)


class Officer:
    """Works through the day in one window."""

    def __init__(self, window: CounterWindow, reader: SimulatedReader) -> None:
        self._window, self._reader = window, reader
        self._intake = window.screen.intake
        self._hands = Hands(lambda: window.screen)
        self.f9: list[float] = []
        self.served = 0

    def serve(self, count: int, people: Iterator[Citizen]) -> None:
        """Serve `count` citizens: alone where copies are typed, else in batches of four by F2; search in between."""
        for words, copies in cycle(WANTED):
            size = min(1 if copies else BATCH, count - self.served)
            for place in range(size):
                self._one(next(people), words if not place else "", copies, repeat=size > 1 and not place)
            if size > 1:
                self._hands.press(Qt.Key.Key_Escape)
            if self.served % 7 == 0:
                self._search()
            if self.served >= count:
                return

    def _one(self, citizen: Citizen, words: str, copies: str, *, repeat: bool) -> None:
        intake, hands, control = self._intake, self._hands, Qt.KeyboardModifier.ControlModifier
        self._reader.scan(citizen.card)
        wait_until(lambda: intake.form().applicant.name == citizen.name, "the card fills the form")
        if words:
            hands.type(words)
            wait_until(lambda: bool(intake.fields.procedure.choices.isVisible()), "procedures are offered")
            hands.press(Qt.Key.Key_Return)
            wait_until(lambda: intake.form().procedure is not None, "a procedure is chosen")
            procedure = intake.form().procedure
            if procedure is not None and procedure.checklist:
                hands.press(Qt.Key.Key_Space, control)
            if copies and procedure is not None and procedure.copies:
                if procedure.checklist:
                    hands.press(Qt.Key.Key_Tab)
                hands.type(copies)
            if repeat:
                hands.press(Qt.Key.Key_F2)
        hands.pause()
        pressed = time.perf_counter()
        empty: list[float] = []
        # Connected last, so it is called when the page has emptied its form.
        heard = intake.finishing.registered.connect(lambda *_: empty.append(time.perf_counter()))
        hands.press_at_once(Qt.Key.Key_F9)
        wait_until(lambda: bool(empty), "the dossier is registered")
        intake.finishing.registered.disconnect(heard)
        if not intake.form().applicant.empty:
            raise RuntimeError("the form was not emptied")
        self.f9.append((empty[0] - pressed) * 1000)
        self.served += 1

    def _search(self) -> None:
        screen, hands = self._window.screen, self._hands
        hands.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        hands.type("ngu")
        wait_until(lambda: screen.here == "dossiers" and screen.background.idle, "something is found")
        hands.press(Qt.Key.Key_Escape)
        if screen.here != "intake":
            hands.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        wait_until(lambda: screen.here == "intake", "back at the intake page")


def day(home: Path, count: int) -> tuple[Probe, Officer]:
    """Serve `count` citizens in a window whose home is below `home`, with a city of its own."""
    places = places_below(home)
    probe, reader = Probe(), SimulatedReader("practice")
    with city_of(places) as city:
        settings = replace(first_settings(), label_printer="", slip_printer="")
        window = CounterWindow(
            application(), places, settings, practice=True, reader=reader, prepare=_prepare(places, city, settings)
        )
        try:
            window.screen.resize(*SIZE)
            window.open()
            wait_until(lambda: window.counter is not None and window.screen.desk is not None, "the counter is open")
            wait_until(lambda: window.screen.background.idle, "the receipt is prepared")
            officer = Officer(window, reader)
            officer.serve(8, citizens(5))
            officer.f9.clear()
            officer.served = 0
            probe.start()
            officer.serve(count, citizens(6))
            probe.stop()
            counter = window.counter
            if counter is not None:
                counter.desk.send_now()
                wait_until(lambda: counter.desk.sync().unsent == 0, "the city has everything")
        finally:
            window.close()
    return probe, officer


def _prepare(places: Places, city: CityProcess, settings: Settings) -> Any:
    return lambda _settings: enrolled(places, city, city.url, settings)


def report(probe: Probe, officer: Officer, worst: int) -> None:
    gaps = sorted(probe.gaps)
    over = sum(gap > GOAL_MS for gap in gaps)
    print(f"{officer.served} dossiers in {sum(gaps) / 1000:.0f} s, {len(gaps):,} ticks of {TICK_MS} ms")
    print(
        f"  gaps: median {statistics.median(gaps):.1f} ms, p99 {gaps[int(0.99 * len(gaps))]:.1f}, "
        f"p99.9 {gaps[int(0.999 * len(gaps))]:.1f}, largest {gaps[-1]:.1f}; {over} over {GOAL_MS} ms (goal: none)"
    )
    ours = [gap for gap in probe.noted if gap.length - gap.kept_waiting > GOAL_MS]
    print(f"  over {GOAL_MS} ms even without the time in which the system let others run: {len(ours)}")
    for gap in sorted(probe.noted, key=lambda gap: -gap.length)[:worst]:
        print(
            f"  {gap.length:6.1f} ms at {gap.at:6.1f} s: screen {gap.own:.1f}, other threads {gap.others:.1f}, "
            f"kept waiting {gap.kept_waiting:.1f}, collector {gap.collecting:.1f}; {gap.where or 'not seen'}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=300)
    parser.add_argument("--many", type=int, default=200_000, help="dossiers in the big store; 0 leaves it out")
    parser.add_argument("--many-dossiers", type=int, default=60, help="how many are registered in the big store")
    parser.add_argument("--worst", type=int, default=8, help="how many of the longest gaps are shown")
    args = parser.parse_args()
    gc.disable()  # as the application's own door does; the window turns it on when everything is there
    with tempfile.TemporaryDirectory(prefix="counter-day-") as name:
        probe, officer = day(Path(name) / "new", args.dossiers)
        report(probe, officer, args.worst)
        print(
            f"F9 to the empty form, new store: median {statistics.median(officer.f9):.1f} ms, "
            f"worst {max(officer.f9):.1f}"
        )
        if args.many:
            home = Path(name) / "big"
            big_store.make(places_below(home).store, args.many, events=True)
            probe, officer = day(home, args.many_dossiers)
            report(probe, officer, args.worst)
            print(
                f"F9 to the empty form, {args.many:,} dossiers: median {statistics.median(officer.f9):.1f} ms, "
                f"worst {max(officer.f9):.1f} (goal: median <= 100)"
            )


if __name__ == "__main__":
    main()
