"""A receipt is scanned: until it is known whether the result can be given out, in a store of 200,000 dossiers.

    python tests/bench/verdict.py [--dossiers 200000] [--rounds 300]

Floor: the driver's bare reading of the same dossier's events by its code, in turns in the same run. Ours reads the
code, finds the dossier, folds its life and answers with everything that the page says about it; and beside it what is
pending for the person, as a card's scan asks.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.devices.clock import SystemClock
from counter_app.domain.office import Office
from counter_app.domain.scan import DossierScan, read
from counter_app.storage.store import Store
from counter_app.usecases.identity import Identity
from counter_app.usecases.questions.life import LifeQuestions
from counter_app.usecases.questions.lists import DossierLists
from tests.bench import big_store


def measure(place: Path, rounds: int) -> tuple[list[float], list[float], list[float]]:
    """Return milliseconds of the floor, of the verdict and of what is pending, round by round."""
    floors, verdicts, pending = [], [], []
    with Store.open(place, practice=True) as store:
        identity = Identity(
            "d", "Quầy", 1, Office("31120", "H13.35.07", "Phường Cái Khế", "", "", ""), SystemClock(), "Lê Thị Thử"
        )
        ask, lists = LifeQuestions(store, identity), DossierLists(store)
        with store.reading() as reading:
            raw: Any = reading.connection.connection.driver_connection
            rows = raw.execute("SELECT code, number FROM dossier WHERE number <> ''").fetchall()
            for code, number in random.Random(3).sample(rows, rounds):
                began = time.perf_counter()
                raw.execute(
                    "SELECT e.* FROM dossier d JOIN event e ON e.dossier = d.id WHERE d.code = ?", (code,)
                ).fetchall()
                floors.append(time.perf_counter() - began)
                began = time.perf_counter()
                scanned = read(code)
                assert isinstance(scanned, DossierScan)
                found = lists.by_code(scanned.code.text)
                assert found is not None
                ask.view(found)
                verdicts.append(time.perf_counter() - began)
                began = time.perf_counter()
                ask.pending(number)
                pending.append(time.perf_counter() - began)
    return floors, verdicts, pending


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=300)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store.db"
        big_store.make(place, args.dossiers, events=True)
        floors, verdicts, pending = measure(place, args.rounds)
    floor, ours, person = (statistics.median(one) * 1_000 for one in (floors, verdicts, pending))
    print(f"{args.dossiers} dossiers, {args.rounds} scans: floor {floor:.2f} ms, verdict {ours:.2f} ms (goal 100)")
    print(f"   pending for a person: {person:.2f} ms (goal 400); verdict ÷ floor {ours / floor:.1f}")


if __name__ == "__main__":
    main()
