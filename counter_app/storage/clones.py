"""A store that is a copy: opened on another machine, restored, or rolled back. It begins a new epoch before it writes.

Two stores with one history would write different events under the same running numbers and hand out the same official
numbers. A new epoch has running numbers, hash chain and number blocks of its own, so that both copies go on:

- opened on another machine: noticed by the machine's mark that the store keeps (`settle`), before anything is written;
- restored from a backup: `restore` begins the new epoch itself;
- one machine's image started twice, or a disk put back to an older state: nothing on the machine shows it. The ring
  above does, by events of ours that this store does not know or has others for (`copy_signs`), or by refusing events
  because their running number is taken (`reseal`); the city may refuse what a hub had taken, and the hub hands that
  down (`reseal_refused_above`).

An event is immutable once it was sent and taken. One that was refused for its running number was never taken: it is
sealed anew at the end of the new epoch's chain, same id and content, and offered again. What it was sealed as before
stays noted, so that the old chain's hole is explained.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import bindparam, select, text, update

from counter_app.domain.events import Event
from counter_app.domain.times import vietnam
from counter_app.storage import events, grants, news, notes, numbers, tables
from counter_app.storage.machine import machine_mark
from counter_app.storage.prepared import Prepared
from counter_app.storage.refused_above import RefusedAbove
from counter_app.storage.seals import REFUSED_AS_COPY as REFUSED_AS_COPY
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, to_ms

MACHINE: Final = "machine"
OWN_BLOCKS: Final = "own_blocks"
RENEWED: Final = "epoch_renewed"

MOST_FORGOTTEN: Final = timedelta(days=31)
"""How far back a copy may lie whose forgotten numbers are entered as void."""

Reason = Literal["restored", "moved", "rolled_back", "doubled"]
Where = Literal["here", "first", "moved", "unknown"]
Block = tuple[str, int]
"""Electronic code of the office, slot of the device: the numbers that this store gives out without asking."""

_event, _outbox = tables.events, tables.outbox
_REFUSED = Prepared(
    select(_event.c.seq, *events.COLUMNS)
    .join(_outbox, _outbox.c.seq == _event.c.seq)
    .where(
        text("outbox.state <> 'delivered'"),
        # What this store wrote itself has no place in a feed; what came from below is not its own to seal.
        _event.c.unit_seq.is_(None),
        _event.c.seq == bindparam("seq"),
    )
)
_WRITTEN = Prepared(
    select(_event.c.seq, *events.COLUMNS).where(
        _event.c.id == bindparam("id"), _event.c.device == bindparam("device"), _event.c.hash == bindparam("hash")
    )
)
_SEALED_SINCE = Prepared(
    select(_event.c.seq)
    .join(_outbox, _outbox.c.seq == _event.c.seq)
    .where(
        text("outbox.state = 'delivered'"),
        _event.c.id == bindparam("id"),
        _event.c.device == bindparam("device"),
        _event.c.hash != bindparam("hash"),
    )
)
_RESEAL = Prepared(
    update(_event)
    .where(_event.c.seq == bindparam("place"))
    .values({name: bindparam(f"new_{name}") for name in ("epoch", "device_seq", "prev_hash", "hash")})
)
_OFFER = Prepared(
    text("UPDATE outbox SET state = 'waiting', next_try = NULL, last_answer = 'resealed' WHERE seq = :seq")
)
_FORGET = Prepared(text("DELETE FROM meta WHERE name = :name"))


@dataclass(frozen=True, slots=True)
class Renewal:
    """Why and when the store began its present epoch."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """Where the store finds itself; `renewed` says that it began a new epoch for that."""

    where: Where
    renewed: bool


def decide(known: str, here: str) -> Where:
    """Return what the machine's mark in the store (`known`) and this machine's (`here`) say; empty is none."""
    if not here:
        return "unknown"
    if not known:
        return "first"
    return "here" if known == here else "moved"


def settle(store: Store, *, blocks: Sequence[Block], now: datetime, mark: str | None = None) -> Settled:
    """Look whether the store was opened on this machine before; call it before anything else writes.

    `blocks` are the numbers of the settings, kept for the day when the store must close them. `mark` stands in for
    this machine's. A store at a database's address belongs to no machine.
    """
    if store.path is None:
        return Settled("here", renewed=False)
    here = machine_mark() if mark is None else mark
    with store.reading() as reading:
        found = decide(notes.note_of(reading, MACHINE), here)
        said = _said(blocks)
        same = notes.note_of(reading, OWN_BLOCKS) == said
    if found == "moved":
        renew(store, reason="moved", now=now, blocks=blocks, mark=here)
        return Settled(found, renewed=True)
    if found == "first" or not same:
        with store.transaction() as tx:
            notes.note(tx, OWN_BLOCKS, said)
            if found == "first":
                notes.note(tx, MACHINE, here)
    return Settled(found, renewed=False)


def renew(
    store: Store,
    *,
    reason: Reason,
    now: datetime,
    blocks: Sequence[Block] = (),
    mark: str = "",
    since: datetime | None = None,
) -> str:
    """Begin a new epoch for a copy; return it.

    Closes what is left of the numbers of every day that may have been forgotten (leases of the old epoch and own
    slots): from `since`, when the copy was made (None: from its newest event on), until tomorrow. Hears the ring above
    from the start again. What is delivered stays delivered: the ring above is the same.
    """
    with store.renewing() as tx:
        _close(tx, reason, now, blocks, since)
        if mark:
            notes.note(tx, MACHINE, mark)
    return store.epoch


@contextmanager
def settling(store: Store, epochs: Iterable[str], *, now: datetime) -> Iterator[Transaction]:
    """A transaction in which refusals are written down and what was refused as a copy's is sealed anew (`reseal`).

    Begins with a new epoch when one of `epochs`, those of what was refused as a copy's, is the present one. All of it
    is one transaction: a crash between the refusal and the new seal would leave the event set aside for ever.
    """
    if store.epoch not in epochs:
        with store.transaction() as tx:
            yield tx
        return
    with store.renewing() as tx:
        _close(tx, "doubled", now, ())
        yield tx


def reseal(tx: Transaction, seqs: Iterable[int]) -> int:
    """Give events that the ring above refused as a copy's a place in the present epoch; return how many.

    `seqs` are their places; called in `settling`. Events of other devices (a hub carries them) and what is delivered
    are left alone.
    """
    return len([_moved(tx, seq, event) for seq in sorted(set(seqs)) for _, event in _refused(tx, seq)])


def reseal_refused_above(store: Store, device: str, refused: Iterable[RefusedAbove], *, now: datetime) -> int:
    """Do the same for events of `device` that a hub took and the city refused as a copy's; return how many go again.

    They are delivered here, and the hub holds them under the seal that was refused: offered anew they take their new
    seal there too (`seals`). One that was sealed anew before keeps its seal; a hub that came back from a backup has
    forgotten it, and is offered it again.
    """
    seals = {one.event: one.hash for one in refused if one.code in REFUSED_AS_COPY}
    if not seals:
        return 0
    with store.reading() as reading:
        written, since = _written(reading, device, seals), _sealed_since(reading, device, seals)
    if not written and not since:
        return 0
    with settling(store, {event.epoch for _, event in written}, now=now) as tx:
        moved = [_moved(tx, seq, event) for seq, event in _written(tx, device, seals)]
        tx.do_all(_OFFER, [{"seq": seq} for seq in since])
    return len(moved) + len(since)


def renewal(reading: Reading) -> Renewal | None:
    """Return why and when the store began its present epoch, None for one that is as it was made."""
    said = notes.note_of(reading, RENEWED)
    if not said:
        return None
    reason, _, at = said.partition(" ")
    return Renewal(reason, from_ms(int(at)))


def marked(reading: Reading) -> bool:
    """Say whether the store knows its machine; one at a database's address needs none, a new one not yet."""
    return not reading.on_sqlite or bool(notes.note_of(reading, MACHINE)) or not notes.note_of(reading, OWN_BLOCKS)


