"""The dossiers that a batch of events changes: what the store has of them, judged with what is new, written together.

However many dossiers a batch touches, the store is asked twice (on PostgreSQL before, by `arriving_look`) and told once
for each table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from uuid import UUID

from counter_app.domain.dossier import Dossier, fold
from counter_app.domain.errors import OurFault
from counter_app.domain.events import RECEIVED, Event
from counter_app.storage import dossiers, seals, search
from counter_app.storage.events import events_of_all
from counter_app.storage.transaction import Transaction

State = Literal["stored", "known", "refused", "wait"]
SEALED_HERE: Final = "sealed_here"
"""Code beside "known": the ring above still holds it under the seal that this store has given up."""
_UNREADABLE: Final = (KeyError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event whose hash was checked, and its payload as canonical text."""

    event: Event
    payload: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an arrival.

    Codes of refusals: "id_reused" (the id stands for another event), "seq_taken" (the device's running number does:
    two machines with one disk image), "chain_broken" (it is not linked to the device's event before it), "code_taken",
    "already_received", "payload_wrong" (the fold cannot read it), "act_forbidden" (the dossier's state
    does), "store_refused".
    """

    id: UUID
    state: State
    code: str = ""
    missing: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """Whose events arrive, and which way."""

    unit: str
    forward: bool
    from_above: bool


@dataclass(slots=True)
class Group:
    """One dossier's new events on top of those that are stored. `first` is the place of the oldest stored one."""

    stored: tuple[Event, ...]
    first: int | None = None
    new: list[Arrival] = field(default_factory=list)
    folded: Dossier | None = None
    row: dict[str, Any] = field(default_factory=dict)

    def events(self) -> list[Event]:
        return [*self.stored, *(arrival.event for arrival in self.new)]


def gathered(
    tx: Transaction,
    way: Way,
    fresh: Sequence[Arrival],
    outcomes: dict[UUID, Outcome],
    stored: Mapping[UUID, Sequence[tuple[int, Event]]] | None = None,
) -> dict[UUID, Group]:
    """Return for each dossier what of `fresh` is taken, on top of what is stored; note the outcome of the rest.

    `stored` is what `events_of_all` gives for these dossiers; it is asked when it is not given.
    """
    if stored is None:
        stored = events_of_all(tx, {arrival.event.dossier for arrival in fresh})
    groups: dict[UUID, Group] = {}
    for arrival in fresh:
        event = arrival.event
        group = groups.get(event.dossier)
        if group is None:
            those = stored.get(event.dossier, ())
            group = groups[event.dossier] = Group(tuple(one for _, one in those), those[0][0] if those else None)
        twin = any(one.id == event.id for one in group.stored)
        refusal = known(tx, way, event) if twin else _against(way, group, event)
        if refusal is None:
            group.new.append(arrival)
        else:
            outcomes[event.id] = refusal
    return groups


def _against(way: Way, group: Group, event: Event) -> Outcome | None:
    if event.based_on or group.stored or group.new:
        there = {one.id for one in group.events()}
        missing = tuple(base for base in event.based_on if base not in there)
        if missing:
            return Outcome(event.id, "wait", "base_missing", missing)
        if event.kind == RECEIVED and any(one.kind == RECEIVED for one in group.events()):
            return Outcome(event.id, "refused", "already_received")
    return _unfit(group, event, judged=not way.from_above)


def _unfit(group: Group, event: Event, *, judged: bool) -> Outcome | None:
    """Refuse what the fold cannot read, and what the dossier's state forbids as far as its author saw it.

    Two who act at once did no wrong: what came second is stored and told as overtaken. What comes from above was judged
    there. The fold is kept, so that a dossier that begins is folded once.
    """
    try:
        folded = fold([*group.events(), event])
        row = dossiers.as_row(folded)
    except OurFault:
        return None
    except _UNREADABLE:
        return Outcome(event.id, "refused", "payload_wrong")
    if judged and folded.lived is not None:
        wrong = any(one.event == event.id and not one.unseen for one in folded.lived.overtaken)
        if wrong:
            return Outcome(event.id, "refused", "act_forbidden")
    group.folded, group.row = folded, row
    return None


def write_dossiers(
    tx: Transaction,
    groups: Mapping[UUID, Group],
    seqs: Mapping[UUID, int],
    positions: Mapping[UUID, int] | None = None,
) -> int:
    """Write the rows of the groups; return how many dossiers the store did not have before.

    `seqs` are the places of the new events, `positions` what `dossiers.positions_of` gives for these dossiers; it is
    asked when it is not given.
    """
    whole = {dossier: group for dossier, group in groups.items() if group.new and group.folded is not None}
    if positions is None:
        positions = dossiers.positions_of(tx, [dossier for dossier, group in whole.items() if group.stored])
    begun: list[tuple[int, Group]] = []
    changed: list[tuple[int, Group]] = []
    for dossier, group in whole.items():
        if dossier in positions:
            changed.append((positions[dossier], group))
        else:
            begun.append((seqs[group.new[0].event.id] if group.first is None else group.first, group))
    dossiers.rewrite_rows(tx, [{"position": position, **group.row} for position, group in changed])
    dossiers.write_rows(tx, [{"position": position, **group.row} for position, group in begun])
    search.index_all(tx, begun=_folded(begun), changed=_folded(changed))
    return len(begun)


def _folded(placed: Sequence[tuple[int, Group]]) -> list[tuple[int, Dossier]]:
    return [(position, group.folded) for position, group in placed if group.folded is not None]


def known(tx: Transaction, way: Way, event: Event) -> Outcome:
    """Judge an event whose id is known, perhaps under another seal."""
    settled = seals.settle(tx, way.unit, event, from_above=way.from_above)
    if settled == "other":
        return Outcome(event.id, "refused", "id_reused")
    code = SEALED_HERE if settled == "mine" else ""
    return Outcome(event.id, "known", code)
