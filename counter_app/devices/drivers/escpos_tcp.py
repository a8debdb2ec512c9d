"""Slip printers that speak ESC/POS on a TCP port: the page goes as an image, the paper is asked for before and after.

The few commands used (ESC @, GS v 0, GS V, DLE EOT, GS r) are written here by hand: python-escpos configures the root
logger, reads 400 kB of YAML and leaves a temporary directory behind whenever it is imported; the tests compare our
bytes with its own.
"""

import uuid
from dataclasses import dataclass

from PIL import Image, ImageChops

from counter_app.devices.drivers.raster import slip_dots
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
from counter_app.devices.reasons import HARMLESS, Reason, from_escpos
from counter_app.domain.errors import CounterError

SLIP_DOTS = 576
"""Printable dots of an 80 mm head at 203 dpi (72 mm)."""

_START = b"\x1b@"
_FEED_AND_CUT = b"\x1dVB\x00"
_ASK_PAPER_WHEN_DONE = b"\x1dr\x01"
_ASK_NOW = b"\x10\x04"
_STRIPE = 256


def raster(picture: Image.Image) -> bytes:
    """Return `GS v 0` commands for a black-and-white picture, in stripes that the smallest printer memory holds."""
    width = (picture.width + 7) // 8
    dark = ImageChops.invert(picture.convert("L")).convert("1")
    commands = bytearray()
    for top in range(0, picture.height, _STRIPE):
        stripe = dark.crop((0, top, width * 8, min(top + _STRIPE, picture.height)))
        commands += b"\x1dv0\x00" + width.to_bytes(2, "little") + stripe.height.to_bytes(2, "little")
        commands += stripe.tobytes()
    return bytes(commands)


@dataclass(frozen=True, slots=True)
class EscposTcpPrinter:
    """An ESC/POS printer at `host`:`port`.

    `seconds` bounds connecting and sending each; `status_seconds` how long a status byte is waited for, and
    `done_seconds` how long the printer may take to report that the slip is out. Printers that never report are many:
    their jobs end at `sent`.
    """

    name: str
    host: str
    port: int = 9100
    dots: int = SLIP_DOTS
    seconds: float = 5.0
    status_seconds: float = 0.8
    done_seconds: float = 6.0
    papers: frozenset[Paper] = frozenset({Paper.SLIP80})

    def send(self, job: PrintJob) -> Ticket:
        refuse_unfit(self.name, self.papers, frozenset(MediaType), job)
        data = self._bytes(job)
        with tcp_line(self.name, self.host, self.port, self.seconds) as line:
            try:
                reasons = self._ask(line)
            except OSError as fault:
                raise refusal(self.name, Reason.OFFLINE) from fault
            for reason in reasons:
                if reason not in HARMLESS:
                    raise refusal(self.name, reason)
            return Ticket(self.name, uuid.uuid4().hex, self._print(line, data))

    def state(self, ticket: Ticket) -> PrintState:
        return ticket.state

    def health(self) -> PrinterHealth:
        try:
            with tcp_line(self.name, self.host, self.port, self.seconds) as line:
                return judged(self._ask(line))
        except (CounterError, OSError):
            return PrinterHealth(HealthLevel.DOWN, (Reason.OFFLINE,))

    def _bytes(self, job: PrintJob) -> bytes:
        if job.media is MediaType.RAW:
            return job.document * job.copies
        slips = slip_dots(job, self.name, self.dots)
        return b"".join(_START + raster(slip) + _FEED_AND_CUT for slip in slips) * job.copies

    def _print(self, line: TcpLine, data: bytes) -> PrintState:
        try:
            line.put(data + _ASK_PAPER_WHEN_DONE, self.seconds)
            done = line.answer(self.done_seconds, length=1)
            if done:
                # Bits 2 and 3 of GS r 1: the roll came to its end while this slip was printing.
                ended = bool(done[0] & 0x0C)
                return PrintState(PrintStage.UNKNOWN, (Reason.NO_PAPER,)) if ended else PrintState(PrintStage.CONFIRMED)
            reasons = self._ask(line)
        except OSError:
            return PrintState(PrintStage.UNKNOWN, (Reason.LINE_LOST,))
        if any(reason not in HARMLESS for reason in reasons):
            return PrintState(PrintStage.UNKNOWN, reasons)
        return PrintState(PrintStage.SENT, (Reason.NOT_REPORTED,))

    def _ask(self, line: TcpLine) -> tuple[Reason, ...]:
        """Return the reasons that the printer names at once; none when it does not answer (many never do)."""
        bytes_by_kind: dict[int, int | None] = {1: None, 2: None, 3: None, 4: None}
        for kind in bytes_by_kind:
            line.put(_ASK_NOW + bytes([kind]), self.seconds)
            answer = line.answer(self.status_seconds, length=1)
            # Fixed bits of every DLE EOT answer: 0xx1xx10.
            if not answer or answer[0] & 0x93 != 0x12:
                break
            bytes_by_kind[kind] = answer[0]
        return from_escpos(
            printer=bytes_by_kind[1], cause=bytes_by_kind[2], error=bytes_by_kind[3], paper=bytes_by_kind[4]
        )