def enrolled_anew(tx: Transaction) -> None:
    """The ring above let this copy in and took the token of the other one back: its slot's numbers are its own."""
    for slot in notes.below(tx, numbers.OWN_CLOSED):
        tx.do(_FORGET, name=f"{numbers.OWN_CLOSED}{slot}")


def _close(
    tx: Transaction, reason: Reason, now: datetime, blocks: Sequence[Block], since: datetime | None = None
) -> None:
    known = [*blocks, *_blocks(notes.note_of(tx, OWN_BLOCKS))]
    for day in _forgotten_days(tx, now, since):
        numbers.close_day(tx, day, blocks=known, reason=f"store_{reason}", officer="", at=now)
    if reason in ("moved", "doubled"):
        # The other copy may still number by the same slot, on any day to come.
        for slot in {slot for _, slot in known}:
            notes.note(tx, f"{numbers.OWN_CLOSED}{slot}", reason)
    if blocks:
        notes.note(tx, OWN_BLOCKS, _said(blocks))
    # A ring that leases numbers to those below it has forgotten some of what it leased, be it the very first.
    grants.restored(tx, now.date())
    news.forget_cursor(tx)
    notes.note(tx, RENEWED, f"{reason} {to_ms(now)}")


def _forgotten_days(reading: Reading, now: datetime, since: datetime | None) -> list[date]:
    """Return the days of which the store may have given out numbers that it does not know of, until tomorrow."""
    today, known = now.date(), since or events.newest_time(reading)
    first = today if known is None else max(min(vietnam(known).date(), today), today - MOST_FORGOTTEN)
    return [first + timedelta(days=past) for past in range((today - first).days + 2)]


