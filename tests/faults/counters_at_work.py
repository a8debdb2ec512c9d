"""Whole counters in processes of their own that register, print and send until they are told to end or are killed.

Run as a program: a nursery. It reads lines "work HOME COUNT PAUSE_MS" and forks a child that opens the counter there
and registers until its store has COUNT dossiers of its own, then goes on sending; everything is imported before the
fork, so that a new life takes a fraction of a second. It says "born HOME PID", and each child "saved HOME ID CODE"
after the call has returned and "done HOME" when it has its dossiers.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import counter_app.documents.receipt
import counter_app.sync.upward  # noqa: F401 - imported before the forks
from counter_app.bootstrap.counter import Counter, start_counter
from counter_app.domain.draft import Draft, GivenPaper
from counter_app.domain.person import Applicant
from counter_app.domain.scan import CardScan, read
from counter_app.practice.people import citizens
from counter_app.settings import Places, load
from counter_app.storage import written


def silent(kinds: Iterable[str]) -> None:
    del kinds


def own_dossiers(counter: Counter, device: str) -> int:
    """Return how many dossiers this counter has registered in the life of its store's epoch."""
    with counter.store.reading() as reading:
        return written.last(reading, device)


def work(home: Path, count: int, pause: float) -> None:
    """Register until there are `count` dossiers, then only send, for ever."""
    places = Places(home)
    settings = load(places.settings)
    counter = start_counter(places, settings, silent, practice=True)
    desk = counter.desk
    procedure = desk.procedure("2.000815")
    assert procedure is not None
    papers = tuple(replace(GivenPaper.expected(line), given=True) for line in procedure.checklist)
    never = threading.Event()
    left = count - own_dossiers(counter, settings.device)
    for citizen, _ in zip(citizens(os.getpid()), range(left), strict=False):
        scan = read(citizen.card)
        assert isinstance(scan, CardScan)
        draft = Draft(procedure=procedure, applicant=Applicant(scan.card.person()), papers=papers, copies="3*2")
        receipt = desk.register(draft)
        say(f"saved {home} {draft.id} {receipt.code}")
        never.wait(pause)
    say(f"done {home}")
    while True:
        signal.pause()


def say(line: str) -> None:
    os.write(1, line.encode() + b"\n")


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        _, home, count, pause = line.split()
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                work(Path(home), int(count), int(pause) / 1000)
            finally:
                os._exit(1)
        say(f"born {home} {child}")


if __name__ == "__main__":
    main()
