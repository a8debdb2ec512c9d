"""What is out while an outage is rehearsed: asked before a ring or a printer is called, kept in memory only."""

# The counter is put together before the first paint's imports are done: annotations import nothing.
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from counter_app.devices.printer import PrinterHealth, PrintStage, PrintState, judged, refusal
from counter_app.devices.reasons import Reason

if TYPE_CHECKING:
    from counter_app.devices.clock import Clock
    from counter_app.devices.printer import Paper, Printer, PrintJob, Ticket
    from counter_app.usecases.printing import Machines

What = Literal["internet", "hub", "printer"]
WHATS: Final[dict[What, str]] = {
    "internet": "mất Internet",
    "hub": "mất máy chủ trung tâm",
    "printer": "máy in không hoạt động",
}


class OutageSwitch:
    """What is out, and until when by the monotonic clock; any thread asks it before it calls a ring or a printer."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._on: tuple[What, float] | None = None

    def begin(self, what: What, seconds: float) -> None:
        self._on = (what, self._clock.monotonic() + seconds)

    def end(self) -> None:
        self._on = None

    @property
    def seconds(self) -> float:
        """How long it still lasts, 0 when nothing is out."""
        on = self._on
        return 0.0 if on is None else max(0.0, on[1] - self._clock.monotonic())

    def out(self, *whats: What) -> bool:
        """Say whether one of `whats` is out now."""
        on = self._on
        return on is not None and on[0] in whats and self._clock.monotonic() < on[1]

    def way_up_barred(self) -> bool:
        """Say whether this counter's own way up is out. The internet is out at the hub where there is one: not here."""
        return self.out("hub")


class SwitchedPrinter:
    """A printer that is as if unplugged while the switch says so."""

    def __init__(self, printer: Printer, switch: OutageSwitch) -> None:
        self._printer, self._switch = printer, switch

    @property
    def name(self) -> str:
        return self._printer.name

    @property
    def papers(self) -> frozenset[Paper]:
        return self._printer.papers

    def send(self, job: PrintJob) -> Ticket:
        if self._switch.out("printer"):
            raise refusal(self.name, Reason.OFFLINE)
        return self._printer.send(job)

    def state(self, ticket: Ticket) -> PrintState:
        if self._switch.out("printer"):
            return PrintState(PrintStage.UNKNOWN, (Reason.OFFLINE,))
        return self._printer.state(ticket)

    def health(self) -> PrinterHealth:
        if self._switch.out("printer"):
            return judged((Reason.OFFLINE,))
        return self._printer.health()


def switched(machines: Machines, switch: OutageSwitch) -> Machines:
    """Return the same printers behind the switch."""

    def behind(printer: Printer | None) -> Printer | None:
        return None if printer is None else SwitchedPrinter(printer, switch)

    return replace(
        machines, receipts=behind(machines.receipts), labels=behind(machines.labels), slips=behind(machines.slips)
    )
