"""Label printers that take ZPL II on TCP port 9100 and answer `~HS` (host status) on the same line."""

import threading
import time
import uuid
from dataclasses import dataclass

from counter_app.devices.drivers.tcp_line import TcpLine, tcp_line
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
from counter_app.devices.reasons import HARMLESS, Reason, from_zpl, zpl_fields
from counter_app.domain.errors import CounterError

_ASK = b"~HS\r\n"
_ANSWER_LINES = 3
_BETWEEN_ASKS = 0.1


@dataclass(frozen=True, slots=True)
class ZplTcpPrinter:
    """A ZPL label printer at `host`:`port`; see `EscposTcpPrinter` for the three times."""

    name: str
    host: str
    port: int = 9100
    seconds: float = 5.0
    status_seconds: float = 0.8
    done_seconds: float = 5.0
    papers: frozenset[Paper] = frozenset({Paper.LABEL})

    def send(self, job: PrintJob) -> Ticket:
        refuse_unfit(self.name, self.papers, frozenset({MediaType.RAW}), job)
        with tcp_line(self.name, self.host, self.port, self.seconds) as line:
            try:
                status = self._ask(line)
            except OSError as fault:
                raise refusal(self.name, Reason.OFFLINE) from fault
            for reason in from_zpl(status) or ():
                if reason not in HARMLESS:
                    raise refusal(self.name, reason)
            try:
                line.put(job.document * job.copies, self.seconds)
                state = self._outcome(line)
            except OSError:
                state = PrintState(PrintStage.UNKNOWN, (Reason.LINE_LOST,))
            return Ticket(self.name, uuid.uuid4().hex, state)

    def state(self, ticket: Ticket) -> PrintState:
        return ticket.state

    def health(self) -> PrinterHealth:
        try:
            with tcp_line(self.name, self.host, self.port, self.seconds) as line:
                return judged(from_zpl(self._ask(line)) or ())
        except (CounterError, OSError):
            return PrinterHealth(HealthLevel.DOWN, (Reason.OFFLINE,))

    def _ask(self, line: TcpLine) -> bytes:
        line.put(_ASK, self.seconds)
        answer = b""
        until = time.monotonic() + self.status_seconds
        while answer.count(b"\x03") < _ANSWER_LINES and (left := until - time.monotonic()) > 0:
            piece = line.answer(left, end=b"\x03")
            if not piece:
                break
            answer += piece
        return answer

    def _outcome(self, line: TcpLine) -> PrintState:
        """Ask until nothing is left in the printer's buffer: then the label is out."""
        until = time.monotonic() + self.done_seconds
        pause = threading.Event()
        reasons: tuple[Reason, ...] | None = None
        while time.monotonic() < until:
            status = self._ask(line)
            reasons, fields = from_zpl(status), zpl_fields(status)
            if fields is None:
                return PrintState(PrintStage.SENT, (Reason.NOT_REPORTED,))
            waiting = int(fields[0][4] or 0) + int(fields[1][8] or 0)
            if not waiting and not reasons:
                return PrintState(PrintStage.CONFIRMED)
            pause.wait(_BETWEEN_ASKS)
        return PrintState(PrintStage.UNKNOWN, reasons or (Reason.BUSY,))
