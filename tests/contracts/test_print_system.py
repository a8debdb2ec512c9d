"""The promises of printers on a real print system: CUPS with an IPP Everywhere printer, by `lp` and by Qt."""

import io
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from counter_app.devices.drivers.cups import CupsPrinter, queues
from counter_app.devices.drivers.qt_print import QtPrinter
from counter_app.devices.drivers.raster import pages
from counter_app.devices.printer import (
    HealthLevel,
    MediaType,
    Paper,
    PrintJob,
    PrintStage,
    PrintState,
)
from counter_app.devices.reasons import Reason
from counter_app.domain.errors import OfficerCanMend, TryLater
from tests.contracts.print_rig import PrintRig, free_port, print_rig, wait_until
from tests.contracts.printer_contract import CODE, PrinterContract, read


@pytest.fixture(scope="session")
def rig() -> Iterator[PrintRig]:
    with print_rig() as rig:
        yield rig


def lying(code: str) -> PrintJob:
    """A lying A4 page (a list, a register, two receipts) with its bars at the right edge."""
    drawn = io.BytesIO()
    wide, high = landscape(A4)
    canvas = Canvas(drawn, pagesize=(wide, high))
    bars = Code128(code, barWidth=0.25 * mm, barHeight=12 * mm, quiet=False)
    bars.drawOn(canvas, wide - bars.width - 12 * mm, 20 * mm)
    canvas.save()
    return PrintJob(drawn.getvalue(), MediaType.PDF, Paper.A4, code)


def assert_came_out_whole(rig: PrintRig) -> None:
    wait_until(lambda: bool(rig.printed()), "the paper")
    (sheet,) = rig.printed()
    (page,) = pages(sheet, 72)
    assert sorted(page.size) == pytest.approx([595, 842], abs=1)
    for dpi in (203, 300):
        assert printed_codes(rig, dpi) == [CODE]


def printed_codes(rig: PrintRig, dpi: int = 300) -> list[str]:
    return [code for sheet in rig.printed() for page in pages(sheet, dpi) for code in read(page)]


