"""The main job without a screen: twenty citizens, a line that is cut in the middle, and proof that nothing was lost.

`python -m counter_app.practice.rehearse OUT` starts a city server process and a counter window off screen, scans twenty
invented cards through the reader's own signal, presses an officer's keys, prints each receipt, cuts the line for the
middle ten, mends it, waits until the city has all, and leaves receipts (PDF), a picture of each page and report.json
in OUT. Exit status 1 when a receipt does not decode or the city lacks a dossier.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt

from counter_app.bootstrap.window import CounterWindow
from counter_app.devices.drivers.image_file import codes_in
from counter_app.devices.drivers.simulated_reader import SimulatedReader
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hands import Hands, NotSo, wait_until
from counter_app.practice.line import Line
from counter_app.practice.people import Citizen, citizens
from counter_app.practice.pictures import SIZE, picture_pages
from counter_app.practice.play import city_of, enrolled, first_settings, places_below
from counter_app.settings import Places, Settings
from counter_app.ui.app import application

CITIZENS: Final = 20
CUT: Final = range(5, 15)
"""Which of them come while the line is cut: the middle ten."""

STOPPED: Final = "stopped-here.png"
"""What the window showed when the rehearsal could not go on."""

WANTED: Final = (
    ("ks", ""),
    ("sao y", "3*2+1*5"),
    ("sao y", "1*5/10+2*1/3"),
    ("tinh trang hon nhan", ""),
    ("ket hon", ""),
    ("sao y", "1*2"),
    ("khai tu", ""),
    ("chung thuc chu ky", ""),
)
"""What they want, in the words an officer types, and the copies."""


@dataclass(slots=True)
class Rehearsal:
    """What happened, as report.json tells it."""

    out: Path
    codes: list[str] = field(default_factory=list)
    unsent_while_cut: int = 0
    timings: dict[str, list[float]] = field(default_factory=dict)

    def took(self, what: str, clock: QElapsedTimer) -> None:
        self.timings.setdefault(what, []).append(clock.nsecsElapsed() / 1e6)


class Officer:
    """Serves one citizen after the other at a counter window."""

    def __init__(self, window: CounterWindow, reader: SimulatedReader, rehearsal: Rehearsal) -> None:
        self._window, self._reader, self._rehearsal = window, reader, rehearsal
        self._hands = Hands(lambda: window.screen)

    def serve(self, citizen: Citizen, words: str, copies: str) -> None:
        """Scan, choose, tick, F9; waits until the receipt is on paper and the form is empty."""
        counter, intake = self._window.counter, self._window.screen.intake
        if counter is None:
            raise RuntimeError("the counter is not open")
        clock = QElapsedTimer()
        clock.start()
        self._reader.scan(citizen.card)
        wait_until(lambda: intake.form().applicant.name == citizen.name, "the card fills the form")
        self._hands.type(words)
        wait_until(lambda: bool(intake.fields.procedure.choices.isVisible()), "procedures are offered")
        self._hands.press(Qt.Key.Key_Return)
        wait_until(lambda: intake.form().procedure is not None, "a procedure is chosen")
        procedure = intake.form().procedure
        if procedure is not None and procedure.checklist:
            self._hands.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        if copies and procedure is not None and procedure.copies:
            if procedure.checklist:
                self._hands.press(Qt.Key.Key_Tab)
            self._hands.type(copies)
        before = counter.desk.count()
        self._hands.pause()
        pressed = QElapsedTimer()
        pressed.start()
        self._hands.press_at_once(Qt.Key.Key_F9)
        wait_until(lambda: intake.form().empty, "the form is empty for the next person")
        self._rehearsal.took("f9_to_empty", pressed)
        wait_until(lambda: counter.desk.count() == before + 1, "the dossier is durable")
        code = counter.desk.page(None, 1)[0].code
        wait_until(lambda: self._paper(code).exists(), "the receipt is on paper")
        self._rehearsal.codes.append(code)
        self._rehearsal.took("dossier", clock)

    def _paper(self, code: str) -> Path:
        return self._rehearsal.out / "receipts" / f"{code}.pdf"


def rehearse(out: Path) -> int:
    """Run the rehearsal; returns the exit status."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "receipts").mkdir(exist_ok=True)
    # What an earlier rehearsal left would pass for this one's.
    for stale in (out / STOPPED, *(out / "receipts").glob("*.pdf")):
        stale.unlink(missing_ok=True)
    rehearsal = Rehearsal(out)
    total = QElapsedTimer()
    total.start()
    with tempfile.TemporaryDirectory(prefix="counter-rehearsal-") as home:
        places = places_below(Path(home))
        with city_of(places) as city, Line(("127.0.0.1", city.port)) as line:
            rehearsal.took("city_start", total)
            held, told = _day(places, city, line, rehearsal)
    unread = [code for code in rehearsal.codes if code not in codes_in(out / "receipts" / f"{code}.pdf")]
    rehearsal.took("total", total)
    _report(rehearsal, held, told)
    lacking = [code for code in rehearsal.codes if code not in held]
    for code in unread:
        print(f"The receipt of {code} does not decode.", file=sys.stderr)
    for code in lacking:
        print(f"The city lacks {code}.", file=sys.stderr)
    if rehearsal.unsent_while_cut != len(CUT):
        print(f"{rehearsal.unsent_while_cut} dossiers waited while the line was cut, not {len(CUT)}.", file=sys.stderr)
    print(f"{len(rehearsal.codes)} dossiers, {len(held)} in the city, receipts and report.json in {out}")
    whole = len(rehearsal.codes) == CITIZENS and rehearsal.unsent_while_cut == len(CUT)
    return 0 if whole and not unread and not lacking else 1


