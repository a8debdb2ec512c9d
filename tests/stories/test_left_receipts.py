"""Receipts that may not have come out before the counter was closed: told at the next start, printed or put away."""

from pathlib import Path

import pytest

from counter_app.devices.clock import SystemClock
from counter_app.devices.drivers.simulated import SimulatedPrinter, Trouble
from counter_app.practice.people import citizens
from counter_app.practice.seed import draft_for
from counter_app.usecases.printing import Machines
from tests.documents.reading import words
from tests.stories.conftest import Open
from tests.stories.opened import BIRTH, CTRL, Key, Opened, wait_until

TOLD = "may not have come out"


def left_behind(counter: Opened, count: int) -> list[str]:
    """Register `count` dossiers whose receipts nobody prints, as a cut of the power leaves them; return the codes."""
    drafts = [draft_for(counter.desk, citizen, BIRTH) for citizen, _ in zip(citizens(31), range(count), strict=False)]
    return [counter.desk.register(draft).code for draft in drafts]


def machines(printer: SimulatedPrinter) -> Machines:
    return Machines(receipts=printer, labels=printer, slips=printer)


def test_a_calm_start_says_nothing(open_counter: Open, tmp_path: Path) -> None:
    first = open_counter(home=tmp_path).open()
    first.serve(next(citizens(30)), "ks")
    first.close()
    again = open_counter(home=tmp_path).open()
    again.idle()
    assert TOLD not in again.said
    again.press(Key.Key_F11, lambda: "No receipt is left" in again.said, "F11 has nothing to print")


def test_what_was_never_printed_is_told_and_printed(open_counter: Open, tmp_path: Path) -> None:
    first = open_counter(home=tmp_path).open()
    codes = left_behind(first, 5)
    first.close()
    again = open_counter(home=tmp_path).open()
    wait_until(lambda: TOLD in again.said, "it is told")
    assert "5 receipts" in again.said
    assert all(code in again.said for code in codes[:3])
    assert "and 2 more" in again.said
    again.press(Key.Key_F11, lambda: "5 receipts printed" in again.said, "F11 prints them")
    assert again.receipts() == sorted(codes)
    again.close()
    third = open_counter(home=tmp_path).open()
    third.idle()
    assert TOLD not in third.said


def test_what_may_be_out_is_printed_as_a_reprint(open_counter: Open, tmp_path: Path) -> None:
    printer = SimulatedPrinter("receipts", SystemClock())
    first = open_counter(home=tmp_path, machines=machines(printer)).open()
    printer.suffer(Trouble.DIES_AFTER_ACCEPTING)
    code = first.serve(next(citizens(32)), "ks")
    first.close()
    printer.suffer(None)
    again = open_counter(home=tmp_path, machines=machines(printer)).open()
    wait_until(lambda: TOLD in again.said and code in again.said, "it is told")
    again.press(Key.Key_F11, lambda: "1 receipt printed" in again.said, "F11 prints it")
    assert "in lại lần 1" in words(printer.printed[-1].document)


def test_looked_at_is_not_asked_again_but_what_comes_after_is(open_counter: Open, tmp_path: Path) -> None:
    first = open_counter(home=tmp_path).open()
    left_behind(first, 1)
    first.close()
    again = open_counter(home=tmp_path).open()
    wait_until(lambda: TOLD in again.said, "it is told")
    again.press(Key.Key_F11, lambda: "Not asked about again" in again.said, "Ctrl+F11 puts it away", CTRL)
    (code,) = left_behind(again, 1)
    again.close()
    third = open_counter(home=tmp_path).open()
    wait_until(lambda: TOLD in third.said and code in third.said, "the new one is told")
    assert "1 receipt " in third.said


@pytest.mark.parametrize("trouble", [Trouble.OFFLINE, Trouble.DIES_AFTER_ACCEPTING])
def test_a_printer_that_fails_again_stops_the_row(open_counter: Open, tmp_path: Path, trouble: Trouble) -> None:
    printer = SimulatedPrinter("receipts", SystemClock())
    first = open_counter(home=tmp_path).open()
    codes = left_behind(first, 2)
    first.close()
    printer.suffer(trouble)
    again = open_counter(home=tmp_path, machines=machines(printer)).open()
    wait_until(lambda: TOLD in again.said, "it is told")
    again.press(Key.Key_F11, lambda: f"Receipt of {codes[0]}" in again.said, "the first one fails")
    assert len(again.prints()) == 1
    printer.suffer(None)
    remaining = 2 if trouble is Trouble.OFFLINE else 1
    assert f"{remaining} left" in again.said
    again.press(Key.Key_F11, lambda: len(printer.printed) == remaining, "F11 goes on")
