"""A whole counter in a process of its own that registers and prints until it is killed.

Run as a program: reads a home folder a line (" stop" behind it: the child stops before its first print), forks a child
that opens the counter there and works; the parent answers with the child's process id and passes on what it says.
Everything is imported before the fork, so that a hundred deaths take seconds. The child says "kept ID", "saved ID CODE"
and "printed CODE", each after the call has returned.
"""

import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from counter_app.bootstrap.counter import start_counter
from counter_app.domain.draft import Draft, GivenPaper
from counter_app.domain.person import Applicant
from counter_app.domain.scan import CardScan, read
from counter_app.practice.people import citizens
from counter_app.settings import Places, Settings

SETTINGS = Settings(
    device="quay-1", slot=1, officer="Lê Thị Thử", unit="31120", electronic_code="H13.00.01", printer="folder:"
)


def silent(kinds: Iterable[str]) -> None:
    del kinds


def work(home: Path, seed: int, *, stop: bool = False) -> None:
    """Enter, save and print one dossier after the other, for ever."""
    counter = start_counter(Places(home), SETTINGS, silent, practice=False)
    desk = counter.desk
    procedure = desk.procedure("2.000815")
    assert procedure is not None
    papers = tuple(replace(GivenPaper.expected(line), given=True) for line in procedure.checklist)
    for citizen in citizens(seed):
        scan = read(citizen.card)
        assert isinstance(scan, CardScan)
        draft = Draft(procedure=procedure, applicant=Applicant(scan.card.person()), papers=papers, copies="3*2")
        desk.keep_form(draft.id, citizen.name)
        say(f"kept {draft.id}")
        receipt = desk.register(draft)
        say(f"saved {draft.id} {receipt.code}")
        while stop:
            signal.pause()
        if desk.print_receipt(draft.id).row.state == "confirmed":
            say(f"printed {receipt.code}")


def say(line: str) -> None:
    os.write(1, line.encode() + b"\n")


def main() -> None:
    for seed, line in enumerate(sys.stdin):
        child = os.fork()
        if child == 0:
            home, stop, _ = line.strip().partition(" stop")
            work(Path(home), seed, stop=bool(stop))
            os._exit(1)
        say(f"born {child}")
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