def _refused(reading: Reading, seq: int) -> list[tuple[int, Event]]:
    return [(row[0], events.from_row(row, 1)) for row in reading.rows(_REFUSED, seq=seq)]


def _written(reading: Reading, device: str, seals: Mapping[UUID, str]) -> list[tuple[int, Event]]:
    """Return what `device` wrote of the events and still has under these seals, oldest first."""
    rows = [
        row
        for id_, sealed in seals.items()
        for row in reading.rows(_WRITTEN, id=id_.bytes, device=device, hash=bytes.fromhex(sealed))
    ]
    return sorted(((int(row[0]), events.from_row(row, 1)) for row in rows), key=lambda found: found[0])


def _sealed_since(reading: Reading, device: str, seals: Mapping[UUID, str]) -> list[int]:
    """Return the places of what is delivered and has another seal by now than these, which were refused."""
    return [
        int(row[0])
        for id_, sealed in seals.items()
        for row in reading.rows(_SEALED_SINCE, id=id_.bytes, device=device, hash=bytes.fromhex(sealed))
    ]


def _moved(tx: Transaction, seq: int, event: Event) -> int:
    notes.note(tx, events.moved_name(event.device, event.epoch, event.device_seq), f"{event.hash} {event.id}")
    number, link = events.next_link(tx, event.device)
    sealed = replace(event, epoch=tx.epoch, device_seq=number).sealed(link)
    tx.do(
        _RESEAL,
        place=seq,
        new_epoch=sealed.epoch,
        new_device_seq=sealed.device_seq,
        new_prev_hash=bytes.fromhex(sealed.prev_hash),
        new_hash=bytes.fromhex(sealed.hash),
    )
    tx.do(_OFFER, seq=seq)
    # Its place in the old chain is free now for the other copy's event, which could not be taken before.
    news.forget_cursor(tx)
    return seq


def _said(blocks: Sequence[Block]) -> str:
    return ";".join(f"{code}/{slot}" for code, slot in blocks if code)


def _blocks(said: str) -> list[Block]:
    parts = (part.rpartition("/") for part in said.split(";") if part)
    return [(code, int(slot)) for code, _, slot in parts]
