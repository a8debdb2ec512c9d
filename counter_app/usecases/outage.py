"""Rehearse an outage: for some minutes the line above or the printers are as if gone, for real and by themselves back.

The switch is kept in memory only, so it never survives the program. What happened meanwhile is left as a report beside
the store: written when the rehearsal ends, and once more when everything that was kept has gone through.
"""

# The desk names this file's values before the first paint's imports are done: annotations import nothing.
from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import prints, written
from counter_app.usecases.outage_switch import WHATS
from counter_app.usecases.ring_values import OutageView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from counter_app.domain.heard import RehearsedAbove
    from counter_app.storage.store import Store
    from counter_app.usecases.identity import Announce, Identity
    from counter_app.usecases.outage_switch import OutageSwitch, What
    from counter_app.usecases.ring_values import SyncView

MOST_MINUTES: Final = 60
WATCH_SECONDS: Final = 0.5
IDLE_SECONDS: Final = 3600.0
_PRINTS_LOOKED_AT: Final = 500


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
    id: str = ""
    """What names it where the whole office rehearses it; empty for this counter's own."""
    heard: bool = False
    """Whether the hub has told of it."""


class Outage:
    """Begins, watches, ends and reports rehearsals. `step` is repeated by a lane that `wake` wakes.

    Without the internet or the hub the whole office goes below a hub: `rehearse_above` asks it to do so for so many
    seconds (0 ends it) and names the rehearsal, or raises CounterErrors; what it then tells every counter is `hear`d.
    `back` is called when the way is free again: whoever carries events tries at once.
    """

    def __init__(
        self,
        store: Store,
        identity: Identity,
        switch: OutageSwitch,
        sync: Callable[[], SyncView],
        *,
        rehearse_above: Callable[[What, int], str],
        back: Callable[[], None],
        announce: Announce,
    ) -> None:
        self._store, self._identity, self._switch, self._sync = store, identity, switch, sync
        self._rehearse_above, self._back, self._announce = rehearse_above, back, announce
        self._run: _Run | None = None
        self._lock = threading.RLock()
        self._over: set[str] = set()
        self.wake: Callable[[], None] = lambda: None

    def begin(self, what: str, minutes: int) -> None:
        """Raises OfficerCanMend: outage_running, outage_no_ring, outage_no_hub; and what the hub answers."""
        if self._switch.seconds:
            raise OfficerCanMend("outage_running")
        wanted = next((known for known in WHATS if known == what), None)
        if wanted is None or not 0 < minutes <= MOST_MINUTES:
            raise OfficerCanMend("outage_wrong", what=what, minutes=minutes)
        with self._lock:
            out, name = self._begun(wanted, minutes * 60)
            self._start(wanted, out, minutes * 60, name)

    def hear(self, said: RehearsedAbove | None) -> None:
        """Take part in what the office rehearses, for as long as it does. One that was ended here is over here."""
        with self._lock:
            run = self._run if self._switch.seconds else None
            if said is None:
                if run is not None and run.heard:
                    self._end(run)
            elif run is not None:
                run.heard = run.heard or run.id == said.id
            elif said.id not in self._over and said.seconds >= 1:
                self._start(said.what, said.what, said.seconds, said.id).heard = True

    def end(self) -> None:
        """End it early, for the whole office where it rehearses; does nothing when none is under way.

        A counter that does without the hub cannot hear that another one has ended it: it ends by itself.
        """
        with self._lock:
            run = self._run
            if run is None or not self._switch.seconds:
                return
            try:
                if run.id:
                    self._switch.end()
                    self._rehearse_above("hub" if run.what == "hub" else "internet", 0)
            finally:
                self._end(run)

    def _start(self, what: What, out: What, seconds: float, name: str) -> _Run:
        self.close()
        with self._store.reading() as reading:
            first = written.last(reading, self._identity.device)
        began = self._identity.shown()
        self._run = run = _Run(what, began, first, self._report_of(began), id=name)
        self._switch.begin(out, seconds)
        self._announce(("outage", "sync", "device"))
        self.wake()
        return run

    def _end(self, run: _Run) -> None:
        run.early = True
        self._switch.end()
        self.step()

    def view(self) -> OutageView | None:
        """Return what is out and for how long; None when nothing is. Touches memory only."""
        run, left = self._run, self._switch.seconds
        return OutageView(run.what, timedelta(seconds=left)) if run is not None and left else None

    def step(self) -> float:
        """Look once; return the seconds until the next look."""
        with self._lock:
            return self._step()

    def _step(self) -> float:
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
        with self._lock:
            run, self._run = self._run, None
            self._switch.end()
            if run is not None and run.ended is None:
                run.early = True
                self._note_end(run)
                self._write(run)

    def _begun(self, what: What, seconds: int) -> tuple[What, str]:
        """Return which of this counter's own ways is out for `what`, and what names it where the office takes part."""
        view = self._sync()
        if what == "printer":
            return "printer", ""
        if not view.configured:
            raise OfficerCanMend("outage_no_ring")
        if what == "hub" and not view.below_hub:
            raise OfficerCanMend("outage_no_hub")
        return (what, self._rehearse_above(what, seconds)) if view.below_hub else ("hub", "")

    def _ended(self, run: _Run) -> None:
        self._switch.end()
        self._over.add(run.id)
        self._note_end(run)
        self._back()
        self._write(run)
        self._announce(("outage", "sync", "device"))

    def _note_end(self, run: _Run) -> None:
        view = self._sync()
        run.ended, run.ended_at = self._identity.shown(), self._identity.clock.monotonic()
        run.unsent = view.unsent + (view.at_office if run.what == "internet" else 0)
        with self._store.reading() as reading:
            run.last = written.last(reading, self._identity.device)

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
