"""The main job's one durable transaction: number, event, outbox, dossier row, index, known person, use count."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from counter_app.domain.dossier import Dossier, fold
from counter_app.domain.dossier_code import parse
from counter_app.domain.errors import OfficerCanMend, OurFault
from counter_app.domain.events import RECEIVED, Event
from counter_app.storage import (
    catalogue,
    dossiers,
    forms,
    numbers,
    outbox,
    persons,
    refused_above,
    search,
    sending,
    voids,
)
from counter_app.storage import events as event_store
from counter_app.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Registered:
    """A dossier of this store. `fresh` is False when it had been registered before and nothing was written."""

    dossier: Dossier
    event: Event
    fresh: bool


def register(
    tx: Transaction,
    *,
    dossier: UUID,
    electronic_code: str,
    slot: int,
    day: date,
    make_event: Callable[[str], Event],
) -> Registered:
    """Register `dossier` (the draft's id) once, however often it is asked for.

    Takes the next number of `day` from the block of `slot`, calls `make_event` with the dossier code to get the
    "received" event (its payload carries the code; epoch, running number and hashes are given here), and writes all
    that goes with it. The half-typed form kept under the same id is dropped.

    Raises numbers.NumbersExhausted; OurFault("wrong_event") when the event is not the received event of this dossier.
    """
    known = event_store.events_of(tx, dossier)
    if known:
        first = next(event for event in known if event.kind == RECEIVED)
        return Registered(fold(known), first, fresh=False)
    number = numbers.next_number(tx, electronic_code, day, slot)
    event = make_event(numbers.dossier_code(electronic_code, day, number))
    if event.dossier != dossier or event.kind != RECEIVED:
        raise OurFault("wrong_event")
    position, event = event_store.append(tx, event)
    folded = fold((event,))
    outbox.add(tx, position, dossier)
    dossiers.write(tx, position, folded)
    search.index(tx, position, folded)
    make_known(tx, folded)
    forms.drop(tx, dossier)
    return Registered(folded, event, fresh=True)


def amend(tx: Transaction, event: Event) -> Dossier:
    """Add a later event (a correction, a reprint) of this device to a dossier; return the dossier as it is then.

    Raises OurFault("no_received_event") when the store has no such dossier.
    """
    position = dossiers.position_of(tx, event.dossier)
    if position is None:
        raise OurFault("no_received_event")
    seq, _ = event_store.append(tx, event)
    outbox.add(tx, seq, event.dossier)
    folded = fold(event_store.events_of(tx, event.dossier))
    dossiers.rewrite(tx, position, folded)
    search.reindex(tx, position, folded)
    return folded


def renumber(
    tx: Transaction,
    dossier: UUID,
    *,
    electronic_code: str,
    slot: int,
    day: date,
    make_event: Callable[[Dossier, str], Event],
) -> Dossier:
    """Give a dossier whose code a ring above refused, because another dossier has it, the next number of `day`.

    Where the reception is set aside, here or at a hub that had taken it, there it goes on together with its new code
    (`sending.due`). A person decides this. `make_event` gets the dossier and its new code and returns the correction of
    the code. The old number stands in the void register here; the dossier is still found by its old code.

    Raises OurFault("no_received_event"), OfficerCanMend("code_not_refused"), numbers.NumbersExhausted.
    """
    before = dossiers.whole(tx, dossier)
    if before is None:
        raise OurFault("no_received_event")
    if not (sending.code_taken(tx, dossier) or refused_above.code_taken(tx, dossier)):
        raise OfficerCanMend("code_not_refused", dossier_code=before.code)
    number = numbers.next_number(tx, electronic_code, day, slot)
    event = make_event(before, numbers.dossier_code(electronic_code, day, number))
    old = parse(before.code)
    if old is not None:
        void = voids.VoidNumbers(old.sequence, old.sequence, voids.RENUMBERED, event.officer, event.corrected_at)
        voids.enter(tx, old.authority, old.day, void)
    sending.hurry_dossier(tx, dossier)
    return amend(tx, event)


def make_known(tx: Transaction, received: Dossier) -> None:
    """Remember whom a dossier of this counter, as received, is for, and that its procedure was used that day."""
    persons.remember(tx, received)
    catalogue.count_use(tx, received.procedure_code, received.received_at.date())