@pytest.mark.rig
@pytest.mark.xdist_group("print_rig")
class TestCupsPrinter(PrinterContract):
    @pytest.fixture(autouse=True)
    def desk(self, rig: PrintRig) -> Iterator[None]:
        self.rig = rig
        self.printer = CupsPrinter(rig.queue, server=rig.server)
        yield
        rig.mend()

    def came_out(self) -> list[str]:
        return printed_codes(self.rig)

    def test_its_queues_are_named(self) -> None:
        assert queues(self.rig.server) == (self.rig.queue, self.rig.letters)

    def test_the_page_arrives_as_vectors_on_the_right_paper_readable_at_both_densities(self) -> None:
        self.printer.send(self.job())
        wait_until(lambda: bool(self.rig.printed()), "the paper")
        (sheet,) = self.rig.printed()
        assert b"/Subtype /Image" not in sheet
        assert b"/Subtype/Image" not in sheet
        (page,) = pages(sheet, 72)
        assert page.size == pytest.approx((420, 595), abs=1)
        for dpi in (203, 300):
            assert printed_codes(self.rig, dpi) == [CODE]

    def test_a_lying_page_comes_out_whole(self) -> None:
        self.printer.send(lying(CODE))
        assert_came_out_whole(self.rig)

    def test_no_paper_is_reported_and_the_job_comes_out_after_refilling(self) -> None:
        self.rig.load_paper(0, 0)
        assert self.printer.health().sentence == "printer_no_paper"
        ticket = self.printer.send(self.job())
        waiting = PrintState(PrintStage.SPOOLED, (Reason.NO_PAPER,))
        wait_until(lambda: self.printer.state(ticket) == waiting, "no paper")
        assert self.came_out() == []
        self.rig.load_paper()
        wait_until(lambda: self.printer.state(ticket).stage is PrintStage.CONFIRMED, "the refilled printer")
        assert self.came_out() == [CODE]

    def test_a_jam_is_reported_and_mended(self) -> None:
        self.rig.jam(True)
        ticket = self.printer.send(self.job())
        wait_until(lambda: Reason.JAM in self.printer.state(ticket).reasons, "the jam")
        assert self.printer.health().sentence == "printer_jam"
        self.rig.jam(False)
        wait_until(lambda: self.printer.state(ticket).stage is PrintStage.CONFIRMED, "the mended printer")

    def test_a_printer_that_is_off_is_reported_and_prints_when_it_is_back(self) -> None:
        self.rig.stop_printer()
        assert self.printer.health().sentence == "printer_offline"
        ticket = self.printer.send(self.job())
        wait_until(lambda: Reason.OFFLINE in self.printer.state(ticket).reasons, "the missing printer")
        assert self.printer.state(ticket).stage is PrintStage.SPOOLED
        self.rig.start_printer()
        wait_until(lambda: self.printer.state(ticket).stage is PrintStage.CONFIRMED, "the printer that is back")
        assert self.came_out() == [CODE]

    def test_a_cancelled_job_has_failed(self) -> None:
        self.rig.load_paper(0, 0)
        ticket = self.printer.send(self.job())
        self.rig.mend()
        assert self.printer.state(ticket) == PrintState(PrintStage.FAILED, (Reason.CANCELLED,))

    def test_a_printer_without_the_paper_refuses(self) -> None:
        with pytest.raises(OfficerCanMend) as caught:
            CupsPrinter(self.rig.letters, server=self.rig.server).send(self.job())
        assert caught.value.code == "printer_wrong_size"

    def test_an_unknown_queue_and_an_absent_print_system_are_told_apart(self) -> None:
        nowhere = CupsPrinter("nowhere", server=self.rig.server)
        with pytest.raises(OfficerCanMend) as caught:
            nowhere.send(self.job())
        assert caught.value.code == "printer_no_queue"
        assert nowhere.health().sentence == "printer_no_queue"
        absent = CupsPrinter(self.rig.queue, server=f"127.0.0.1:{free_port()}", seconds=1)
        with pytest.raises(TryLater) as later:
            absent.send(self.job())
        assert later.value.code == "print_system_away"
        assert absent.health().level is HealthLevel.DOWN
        with pytest.raises(TryLater):
            queues(absent.server, 1)


@pytest.mark.rig
@pytest.mark.xdist_group("print_rig")
class TestQtPrinter(PrinterContract):
    confirms = PrintStage.SPOOLED

    @pytest.fixture(autouse=True)
    def desk(self, rig: PrintRig, qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.setenv("CUPS_SERVER", rig.server)
        self.rig = rig
        self.printer = QtPrinter(rig.queue)
        yield
        rig.mend()

    def came_out(self) -> list[str]:
        return printed_codes(self.rig)

    def test_the_whole_page_keeps_its_size_and_its_bars_at_both_densities(self) -> None:
        self.printer.send(self.job())
        wait_until(lambda: bool(self.rig.printed()), "the paper")
        (sheet,) = self.rig.printed()
        (page,) = pages(sheet, 72)
        assert page.size == pytest.approx((420, 595), abs=1)
        for dpi in (203, 300):
            assert printed_codes(self.rig, dpi) == [CODE]

    def test_a_lying_page_comes_out_whole(self) -> None:
        self.printer.send(lying(CODE))
        assert_came_out_whole(self.rig)

    def test_a_printer_without_the_paper_and_one_that_is_not_there_refuse(self) -> None:
        for queue, code in ((self.rig.letters, "printer_wrong_size"), ("nowhere", "printer_no_queue")):
            with pytest.raises(OfficerCanMend) as caught:
                QtPrinter(queue).send(self.job())
            assert caught.value.code == code
        assert QtPrinter("nowhere").health().sentence == "printer_no_queue"
