"""A dossier is the fold of its events: one pure function for counter, hub, city and tests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from counter_app.domain.acts import ACTS, RECEIVED_STATUS, UNDONE
from counter_app.domain.errors import OurFault
from counter_app.domain.events import CORRECTED, FILED, RECEIVED, REPRINTED, Event
from counter_app.domain.paper_file import PaperFile
from counter_app.domain.person import Applicant, Authorisation, Person

if TYPE_CHECKING:
    from counter_app.domain.life import Living
    from counter_app.domain.life_values import Life

LEGAL_FIELDS: Final = frozenset({"code", "received_at", "due"})
"""What no machine may choose between: number, receipt time and due date."""

_LIVES: Final = ACTS | {CORRECTED, UNDONE}
"""Kinds by which more than the received values stands in the fold."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One field that an officer put right after the receipt was given; the old value stays for ever."""

    event: UUID
    name: str
    old: Any
    new: Any
    reason: str
    officer: str
    at: datetime
    applied: bool = True
    """False for a legal field that another officer had changed unseen: the value waits for a person's decision."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two corrections of the same field whose authors had not seen each other; a person decides between them."""

    name: str
    events: tuple[UUID, UUID]
    values: tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as its events say it is now. `fields` is the received payload with corrections applied."""

    id: UUID
    unit: str
    status: int
    officer: str
    fields: Mapping[str, Any]
    heads: tuple[UUID, ...]
    corrections: tuple[Correction, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    reprints: int = 0
    not_understood: tuple[UUID, ...] = ()
    files: tuple[PaperFile, ...] = ()
    """Papers that were filed, in the order in which they were; the same paper for the same line stands once."""
    reprint_due: bool = False
    """The code was changed after the last receipt came out: the paper in the applicant's hand shows another."""
    lived: "Life | None" = None
    """What happened to it since; None when nothing did."""

    @property
    def life(self) -> "Life":
        """What happened to it since its reception."""
        from counter_app.domain.life_values import NEWBORN  # most dossiers that a counter folds have lived no life yet

        return NEWBORN if self.lived is None else self.lived

    @property
    def former_codes(self) -> tuple[str, ...]:
        """The codes that the dossier had before, oldest first; it is still found by them."""
        return tuple(str(one.old) for one in self.corrections if one.name == "code" and one.applied)

    @property
    def code(self) -> str:
        return str(self.fields["code"])

    @property
    def procedure_code(self) -> str:
        return str(self.fields["procedure"]["code"])

    @property
    def procedure_name(self) -> str:
        return str(self.fields["procedure"]["name"])

    @property
    def applicant(self) -> Applicant:
        return Applicant.from_json(self.fields["applicant"])

    @property
    def authorisation(self) -> Authorisation | None:
        given = self.fields.get("authorisation")
        return Authorisation.from_json(given) if given else None

    @property
    def at_counter(self) -> Person | None:
        given = self.fields.get("at_counter")
        return Person.from_json(given) if given else None

    @property
    def received_at(self) -> datetime:
        return datetime.fromisoformat(self.fields["received_at"])

    @property
    def due_at(self) -> datetime | None:
        due = self.fields["due"].get("at")
        return datetime.fromisoformat(due) if due else None


@dataclass(slots=True)
class _Folding:
    """The state of a fold on its way through the events."""

    fields: dict[str, Any]
    last_setter: dict[str, Event] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    not_understood: list[UUID] = field(default_factory=list)
    reprints: int = 0
    reprint_due: bool = False
    files: dict[tuple[str, str], PaperFile] = field(default_factory=dict)
    living: "Living | None" = None
    to_undo: UUID | None = None
    """An act that an event further on takes back: the walk begins again without it."""


def fold(events: Iterable[Event]) -> Dossier:
    """Return the dossier that `events` (all of one dossier, any order, doubles allowed) describe.

    Order is causal first (`based_on`), then corrected time, then id; so replicas with the same events show the same
    dossier. A kind or schema newer than this release is kept and named in `not_understood`, never guessed at.

    Raises OurFault("no_received_event") when the event that starts the dossier is missing.
    """
    ordered = causal_order({event.id: event for event in events})
    first = next((event for event in ordered if event.kind == RECEIVED and event.schema == 1), None)
    if first is None:
        raise OurFault("no_received_event")
    state = _walked(ordered, first)
    seen = {base for event in ordered for base in event.based_on}
    lived = None if state.living is None else state.living.whole()
    return Dossier(
        id=first.dossier,
        unit=first.unit,
        status=RECEIVED_STATUS if lived is None else lived.status,
        officer=first.officer,
        fields=state.fields,
        heads=tuple(sorted(event.id for event in ordered if event.id not in seen)),
        corrections=tuple(state.corrections),
        conflicts=tuple(state.conflicts),
        reprints=state.reprints,
        not_understood=tuple(state.not_understood),
        reprint_due=state.reprint_due,
        files=tuple(state.files.values()),
        lived=lived,
    )


