"""Twenty of the same in a row: from the card under the reader to the receipt in the officer's hand.

    python tests/bench/repeat.py [--dossiers 20] [--pace 280] [--paper 5.5]

The real window (off screen), keys at an ordinary typist's pace (280 ms a key: Card, Moran and Newell's average),
certified copies by F2 batch, a simulated printer that needs 5.5 s for a paper. The officer waits for each paper before
the next card. Goal: median of at most 20 s, the first dossier (procedure chosen, papers ticked) included; status 1 when
it is missed.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.bootstrap.window import CounterWindow
from counter_app.devices.clock import SystemClock
from counter_app.devices.drivers.simulated import SimulatedPrinter
from counter_app.devices.drivers.simulated_reader import SimulatedReader
from counter_app.practice.hands import Hands, wait_until
from counter_app.practice.people import Citizen, citizens
from counter_app.practice.pictures import SIZE
from counter_app.practice.play import first_settings, places_below
from counter_app.ui.app import application
from counter_app.usecases.printing import Machines

GOAL_S: Final = 20.0
LAY_DOWN_MS: Final = 1500
"""The card is taken and laid under the reader."""

WANTED: Final = ("3*2", "1*5", "2*1+1*3", "1*2")


def serve(window: CounterWindow, reader: SimulatedReader, hands: Hands, citizen: Citizen, copies: str) -> float:
    """Serve one citizen; return the seconds until his paper is out."""
    intake, counter = window.screen.intake, window.counter
    if counter is None:
        raise RuntimeError("the counter is not open")
    began = time.perf_counter()
    QTest.qWait(LAY_DOWN_MS)
    reader.scan(citizen.card)
    wait_until(lambda: intake.form().applicant.name == citizen.name, "the card fills the form")
    if not intake.form().sticky:
        hands.type("sao y")
        hands.press(Qt.Key.Key_Return)
        wait_until(lambda: intake.form().procedure is not None, "the procedure is chosen")
        hands.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        hands.press(Qt.Key.Key_F2)
    hands.type(copies)
    wait_until(lambda: intake.form().copies == copies, "the copies are typed")
    before = intake.finishing.last
    hands.press(Qt.Key.Key_F9)
    wait_until(lambda: intake.finishing.last is not before, "the dossier is durable")
    wait_until(
        lambda: intake.finishing.paper is not None and intake.finishing.paper.state == "confirmed", "paper is out"
    )
    if not intake.form().sticky or not intake.fields.procedure.sticky.isVisible():
        raise RuntimeError("the batch ended, or is not marked as one")
    return time.perf_counter() - began


def batch(home: Path, count: int, pace_ms: int, paper_s: float) -> list[float]:
    """Serve `count` citizens in one batch that Esc ends; return the seconds of each."""
    reader = SimulatedReader("practice")
    printer = SimulatedPrinter("receipts", SystemClock(), seconds=paper_s)
    settings = replace(first_settings(), device="quay-tap", slot=1)
    window = CounterWindow(
        application(),
        places_below(home),
        settings,
        practice=True,
        reader=reader,
        machines=Machines(receipts=printer),
    )
    try:
        window.screen.resize(*SIZE)
        window.open()
        wait_until(lambda: window.screen.desk is not None, "the counter is open")
        wait_until(lambda: window.screen.background.idle, "the receipt is prepared")
        hands = Hands(lambda: window.screen, pace_ms)
        taken = [
            serve(window, reader, hands, citizen, WANTED[place % len(WANTED)])
            for place, citizen in zip(range(count), citizens(20), strict=False)
        ]
        hands.press(Qt.Key.Key_Escape)
        wait_until(lambda: not window.screen.intake.form().sticky, "Esc leaves the batch")
        if len(printer.printed) != count:
            raise RuntimeError(f"{len(printer.printed)} papers for {count} dossiers")
        return taken
    finally:
        window.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=20)
    parser.add_argument("--pace", type=int, default=280, help="milliseconds between two keys")
    parser.add_argument("--paper", type=float, default=5.5, help="seconds that the printer needs for a paper")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="counter-repeat-") as name:
        taken = batch(Path(name), args.dossiers, args.pace, args.paper)
    middle = statistics.median(taken)
    print(f"{args.dossiers} in a row at {args.pace} ms a key, {args.paper:g} s a paper: first {taken[0]:.1f} s")
    print(f"register and print: median {middle:.1f} s, worst {max(taken):.1f} (goal: median <= {GOAL_S:g})")
    return 0 if middle <= GOAL_S else 1


if __name__ == "__main__":
    sys.exit(main())
