"""Rehearse an outage: for some minutes the line above or the printers are as if gone, for real and by themselves back.

The switch is kept in memory only, so it never survives the program. What happened meanwhile is left as a report beside
the store: written when the rehearsal ends, and once more when everything that was kept has gone through.
"""

# The desk names this file's values before the first paint's imports are done: annotations import nothing.
from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

from counter_app.devices.printer import PrinterHealth, PrintStage, PrintState, judged, refusal
from counter_app.devices.reasons import Reason
from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import news, prints, written
from counter_app.usecases.ring_values import OutageView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from counter_app.devices.clock import Clock
    from counter_app.devices.printer import Paper, Printer, PrintJob, Ticket
    from counter_app.storage.store import Store
    from counter_app.usecases.identity import Announce, Identity
    from counter_app.usecases.printing import Machines
    from counter_app.usecases.ring_values import SyncView

What = Literal["internet", "hub", "printer"]
WHATS: Final[dict[What, str]] = {
    "internet": "mất Internet",
    "hub": "mất máy chủ trung tâm",
    "printer": "máy in không hoạt động",
}
MOST_MINUTES: Final = 60
WATCH_SECONDS: Final = 0.5
IDLE_SECONDS: Final = 3600.0
_PRINTS_LOOKED_AT: Final = 500


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


@dataclass(slots=True)
class _Run:
    """One rehearsal, and what is known of it so far."""

    what: What
    began: datetime
    first: int
    """This counter's last running number when it began."""
    report: Path | None
    ended: datetime | None = None
    early: bool = False
    ended_at: float = 0.0
    unsent: int = 0
    last: int = 0
    through: float | None = None


