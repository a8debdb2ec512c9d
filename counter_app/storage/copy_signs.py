"""What shows that a store is a copy, in what the ring above sends down: asked of a page before it is taken.

What is to be done then stands in `clones`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select, text

from counter_app.domain.events import Event
from counter_app.storage import events, tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.store import Store

_event, _outbox = tables.events, tables.outbox
_UNSENT = Prepared(
    select(_event.c.seq, _event.c.device_seq, _event.c.id, _event.c.hash, _event.c.prev_hash)
    .join(_outbox, _outbox.c.seq == _event.c.seq)
    .where(
        text("outbox.state <> 'delivered'"),
        _event.c.unit_seq.is_(None),
        _event.c.device == bindparam("device"),
        _event.c.epoch == bindparam("epoch"),
        _event.c.device_seq.between(bindparam("first"), bindparam("last")),
    )
)


def forgotten(store: Store, device: str, arrived: Iterable[Event]) -> bool:
    """Say whether the ring above sent own events of the present epoch that this store never wrote: it was rolled back.

    Answered with `clones.renew`: the next own event would have a number of theirs.
    """
    beyond = [event for event in arrived if event.device == device and event.epoch == store.epoch]
    if not beyond:
        return False
    with store.reading() as reading:
        number, _ = events.next_link(reading, device)
    return any(event.device_seq >= number for event in beyond)


def displaced(store: Store, device: str, arrived: Iterable[Event]) -> dict[str, list[int]]:
    """Return own unsent events at whose places the ring above has a copy's: for each epoch their places in the store.

    Answered with `clones.settling` and `clones.reseal`. One that is set aside for a reason of its own would never be
    offered again, and what the copy wrote could not be taken beside it.
    """
    chains: dict[str, dict[int, Event]] = {}
    for event in arrived:
        if event.device == device:
            chains.setdefault(event.epoch, {})[event.device_seq] = event
    found: dict[str, list[int]] = {}
    with store.reading() as reading:
        for epoch, chain in chains.items():
            rows = reading.rows(_UNSENT, device=device, epoch=epoch, first=min(chain) - 1, last=max(chain) + 1)
            seqs = [int(row[0]) for row in rows if _is_off(chain, row)]
            if seqs:
                found[epoch] = seqs
    return found


def _is_off(chain: Mapping[int, Event], row: Sequence[Any]) -> bool:
    """Say whether an own event (seq, running number, id, hash, link) has no place in the chain that arrived."""
    number, id_, hash_, link = int(row[1]), *(bytes(part).hex() for part in row[2:])
    before, there, behind = chain.get(number - 1), chain.get(number), chain.get(number + 1)
    return (
        (before is not None and before.hash != link)
        or (there is not None and there.id.hex != id_)
        or (behind is not None and behind.prev_hash != hash_)
    )
