"""Twenty of the same in a row, in the time that an officer and a printer take; `tests/bench/repeat.py` adds ours."""

import statistics
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.practice.people import citizens
from tests.ui.conftest import CTRL, Seat, leave, make_seat

GOAL_S: Final = 20.0
PAPER_S: Final = 5.5
KEY_S: Final = 0.28
"""An average typist's keystroke (Card, Moran and Newell); THINK_S is their pause of a mind, LAY_DOWN_S a card's way."""
THINK_S: Final = 1.35
LAY_DOWN_S: Final = 1.5
FOLLOW_S: Final = 2.0
"""How often the printer is asked what became of its papers."""


def copies(seat: Seat, card: str) -> float:
    """Serve one citizen in the batch; return the seconds by the officer's and the printer's clock."""
    began, keys = seat.clock.monotonic(), seat.keys
    intake = seat.window.intake
    seat.scan(card)
    seat.rest()
    if not intake.form().sticky:
        seat.type("sao y")
        seat.press(Qt.Key.Key_Return)
        seat.press(Qt.Key.Key_Space, CTRL)
        seat.press(Qt.Key.Key_F2)
    seat.type("3*2+1*5")
    before = intake.finishing.last
    thought = 3 * THINK_S
    seat.clock.step(timedelta(seconds=LAY_DOWN_S + thought + KEY_S * (seat.keys - keys + 1)))
    seat.press(Qt.Key.Key_F9)
    seat.until(lambda: intake.finishing.last is not before and intake.finishing.paper is not None)
    asked = 0
    while not seat.counter.papers.follow():
        asked += 1
        assert asked < 20, "the paper never comes"
        seat.clock.step(timedelta(seconds=FOLLOW_S))
    seat.until(lambda: intake.finishing.paper is not None and intake.finishing.paper.state == "confirmed")
    return seat.clock.monotonic() - began


def test_twenty_in_a_row_take_twenty_seconds_each_paper_included(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    seat = make_seat(tmp_path, seconds_a_paper=PAPER_S)
    try:
        taken = [copies(seat, citizen.card) for citizen in islice(citizens(20), 20)]
        intake = seat.window.intake
        assert statistics.median(taken) <= GOAL_S
        assert min(taken) > PAPER_S
        assert len(seat.printer.printed) == 20
        assert seat.counter.desk.count() == 20
        assert intake.fields.procedure.sticky.isVisible(), "what stays is marked"
        seat.press(Qt.Key.Key_Escape)
        assert not intake.form().sticky
        assert intake.form().procedure is None
    finally:
        leave(seat)