def _walked(ordered: Sequence[Event], first: Event) -> _Folding:
    """Walk through the events, once more for each act that was undone, as if it had not been."""
    known = {event.id: event for event in ordered}
    undone: set[UUID] = set()
    while True:
        state = _Folding(fields=dict(first.payload))
        if not _LIVES.isdisjoint(event.kind for event in ordered):
            from counter_app.domain.life import Living

            state.living = Living()
        for event in ordered:
            if event is not first and event.id not in undone:
                _apply(state, event, known, undone)
            if state.to_undo is not None:
                break
        if state.to_undo is None:
            return state
        undone.add(state.to_undo)


def causal_order(events: Mapping[UUID, Event]) -> list[Event]:
    """Return `events` so that each stands behind those it is based on; ties by corrected time, then id."""
    if len(events) == 1:
        return list(events.values())
    left = sorted(events.values(), key=lambda event: (event.corrected_at, event.id))
    placed: set[UUID] = set()
    ordered: list[Event] = []
    while left:
        index = next(
            (i for i, event in enumerate(left) if all(b in placed or b not in events for b in event.based_on)), 0
        )
        event = left.pop(index)
        placed.add(event.id)
        ordered.append(event)
    return ordered


def _apply(state: _Folding, event: Event, known: Mapping[UUID, Event], undone: set[UUID]) -> None:
    if event.schema != 1:
        state.not_understood.append(event.id)
    elif event.kind == REPRINTED:
        state.reprints += 1
        if event.payload.get("document", "receipt") == "receipt":
            state.reprint_due = False
    elif event.kind == FILED:
        for file in map(PaperFile.from_json, event.payload["files"]):
            state.files.setdefault((file.sha256, file.line), file)
    elif event.kind == CORRECTED:
        for name, change in event.payload["changes"].items():
            _correct(state, event, name, change, known)
        if state.living is not None and "code" not in event.payload["changes"]:
            state.living.note(event)
    elif not (event.kind in _LIVES and _lived(state, event, known, undone)):
        state.not_understood.append(event.id)


def _lived(state: _Folding, event: Event, known: Mapping[UUID, Event], undone: set[UUID]) -> bool:
    living = state.living
    if living is None:
        return False
    if event.kind == UNDONE:
        _undo(state, living, event, known, undone)
    else:
        _act(state, living, event, known)
    return True


def _act(state: _Folding, living: "Living", event: Event, known: Mapping[UUID, Event]) -> None:
    due = state.fields["due"].get("at")
    before = datetime.fromisoformat(due) if due else None
    if living.act(event, before, lambda one, other: _saw(one, other, known)) and event.payload.get("due"):
        _correct(state, event, "due", {"new": event.payload["due"]}, known)


def _undo(state: _Folding, living: "Living", event: Event, known: Mapping[UUID, Event], undone: set[UUID]) -> None:
    target = UUID(str(event.payload["event"]))
    if target in undone:
        living.undone.append(target)
        return
    code = living.may_undo(event)
    if code:
        living.lost(event, code, lambda one, other: _saw(one, other, known))
    else:
        state.to_undo = target


def _correct(state: _Folding, event: Event, name: str, change: Mapping[str, Any], known: Mapping[UUID, Event]) -> None:
    new, applied = change["new"], True
    before = state.last_setter.get(name)
    if before is not None and not _saw(event, before.id, known):
        state.conflicts.append(Conflict(name, (before.id, event.id), (state.fields.get(name), new)))
        applied = name not in LEGAL_FIELDS
    elif before is not None:
        state.conflicts = [
            conflict
            for conflict in state.conflicts
            if conflict.name != name or not all(_saw(event, side, known) for side in conflict.events)
        ]
    state.corrections.append(
        Correction(
            event.id,
            name,
            state.fields.get(name),
            new,
            event.payload.get("reason", ""),
            event.officer,
            event.corrected_at,
            applied,
        )
    )
    if applied:
        state.fields[name] = new
        state.last_setter[name] = event
        if name == "code":
            state.reprint_due = True


def _saw(event: Event, other: UUID, known: Mapping[UUID, Event]) -> bool:
    """Say whether the author of `event` had seen `other`, directly or through what he saw."""
    waiting, visited = list(event.based_on), set(event.based_on)
    while waiting:
        base = waiting.pop()
        if base == other:
            return True
        earlier = known.get(base)
        if earlier is not None:
            fresh = [b for b in earlier.based_on if b not in visited]
            visited.update(fresh)
            waiting.extend(fresh)
    return False