class Outage:
    """Begins, watches, ends and reports rehearsals. `step` is repeated by a lane that `wake` wakes.

    `rehearse_above` asks the hub to do without the internet for so many seconds (0 ends it); it raises CounterErrors.
    `back` is called when the way is free again: whoever carries events tries at once.
    """

    def __init__(
        self,
        store: Store,
        identity: Identity,
        switch: OutageSwitch,
        sync: Callable[[], SyncView],
        *,
        rehearse_above: Callable[[int], None],
        back: Callable[[], None],
        announce: Announce,
    ) -> None:
        self._store, self._identity, self._switch, self._sync = store, identity, switch, sync
        self._rehearse_above, self._back, self._announce = rehearse_above, back, announce
        self._run: _Run | None = None
        self.wake: Callable[[], None] = lambda: None

    def begin(self, what: str, minutes: int) -> None:
        """Raises OfficerCanMend: outage_running, outage_no_ring, outage_no_hub; and what the hub answers."""
        if self._switch.seconds:
            raise OfficerCanMend("outage_running")
        wanted = next((known for known in WHATS if known == what), None)
        if wanted is None or not 0 < minutes <= MOST_MINUTES:
            raise OfficerCanMend("outage_wrong", what=what, minutes=minutes)
        out = self._begun(wanted, minutes * 60)
        self.close()
        with self._store.reading() as reading:
            first = news.last_own(reading, self._identity.device)
        began = self._identity.shown()
        self._run = _Run(wanted, began, first, self._report_of(began))
        self._switch.begin(out, minutes * 60)
        self._announce(("outage", "sync", "device"))
        self.wake()

    def end(self) -> None:
        """End it early; does nothing when none is under way."""
        run = self._run
        if run is None or not self._switch.seconds:
            return
        run.early = True
        self._switch.end()
        if run.what == "internet" and self._sync_role() == "hub":
            self._rehearse_above(0)
        self.step()

    def view(self) -> OutageView | None:
        """Return what is out and for how long; None when nothing is. Touches memory only."""
        run, left = self._run, self._switch.seconds
        return OutageView(run.what, timedelta(seconds=left)) if run is not None and left else None

    def step(self) -> float:
        """Look once; return the seconds until the next look."""
        run = self._run
        if run is None:
            return IDLE_SECONDS
        if self._switch.seconds:
            return min(WATCH_SECONDS, self._switch.seconds)
        if run.ended is None:
            self._ended(run)
            return 0.0
        if self._is_through(run):
            run.through = self._identity.clock.monotonic() - run.ended_at
            self._write(run)
            self._run = None
            return IDLE_SECONDS
        return WATCH_SECONDS

    def close(self) -> None:
        """The program ends, or another rehearsal begins: what is known of this one is left in its report."""
        run, self._run = self._run, None
        self._switch.end()
        if run is not None and run.ended is None:
            run.early = True
            self._note_end(run)
            self._write(run)

    def _begun(self, what: What, seconds: int) -> What:
        """Return which of this counter's own ways is out for `what`; what is out at the hub is asked for there."""
        view = self._sync()
        if what == "printer":
            return "printer"
        if not view.configured:
            raise OfficerCanMend("outage_no_ring")
        below_hub = view.below_hub
        if what == "hub" and not below_hub:
            raise OfficerCanMend("outage_no_hub")
        if what == "internet" and below_hub:
            self._rehearse_above(seconds)
            return "internet"
        return "hub"

    def _sync_role(self) -> str:
        return "hub" if self._sync().below_hub else "city"

    def _ended(self, run: _Run) -> None:
        self._switch.end()
        self._note_end(run)
        self._back()
        self._write(run)
        self._announce(("outage", "sync", "device"))

    def _note_end(self, run: _Run) -> None:
        view = self._sync()
        run.ended, run.ended_at = self._identity.shown(), self._identity.clock.monotonic()
        run.unsent = view.unsent + (view.at_office if run.what == "internet" else 0)
        with self._store.reading() as reading:
            run.last = news.last_own(reading, self._identity.device)

    def _is_through(self, run: _Run) -> bool:
        view = self._sync()
        if not view.configured or run.what == "printer":
            return True
        return not view.unsent and not (run.what == "internet" and view.at_office) and not view.alone

    def _report_of(self, began: datetime) -> Path | None:
        place = self._store.path
        return None if place is None else place.parent / "reports" / f"outage-{began:%Y%m%d-%H%M}.txt"

    def _write(self, run: _Run) -> None:
        if run.report is None:
            return
        run.report.parent.mkdir(exist_ok=True)
        half = run.report.with_suffix(".part")
        with half.open("w", encoding="utf-8") as file:
            file.write("\n".join(self._lines(run)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        half.replace(run.report)

    def _lines(self, run: _Run) -> list[str]:
        ended = run.ended or self._identity.shown()
        with self._store.reading() as reading:
            codes = written.received_codes(reading, self._identity.device, run.first, run.last)
            latest = prints.latest(reading, _PRINTS_LOOKED_AT)
        missing = [one for one in latest if run.began <= one.at <= ended and one.state != "confirmed"]
        how = "kết thúc sớm" if run.early else "hết giờ"
        through = "chưa xong khi báo cáo này được ghi" if run.through is None else f"{run.through:.1f} giây"
        return [
            "BÁO CÁO DIỄN TẬP SỰ CỐ",
            f"Sự cố diễn tập: {WHATS[run.what]}",
            f"Quầy: {self._identity.device_name} – {self._identity.office.name}",
            f"Từ: {run.began:%H:%M:%S %d/%m/%Y}",
            f"Đến: {ended:%H:%M:%S %d/%m/%Y} ({how})",
            f"Hồ sơ tiếp nhận trong thời gian này: {len(codes)}",
            *(f"  {code}" for code in codes),
            f"Giấy tờ chưa in được: {len(missing)}",
            *(f"  {one.document} {one.code}" for one in missing),
            f"Chưa gửi khi kết thúc: {run.unsent}",
            f"Gửi xong tất cả sau khi kết thúc: {through}",
        ]
