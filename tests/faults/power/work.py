"""The process whose disk is recorded: a counter and its hub that do everything which a store must not forget.

    python -m tests.faults.power.work HOME SEED ROUNDS [--mutant NAME]

Both stores lie in HOME and both rings are in this one thread; the stores, the planner's records and the hub's taking
are the product's own. Every line said is a promise: it is written after the call has returned. With a fault planted
(`MUTANTS`) the promises are not kept, and whoever looks at the images must see it.
"""

import argparse
import io
import os
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from counter_app.domain.events import FILED, Event, new_id
from counter_app.domain.times import iso
from counter_app.storage import (
    backup,
    engines,
    enrolments,
    files,
    filing,
    forms,
    grants,
    leases,
    news,
    outbox,
    prints,
    sending,
)
from counter_app.storage.arrivals import Arrival
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.events import events_of
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync import delivery, taking, wire
from counter_app.sync.examine import Writer, examine
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, UNIT, citizen, register
from tests.sync.made import Desk

MUTANTS: Final = ("normal", "unsynced_files")
COUNTER, HUB, OTHER = "quay-1", "hub", "quay-2"


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def plant(mutant: str) -> None:
    """Break a protection of this process."""
    if mutant == "normal":
        weak = tuple(one.replace("=FULL", "=NORMAL") for one in engines._PRAGMAS)
        vars(engines)["_PRAGMAS"] = weak
    elif mutant == "unsynced_files":
        vars(files)["os"] = _Unsynced()


class _Unsynced:
    """The system without the sync of files and folders."""

    def __getattr__(self, name: str) -> object:
        return (lambda handle: None) if name == "fsync" else getattr(os, name)


