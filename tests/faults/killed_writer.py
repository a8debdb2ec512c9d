"""The process that is killed: a counter that keeps forms, registers, prints and says what it has been told is safe.

Started once by `test_kill_store.py` with the store's path; for every seed on its input it forks a process (imports cost
more than the life of one) that works until it is killed. Every line on the output is an acknowledgement written after
the commit: `epoch E`, `form ID`, `dossier ID CODE`, `print NUMBER`; `pid N` and `ended STATUS` frame a life.
"""

import os
import random
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from counter_app.domain.events import new_id
from counter_app.storage import forms, outbox, prints, sending
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import citizen, register


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def enter(store: Store, dice: random.Random) -> UUID:
    draft = new_id()
    for version in range(dice.randint(0, 2)):
        with store.transaction() as tx:
            forms.keep(tx, draft, f"{version}" * dice.randint(1, 4_000), START)
        say("form", draft)
    return draft


def work(store: Store, dice: random.Random) -> None:
    draft = enter(store, dice)
    name = f"Người {dice.randrange(10_000)}"
    for _ in range(dice.choice((1, 1, 2))):  # sometimes pressed twice
        with store.transaction() as tx:
            done = register(tx, draft, applicant=citizen(name, f"{dice.randrange(10**12):012d}"), request="x" * 2_000)
        say("dossier", draft, done.dossier.code)
    with store.transaction() as tx:
        entry = prints.begin(tx, dossier=draft, code=done.dossier.code, document="receipt", printer="p", at=START)
    say("print", entry.id)
    if dice.random() < 0.2:
        with store.reading() as reading:
            batch = sending.due(reading, START + timedelta(days=1), limit=20, most_bytes=1_000_000)
        with store.transaction() as tx:
            sending.delivered(tx, {one.seq: "stored" for one in batch}, ring_epoch="above", at=START)
            outbox.answered(tx, START, "above")
    if dice.random() < 0.02:
        store.checkpoint()


def live(path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with Store.open(path, practice=True) as store:
        say("epoch", store.epoch)
        while True:
            work(store, dice)


def main() -> None:
    path = Path(sys.argv[1])
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            live(path, int(line))
        say("pid", child)
        say("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


if __name__ == "__main__":
    main()
