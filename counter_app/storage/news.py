"""What a ring tells those below it, and what a store below takes of it: pages of a unit's feed, as committed.

A feed's places are given out under a lock that is held to the commit, so a reader that has passed a place has missed
nothing before it (a sequence of the database would be visible out of order). A page and the cursor behind it are
written in one transaction below.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, literal_column, select, text

from counter_app.domain.dossier import fold
from counter_app.domain.events import RECEIVED, Event
from counter_app.storage import seals, sending, tables, unapplied
from counter_app.storage.arrivals import SEALED_HERE, Arrival, Outcome, accept
from counter_app.storage.events import COLUMNS
from counter_app.storage.prepared import Prepared
from counter_app.storage.registering import make_known
from counter_app.storage.sending import Outgoing, outgoing
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import to_ms

CURSOR: Final = "news_cursor"
CATALOGUE_STAMP: Final = "catalogue_stamp"
_ENVELOPE: Final = 480
_STEPS: Final = 20

_event, _outbox = tables.events, tables.outbox
_PAGE = Prepared(
    select(_event.c.unit_seq, literal_column("0"), *COLUMNS)
    .where(_event.c.unit == bindparam("unit"), _event.c.unit_seq > bindparam("after"))
    .order_by(_event.c.unit_seq)
    .limit(bindparam("limit"))
)
_LAST = Prepared(text("SELECT last FROM feed WHERE unit = :unit"))
_FEEDS = Prepared(text("SELECT unit, last FROM feed"))
_OPEN_MARK = Prepared(
    text(
        "SELECT count(*), coalesce(min(seq), 0), "
        # A parked event that was tried again and refused for another reason is news, too.
        "coalesce(sum(CASE WHEN state = 'parked' THEN seq + attempts ELSE 0 END), 0) "
        "FROM outbox WHERE state <> 'delivered'"
    )
)
_STAMPS = Prepared(
    text(
        "SELECT value FROM meta "
        "WHERE name IN ('accounts_stamp', 'catalogue_stamp', 'files_ring_epoch', 'reference_stamp') ORDER BY name"
    )
)
_LAST_OWN = Prepared(
    select(func.coalesce(func.max(_event.c.device_seq), 0)).where(
        _event.c.device == bindparam("device"), _event.c.epoch == bindparam("epoch")
    )
)
_FIRST_OPEN = Prepared(
    select(_event.c.device_seq)
    .join(_outbox, _outbox.c.seq == _event.c.seq)
    .where(
        text("outbox.state <> 'delivered'"),
        _event.c.device == bindparam("device"),
        _event.c.epoch == bindparam("epoch"),
    )
    .order_by(_outbox.c.seq)
    .limit(1)
)
_SEQ_OF = Prepared(select(_event.c.seq).where(_event.c.id == bindparam("id")))
_ECHOED = Prepared(
    text(
        "INSERT INTO outbox (seq, dossier, state, attempts, last_answer, delivered_at, ring_epoch) "
        "VALUES (:seq, :dossier, 'delivered', 0, 'known', :at, :ring_epoch) ON CONFLICT (seq) DO UPDATE SET "
        "state = 'delivered', next_try = NULL, last_answer = 'known', delivered_at = :at, ring_epoch = :ring_epoch "
        "WHERE outbox.state <> 'delivered'"
    )
)


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a unit's feed: `after` is the cursor that follows it, `more` says that there is more at once."""

    events: tuple[Outgoing, ...]
    after: int
    more: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """What a page did to the store below: new events, those not taken with their reason, and own ones it had lost."""

    stored: int = 0
    unapplied: int = 0
    lost_own: tuple[UUID, ...] = ()
    dossiers: frozenset[UUID] = field(default_factory=frozenset)


def page(reading: Reading, unit: str, after: int, *, own: tuple[str, str, int], limit: int, most_bytes: int) -> Page:
    """Return what was committed for `unit` behind place `after`.

    `own` (device, epoch, last running number) are the asker's own events that it has: they are left out.
    """
    device, epoch, last = own
    events: list[Outgoing] = []
    size, at = 0, after
    for _ in range(_STEPS):
        rows = reading.rows(_PAGE, unit=unit, after=at, limit=limit)
        for row in rows:
            if not (row[5] == device and row[6] == epoch and row[7] <= last):
                size += len(row[14]) + _ENVELOPE
                if events and (len(events) >= limit or size > most_bytes):
                    return Page(tuple(events), at, more=True)
                events.append(outgoing(row))
            at = int(row[0])
        if len(rows) < limit:
            return Page(tuple(events), at, more=False)
    return Page(tuple(events), at, more=True)


