"""What the city refused of what a hub had taken: told down by the hub, kept by the counter that wrote it.

A counter's outbox ends at its hub. Without this the hub alone would know that the city refused an event, and the
counter would call it delivered for ever.

Decisions:
- The hub tells all that is set aside, each time, and the counter keeps the last word whole: nothing is counted, so
  nothing can drift. A note is enough for that; it is empty nearly always.
- "Try again" has no question of its own: a counter offers the event once more, and a hub that is offered what it has
  set aside sends it again (`again`). So a person's wish waits in the outbox while the line is down, only who wrote an
  event can wish it, and nothing is sent in a circle, because nobody offers by himself what a hub has taken.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, select, text

from counter_app.domain.events import Event
from counter_app.storage import events, notes, tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

REFUSED_ABOVE: Final = "news_refused"
MOST: Final = 200
"""How many are told, oldest first; when they are mended, those behind them are."""
MOST_CODE: Final = 64
MOST_TEXT: Final = 300

_event, _outbox = tables.events, tables.outbox
_PARKED = Prepared(
    select(_event.c.id, _event.c.dossier, _event.c.hash, _outbox.c.last_answer)
    .join(_outbox, _outbox.c.seq == _event.c.seq)
    .where(
        text("outbox.state = 'parked'"),
        text("outbox.state <> 'delivered'"),
        _event.c.unit == bindparam("unit"),
    )
    .order_by(_event.c.seq)
    .limit(bindparam("limit"))
)
_AGAIN = Prepared(
    text(
        "UPDATE outbox SET state = 'waiting', next_try = NULL WHERE state = 'parked' "
        "AND seq = (SELECT seq FROM event WHERE id = :id)"
    )
)
_OFFER = Prepared(
    text(
        "UPDATE outbox SET state = 'waiting', next_try = NULL "
        "WHERE state = 'delivered' AND seq = (SELECT seq FROM event WHERE id = :id)"
    )
)
_CODE_OF = Prepared(select(tables.dossiers.c.code).where(tables.dossiers.c.id == bindparam("dossier")))


@dataclass(frozen=True, slots=True)
class RefusedAbove:
    """An event that the hub has and the city refused. `hash` is the seal under which it was refused."""

    event: UUID
    dossier: UUID
    hash: str
    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A refused event as this store has it, and the code of its dossier."""

    refused: RefusedAbove
    event: Event
    code: str


def told(reading: Reading, unit: str) -> tuple[RefusedAbove, ...]:
    """Return what a hub has set aside of `unit`, oldest first."""
    found = []
    for id_, dossier, sealed, answer in reading.rows(_PARKED, unit=unit, limit=MOST):
        code, _, words = str(answer).partition(": ")
        found.append(
            RefusedAbove(
                UUID(bytes=bytes(id_)),
                UUID(bytes=bytes(dossier)),
                bytes(sealed).hex(),
                code[:MOST_CODE],
                words[:MOST_TEXT],
            )
        )
    return tuple(found)


def again(tx: Transaction, ids: Iterable[UUID]) -> None:
    """Events were offered from below that this ring has already: send those that are set aside once more."""
    tx.do_all(_AGAIN, [{"id": id_.bytes} for id_ in ids])


def keep(tx: Transaction, said: Iterable[RefusedAbove]) -> None:
    """Keep the hub's last word at the counter."""
    content = [[str(one.event), str(one.dossier), one.hash, one.code, one.text] for one in said]
    notes.note(tx, REFUSED_ABOVE, json.dumps(content, separators=(",", ":"), ensure_ascii=False) if content else "")


def kept(reading: Reading) -> tuple[RefusedAbove, ...]:
    """Return the hub's last word; empty when nothing is set aside there."""
    content = notes.note_of(reading, REFUSED_ABOVE)
    return tuple(
        RefusedAbove(UUID(event), UUID(dossier), sealed, code, words)
        for event, dossier, sealed, code, words in (json.loads(content) if content else [])
    )


def held(reading: Reading) -> Sequence[Held]:
    """Return what is refused and stands in this store."""
    found = []
    for one in kept(reading):
        event = events.event_of(reading, one.event)
        if event is not None:
            row = reading.row(_CODE_OF, dossier=one.dossier.bytes)
            found.append(Held(one, event, "" if row is None else str(row[0])))
    return found


def dossiers(reading: Reading) -> frozenset[UUID]:
    """Return the dossiers of which the city refused something that the hub has."""
    return frozenset(one.dossier for one in kept(reading))


def code_taken(reading: Reading, dossier: UUID) -> bool:
    """Say whether the city refused the dossier because another has its code."""
    return any(one.dossier == dossier and one.code == "code_taken" for one in kept(reading))


def offer(tx: Transaction, event: UUID) -> bool:
    """Offer a refused event of this device to the hub again; say whether it was one."""
    if not any(one.event == event for one in kept(tx)):
        return False
    return tx.do(_OFFER, id=event.bytes) > 0
