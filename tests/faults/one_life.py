"""One dossier's life at a counter: registered, printed, sent, acknowledged. Says each step after it is done.

    python -m tests.faults.one_life HOME

"saved ID CODE", "printed CODE", "sent". Killed by strace at a chosen system call, it leaves what a machine leaves that
stops there.
"""

import os
import sys
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from counter_app.bootstrap.counter import start_counter
from counter_app.domain.draft import Draft, GivenPaper
from counter_app.domain.person import Applicant
from counter_app.domain.scan import CardScan, read
from counter_app.practice.people import citizens
from counter_app.settings import Places, load
from counter_app.storage import outbox

PATIENCE = 120.0


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def main() -> None:
    changed = threading.Condition()

    def told(kinds: Iterable[str]) -> None:
        del kinds
        with changed:
            changed.notify_all()

    places = Places(Path(sys.argv[1]))
    counter = start_counter(places, load(places.settings), told, practice=True)
    desk = counter.desk
    procedure = desk.procedure("2.000815")
    assert procedure is not None
    papers = tuple(replace(GivenPaper.expected(line), given=True) for line in procedure.checklist)
    scan = read(next(citizens(os.getpid())).card)
    assert isinstance(scan, CardScan)
    draft = Draft(procedure=procedure, applicant=Applicant(scan.card.person()), papers=papers, copies="3*2")
    desk.keep_form(draft.id, "Người thử")
    receipt = desk.register(draft)
    say("saved", draft.id, receipt.code)
    if desk.print_receipt(draft.id).row.state == "confirmed":
        say("printed", receipt.code)

    def sent() -> bool:
        with counter.store.reading() as reading:
            return outbox.state(reading).waiting == 0

    with changed:
        if changed.wait_for(sent, PATIENCE):
            say("sent")
    counter.close()


if __name__ == "__main__":
    main()
