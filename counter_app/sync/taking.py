"""A batch from below: each event judged alone, all that is good written in one transaction.

The HTTP route and the import of a parcel are two doors to this one room.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import ValidationError

from counter_app.domain.errors import OurFault
from counter_app.domain.events import Event
from counter_app.storage import arrivals, enrolments, file_queue, holdings, notes, office_codes, refused_above
from counter_app.storage.arrivals import Arrival, Outcome
from counter_app.storage.arriving_look import Look
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.reference import STAMP
from counter_app.storage.store import Store
from counter_app.storage.transaction import Transaction
from counter_app.sync import wire
from counter_app.sync.examine import FUTURE_BOUND, Examined, Writer, examine

FUTURE: Final = "future_time"
"""Code beside "stored": the event claims, with its known offset, to be made later than now."""

_TEXTS: Final[Mapping[str, str]] = {
    "id_reused": "The event's id stands for another event here.",
    "seq_taken": "Another event has this device's running number: two machines may have been made from one disk.",
    "chain_broken": "The event is not linked to the one that its device wrote before it.",
    "code_taken": "Another dossier has this code.",
    "unit_foreign": "The dossier's code is another unit's.",
    "already_received": "This dossier was received before by another event.",
    "act_forbidden": "The dossier's state, which its author saw, does not allow this.",
    "payload_wrong": "The event's content cannot be read as what its kind must carry.",
    "store_refused": "The store will not hold this event.",
    "base_missing": "Events that this one builds on have not come yet.",
}


class BatchUnreadable(OurFault):
    """What came is no batch of this protocol: `batch_unreadable`, or `batch_too_large` (too many events)."""


def take(
    store: Store, ring: wire.Ring, device: EnrolledDevice, body: bytes, *, now: datetime, forward: bool = False
) -> wire.BatchAnswer:
    """Take one batch of `device` (blocking) and return `ring`'s answer to each of its events.

    `forward` puts what is new on its way to the next ring. Raises BatchUnreadable.
    """
    try:
        batch = wire.BATCH.validate_json(body)
    except ValidationError as error:
        raise BatchUnreadable("batch_unreadable") from error
    if sum(len(run.events) for run in batch.runs) > wire.MOST_EVENTS:
        raise BatchUnreadable("batch_too_large")
    examined = list(examine(batch, Writer(None if device.kind == "hub" else device.id, device.unit)))
    good = [Arrival(one.event, one.payload) for one in examined if one.event is not None and one.refusal is None]
    look = Look(device.unit, good, [enrolments.seeing(device.id, now)])
    with store.transaction(look) as tx:
        foreign = _foreign(tx, good, look)
        good = [one for one in good if one.event.id not in foreign]
        outcomes = arrivals.accept(tx, device.unit, good, forward=forward, look=look)
        stored = {outcome.id for outcome in outcomes if outcome.state == "stored"}
        holdings.note_future(tx, (one.event.id for one in good if one.event.id in stored and _early(one.event, now)))
        if tx.on_sqlite:
            enrolments.seen(tx, device.id, now)
        if forward:
            refused_above.again(tx, (outcome.id for outcome in outcomes if outcome.state == "known"))
        for one in good if forward else ():
            if one.event.id in stored:
                file_queue.expect(tx, one.event)
    outcomes += [Outcome(id_, "refused", "unit_foreign") for id_ in foreign]
    by_id = {outcome.id: outcome for outcome in outcomes}
    return wire.BatchAnswer(ring=ring, answers=tuple(_answers(examined, by_id, now)))


def _foreign(tx: Transaction, good: Sequence[Arrival], look: Look) -> set[UUID]:
    """Return the events that give their dossiers codes that open with another unit's electronic code."""
    given = [(one.event, code) for one in good if (code := arrivals.code_given(one.event)) is not None]
    if not given:
        return set()
    stamp = notes.note_of(tx, STAMP) if tx.on_sqlite else look.stamp
    return {event.id for event, code in given if office_codes.is_foreign(tx, code, event.unit, stamp)}


def _early(event: Event, now: datetime) -> bool:
    return event.corrected_at > now + FUTURE_BOUND


def _answers(examined: Sequence[Examined], outcomes: Mapping[UUID, Outcome], now: datetime) -> list[wire.EventAnswer]:
    answers = []
    for one in examined:
        if one.refusal is not None or one.event is None:
            answers.append(one.refusal or wire.EventAnswer(id=one.id, state="refused", code="payload_wrong"))
            continue
        outcome = outcomes[one.id]
        code = outcome.code
        if outcome.state in {"stored", "known"} and _early(one.event, now):
            code = FUTURE
        answers.append(
            wire.EventAnswer(
                id=one.id, state=outcome.state, code=code, text=_TEXTS.get(code, ""), missing=outcome.missing
            )
        )
    return answers
