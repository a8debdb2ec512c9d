"""Printers of the print system (CUPS): the vector PDF goes in by `lp`, everything else is asked by IPP.

Source: RFC 8011 (job and printer states), PWG 5101.1 (media names).
"""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from counter_app.devices.drivers.ipp import NotKnown, ask, keywords, run
from counter_app.devices.drivers.raster import page_millimetres
from counter_app.devices.printer import (
    HealthLevel,
    MediaType,
    Paper,
    PrinterHealth,
    PrintJob,
    PrintStage,
    PrintState,
    Ticket,
    judged,
    refusal,
    refuse_unfit,
)
from counter_app.devices.reasons import Reason, from_ipp, ordered
from counter_app.domain.errors import TryLater

_REQUEST = re.compile(r"request id is \S+-(\d+) ")
_SIZES = {Paper.A5: "iso_a5_148x210mm", Paper.A4: "iso_a4_210x297mm"}
_TELLS_WHEN_OUT = ("ipp", "ipps", "dnssd", "implicitclass", "cups-pdf")
_ASKABLE = ("ipp://", "ipps://")
_COMPLETED, _CANCELLED, _ABORTED = 9, 7, 8
_STOPPED = 5
_SAID_BY_LP = (
    ("does not exist", Reason.NO_QUEUE),
    ("not accepting", Reason.NOT_ACCEPTING),
    ("nsupported document-format", Reason.REFUSED),
)


def default_server() -> str:
    """Return the print system that this machine's own clients would use."""
    server = os.environ.get("CUPS_SERVER", "")
    return server if server and not server.startswith("/") else "localhost:631"


def queues(server: str = "", seconds: float = 5.0) -> tuple[str, ...]:
    """Return the names of the queues; raises `TryLater("print_system_away")`."""
    at = server or default_server()
    try:
        # The list alone is empty both without queues and without a print system.
        running = run(["lpstat", "-r"], server=at, seconds=seconds)
        named = run(["lpstat", "-e"], server=at, seconds=seconds)
    except subprocess.TimeoutExpired as fault:
        raise TryLater("print_system_away", server=at) from fault
    if b"not running" in running.stdout:
        raise TryLater("print_system_away", server=at)
    return tuple(sorted(named.stdout.decode("utf-8", "replace").split()))


