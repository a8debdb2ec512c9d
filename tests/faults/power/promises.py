"""What must hold in an image of the disk, by what had been said before the power went."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import text

from counter_app.domain.errors import CounterError
from counter_app.storage import backup, dossiers, forms, grants, leases, prints, sending
from counter_app.storage.files import FileFolder
from counter_app.storage.news import CURSOR
from counter_app.storage.prepared import Prepared
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.storage.verify import verify
from tests.domain.events_made import START
from tests.faults.power.work import COUNTER
from tests.storage.made import ELECTRONIC_CODE, register

_IDS = Prepared(text("SELECT id FROM event"))
_DELIVERED = Prepared(
    text("SELECT event.id FROM event JOIN outbox ON outbox.seq = event.seq WHERE outbox.state = 'delivered'")
)
_UNTOLD = Prepared(
    text("SELECT count(*) FROM event WHERE device = :device AND seq NOT IN (SELECT seq FROM outbox)"),
)

Block = tuple[str, int, int]


@dataclass
class Promises:
    """The lines that were heard, by what they promise."""

    epochs: tuple[str, str] | None = None
    dossiers: dict[str, str] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    prints: set[int] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    delivered: set[str] = field(default_factory=set)
    at_hub: set[str] = field(default_factory=set)
    cursor: int = 0
    granted: set[Block] = field(default_factory=set)
    leased: set[Block] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    backups: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, said: list[str]) -> "Promises":
        made = cls()
        for line in said:
            kind, *words = line.split()
            made.hear(kind, words)
        return made

    def hear(self, kind: str, words: list[str]) -> None:
        """Take in one line."""
        match kind, words:
            case "opened", [counter, hub]:
                self.epochs = (counter, hub)
            case "dossier", [id_, code]:
                self.dossiers[id_] = code
            case "form", [id_]:
                self.forms.add(id_)
            case "print", [number]:
                self.prints.add(int(number))
            case "file", [sha256, event]:
                self.files.add(sha256)
                self.events.add(event)
            case "backup", [name]:
                self.backups.add(name)
            case "granted" | "leased", [request, first, last]:
                (self.granted if kind == "granted" else self.leased).add((request, int(first), int(last)))
            case _:
                self._hear_events(kind, words)

    def _hear_events(self, kind: str, words: list[str]) -> None:
        if kind == "heard":
            self.cursor = int(words.pop(0))
        place = {"events": self.events, "heard": self.events, "delivered": self.delivered, "taken": self.at_hub}
        place.get(kind, set()).update(words)


def broken(home: Path, before: frozenset[str], promises: Promises) -> list[str]:
    """Return what does not hold in the image in `home`; `before` are the dossiers that were there at the start."""
    try:
        return [*_of_counter(home, before, promises), *_of_hub(home, promises), *_of_backups(home, promises)]
    except CounterError as error:
        return [f"unopened: {error.code} {error.facts.get('reason', '')}".strip()]


def _of_counter(home: Path, before: frozenset[str], promises: Promises) -> Iterator[str]:
    if promises.epochs is None and not (home / "counter.db").exists():
        return
    with Store.open(home / "counter.db", practice=True) as store:
        if promises.epochs is not None and store.epoch != promises.epochs[0]:
            yield "lost: store"
        files = FileFolder.beside(home / "counter.db")
        yield from _sound(store, files)
        with store.reading() as reading:
            yield from _dossiers(reading, before, promises)
            yield from _rest_of_counter(reading, promises)
        for sha256 in promises.files:
            if not files.whole(sha256):
                yield "lost: file"
        with store.transaction() as tx:
            known = {line.code for line in dossiers.page(tx, None, 100_000)}
            code = register(tx).dossier.code
            if code in known or code in promises.dossiers.values():
                yield "number given twice"


def _sound(store: Store, files: FileFolder | None = None) -> Iterator[str]:
    for finding in verify(store, files).findings:
        yield f"unsound: {finding.kind}"


def _dossiers(reading: Reading, before: frozenset[str], promises: Promises) -> Iterator[str]:
    held = {str(line.id): line.code for line in dossiers.page(reading, None, 100_000)}
    if not before <= held.keys():
        yield "lost: dossier of the older store"
    if not promises.dossiers.items() <= held.items():
        yield "lost: dossier"
    if len(set(held.values())) < len(held):
        yield "code twice"
    if not promises.forms <= {str(form.id) for form in forms.kept(reading)} | held.keys():
        yield "lost: form"
    if {str(form.id) for form in forms.kept(reading)} & held.keys():
        yield "partial: form of a registered dossier"
    if not promises.prints <= {entry.id for entry in prints.latest(reading, 100_000)}:
        yield "lost: print"


def _rest_of_counter(reading: Reading, promises: Promises) -> Iterator[str]:
    if not promises.events <= _ids(reading, _IDS):
        yield "lost: event"
    if not promises.delivered <= _ids(reading, _DELIVERED):
        yield "lost: acknowledgement"
    if reading.value(_UNTOLD, device=COUNTER):
        yield "partial: event that nobody would send"
    if int(sending.note_of(reading, CURSOR) or 0) < promises.cursor:
        yield "lost: cursor"
    if not promises.leased <= _leases(reading):
        yield "lost: lease"


def _ids(reading: Reading, asked: Prepared) -> set[str]:
    return {str(UUID(bytes=bytes(row[0]))) for row in reading.rows(asked)}


def _leases(reading: Reading) -> set[Block]:
    return {(str(one.request), one.first, one.last) for one in leases.of_day(reading, ELECTRONIC_CODE, START.date())}


def _of_hub(home: Path, promises: Promises) -> Iterator[str]:
    if promises.epochs is None and not (home / "hub.db").exists():
        return
    with Store.open(home / "hub.db", role="hub", practice=True, alone=True) as store:
        if promises.epochs is not None and store.epoch != promises.epochs[1]:
            yield "lost: store of the hub"
        yield from _sound(store)
        with store.reading() as reading:
            if not promises.at_hub <= _ids(reading, _IDS):
                yield "lost: event at the hub"
        asked = grants.Asked(uuid4(), ELECTRONIC_CODE, START.date(), 3, COUNTER, "")
        with store.transaction() as tx:
            block = grants.grant(tx, asked, START, away=True)
        if isinstance(block, str) or any(first <= block[1] and block[0] <= last for _, first, last in promises.granted):
            yield "numbers leased twice"


def _of_backups(home: Path, promises: Promises) -> Iterator[str]:
    """What has a backup's name is whole, and what was said to be made has a name."""
    stick = home / "stick"
    named = {one.name for one in stick.iterdir()} if stick.is_dir() else set()
    if not promises.backups <= named:
        yield "lost: backup"
    for name in named:
        if not name.startswith("new-") and name != backup.FILES:
            backup.check(stick / name)
