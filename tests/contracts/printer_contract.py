"""What every printer promises, and documents to try it with."""

import io
from abc import abstractmethod
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from counter_app.devices.printer import (
    HealthLevel,
    MediaType,
    Paper,
    Printer,
    PrintJob,
    PrintStage,
    PrintState,
    Ticket,
)
from counter_app.domain.errors import OfficerCanMend
from tests.contracts.print_rig import wait_until

CODE = "H13.35.07-261123-0001"
SLIP = (80 * mm, 60 * mm)


def document(code: str = CODE, size: tuple[float, float] = A5) -> bytes:
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=size)
    Code128(code, barWidth=0.25 * mm, barHeight=12 * mm, quiet=False).drawOn(canvas, 10 * mm, size[1] - 40 * mm)
    canvas.save()
    return drawn.getvalue()


def read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


class PrinterContract:
    """The promises; a subclass sets a printer up and says what came out of it."""

    printer: Printer
    paper = Paper.A5
    other_paper = Paper.LABEL
    confirms = PrintStage.CONFIRMED

    @pytest.fixture(autouse=True)
    @abstractmethod
    def desk(self) -> Iterator[None] | None:
        """Set `printer` up and take it down."""

    @abstractmethod
    def came_out(self) -> list[str]:
        """Return the codes on the papers that came out, in order."""

    def job(self, code: str = CODE) -> PrintJob:
        return PrintJob(document(code), MediaType.PDF, self.paper, code)

    def test_a_healthy_printer_is_ready(self) -> None:
        health = self.printer.health()
        assert (health.level, health.reasons, health.sentence) == (HealthLevel.READY, (), "printer_ready")

    def test_jobs_come_out_legible_and_in_order(self) -> None:
        codes = [CODE, CODE.replace("0001", "0002")]
        tickets = []
        for number, code in enumerate(codes):
            tickets.append(self.printer.send(self.job(code)))
            wait_until(lambda: len(self.came_out()) > number, "the paper")  # noqa: B023
        assert self.came_out() == codes
        for ticket in tickets:
            wait_until(lambda: self.printer.state(ticket).stage is self.confirms, "the state")  # noqa: B023
        assert len({ticket.job for ticket in tickets}) == 2
        assert {ticket.printer for ticket in tickets} == {self.printer.name}

    def test_a_paper_it_is_not_set_up_for_is_refused_before_anything_leaves(self) -> None:
        assert self.other_paper not in self.printer.papers
        with pytest.raises(OfficerCanMend) as caught:
            self.printer.send(PrintJob(document(), MediaType.PDF, self.other_paper, CODE))
        assert caught.value.code == "printer_wrong_size"
        assert self.came_out() == []

    def test_a_ticket_survives_as_plain_texts(self) -> None:
        ticket = self.printer.send(self.job())
        wait_until(lambda: bool(self.came_out()), "the paper")
        again = Ticket(str(ticket.printer), str(ticket.job), PrintState(ticket.state.stage, ticket.state.reasons))
        wait_until(lambda: self.printer.state(again).stage is self.confirms, "the state")

    def test_an_unknown_ticket_is_unknown(self) -> None:
        strange = Ticket(self.printer.name, "987654", PrintState(PrintStage.UNKNOWN))
        assert self.printer.state(strange).stage is PrintStage.UNKNOWN
