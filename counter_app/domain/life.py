"""The life of a dossier after its reception, act by act: part of the fold.

An act that the table or a rule forbids, given what was done before it, changes nothing: it stays among the events and
is told as overtaken, with who was first and when. So replicas with the same events agree, in whatever order they came.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from counter_app.domain import acts
from counter_app.domain.events import Event
from counter_app.domain.life_values import (
    NEWBORN,
    ClockEntry,
    Collection,
    Done,
    Ending,
    Extension,
    HandOver,
    Life,
    MissingItem,
    Overtaken,
    Payment,
    Posting,
    Result,
    Supplement,
)

_SUSPENDED: Final = "suspended"
_CLOCK: Final[Mapping[int, str]] = {
    **dict.fromkeys(acts.RUNNING, "running"),
    **dict.fromkeys(acts.PAUSED, _SUSPENDED),
    acts.FINISHED_STATUS: "stopped",
    **dict.fromkeys(acts.ENDED, "stopped"),
}


@dataclass(slots=True)
class Living:
    """A life on its way through the events. `due` is asked for the due date as it stands before an act."""

    life: Life = NEWBORN
    before: int = acts.RECEIVED_STATUS
    overtaken: list[Overtaken] = field(default_factory=list)
    undone: list[UUID] = field(default_factory=list)

    def act(self, event: Event, due: datetime | None, saw: Callable[[Event, UUID], bool]) -> bool:
        """Apply an act; return whether it holds."""
        status = self.life.status
        after = acts.status_after(event.kind, status, self.before)
        code = "act_forbidden" if after is None else _forbidden(self.life, event)
        if code or after is None:
            self.lost(event, code, saw)
            return False
        if after in acts.PAUSED:
            self.before = status
        elif after in acts.RUNNING:
            self.before = after
        life = _APPLY[event.kind](self.life, event, due)
        self.life = replace(life, status=after, clock=_ticked(life, event, status, after))
        self.note(event)
        return True

    def note(self, event: Event) -> None:
        """Remember what holds: the newest may be undone."""
        done = Done(event.id, event.kind, event.corrected_at, event.officer, event.device)
        self.life = replace(self.life, done=(*self.life.done, done))

    def lost(self, event: Event, code: str, saw: Callable[[Event, UUID], bool]) -> None:
        """Note an act that does not hold, and the newest act that its author had not seen, if there is one."""
        done = self.life.done
        unseen = [one for one in done if not saw(event, one.event)]
        by = unseen[-1] if unseen else done[-1] if done else None
        at, status = event.corrected_at, self.life.status
        self.overtaken.append(Overtaken(event.id, event.kind, at, event.officer, code, status, by, unseen=bool(unseen)))

    def may_undo(self, event: Event) -> str:
        """Return why `event` may not undo what it names, "" when it may: the last act, within its time."""
        last = self.life.done[-1] if self.life.done else None
        if last is None or str(last.event) != event.payload.get("event"):
            return "undo_not_last"
        return "" if last.at <= event.corrected_at <= last.at + acts.UNDO_TIME else "undo_too_late"

    def whole(self) -> Life:
        """Return the life as it is."""
        if not self.overtaken and not self.undone:
            return self.life
        return replace(self.life, overtaken=tuple(self.overtaken), undone=tuple(self.undone))


def forbidden(life: Life, act: str, payload: Mapping[str, Any]) -> str:
    """Return the rule that forbids `act` with `payload` to a dossier with this life, "" when none does."""
    if life.status not in acts.TABLE[act]:
        return "act_forbidden"
    if act == acts.SUPPLEMENT_REQUESTED and life.supplements and not payload.get("again"):
        return "supplement_again"
    if act == acts.EXTENDED and life.extension is not None:
        return "extended_already"
    if act == acts.TAKEN and not any(one.taken_at is None and one.list == payload["list"] for one in life.hand_overs):
        return "not_handed_over"
    if act == acts.FEE_COLLECTED and any(one.receipt == payload["receipt"] for one in life.payments):
        return "receipt_used"
    if act == acts.FEE_CANCELLED:
        held = any(one.receipt == payload["receipt"] and not one.cancelled for one in life.payments)
        return "" if held else "receipt_unknown"
    return ""


def _forbidden(life: Life, event: Event) -> str:
    return forbidden(life, event.kind, event.payload)


def _ticked(life: Life, event: Event, before: int, after: int) -> tuple[ClockEntry, ...]:
    state = _CLOCK.get(after, "stopped")
    if state == _CLOCK.get(before):
        return life.clock
    return (*life.clock, ClockEntry(event.corrected_at, state, event.kind, event.id))


def _requested(life: Life, event: Event, due: datetime | None) -> Life:
    said = event.payload
    deadline = said.get("deadline")
    asked = Supplement(
        event.id,
        str(said.get("number", "")),
        tuple(MissingItem.from_json(item) for item in said["items"]),
        str(said.get("reason", "")),
        event.corrected_at,
        event.officer,
        None if not deadline else date.fromisoformat(str(deadline)),
        str(said.get("again", "")),
        slip=str(said.get("slip", "")),
    )
    return replace(life, supplements=(*life.supplements, asked))


def _answered(life: Life, event: Event, due: datetime | None) -> Life:
    *earlier, last = life.supplements
    return replace(life, supplements=(*earlier, replace(last, answered_at=event.corrected_at)))


def _extended(life: Life, event: Event, due: datetime | None) -> Life:
    said = event.payload
    after = datetime.fromisoformat(str(said["due"]["at"]))
    number, reason = str(said.get("number", "")), str(said["reason"])
    return replace(life, extension=Extension(event.id, number, reason, event.corrected_at, event.officer, due, after))


def _handed_over(life: Life, event: Event, due: datetime | None) -> Life:
    said = event.payload
    given = HandOver(event.id, str(said["list"]), life.holder, str(said["receiver"]), event.corrected_at, event.officer)
    return replace(life, hand_overs=(*life.hand_overs, given), assigned="")


def _taken(life: Life, event: Event, due: datetime | None) -> Life:
    said = event.payload["list"]
    last = max(index for index, one in enumerate(life.hand_overs) if one.taken_at is None and one.list == said)
    taken = replace(life.hand_overs[last], taken_at=event.corrected_at, taken_by=event.officer)
    hand_overs = (*life.hand_overs[:last], taken, *life.hand_overs[last + 1 :])
    return replace(life, hand_overs=hand_overs, holder=taken.receiver, assigned=event.officer)


def _assigned(life: Life, event: Event, due: datetime | None) -> Life:
    return replace(life, assigned=str(event.payload["officer"]))


def _finished(life: Life, event: Event, due: datetime | None) -> Life:
    said = event.payload
    result = Result(
        event.id,
        str(said["title"]),
        str(said.get("number", "")),
        str(said.get("day", "")),
        event.corrected_at,
        event.officer,
    )
    return replace(life, result=result)


def _returned(life: Life, event: Event, due: datetime | None) -> Life:
    said = event.payload
    collection = Collection(
        event.id,
        str(said["name"]),
        str(said.get("number", "")),
        str(said.get("relation", "")),
        str(said.get("how", "counter")),
        str(said.get("receipt", "given_back")),
        event.corrected_at,
        event.officer,
    )
    return replace(life, collection=collection, shelf="")


def _posted(life: Life, event: Event, due: datetime | None) -> Life:
    said = event.payload
    posting = Posting(event.id, str(said["carrier"]), str(said["tracking"]), event.corrected_at, event.officer)
    return replace(life, posting=posting, shelf="")


def _ended(life: Life, event: Event, due: datetime | None) -> Life:
    said = event.payload
    clauses = tuple(str(one) for one in said.get("clauses", ()))
    number, reason = str(said.get("number", "")), str(said["reason"])
    return replace(
        life, ending=Ending(event.id, event.kind, number, reason, clauses, event.corrected_at, event.officer)
    )


def _shelved(life: Life, event: Event, due: datetime | None) -> Life:
    return replace(life, shelf=str(event.payload["place"]))


def _collected(life: Life, event: Event, due: datetime | None) -> Life:
    said = event.payload
    paid = Payment(
        event.id,
        int(said["amount"]),
        int(said["moment"]),
        str(said["means"]),
        str(said["receipt"]),
        event.corrected_at,
        event.officer,
        event.device,
    )
    return replace(life, payments=(*life.payments, paid))


def _cancelled(life: Life, event: Event, due: datetime | None) -> Life:
    receipt, reason = event.payload["receipt"], str(event.payload["reason"])
    payments = tuple(
        replace(one, cancelled=reason, cancelled_at=event.corrected_at) if one.receipt == receipt else one
        for one in life.payments
    )
    return replace(life, payments=payments)


def _exempted(life: Life, event: Event, due: datetime | None) -> Life:
    return replace(life, exempt=str(event.payload["reason"]))


def _unchanged(life: Life, event: Event, due: datetime | None) -> Life:
    return life


_APPLY: Final[Mapping[str, Callable[[Life, Event, datetime | None], Life]]] = {
    acts.SUPPLEMENT_REQUESTED: _requested,
    acts.SUPPLEMENTED: _answered,
    acts.PAYMENT_AWAITED: _unchanged,
    acts.PAYMENT_SETTLED: _unchanged,
    acts.HANDED_OVER: _handed_over,
    acts.TAKEN: _taken,
    acts.ASSIGNED: _assigned,
    acts.FINISHED: _finished,
    acts.RETURNED: _returned,
    acts.POSTED: _posted,
    acts.REFUSED: _ended,
    acts.STOPPED: _ended,
    acts.WITHDRAWN: _ended,
    acts.EXTENDED: _extended,
    acts.SHELVED: _shelved,
    acts.FEE_COLLECTED: _collected,
    acts.FEE_CANCELLED: _cancelled,
    acts.FEE_EXEMPTED: _exempted,
}
