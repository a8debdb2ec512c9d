"""Events that come from below: taken into a ring's store at most once, in any order, with the dossier rows they change.

A batch is written in bulk. Where the bulk does not go in (a code that another dossier has, a value that the database
will not hold), it is taken back and written event by event, so that the one at fault is refused alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, text
from sqlalchemy.exc import DataError, IntegrityError

from counter_app.domain.events import CORRECTED, Event
from counter_app.storage import dossiers, holdings, outbox, seals, tables
from counter_app.storage.arriving_dossiers import SEALED_HERE as SEALED_HERE
from counter_app.storage.arriving_dossiers import Arrival as Arrival
from counter_app.storage.arriving_dossiers import Outcome as Outcome
from counter_app.storage.arriving_dossiers import Way, gathered, known, write_dossiers
from counter_app.storage.arriving_look import LOCK_FEED, NEIGHBOURS, Look, neighbourhood, runs
from counter_app.storage.events import COLUMNS, as_row
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

_event = tables.events

_INSERT = Prepared(
    insert(_event).values({name: bindparam(name) for name in ("seq", "unit_seq", *(c.name for c in COLUMNS))})
)
_MOVE_FEED = Prepared(text("UPDATE feed SET last = last + :count WHERE unit = :unit RETURNING last"))
_LAST_SEQ = Prepared(select(func.coalesce(func.max(_event.c.seq), 0)))
_TAKE_BOTH = Prepared(
    text(
        "WITH moved AS (UPDATE feed SET last = last + :count WHERE unit = :unit RETURNING last) "
        "SELECT moved.last, nextval(pg_get_serial_sequence('event', 'seq')) "
        "FROM moved, generate_series(1, CAST(:count AS integer))"
    )
)


def accept(
    tx: Transaction,
    unit: str,
    arrivals: Sequence[Arrival],
    *,
    forward: bool = False,
    from_above: bool = False,
    look: Look | None = None,
) -> list[Outcome]:
    """Take `arrivals` (all of `unit`) into the store; return what became of each, in their order.

    `forward` puts what is new on its way to the ring above, as a hub does with what comes from its counters;
    `from_above` says that they are news. The unit's feed row is locked first, so two deliveries of the same batch
    follow each other. `look` is what the transaction was begun with on PostgreSQL, at these arrivals or more.
    """
    if tx.on_sqlite:
        tx.value(LOCK_FEED, unit=unit)
        look = None
    elif look is None:
        look = Look.at(tx, unit, arrivals)
    way = Way(unit, forward, from_above)
    outcomes: dict[UUID, Outcome] = {}
    fresh = _not_known(tx, arrivals, outcomes, look)
    try:
        with tx.attempt():
            decided = _write(tx, way, fresh, look)
    except (IntegrityError, DataError):
        decided = {}
        for arrival in fresh:
            decided |= _alone(tx, way, arrival)
    outcomes |= decided
    return [outcomes[arrival.event.id] for arrival in arrivals]


def held_codes(reading: Reading, codes: Sequence[str]) -> list[str]:
    """Return those of `codes` that a dossier of this store has."""
    column = tables.dossiers.c.code
    return [str(row[0]) for row in reading.ask(select(column).where(column.in_(codes)).order_by(column))]


def _not_known(
    tx: Transaction, arrivals: Sequence[Arrival], outcomes: dict[UUID, Outcome], look: Look | None
) -> list[Arrival]:
    """Return what the store lacks; note the outcome of the rest: known, or not what its chain holds."""
    fresh: list[Arrival] = []
    for run in runs(arrivals):
        rows = look.neighbours(run) if look else tx.rows(NEIGHBOURS, **neighbourhood(run))
        held = {int(row[0]): (UUID(bytes=bytes(row[1])), bytes(row[2]).hex(), bytes(row[3]).hex()) for row in rows}
        for arrival in run:
            found = _in_chain(held, arrival.event)
            if found is None:
                held[arrival.event.device_seq] = (arrival.event.id, arrival.event.hash, arrival.event.prev_hash)
                fresh.append(arrival)
            elif arrival.event.id not in outcomes:
                outcomes[arrival.event.id] = found
    return fresh


def _in_chain(held: Mapping[int, tuple[UUID, str, str]], event: Event) -> Outcome | None:
    own = held.get(event.device_seq)
    if own is not None:
        if own[:2] == (event.id, event.hash):
            return Outcome(event.id, "known")
        return Outcome(event.id, "refused", "id_reused" if own[0] == event.id else "seq_taken")
    before, behind = held.get(event.device_seq - 1), held.get(event.device_seq + 1)
    if (before is not None and before[1] != event.prev_hash) or (behind is not None and behind[2] != event.hash):
        return Outcome(event.id, "refused", "chain_broken")
    return None


def _write(tx: Transaction, way: Way, fresh: Sequence[Arrival], look: Look | None) -> dict[UUID, Outcome]:
    outcomes: dict[UUID, Outcome] = {}
    groups = gathered(tx, way, fresh, outcomes, look.stored() if look else None)
    taken = {arrival.event.id for group in groups.values() for arrival in group.new}
    stored = [arrival for arrival in fresh if arrival.event.id in taken]
    if not stored:
        return outcomes
    if any(one.state == "known" for one in outcomes.values()):
        look = None  # an event that was sealed anew may have taken a place of the feed since
    place, free = (look.last, look.free(len(stored))) if look else _take_places(tx, way.unit, len(stored))
    seqs = dict(zip([arrival.event.id for arrival in stored], free, strict=True))
    with tx.together():
        tx.fill(_event.name, _INSERT, [_row(one, seqs[one.event.id], place + n) for n, one in enumerate(stored, 1)])
        begun = write_dossiers(tx, groups, seqs, look.positions() if look else None)
        holdings.keep(tx, way.unit, [arrival.event for arrival in stored], begun=begun)
        if look:
            tx.do(_MOVE_FEED, unit=way.unit, count=len(stored))
    if way.forward:
        outbox.add_all(tx, [(seqs[arrival.event.id], arrival.event.dossier) for arrival in stored])
    for arrival in stored:
        outcomes[arrival.event.id] = Outcome(arrival.event.id, "stored")
    return outcomes


def _alone(tx: Transaction, way: Way, arrival: Arrival) -> dict[UUID, Outcome]:
    event = arrival.event
    if seals.is_held(tx, event.id):
        return {event.id: known(tx, way, event)}
    try:
        with tx.connection.begin_nested():
            return _write(tx, way, [arrival], None)
    except (IntegrityError, DataError):
        code = code_given(event)
        taken = code is not None and dossiers.id_of(tx, code) not in (None, event.dossier)
        return {event.id: Outcome(event.id, "refused", "code_taken" if taken else "store_refused")}


def code_given(event: Event) -> str | None:
    """Return the dossier code that an event gives or corrects, None when it does neither."""
    if event.kind == CORRECTED:
        change = event.payload.get("changes", {}).get("code")
        return str(change["new"]) if change else None
    code = event.payload.get("code")
    return code if isinstance(code, str) else None


def _take_places(tx: Transaction, unit: str, wanted: int) -> tuple[int, list[int]]:
    """Return the last place of the unit's feed before `wanted` new ones, and as many places in the store."""
    if tx.on_sqlite:
        last = int(tx.value(_LAST_SEQ))
        place = int(tx.value(_MOVE_FEED, unit=unit, count=wanted))
        return place - wanted, list(range(last + 1, last + wanted + 1))
    rows = tx.rows(_TAKE_BOTH, unit=unit, count=wanted)
    return int(rows[0][0]) - wanted, sorted(int(row[1]) for row in rows)


def _row(arrival: Arrival, seq: int, place: int) -> dict[str, Any]:
    return {"seq": seq, "unit_seq": place, **as_row(arrival.event, arrival.payload)}
