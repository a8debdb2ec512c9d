"""What waits: whether a result may be given out, everything about a person, and the lists of a day's work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from counter_app.domain import acts
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.life_values import Done, Overtaken
from counter_app.storage import dossiers, moving, search
from counter_app.storage.store import Store
from counter_app.usecases.acts.undo import undoable
from counter_app.usecases.desk import DossierRow
from counter_app.usecases.identity import Identity
from counter_app.usecases.questions.lists import rows_of

MOST: Final = 500
"""How many dossiers of an officer a list has at most."""

Say = Literal["ready", "elsewhere", "posted", "in_progress", "papers_missing", "payment_missing", "returned", "ended"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One look at a dossier whose receipt was scanned: can it be given out, and if not, why.

    `say` is "ready"; "elsewhere": finished, the result still lies at `holder`; "posted": on its way by post; the rest
    name what it waits for or how it ended. `owed` is what is left of the fee in đồng, None when no source states it.
    `collectors` are the names of who may collect without more ado. `late` says that the due date is past.
    """

    dossier: UUID
    code: str
    say: Say
    applicant: str
    procedure: str
    due_at: datetime | None
    late: bool
    shelf: str
    holder: str
    owed: int | None
    collectors: tuple[str, ...]
    missing: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class LifeView:
    """A dossier for acting on it: what its state allows, what may be undone, and what was overtaken."""

    dossier: Dossier
    verdict: Verdict
    allowed: frozenset[str]
    undo: Done | None
    overtaken: tuple[Overtaken, ...]


@dataclass(frozen=True, slots=True)
class PersonPending:
    """Everything pending for a person, newest first; `known` is how many dossiers of that number the store has."""

    ready: tuple[Verdict, ...]
    papers_missing: tuple[Verdict, ...]
    unpaid: tuple[Verdict, ...]
    open: tuple[Verdict, ...]
    known: int


class LifeQuestions:
    """Raises OfficerCanMend("dossier_unknown")."""

    def __init__(self, store: Store, identity: Identity) -> None:
        self._store, self._identity = store, identity

    def view(self, dossier: UUID) -> LifeView:
        """Return what can be done with a dossier."""
        whole = self._whole(dossier)
        allowed = acts.allowed(whole.status)
        if whole.life.extension is not None:
            allowed -= {acts.EXTENDED}
        if not any(one.taken_at is None for one in whole.life.hand_overs):
            allowed -= {acts.TAKEN}
        if not any(not one.cancelled for one in whole.life.payments):
            allowed -= {acts.FEE_CANCELLED}
        undo = undoable(whole, self._identity)
        return LifeView(whole, verdict_of(whole, self._identity.shown()), allowed, undo, whole.life.overtaken)

    def verdict(self, dossier: UUID) -> Verdict:
        """Return whether the result may be given out."""
        return verdict_of(self._whole(dossier), self._identity.shown())

    def pending(self, number: str) -> PersonPending:
        """Return everything pending for the person or organisation with this number."""
        with self._store.reading() as reading:
            lines = moving.of_person(reading, number) if number else ()
            found = [dossiers.whole(reading, line.id) for line in lines if line.status in acts.OPEN]
        now = self._identity.shown()
        verdicts = [verdict_of(whole, now) for whole in found if whole is not None]
        return PersonPending(
            ready=tuple(one for one in verdicts if one.say == "ready"),
            papers_missing=tuple(one for one in verdicts if one.say == "papers_missing"),
            unpaid=tuple(one for one in verdicts if one.owed),
            open=tuple(one for one in verdicts if one.say not in ("ready", "papers_missing")),
            known=len(lines),
        )

    def apologies(self) -> Sequence[DossierRow]:
        """Return the dossiers that need an apology drafted, the most urgent first."""
        with self._store.reading() as reading:
            return rows_of(reading, moving.warned(reading, self._identity.shown()))

    def at_desk(self, holder: str) -> Sequence[DossierRow]:
        """Return the dossiers whose papers lie at a desk, newest first."""
        with self._store.reading() as reading:
            return rows_of(reading, moving.held(reading, holder))

    def with_(self, name: str) -> Sequence[DossierRow]:
        """Return the dossiers whose papers lie at the desk of this name, or that were given to the officer of it."""
        with self._store.reading() as reading:
            held = moving.held(reading, name) if name else ()
            found = {line.id: line for line in (*held, *search.given_to(reading, name, MOST))}
            newest_first = sorted(found.values(), key=lambda line: line.position, reverse=True)
            return rows_of(reading, newest_first)

    def ready(self) -> Sequence[DossierRow]:
        """Return the dossiers whose result waits to be collected, oldest first."""
        with self._store.reading() as reading:
            return rows_of(reading, moving.ready(reading))

    def _whole(self, dossier: UUID) -> Dossier:
        with self._store.reading() as reading:
            whole = dossiers.whole(reading, dossier)
        if whole is None:
            raise OfficerCanMend("dossier_unknown")
        return whole


def verdict_of(whole: Dossier, now: datetime) -> Verdict:
    """Return whether the result of `whole` may be given out at `now`."""
    life, due = whole.life, whole.due_at
    asked = life.supplements[-1] if whole.status == acts.AWAITS_PAPERS and life.supplements else None
    authorisation = whole.authorisation
    collectors = [whole.applicant.name, *([authorisation.authoriser.name] if authorisation else [])]
    if whole.at_counter is not None:
        collectors.append(whole.at_counter.name)
    return Verdict(
        dossier=whole.id,
        code=whole.code,
        say=_say(whole),
        applicant=whole.applicant.name,
        procedure=whole.procedure_name,
        due_at=due,
        late=due is not None and now > due and whole.status in acts.RUNNING,
        shelf=life.shelf,
        holder=life.holder,
        owed=life.owed(whole.fields["fee"]["amount"]),
        collectors=tuple(dict.fromkeys(collectors)),
        missing=tuple(item.name for item in asked.items) if asked else (),
        result=life.result.title if life.result else "",
    )


def _say(whole: Dossier) -> Say:
    status, life = whole.status, whole.life
    if status == acts.FINISHED_STATUS:
        if life.posting is not None:
            return "posted"
        return "elsewhere" if life.holder else "ready"
    if status == acts.AWAITS_PAPERS:
        return "papers_missing"
    if status == acts.AWAITS_PAYMENT:
        return "payment_missing"
    if status == acts.RETURNED_STATUS:
        return "returned"
    return "ended" if status in acts.ENDED else "in_progress"