def _day(places: Places, city: CityProcess, line: Line, rehearsal: Rehearsal) -> tuple[set[str], dict[str, int]]:
    """Serve everybody; returns the codes that the city holds and its counts."""
    settings = replace(
        first_settings(), printer=f"folder:{rehearsal.out / 'receipts'}", label_printer="", slip_printer=""
    )
    reader = SimulatedReader("practice")

    def prepare(_settings: Settings) -> Settings:
        return enrolled(places, city, f"http://127.0.0.1:{line.port}", settings)

    clock = QElapsedTimer()
    clock.start()
    window = CounterWindow(application(), places, settings, practice=True, reader=reader, prepare=prepare)
    try:
        window.screen.resize(*SIZE)
        window.open()
        wait_until(lambda: window.counter is not None and window.screen.desk is not None, "the counter is open")
        rehearsal.took("window_ready", clock)
        officer = Officer(window, reader, rehearsal)
        for place, citizen in zip(range(CITIZENS), citizens(), strict=False):
            if place == CUT.start:
                _drain(window, rehearsal, "drain_before_cut")
                line.cut()
            if place == CUT.stop:
                rehearsal.unsent_while_cut = _unsent(window)
                line.mend()
            officer.serve(citizen, *WANTED[place % len(WANTED)])
        _drain(window, rehearsal, "drain_after_mending")
        picture_pages(window, rehearsal.out / "pictures")
        state = city.client().state(tuple(rehearsal.codes))
        return set(state.held), {"dossiers": state.dossiers, "events": state.events}
    except NotSo:
        window.screen.grab().save(str(rehearsal.out / STOPPED))
        raise
    finally:
        window.close()


def _unsent(window: CounterWindow) -> int:
    return window.counter.desk.sync().unsent if window.counter is not None else 0


def _drain(window: CounterWindow, rehearsal: Rehearsal, what: str) -> None:
    counter = window.counter
    if counter is None:
        return
    clock = QElapsedTimer()
    clock.start()
    counter.desk.send_now()
    wait_until(lambda: counter.desk.sync().unsent == 0, "the city has everything")
    rehearsal.took(what, clock)
    wait_until(lambda: counter.desk.sync().light == "green", "the strip is green")


def _report(rehearsal: Rehearsal, held: set[str], told: dict[str, int]) -> None:
    dossiers = [{"code": code, "receipt": f"receipts/{code}.pdf", "in_city": code in held} for code in rehearsal.codes]
    timings: dict[str, float] = {}
    for what, taken in rehearsal.timings.items():
        if len(taken) == 1:
            timings[what] = round(taken[0], 1)
        else:
            timings[f"{what}_median"] = round(median(taken), 1)
            timings[f"{what}_max"] = round(max(taken), 1)
    report = {
        "dossiers": dossiers,
        "city": told,
        "unsent_while_cut": rehearsal.unsent_while_cut,
        "timings_ms": timings,
    }
    (rehearsal.out / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", "utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m counter_app.practice.rehearse", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for receipts, pictures and report.json")
    args = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return rehearse(args.out.resolve())


if __name__ == "__main__":
    sys.exit(main())