class Office:
    """One counter and its hub, worked by hand; another counter's dossiers come from outside `home`."""

    def __init__(self, home: Path, seed: int) -> None:
        self.home, self.dice = home, random.Random(seed)
        self.known: list[UUID] = []
        self.minutes = 0
        self.files = FileFolder.beside(home / "counter.db")
        self.other = Desk.open(home.parent / "other", OTHER, 1)
        self.open()
        with self.hub.transaction() as tx:
            enrolments.keep_range(tx, 10, enrolments.HUB_SLOTS)

    def open(self) -> None:
        self.counter = Store.open(self.home / "counter.db", practice=True)
        self.hub = Store.open(self.home / "hub.db", role="hub", practice=True, alone=True)
        self.desk = Desk(self.counter, COUNTER, ids=self.known)
        say("opened", self.counter.epoch, self.hub.epoch)

    def close(self) -> None:
        self.counter.close()
        self.hub.close()

    def ring(self) -> wire.Ring:
        return wire.Ring(time=iso(START), protocol=wire.PROTOCOLS, epoch=self.hub.epoch, practice=True, version="0")

    def now(self) -> datetime:
        self.minutes += 1
        return START + timedelta(seconds=self.minutes)

    # What the counter does

    def enter(self) -> None:
        draft = new_id()
        with self.counter.transaction() as tx:
            forms.keep(tx, draft, "x" * self.dice.randint(1, 6_000), self.now())
        say("form", draft)
        name = f"Người {self.dice.randrange(10_000)}"
        with self.counter.transaction() as tx:
            done = register(tx, draft, applicant=citizen(name), request="x" * self.dice.randint(1, 3_000))
        say("dossier", draft, done.dossier.code)
        self.known.append(draft)
        with self.counter.transaction() as tx:
            entry = prints.begin(tx, dossier=draft, code=done.dossier.code, document="receipt", printer="p", at=START)
        say("print", entry.id)

    def correct(self) -> None:
        if not self.known:
            return
        dossier = self.dice.choice(self.known)
        self.desk.correct(dossier, request=f"bản sao {self.dice.randrange(99)}")
        self._say_events(dossier)

    def _say_events(self, dossier: UUID) -> None:
        with self.counter.reading() as reading:
            said = [str(event.id) for event in events_of(reading, dossier)]
        say("events", *said)

    def file(self) -> None:
        if not self.known:
            return
        dossier = self.dice.choice(self.known)
        kept = self.files.keep(io.BytesIO(self.dice.randbytes(self.dice.randint(1, 40_000))))
        said = {"sha256": kept.sha256, "size": kept.size, "name": "a.jpg", "line": "1", "media_type": "image/jpeg"}
        event = Event(
            id=new_id(),
            dossier=dossier,
            unit=UNIT,
            device=COUNTER,
            epoch="",
            device_seq=0,
            based_on=(),
            kind=FILED,
            schema=1,
            at=START,
            offset_ms=0,
            officer="can-bo-1",
            payload={"files": [{**said, "pages": 1}]},
        )
        with self.counter.transaction() as tx:
            filing.file_papers(tx, event, [kept], self.now())
        say("file", kept.sha256, event.id)

    def back_up(self) -> None:
        made = backup.make(
            self.counter,
            self.home / "stick",
            home=self.home,
            extra=("counter.toml", "forms"),
            now=START,
            release="0",
            files=self.files,
            pause=0,
        )
        say("backup", made.path.name)

    # What goes between the two

    def send(self) -> None:
        with self.counter.reading() as reading:
            batch = sending.due(reading, START + timedelta(days=1), limit=20, most_bytes=1_000_000)
        if not batch:
            return
        answer = self._taken(COUNTER, batch)
        delivery.record(self.counter, batch, answer, self.now())
        with self.counter.transaction() as tx:
            outbox.answered(tx, START, self.hub.epoch)
        say("delivered", *(event.id for event in batch))

    def _taken(self, device: str, batch: delivery.Batch) -> wire.BatchAnswer:
        enrolled = EnrolledDevice(device, device, UNIT, 0, None)
        answer = taking.take(self.hub, self.ring(), enrolled, wire.pack(batch), now=self.now(), forward=True)
        assert all(one.state in ("stored", "known") for one in answer.answers)
        say("taken", *(one.id for one in answer.answers))
        return answer

    def hear(self) -> None:
        """Another counter's dossiers come to the hub, and from there to this counter."""
        self.other.register(self.dice.randint(1, 3), request="x" * 500)
        with self.other.store.reading() as reading:
            batch = sending.due(reading, START + timedelta(days=1), limit=50, most_bytes=1_000_000)
        delivery.record(self.other.store, batch, self._taken(OTHER, batch), START)
        with self.hub.reading() as above, self.counter.reading() as reading:
            after = int(sending.note_of(reading, news.CURSOR) or 0)
            own = (COUNTER, self.counter.epoch, news.last_own(reading, COUNTER))
            page = news.page(above, UNIT, after, own=own, limit=50, most_bytes=1_000_000)
        if not page.events:
            return
        packed = wire.BATCH.validate_json(wire.pack(page.events))
        arrivals = [Arrival(one.event, one.payload) for one in examine(packed, Writer(None, UNIT)) if one.event]
        with self.counter.transaction() as tx:
            news.apply(
                tx,
                arrivals,
                unit=UNIT,
                device=COUNTER,
                cursor=str(page.after),
                ring_epoch=self.hub.epoch,
                at=self.now(),
                whole_unit=False,
            )
        say("heard", page.after, *(one.event.id for one in arrivals))

    def lease(self) -> None:
        want = self.dice.randint(1, 4)
        with self.counter.transaction() as tx:
            wish = leases.wish(tx, uuid4(), ELECTRONIC_CODE, START.date(), want)
        asked = grants.Asked(wish.request, ELECTRONIC_CODE, wish.day, want, COUNTER, self.counter.epoch)
        with self.hub.transaction() as tx:
            block = grants.grant(tx, asked, START, away=True)
        assert not isinstance(block, str), block
        say("granted", wish.request, *block)
        with self.counter.transaction() as tx:
            assert leases.granted(tx, wish, *block)
        say("leased", wish.request, *block)

    def tidy(self) -> None:
        self.dice.choice((self.counter, self.hub)).checkpoint()

    def reopen(self) -> None:
        self.close()
        self.open()

    def round(self) -> None:
        acts = (self.enter, self.correct, self.send, self.hear, self.file, self.lease, self.tidy, self.reopen)
        self.dice.choices(acts, (10, 4, 6, 3, 3, 3, 1, 1))[0]()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("rounds", type=int)
    parser.add_argument("--mutant", choices=MUTANTS)
    args = parser.parse_args()
    plant(args.mutant)
    office = Office(args.home, args.seed)
    for number in range(args.rounds):
        office.round()
        if number == args.rounds // 2:
            office.file()
            office.back_up()
    office.enter()
    say("end")
    # No clean end: what a clean end would sync belongs to nobody's promise.
    os._exit(0)


if __name__ == "__main__":
    main()
