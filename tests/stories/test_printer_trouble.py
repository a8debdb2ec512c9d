"""The printer fails: the dossier stays, the screen says why and which key, and paper is counted truly."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from counter_app.devices.clock import SystemClock
from counter_app.devices.drivers.simulated import SimulatedPrinter, Trouble
from counter_app.practice.people import citizens
from counter_app.usecases.printing import Machines
from tests.documents.reading import words
from tests.stories.conftest import Open
from tests.stories.opened import CTRL, Key, Opened, wait_until


@dataclass
class Office:
    counter: Opened
    printer: SimulatedPrinter

    def register(self, seed: int) -> UUID:
        self.counter.serve(next(citizens(seed)), "ks")
        return self.counter.desk.page(None, 1)[0].id

    def reprints(self, dossier: UUID) -> list[str]:
        return [entry.kind for entry in self.counter.desk.dossier(dossier).timeline if entry.kind == "reprinted"]


@pytest.fixture
def office(open_counter: Open) -> Office:
    printer = SimulatedPrinter("receipts", SystemClock())
    machines = Machines(receipts=printer, labels=printer, slips=printer)
    return Office(open_counter(machines=machines).open(), printer)


@pytest.mark.parametrize("key", [Key.Key_F9, Key.Key_F10])
@pytest.mark.parametrize(
    ("trouble", "word"),
    [(Trouble.OFFLINE, "not printed"), (Trouble.DIES_AFTER_ACCEPTING, "not confirmed")],
)
def test_a_failed_paper_is_said_and_printed_again(office: Office, trouble: Trouble, word: str, key: Key) -> None:
    counter, printer = office.counter, office.printer
    printer.suffer(trouble)
    dossier = office.register(21)
    assert counter.form.empty
    assert counter.desk.count() == 1
    assert word in counter.said
    assert "F9 or F10" in counter.said
    assert all(row.reason for row in counter.prints())
    assert list(printer.printed) == []

    printer.suffer(None)
    if key is Key.Key_F9:
        counter.rest()
    counter.press(key, lambda: len(printer.printed) == 1, "the paper comes out")
    counter.idle()
    assert counter.desk.count() == 1
    wait_until(lambda: "printed" in counter.said and "F9 or F10" not in counter.said, "the screen says so")
    # What surely failed does not count; what may have come out makes the next one a reprint.
    marked = trouble is Trouble.DIES_AFTER_ACCEPTING
    assert ("in lại lần 1" in words(printer.printed[0].document)) == marked
    assert len(office.reprints(dossier)) == int(marked)
    assert [row.state for row in counter.prints()] == ["confirmed", "unknown" if marked else "failed"]


def test_a_nervous_second_f9_prints_nothing_more(office: Office) -> None:
    office.printer.suffer(Trouble.OFFLINE)
    office.register(22)
    office.printer.suffer(None)
    office.counter.hands.press(Key.Key_F9)
    office.counter.idle()
    assert office.printer.printed == ()
    assert office.counter.desk.count() == 1


@pytest.mark.parametrize("trouble", [Trouble.NO_PAPER, Trouble.JAM, Trouble.COVER_OPEN])
def test_a_waiting_paper_is_not_called_printed(office: Office, trouble: Trouble) -> None:
    counter, printer = office.counter, office.printer
    printer.suffer(trouble)
    dossier = office.register(23)
    assert "waiting in the print system" in counter.said
    assert counter.banner.property("tone") != "bad"
    assert counter.prints()[0].state == "spooled"
    next_code = counter.serve(next(citizens(24)), "ks")
    assert counter.desk.count() == 2
    printer.suffer(None)
    wait_until(lambda: {row.state for row in counter.prints()} == {"confirmed"}, "both papers are followed to the end")
    wait_until(lambda: "Receipt: printed" in counter.said, "the screen says so")
    assert next_code in counter.said
    assert office.reprints(dossier) == []


def test_a_reprint_is_counted_and_marked(office: Office) -> None:
    counter, printer = office.counter, office.printer
    dossier = office.register(25)
    for number in (1, 2):
        counter.press(Key.Key_F10, lambda: len(printer.printed) == number + 1, "it is printed again")  # noqa: B023
        counter.idle()
        assert f"in lại lần {number}" in words(printer.printed[-1].document)
        assert f"Reprint {number}: printed" in counter.said
    assert "in lại" not in words(printer.printed[0].document)
    assert [row.copy_number for row in counter.prints()] == [2, 1, 0]
    assert office.reprints(dossier) == ["reprinted", "reprinted"]
    assert counter.desk.count() == 1


def test_paper_that_nobody_confirmed_is_confirmed_by_hand_and_then_a_reprint_is_one(office: Office) -> None:
    counter, printer = office.counter, office.printer
    printer.suffer(Trouble.DIES_AFTER_ACCEPTING)
    dossier = office.register(26)
    counter.press(Key.Key_F10, lambda: counter.form.empty, "the form stays empty", CTRL)
    wait_until(lambda: counter.prints()[0].state == "confirmed", "the officer holds the paper")
    printer.suffer(None)
    counter.press(Key.Key_F10, lambda: len(printer.printed) == 1, "it is printed again")
    counter.idle()
    assert "in lại lần 1" in words(printer.printed[0].document)
    assert office.reprints(dossier) == ["reprinted"]


def test_paper_of_an_older_dossier_is_printed_from_its_page(office: Office) -> None:
    counter, printer = office.counter, office.printer
    printer.suffer(Trouble.OFFLINE)
    dossier = office.register(27)
    printer.suffer(None)
    counter.scan(counter.desk.page(None, 1)[0].code)
    wait_until(lambda: counter.window.screen.here == "dossier", "its page is open")
    counter.idle()
    counter.press(Key.Key_F10, lambda: len(printer.printed) == 1, "it is printed")
    assert "in lại" not in words(printer.printed[0].document)
    counter.idle()
    assert office.reprints(dossier) == []
    assert counter.desk.count() == 1