def last_place(reading: Reading, unit: str) -> int:
    """Return the place of the unit's newest event, 0 when there is none."""
    return int(reading.value(_LAST, unit=unit) or 0)


def marks(reading: Reading) -> Mapping[str, str]:
    """Return for each unit a text that changes whenever those below it may want to hear something."""
    row = reading.row(_OPEN_MARK)
    waiting = "" if row is None else f"{row[0]}.{row[1]}.{row[2]}"
    general = "/".join([waiting, *(str(stamp) for (stamp,) in reading.rows(_STAMPS))])
    return {"": general, **{str(unit): f"{last}/{general}" for unit, last in reading.rows(_FEEDS)}}


def last_own(reading: Reading, device: str) -> int:
    """Return up to which running number the ring above has what this device wrote in the store's present epoch.

    Only that may be left out of a page: at the place of an event which is not above yet there may be a copy's.
    """
    last = int(reading.value(_LAST_OWN, device=device, epoch=reading.epoch))
    first_open = reading.value(_FIRST_OPEN, device=device, epoch=reading.epoch) if last else None
    return last if first_open is None else min(last, int(first_open) - 1)


def apply(
    tx: Transaction,
    arrivals: Sequence[Arrival],
    *,
    unit: str,
    device: str,
    cursor: str,
    ring_epoch: str,
    at: datetime,
    whole_unit: bool,
) -> Taken:
    """Take a page of the ring above into the store, and the cursor behind it, in one transaction.

    Own events (`device`; all of the unit for a hub, `whole_unit`) count as delivered from now on. What cannot be taken
    is kept with its reason and tried again with every later page.
    """
    again = unapplied.waiting(tx)
    known = {arrival.event.id for arrival in again}
    offered = [*again, *(arrival for arrival in arrivals if arrival.event.id not in known)]
    outcomes = _accepted(tx, unit, offered)
    echoed: list[Arrival] = []
    new: list[Event] = []
    refused = 0
    for arrival, outcome in zip(offered, outcomes, strict=True):
        event = arrival.event
        if outcome.state not in {"stored", "known"}:
            refused += 1
            unapplied.keep(tx, arrival, outcome.code or outcome.state, at)
            continue
        if event.id in known:
            unapplied.drop(tx, event.id)
        if (whole_unit or event.device == device) and outcome.code != SEALED_HERE:
            echoed.append(arrival)
        if outcome.state == "stored":
            new.append(event)
    _mark_delivered(tx, echoed, ring_epoch, at)
    sending.note(tx, CURSOR, cursor)
    if not whole_unit:
        _remember_own(tx, device, new)
    lost = tuple(event.id for event in new if (event.device, event.epoch) == (device, tx.epoch))
    return Taken(len(new), refused, lost, frozenset(event.dossier for event in new))


def _remember_own(tx: Transaction, device: str, new: Iterable[Event]) -> None:
    """What this counter registered before it forgot is its own again, with whom it was for."""
    for event in new:
        if event.device == device and event.kind == RECEIVED:
            make_known(tx, fold((event,)))


def _accepted(tx: Transaction, unit: str, offered: Sequence[Arrival]) -> list[Outcome]:
    """Take what is offered; once more, as long as that takes any, what waited for another of these or was refused as a
    copy's, whose place an event has left perhaps (`seals`)."""
    outcomes: dict[UUID, Outcome] = {}
    left = offered
    while left:
        outcomes |= {one.id: one for one in accept(tx, unit, left, from_above=True)}
        again = [one for one in left if _may_go_now(outcomes[one.event.id])]
        left = again if len(again) < len(left) else ()
    return [outcomes[one.event.id] for one in offered]


def _may_go_now(outcome: Outcome) -> bool:
    return outcome.state == "wait" or outcome.code in seals.REFUSED_AS_COPY


def forget_cursor(tx: Transaction) -> None:
    """Hear everything again from the start: what is known already is known."""
    sending.note(tx, CURSOR, "")


def _mark_delivered(tx: Transaction, echoed: Iterable[Arrival], ring_epoch: str, at: datetime) -> None:
    tx.do_all(
        _ECHOED,
        [
            {
                "seq": tx.value(_SEQ_OF, id=one.event.id.bytes),
                "dossier": one.event.dossier.bytes,
                "at": to_ms(at),
                "ring_epoch": ring_epoch,
            }
            for one in echoed
        ],
    )