@dataclass(frozen=True, slots=True)
class CupsPrinter:
    """The queue `name` on `server` (host:port; this machine's own when empty).

    A job that the queue finished is `confirmed` only when the queue talks to a printer that reports its pages (IPP);
    a queue that pushes bytes into a port ends at `sent`. A queue takes jobs while its printer is off or empty: they
    are `spooled` with the reason, and come out when it is mended.
    """

    name: str
    papers: frozenset[Paper] = frozenset({Paper.A5, Paper.A4})
    server: str = ""
    seconds: float = 5.0

    def send(self, job: PrintJob) -> Ticket:
        refuse_unfit(self.name, self.papers, frozenset(MediaType), job)
        try:
            self._refuse(self._printer(), job)
        except NotKnown as fault:
            raise refusal(self.name, Reason.NO_QUEUE) from fault
        try:
            done = run(self._command(job), server=self._server, seconds=self.seconds * 2, data=job.document)
        except subprocess.TimeoutExpired:
            return Ticket(self.name, "", PrintState(PrintStage.UNKNOWN, (Reason.NO_ANSWER,)))
        request = _REQUEST.search(done.stdout.decode("utf-8", "replace"))
        if done.returncode or not request:
            said = done.stderr.decode("utf-8", "replace")
            for words, reason in _SAID_BY_LP:
                if words in said:
                    raise refusal(self.name, reason)
            raise TryLater("print_system_away", server=self._server)
        return Ticket(self.name, request[1], PrintState(PrintStage.SPOOLED))

    def state(self, ticket: Ticket) -> PrintState:
        if not ticket.job:
            return ticket.state
        try:
            return self._stage(ask("cups_job.test", f"ipp://{self._server}/jobs/{ticket.job}", seconds=self.seconds))
        except (NotKnown, TryLater):
            return PrintState(PrintStage.UNKNOWN, (Reason.NO_ANSWER,))

    def health(self) -> PrinterHealth:
        try:
            queue = self._printer()
        except NotKnown:
            return PrinterHealth(HealthLevel.DOWN, (Reason.NO_QUEUE,))
        except TryLater:
            return PrinterHealth(HealthLevel.DOWN, (Reason.NO_ANSWER,))
        device = str(queue.get("device-uri", ""))
        behind = self._behind(device) if device.startswith(_ASKABLE) else ()
        return judged(ordered((*_printer_reasons(queue), *behind)))

    @property
    def _server(self) -> str:
        return self.server or default_server()

    def _printer(self) -> Mapping[str, object]:
        return ask("cups_printer.test", f"ipp://{self._server}/printers/{self.name}", seconds=self.seconds)

    def _behind(self, device: str) -> tuple[Reason, ...]:
        """Ask the printer itself: an idle queue knows nothing of a tray that was emptied or a plug that was pulled."""
        try:
            return _printer_reasons(ask("cups_printer.test", device, seconds=min(self.seconds, 2.0)))
        except (NotKnown, TryLater):
            return (Reason.OFFLINE,)

    def _refuse(self, printer: Mapping[str, object], job: PrintJob) -> None:
        if printer.get("printer-is-accepting-jobs") is False:
            raise refusal(self.name, Reason.NOT_ACCEPTING)
        supported = keywords(printer, "media-supported")
        size = _SIZES.get(job.paper)
        if size and supported and size not in supported and not any(one.startswith("custom_max") for one in supported):
            raise refusal(self.name, Reason.WRONG_SIZE)

    def _command(self, job: PrintJob) -> list[str]:
        media = job.paper.value if job.paper in _SIZES else _custom(job)
        options = [f"media={media}", "print-scaling=none", "sides=one-sided", f"document-format={job.media}"]
        command = ["lp", "-d", self.name, "-t", job.title, "-n", str(job.copies)]
        for option in options:
            command += ["-o", option]
        return command

    def _stage(self, job: Mapping[str, object]) -> PrintState:
        state = job.get("job-state")
        reasons = from_ipp(keywords(job, "job-state-reasons", "job-printer-state-reasons"))
        if state == _COMPLETED:
            return self._completed()
        if state in (_CANCELLED, _ABORTED):
            fallback = Reason.CANCELLED if state == _CANCELLED else Reason.FAULT
            return PrintState(PrintStage.FAILED, reasons or (fallback,))
        return PrintState(PrintStage.SPOOLED, ordered((*reasons, *_printer_reasons(self._printer()))))

    def _completed(self) -> PrintState:
        backend = str(self._printer().get("device-uri", "")).partition(":")[0]
        if backend in _TELLS_WHEN_OUT:
            return PrintState(PrintStage.CONFIRMED)
        return PrintState(PrintStage.SENT, (Reason.NOT_REPORTED,))


def _printer_reasons(printer: Mapping[str, object]) -> tuple[Reason, ...]:
    reasons = set(from_ipp(keywords(printer, "printer-state-reasons")))
    # The IPP backend gives no keyword for a printer that is switched off, only this sentence (C locale of the server).
    if "unavailable at this time" in str(printer.get("printer-state-message", "")):
        reasons.add(Reason.OFFLINE)
    if printer.get("printer-is-accepting-jobs") is False:
        reasons.add(Reason.NOT_ACCEPTING)
    if printer.get("printer-state") == _STOPPED and not reasons:
        reasons.add(Reason.PAUSED)
    return ordered(reasons)


def _custom(job: PrintJob) -> str:
    """Return a custom size that is the page itself: slips are as long as their text."""
    if job.media is not MediaType.PDF:
        return "Custom.80x200mm"
    width, height = page_millimetres(job)
    return f"Custom.{width:.0f}x{height:.0f}mm"
