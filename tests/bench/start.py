"""From exec to the painted intake page, and to "ready for F9" ÷ a bare painted PySide6 window (application + label).

    python tests/bench/start.py [--runs 15] [--dossiers 300] [--many 200000] [--platform offscreen]

Whole processes, in turns in one run, as a person starts them: `counter-app --home DIR` with a store that has dossiers
in it, and a bare window. The time runs on the machine's monotonic clock from just before exec to the moment when the
event loop comes round after the first paint (both sides), and to the moment when the desk is attached and F9 registers
(ours). Bytecode is compiled beforehand for both. Peak memory is the process's own ru_maxrss at the end, after the
background has prepared the receipt.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

ROOT = Path(__file__).parents[2]

BARE = """
import sys
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel

class Window(QLabel):
    seen = False
    def event(self, event):
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen = True
            QTimer.singleShot(0, self, painted)
        return handled

def painted():
    import json, resource, time
    now = time.monotonic_ns()
    print(json.dumps({"painted": now, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}), flush=True)
    app.quit()

app = QApplication(sys.argv)
window = Window("Intake")
window.resize(1366, 768)
window.show()
app.exec()
"""

OURS = """
import sys
import counter_app.__main__ as door
door.quicken()  # as `main` does before it imports the window
import counter_app.bootstrap.window as opening

def run(app, window):
    import json, resource, time
    from PySide6.QtCore import QTimer
    told = {"modules": 0}
    def painted():
        told["painted"] = time.monotonic_ns()
        told["modules"] = len(sys.modules)
        told["early"] = sorted(
            {"pydantic", "reportlab", "sqlalchemy", "zxingcpp", "requests", "alembic", "PySide6.QtSerialPort",
             "PySide6.QtPdf", "PySide6.QtPrintSupport", "csv", "http.client", "ssl", "asyncio"} & set(sys.modules)
        )
    def ready():
        told["ready"] = time.monotonic_ns()
        look.start(20)
    def settled():
        if window.screen.background.idle:
            told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            app.quit()
    look = QTimer()
    look.timeout.connect(settled)
    window.screen.resize(1366, 768)
    window.screen.painted.connect(painted)
    window.ready.connect(ready)
    window.failed.connect(lambda error: app.exit(3))
    status = original(app, window)
    print(json.dumps(told), flush=True)
    return status

original = opening.run
opening.run = run
sys.exit(door.main(sys.argv[1:]))
"""


@dataclass(slots=True)
class Times:
    """What one kind of process took, milliseconds and KiB, run by run."""

    painted: list[float]
    ready: list[float]
    peak: list[float]


def once(script: str, arguments: list[str], environment: dict[str, str]) -> dict[str, Any]:
    """Start one process and return what it tells, times in milliseconds since just before exec."""
    began = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        check=True,
        timeout=120,
        env=environment,
        cwd=ROOT,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    for event in ("painted", "ready"):
        if event in told:
            told[event] = (told[event] - began) / 1e6
    return told


def home_with(folder: Path, dossiers: int) -> Path:
    """Make a counter's home with settings and a store that has `dossiers` dossiers in it."""
    from counter_app.practice.play import first_settings
    from counter_app.settings import Places, save
    from tests.bench import big_store

    home = folder / f"home-{dossiers}"
    places = Places.of(practice=False, home=home)
    save(places.settings, first_settings())
    big_store.make(places.store, dossiers, events=True, practice=False)
    return home


def measure(home: Path, runs: int, environment: dict[str, str]) -> tuple[Times, Times]:
    """Start bare and ours in turns; the first turn (bytecode, catalogue, page cache) does not count."""
    bare, ours = Times([], [], []), Times([], [], [])
    early: list[str] = []
    for number in range(runs + 1):
        floor = once(BARE, [], environment)
        mine = once(OURS, ["--home", str(home)], environment)
        if number:
            bare.painted.append(floor["painted"])
            bare.peak.append(floor["peak"])
            ours.painted.append(mine["painted"])
            ours.ready.append(mine["ready"])
            ours.peak.append(mine["peak"])
            early = mine["early"]
    if early:
        print(f"  imported before the first paint: {', '.join(early)}")
    return bare, ours


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--dossiers", type=int, default=300)
    parser.add_argument("--many", type=int, default=200_000, help="a second store with so many; 0 leaves it out")
    parser.add_argument("--platform", default="offscreen", help="Qt platform: offscreen, or xcb with a screen")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="counter-start-") as name:
        folder = Path(name)
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": args.platform,
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for dossiers in (args.dossiers, args.many):
            if dossiers:
                report(f"{dossiers:,} dossiers", *measure(home_with(folder, dossiers), args.runs, environment))


def report(title: str, bare: Times, ours: Times) -> None:
    floor, painted, ready = (statistics.median(one) for one in (bare.painted, ours.painted, ours.ready))
    memory, floor_memory = statistics.median(ours.peak) / 1024, statistics.median(bare.peak) / 1024
    print(f"{title}: bare window painted {floor:.0f} ms, peak {floor_memory:.0f} MB")
    print(f"  intake page painted {painted:.0f} ms, ratio {painted / floor:.2f} (goal <= 2)")
    print(f"  ready for F9 {ready:.0f} ms, ratio {ready / floor:.2f} (goal <= 4)")
    print(f"  peak memory, receipt prepared: {memory:.0f} MB")


if __name__ == "__main__":
    main()
