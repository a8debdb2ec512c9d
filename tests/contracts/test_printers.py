"""Every printer, real or simulated, keeps the same promises."""

import resource
import socket
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from counter_app.devices.clock import SteppedClock
from counter_app.devices.drivers.escpos_tcp import EscposTcpPrinter, raster
from counter_app.devices.drivers.folder import FolderPrinter
from counter_app.devices.drivers.raster import pages
from counter_app.devices.drivers.simulated import SimulatedPrinter, Trouble
from counter_app.devices.drivers.zpl_tcp import ZplTcpPrinter
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
from counter_app.domain.times import VIETNAM
from tests.contracts.print_rig import free_port
from tests.contracts.printer_contract import CODE, SLIP, PrinterContract, document, read
from tests.contracts.tcp_printers import EscposPrinter, ZplPrinter


class TestSimulatedPrinter(PrinterContract):
    @pytest.fixture(autouse=True)
    def desk(self) -> None:
        self.clock = SteppedClock(datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM))
        self.simulated = SimulatedPrinter("practice", self.clock, frozenset({Paper.A5, Paper.A4}))
        self.printer = self.simulated

    def came_out(self) -> list[str]:
        return [code for job in self.simulated.printed for page in pages(job.document, 203) for code in read(page)]

    @pytest.mark.parametrize("trouble", [Trouble.NO_PAPER, Trouble.JAM, Trouble.COVER_OPEN])
    def test_jobs_wait_for_a_printer_in_trouble(self, trouble: Trouble) -> None:
        self.simulated.suffer(trouble)
        ticket = self.printer.send(self.job())
        assert self.printer.state(ticket) == PrintState(PrintStage.SPOOLED, (Reason(trouble),))
        assert self.printer.health().sentence == f"printer_{trouble}"
        assert self.came_out() == []
        self.simulated.suffer(None)
        assert self.printer.state(ticket).stage is PrintStage.CONFIRMED
        assert self.came_out() == [CODE]

    def test_offline_refuses_and_may_be_sent_again(self) -> None:
        self.simulated.suffer(Trouble.OFFLINE)
        with pytest.raises(TryLater) as caught:
            self.printer.send(self.job())
        assert caught.value.code == "printer_offline"
        self.simulated.suffer(None)
        self.printer.send(self.job())
        assert self.came_out() == [CODE]

    def test_slow_takes_its_time(self) -> None:
        self.simulated.suffer(Trouble.SLOW)
        ticket = self.printer.send(self.job())
        assert self.printer.state(ticket).stage is PrintStage.SPOOLED
        self.clock.step(timedelta(seconds=20))
        assert self.printer.state(ticket).stage is PrintStage.CONFIRMED

    def test_dying_after_accepting_leaves_the_outcome_unknown_for_ever(self) -> None:
        self.simulated.suffer(Trouble.DIES_AFTER_ACCEPTING)
        ticket = self.printer.send(self.job())
        self.simulated.suffer(None)
        assert self.printer.state(ticket) == PrintState(PrintStage.UNKNOWN, (Reason.LINE_LOST,))
        assert self.came_out() == []


class TestFolderPrinter(PrinterContract):
    @pytest.fixture(autouse=True)
    def desk(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "receipts"
        self.printer = FolderPrinter("folder", self.folder, frozenset({Paper.A5}))

    def came_out(self) -> list[str]:
        files = sorted(self.folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)
        return [code for file in files for page in pages(file.read_bytes(), 203) for code in read(page)]

    def test_no_file_is_ever_overwritten_and_none_is_left_unfinished(self) -> None:
        tickets = [self.printer.send(self.job()) for _ in range(3)]
        assert [ticket.job for ticket in tickets] == [f"{CODE}.pdf", f"{CODE}-2.pdf", f"{CODE}-3.pdf"]
        assert sorted(path.name for path in self.folder.iterdir()) == sorted(ticket.job for ticket in tickets)

    def test_a_file_that_was_taken_away_is_unknown(self) -> None:
        ticket = self.printer.send(self.job())
        (self.folder / ticket.job).unlink()
        assert self.printer.state(ticket).stage is PrintStage.UNKNOWN

    def test_a_missing_parent_folder_is_the_officers_to_mend(self, tmp_path: Path) -> None:
        gone = FolderPrinter("stick", tmp_path / "stick" / "receipts")
        with pytest.raises(OfficerCanMend) as caught:
            gone.send(self.job())
        assert caught.value.code == "printer_no_folder"
        assert gone.health().sentence == "printer_no_folder"

    def test_a_disk_that_cannot_be_written_is_the_officers_to_mend(self) -> None:
        # /proc refuses new files to every account, root too.
        wall = FolderPrinter("wall", Path("/proc"))
        with pytest.raises(OfficerCanMend):
            wall.send(self.job())
        assert wall.health().level is HealthLevel.DOWN

    def test_a_full_disk_is_told_and_leaves_nothing_behind(self) -> None:
        big = PrintJob(b"%PDF" + bytes(10_000), MediaType.PDF, Paper.A5, CODE)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))
        try:
            with pytest.raises(OfficerCanMend) as caught:
                self.printer.send(big)
            assert self.printer.health().sentence == "printer_disk_full"
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert caught.value.code == "printer_disk_full"
        assert list(self.folder.iterdir()) == []


