"""How soon news are where they are wanted, hop by hop, over loopback with real hub and city processes.

    python tests/bench/news.py [--rounds 40] [--changes 10]

Two whole counters (everything but the screen) of one office stand below a hub, and one more straight below the city.
A dossier is registered at the first: when has the hub's other counter it in its list, when the city? It is registered
at the counter below the city: when has the office's counter it (city → hub → counter)? Catalogue, calendar and
organisation are imported at the city as an administrator does: when does each counter work by it? That clock starts
when the import has come back. Times are seen by being told (the counters) or by asking every ten
milliseconds (the city); a counter below the hub is looked at after the one below the city.
"""

import argparse
import csv
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, redirect_stdout
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.__main__ import main as counter_app
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.practice.people import citizens
from counter_app.practice.seed import draft_for
from counter_app.settings import resource
from tests.bench import machine
from tests.rings.whole_counters import WholeCounter, imported
from tests.storage.made import UNIT

LODGING = "2.001159"
GOAL = 2.0
LOOK = 0.01


class Office:
    """Two counters below a hub, and one below the city; people to be served."""

    def __init__(self, home: Path, ending: ExitStack) -> None:
        self.city = ending.enter_context(CityProcess(home / "city.db", home / "city.log"))
        self.hub = ending.enter_context(HubProcess(home / "hub", self.city, UNIT))
        self.one, self.two = (WholeCounter(home / name, self.hub) for name in ("one", "two"))
        self.far = WholeCounter(home / "far", self.city)
        for counter in (self.one, self.two, self.far):
            ending.callback(counter.stop)
        self.people = citizens(5)

    def register(self, counter: WholeCounter) -> tuple[str, float]:
        """Register a dossier; return its code and when it was durable."""
        desk = counter.counter.desk
        receipt = desk.register(draft_for(desk, next(self.people), LODGING))
        return receipt.code, time.monotonic()


def shown(counter: WholeCounter, code: str, since: float) -> float:
    """Return after how many seconds the counter has a dossier in its list."""
    if not counter.until(lambda: any(row.code == code for row in counter.counter.desk.page(None, 5))):
        raise RuntimeError("a dossier did not come")
    return time.monotonic() - since


def dossiers(office: Office, rounds: int) -> dict[str, list[float]]:
    """Measure dossiers: to the office's other counter, to the city, and down from the city."""
    taken: dict[str, list[float]] = {
        "counter → hub → counter": [],
        "counter → hub → city": [],
        "city → hub → counter": [],
    }
    client = office.city.client()
    for _ in range(rounds):
        code, since = office.register(office.one)
        taken["counter → hub → counter"].append(shown(office.two, code, since))
        while code not in client.state((code,)).held:
            time.sleep(LOOK)
        taken["counter → hub → city"].append(time.monotonic() - since)
        code, since = office.register(office.far)
        while code not in client.state((code,)).held:
            time.sleep(LOOK)
        taken["city → hub → counter"].append(shown(office.one, code, time.monotonic()))
    client.close()
    return taken


def exported(office: Office, command: str, file: Path) -> None:
    """Write what the city has to a file."""
    store = ("--store", office.city.store, "--role", "city", "--practice")
    with redirect_stdout(StringIO()):
        if counter_app([command, "export", str(file), *store]):
            raise RuntimeError(f"{command}: not exported")


def decided(
    office: Office,
    command: str,
    file: Path,
    name: str,
    holds: Callable[[WholeCounter], bool],
    taken: dict[str, list[float]],
) -> None:
    """Import at the city; measure when a counter below it, and one below the hub, works by it."""
    with redirect_stdout(StringIO()):
        if imported(office.city, command, file):
            raise RuntimeError(f"{command}: not imported")
    since = time.monotonic()
    for hop, counter in (("city → counter", office.far), ("city → hub → counter", office.one)):
        if not counter.until(lambda: holds(counter)):  # noqa: B023 - asked at once
            raise RuntimeError(f"{command}: did not come")
        taken.setdefault(f"{name}, {hop}", []).append(time.monotonic() - since)


def changes(office: Office, home: Path, rounds: int) -> dict[str, list[float]]:
    """Measure what the city decides."""
    taken: dict[str, list[float]] = {}
    rows, table = home / "catalogue.csv", home / "calendar.json"
    exported(office, "calendar", table)
    for number in range(rounds):
        _one_change(office, home, rows, table, number, taken)
    return taken


def _one_change(
    office: Office, home: Path, rows: Path, table: Path, number: int, taken: dict[str, list[float]]
) -> None:
    word = f"lần {number}"
    rename(rows, word)
    decided(office, "catalogue", rows, "catalogue", lambda one: word in _name(one), taken)
    content = json.loads(table.read_text("utf-8"))
    day = datetime.now(VIETNAM).date() + timedelta(days=1)
    off = [{"day": str(day + timedelta(days=n)), "working": False, "reason": word} for n in range(number % 2 * 20 + 20)]
    content["city"]["days"] = off
    new = home / "new.json"
    new.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    before = {id(one): _due(one) for one in (office.far, office.one)}
    decided(office, "calendar", new, "calendar", lambda one: _due(one) != before[id(one)], taken)
    given = {"unit": UNIT, "valid_from": "2026-01-01", "phone": f"0292 000 {number:03}"}
    new.write_text(json.dumps({"offices": [given]}), "utf-8")
    decided(office, "organisation", new, "organisation", lambda one: _phone(one) == given["phone"], taken)


def rename(rows: Path, word: str) -> None:
    """Write the shipped catalogue with another name for one procedure."""
    with resource("catalogue/procedures.csv").open(encoding="utf-8-sig", newline="") as file:
        read = csv.DictReader(file)
        lines, names = list(read), read.fieldnames or []
    for line in lines:
        if line["code"] == LODGING:
            line["name"] = f"Thông báo lưu trú {word}"
    with rows.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(lines)


def _name(counter: WholeCounter) -> str:
    found = counter.counter.desk.procedure(LODGING)
    return found.name if found is not None else ""


def _due(counter: WholeCounter) -> object:
    desk = counter.counter.desk
    due = desk.preview(draft_for(desk, next(citizens(1)), "1.004873")).due
    return None if due is None else due.due


def _phone(counter: WholeCounter) -> str:
    desk = counter.counter.desk
    return desk.receipt(desk.page(None, 1)[0].id).head.phone


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--changes", type=int, default=10)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="counter-news-") as folder, ExitStack() as ending:
        home = Path(folder)
        office = Office(home, ending)
        taken = {f"dossier, {hop}": times for hop, times in dossiers(office, args.rounds).items()}
        taken |= changes(office, home, args.changes)
    worst = 0.0
    for name, times in taken.items():
        high = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        if "→ city" not in name:
            worst = max(worst, high)
        print(f"{name:<44} p50 {statistics.median(times):.2f} s, p95 {high:.2f} s of {len(times)}")
    print(f"news: worst p95 down to a counter {worst:.2f} s (goal {GOAL:g}); {machine.load()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
