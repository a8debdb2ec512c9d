"""How long events on which the ring above falls over keep the others waiting: `python -m tests.faults.poison`.

A counter with its real courier sends 500 dossiers to a real city at once. Every batch with a poison event in it is
answered by 500, as from a server that falls over on it (a proxy looks into the batches). Told are the largest delay of
any other event against a run without poison on the same machine, and what the outbox says of the poison events.
"""

import argparse
import gzip
import random
import socket
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from counter_app.practice.city_process import CityProcess
from counter_app.storage import outbox
from counter_app.storage.outbox import OpenEntry
from tests.faults.proxy import Proxy, Server, answered, passes
from tests.rings.counters import Office

EVENTS = 500
POISON = (1, 5, 20)
GOAL = 5.0


class Falls:
    """A fault: a batch with one of `events` in it is answered by 500, any other passes."""

    def __init__(self, dossiers: set[str]) -> None:
        self.dossiers, self.fell = dossiers, 0

    def __call__(self, server: Server, request: bytes, near: socket.socket) -> bool:
        batch = gzip.decompress(request.partition(b"\r\n\r\n")[2]).decode()
        if any(dossier in batch for dossier in self.dossiers):
            self.fell += 1
            return answered("500 Internal Server Error")(server, request, near)
        return passes(server, request, near)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`seconds` until every other event was above; `left` is what the outbox shows then, `fell` counts 500s."""

    seconds: float
    left: tuple[OpenEntry, ...]
    held: int
    fell: int


def run(folder: Path, events: int, poison: int, seed: int = 7) -> Outcome:
    """Send `events` at once, `poison` of them such as the city falls over on, at places drawn by `seed`."""
    falls = Falls(set())
    with CityProcess(folder / "city.db", folder / "city.log") as city, Proxy(city.port, repeat(falls)) as line:
        office = Office.below(city, folder, "mot", address=f"http://127.0.0.1:{line.port}")
        try:
            if not office.until(lambda: office.heard.at is not None):
                raise RuntimeError("the city was not heard")
            office.desk.register(events)
            if len(unsent(office)) != events:
                raise RuntimeError("some went before they were wanted")
            bad = set(random.Random(seed).sample(office.desk.ids, poison))
            falls.dossiers |= {str(one) for one in bad}
            began = time.monotonic()
            office.upward.wake()
            if not office.until(lambda: {one.dossier for one in unsent(office)} <= bad):
                raise RuntimeError(f"others were still waiting: {len(unsent(office))}")
            seconds = time.monotonic() - began
            if not office.until(lambda: all(one.last_answer for one in unsent(office))):
                raise RuntimeError("a poison event has no reason")
            client = city.client()
            held = client.state().events
            client.close()
            return Outcome(seconds, tuple(unsent(office)), held, falls.fell)
        finally:
            office.close()


def unsent(office: Office) -> list[OpenEntry]:
    """Return what the outbox shows."""
    with office.desk.store.reading() as reading:
        return list(outbox.unsent(reading, 10_000))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--poison", type=int, nargs="+", default=POISON)
    args = parser.parse_args()
    met = True
    with tempfile.TemporaryDirectory(prefix="counter-poison-") as name:
        plain = -1.0
        for poison in (0, *args.poison):
            folder = Path(name) / str(poison)
            folder.mkdir()
            done = run(folder, args.events, poison)
            if plain < 0:
                plain = done.seconds
                sys.stdout.write(f"{args.events} events without poison: all above after {plain:.2f} s\n")
                continue
            said = ", ".join(f"{count} × {answer}" for answer, count in Counter(map(_shown, done.left)).items())
            delay = done.seconds - plain
            met = met and delay <= GOAL and done.held == args.events - poison == args.events - len(done.left)
            sys.stdout.write(
                f"{poison} poison among {args.events}: the others above after {done.seconds:.2f} s, largest delay "
                f"{delay:.2f} s (goal {GOAL:g}); {done.held} held, {done.fell} batches fell; shown: {said}\n"
            )
    return 0 if met else 1


def _shown(entry: OpenEntry) -> str:
    return f"{entry.state} “{entry.last_answer}”"


if __name__ == "__main__":
    sys.exit(main())
