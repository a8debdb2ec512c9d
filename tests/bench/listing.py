"""The list of dossiers: first paint ÷ a bare keyset-paged model over the same store, and memory against rows.

    python tests/bench/listing.py [--rows 1000000] [--few 1000] [--runs 21]

Both sides are a table view in a window of one size under one style sheet, in turns in one process, from "make the page"
to the paint that has the first rows in it; how many dossiers there are is asked by either side after that, and is no
part of the time. The bare side is a plain `QTableView` whose model reads the newest page by key with the standard
library's driver, synchronously, and holds nothing else; it takes the number of rows from the newest key, which costs
nothing. Ours is the page as the window shows it: desk, background lane, frozen rows, masked numbers, icons, heading;
its three buttons follow the rows, into the room kept for them. Memory: peak resident size of a process that shows the
list, jumps to 60 places and back, with few and with many dossiers.
"""

import argparse
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QAbstractTableModel, QEvent, QEventLoop, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QVBoxLayout, QWidget

from counter_app.bootstrap.counter import Counter, start_counter
from counter_app.domain.times import VIETNAM
from counter_app.settings import Places, Settings
from counter_app.ui import theme
from counter_app.ui.app import application
from counter_app.ui.background import Background
from counter_app.ui.pages.dossiers import DossiersPage
from counter_app.ui.widgets.dossier_table import PAGE
from tests.bench.big_store import make

SETTINGS = Settings(device="quay-1", slot=1, officer="Lê Thị Thử", unit="31120", electronic_code="H13.00.01")
COLUMNS = "code, applicant, number, procedure_name, received_at, due_at, status, position"
JUMPS = 60


class Painted(QObject):
    """Ends the loop at the first paint of a viewport for which `so()` holds."""

    def __init__(self, view: QAbstractItemView, so: Callable[[], bool]) -> None:
        super().__init__()
        self.loop, self._so = QEventLoop(), so
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._so():
            self.loop.quit()
        return False


class BareModel(QAbstractTableModel):
    """The floor: one page by key, read on this thread; as many rows as the newest key says."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        super().__init__()
        self.rows = raw.execute(f"SELECT {COLUMNS} FROM dossier ORDER BY position DESC LIMIT {PAGE}").fetchall()  # noqa: S608
        self.count = self.rows[0][-1]

    def rowCount(self, parent: Any = None) -> int:
        return int(self.count)

    def columnCount(self, parent: Any = None) -> int:
        return 7

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or index.row() >= PAGE:
            return None
        value = self.rows[index.row()][index.column()]
        if index.column() in (4, 5) and value is not None:
            return f"{datetime.fromtimestamp(value / 1000, VIETNAM):%H:%M %d/%m/%y}"
        return str(value)


def bare(raw: sqlite3.Connection) -> float:
    """Return milliseconds to the first paint of the floor."""
    begun = time.perf_counter()
    window = QWidget()
    column = QVBoxLayout(window)
    table = QTableView(window)
    model = BareModel(raw)
    table.setModel(model)
    table.verticalHeader().hide()
    column.addWidget(table)
    window.resize(1190, 690)
    painted = Painted(table, lambda: bool(model.rows))
    window.show()
    painted.loop.exec()
    took = time.perf_counter() - begun
    raw.execute("SELECT count(*) FROM dossier").fetchone()
    window.close()
    window.deleteLater()
    return took * 1000


def ours(counter: Counter, background: Background, jumps: int = 0) -> float:
    """Return milliseconds to the first paint of the page with rows in it."""
    begun = time.perf_counter()
    page = DossiersPage(background)
    page.attach(counter.desk)
    page.resize(1190, 690)
    painted = Painted(page.table, lambda: page.model.rowCount() > 0)
    page.show()
    page.shown()
    painted.loop.exec()
    took = time.perf_counter() - begun
    settled(background)
    rows = page.model.rowCount()
    for jump in range(jumps):
        page.table.scrollTo(page.model.index((jump * 7919) % rows if jump % 2 else rows - 1 - jump, 0))
        settled(background)
    page.close()
    page.deleteLater()
    return took * 1000


def settled(background: Background) -> None:
    """Let everything that was asked be answered: the count, the pages of a jump."""
    application().processEvents()
    while not background.idle:
        application().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def prepared(home: Path, rows: int) -> Places:
    places = Places(home / str(rows))
    if not places.store.exists():
        places.home.mkdir(parents=True, exist_ok=True)
        make(places.store, rows, events=False, practice=False)
    return places


def opened(places: Places) -> Counter:
    return start_counter(places, SETTINGS, lambda _kinds: None, practice=False)


def memory(places: Places) -> int:
    """Return the peak resident size (KiB) of a process that shows the list and jumps about."""
    command = [sys.executable, __file__, "--show", str(places.home)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


def shown_once(home: Path) -> None:
    """What `memory` starts: show, jump, say the peak."""
    app = application()
    theme.apply(app, "light")
    counter, background = opened(Places(home)), Background()
    ours(counter, background, JUMPS)
    background.close()
    counter.close()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--keep", type=Path, help="leave the stores here for the next run")
    parser.add_argument("--show", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.show:
        shown_once(args.show)
        return 0
    with tempfile.TemporaryDirectory(prefix="counter-listing-") as folder:
        many, few = (prepared(args.keep or Path(folder), rows) for rows in (args.rows, args.few))
        measure(many, args.rows, args.runs)
        small, large = memory(few), memory(many)
    print(f"peak memory, {args.few} rows: {small / 1024:.0f} MB; {args.rows} rows: {large / 1024:.0f} MB")
    print(f"memory many ÷ few: {large / small:.2f}")
    return 0


def measure(places: Places, rows: int, runs: int) -> None:
    app = application()
    theme.apply(app, "light")
    counter, background = opened(places), Background()
    raw = sqlite3.connect(str(places.store))
    floor, page = [], []
    for run in range(runs + 2):
        one, other = bare(raw), ours(counter, background)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if run >= 2:
            floor.append(one)
            page.append(other)
    raw.close()
    background.close()
    counter.close()
    ratios = sorted(ours / bare for ours, bare in zip(page, floor, strict=True))
    print(
        f"{rows} rows, {runs} runs in turns: "
        f"bare {statistics.median(floor):.1f} ms, page {statistics.median(page):.1f} ms"
    )
    print(f"first paint ÷ bare keyset-paged model: {statistics.median(ratios):.2f} (goal ≤ 1.2)")


if __name__ == "__main__":
    sys.exit(main())
