"""One event under two seals: a counter sealed it anew, because a ring above had another event at its place.

An event is sealed by its device's epoch, running number and link. Where two copies of a counter write on, a ring above
takes one event for a running number and refuses the other; the counter that wrote the other seals it anew under a new
epoch (`clones`). A hub that had taken it under the old seal, and the counters that heard of it there, hold the same
event still: the same id, the same content. It is never stored twice and never refused for that; its seal follows.

Decisions:
- From below a seal changes only where the old one was refused above as a copy's: whatever was taken there stands. The
  event itself is known all the same: two copies may both have sealed it anew, and one of their seals is the first.
- From above the seal of the ring above is the right one, but for one that this store has given up: that is late news.
- The event comes again at the end of the feed, so that everybody below hears its seal.
- The old place is noted, so that the hole in the old chain is explained (`events.broken_links`); so is the place that a
  seal from below would have had.
"""

from typing import Final, Literal
from uuid import UUID

from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import IntegrityError

from counter_app.domain.events import Event
from counter_app.storage import events, holdings, notes, tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Transaction

REFUSED_AS_COPY: Final = frozenset({"seq_taken", "chain_broken"})
"""Answers of a ring above that show two histories under one device and epoch."""

Settled = Literal["same", "moved", "mine", "other"]
_OFFERED: Final = "offered"
"""Behind the note on a place that an event never had here: its seal came from below and was not taken."""

_event = tables.events
_HELD = Prepared(select(_event.c.seq, _event.c.unit_seq, *events.COLUMNS).where(_event.c.id == bindparam("id")))
_ON_ITS_WAY = Prepared(text("SELECT last_answer FROM outbox WHERE seq = :seq AND state <> 'delivered'"))
_NEXT_PLACE = Prepared(text("UPDATE feed SET last = last + 1 WHERE unit = :unit RETURNING last"))
_SEAL = Prepared(
    text(
        "UPDATE event SET epoch = :epoch, device_seq = :device_seq, prev_hash = :prev_hash, hash = :hash "
        "WHERE seq = :seq"
    )
)
_PLACE = Prepared(text("UPDATE event SET unit_seq = :place WHERE seq = :seq"))
_OFFER = Prepared(
    text(
        "UPDATE outbox SET state = 'waiting', next_try = NULL, last_answer = 'resealed' "
        "WHERE seq = :seq AND state <> 'delivered'"
    )
)


def is_held(tx: Transaction, id_: UUID) -> bool:
    """Say whether the store has an event with this id."""
    return tx.row(_HELD, id=id_.bytes) is not None


def settle(tx: Transaction, unit: str, event: Event, *, from_above: bool) -> Settled:
    """An event arrived whose id is known: where its seal is another, take the new one if that is right.

    Returns "same" (it has that seal), "moved" (it has the seal that arrived now), "mine" (this store's seal stays) or
    "other" (it is another event, or its place is another's).
    """
    row = tx.row(_HELD, id=event.id.bytes)
    if row is None:
        return "other"
    seq, place, held = int(row[0]), row[1], events.from_row(row, 2)
    if held.hash == event.hash:
        return "same"
    if _content(held) != _content(event):
        return "other"
    if _given_up(tx, event):
        return "mine"
    if not from_above and not _refused_as_copy(tx, seq):
        notes.note(tx, _place_of(event), f"{event.hash} {event.id} {_OFFERED}")
        return "mine"
    return "moved" if _moved(tx, unit, seq, held, event, in_feed=place is not None) else "other"


def _place_of(event: Event) -> str:
    return events.moved_name(event.device, event.epoch, event.device_seq)


def _given_up(tx: Transaction, event: Event) -> bool:
    return notes.note_of(tx, _place_of(event)) == f"{event.hash} {event.id}"


def _refused_as_copy(tx: Transaction, seq: int) -> bool:
    answer = tx.row(_ON_ITS_WAY, seq=seq)
    return answer is not None and str(answer[0]).partition(":")[0] in REFUSED_AS_COPY


def _content(event: Event) -> tuple[object, ...]:
    return (
        event.dossier, event.unit, event.device, event.based_on, event.kind, event.schema, event.at, event.offset_ms,
        event.officer, event.payload,
    )  # fmt: skip


def _moved(tx: Transaction, unit: str, seq: int, held: Event, event: Event, *, in_feed: bool) -> bool:
    try:
        with tx.connection.begin_nested():
            tx.do(
                _SEAL,
                seq=seq,
                epoch=event.epoch,
                device_seq=event.device_seq,
                prev_hash=bytes.fromhex(event.prev_hash),
                hash=bytes.fromhex(event.hash),
            )
    except IntegrityError:
        return False
    notes.note(tx, _place_of(held), f"{held.hash} {held.id}")
    if in_feed:
        tx.do(_PLACE, seq=seq, place=int(tx.value(_NEXT_PLACE, unit=unit)))
        holdings.again(tx)
    holdings.keep(tx, unit, [event], begun=0)
    tx.do(_OFFER, seq=seq)
    return True