class TestEscposTcpPrinter(PrinterContract):
    paper = Paper.SLIP80
    other_paper = Paper.A4

    @pytest.fixture(autouse=True)
    def desk(self) -> Iterator[None]:
        self.machine = EscposPrinter()
        self.printer = EscposTcpPrinter("slips", "127.0.0.1", self.machine.port, status_seconds=0.3, done_seconds=0.5)
        yield
        self.machine.close()

    def job(self, code: str = CODE) -> PrintJob:
        return PrintJob(document(code, SLIP), MediaType.PDF, self.paper, code)

    def came_out(self) -> list[str]:
        return [code for slip in self.machine.slips() for code in read(slip)]

    def test_the_slip_is_as_wide_as_the_head(self) -> None:
        self.printer.send(self.job())
        assert [slip.size for slip in self.machine.slips()] == [(576, 480)]

    def test_the_dots_are_those_of_another_program(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        escpos = pytest.importorskip("escpos.printer")
        picture = Image.effect_noise((576, 200), 90).point(lambda level: 255 if level > 127 else 0).convert("1")
        other = escpos.Dummy()
        other.image(picture, impl="bitImageRaster")
        assert raster(picture) == other.output

    @pytest.mark.parametrize("fault", ["no_paper", "cover_open"])
    def test_a_printer_in_trouble_is_asked_before_and_told_to_the_officer(self, fault: str) -> None:
        code = f"printer_{fault}"
        setattr(self.machine, fault, True)
        assert self.printer.health().sentence == code
        with pytest.raises(OfficerCanMend) as caught:
            self.printer.send(self.job())
        assert caught.value.code == code
        assert self.came_out() == []
        setattr(self.machine, fault, False)
        assert self.printer.send(self.job()).state.stage is PrintStage.CONFIRMED

    def test_a_printer_that_never_answers_gets_the_slip_but_is_not_believed(self) -> None:
        self.machine.silent = True
        ticket = self.printer.send(self.job())
        assert ticket.state == PrintState(PrintStage.SENT, (Reason.NOT_REPORTED,))
        assert self.came_out() == [CODE]

    def test_a_printer_that_dies_after_accepting_leaves_the_outcome_unknown(self) -> None:
        self.machine.dies_after = 5_000
        ticket = self.printer.send(self.job())
        assert ticket.state == PrintState(PrintStage.UNKNOWN, (Reason.LINE_LOST,))

    def test_a_printer_that_is_off_is_tried_later(self) -> None:
        off = EscposTcpPrinter("off", "127.0.0.1", free_port())
        with pytest.raises(TryLater) as caught:
            off.send(self.job())
        assert caught.value.code == "printer_offline"
        assert off.health().sentence == "printer_offline"

    def test_a_printer_that_accepts_and_never_reads_holds_nobody_up(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as wall:
            port = wall.getsockname()[1]
            stuck = EscposTcpPrinter("stuck", "127.0.0.1", port, seconds=0.3, status_seconds=0.1, done_seconds=0.1)
            huge = PrintJob(b"\x1b@" + bytes(30_000_000), MediaType.RAW, Paper.SLIP80, CODE)
            assert stuck.send(huge).state.stage is PrintStage.UNKNOWN

    def test_a_page_wider_than_the_roll_is_refused(self) -> None:
        with pytest.raises(OfficerCanMend) as caught:
            self.printer.send(PrintJob(document(), MediaType.PDF, Paper.SLIP80, CODE))
        assert caught.value.code == "printer_wrong_size"


class TestZplTcpPrinter(PrinterContract):
    paper = Paper.LABEL
    other_paper = Paper.A4

    @pytest.fixture(autouse=True)
    def desk(self) -> Iterator[None]:
        self.machine = ZplPrinter()
        self.printer = ZplTcpPrinter("labels", "127.0.0.1", self.machine.port, status_seconds=0.3, done_seconds=0.5)
        yield
        self.machine.close()

    def job(self, code: str = CODE) -> PrintJob:
        return PrintJob(f"^XA^FO40,40^BCN,80^FD{code}^FS^XZ".encode(), MediaType.RAW, self.paper, code)

    def came_out(self) -> list[str]:
        labels = self.machine.labels().decode().split("^XZ")
        return [label.partition("^FD")[2].partition("^FS")[0] for label in labels if label]

    def test_bytes_arrive_unharmed(self) -> None:
        strange = bytes(range(256)) * 50
        self.printer.send(PrintJob(strange, MediaType.RAW, Paper.LABEL, CODE, copies=2))
        assert self.machine.labels() == strange * 2

    def test_a_pdf_is_refused(self) -> None:
        with pytest.raises(OfficerCanMend) as caught:
            self.printer.send(PrintJob(document(), MediaType.PDF, Paper.LABEL, CODE))
        assert caught.value.code == "printer_refused"

    @pytest.mark.parametrize("fault", ["no_paper", "cover_open"])
    def test_a_printer_in_trouble_is_told_to_the_officer(self, fault: str) -> None:
        code = f"printer_{fault}"
        setattr(self.machine, fault, True)
        assert self.printer.health().sentence == code
        with pytest.raises(OfficerCanMend) as caught:
            self.printer.send(self.job())
        assert caught.value.code == code
        assert self.came_out() == []

    def test_a_silent_or_dying_printer_is_not_believed(self) -> None:
        self.machine.silent = True
        assert self.printer.send(self.job()).state.stage is PrintStage.SENT
        self.machine.silent, self.machine.dies_after = False, len(self.machine.received) + 20
        assert self.printer.send(self.job()).state == PrintState(PrintStage.UNKNOWN, (Reason.LINE_LOST,))
