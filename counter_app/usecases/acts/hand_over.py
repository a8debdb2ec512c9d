"""Hand dossiers over with a list, and take them over by scanning what really came."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from counter_app.domain import acts
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.life_values import HandOver as Moved
from counter_app.domain.own_codes import HAND_OVER_LIST, make_own_paper, read_own_paper
from counter_app.domain.times import vietnam
from counter_app.storage import dossiers, moving, notes, slips
from counter_app.storage.transaction import Reading
from counter_app.usecases.acts.doing import Doing

COUNTER_DESK: Final = ""
"""The receiver's name of the counter itself."""

_RECEIVERS: Final = "hand_over_receivers"
_KEPT: Final = 9
"""So many of the last receivers are remembered."""


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """One dossier of a hand-over list."""

    dossier: UUID
    code: str
    applicant: str
    procedure: str
    due_at: datetime | None
    taken: bool


@dataclass(frozen=True, slots=True)
class HandOverSheet:
    """A hand-over list as it stands: who gave it to whom, and which dossiers were taken over."""

    code: str
    sender: str
    receiver: str
    at: datetime
    officer: str
    lines: tuple[HandOverLine, ...]

    @property
    def missing(self) -> tuple[HandOverLine, ...]:
        """What is on the list and was not taken over."""
        return tuple(line for line in self.lines if not line.taken)


class HandOver:
    """The verbs of a hand-over. Raises OfficerCanMend: what `Doing` raises, nothing_to_hand_over, list_unknown."""

    def __init__(self, doing: Doing) -> None:
        self._doing = doing

    def give(self, given: Sequence[UUID], receiver: str) -> HandOverSheet:
        """Hand all of them over to the desk called `receiver`, with one list; all or none."""
        if not given:
            raise OfficerCanMend("nothing_to_hand_over")
        identity, store = self._doing.identity, self._doing.store
        with store.transaction() as tx:
            year = vietnam(identity.now()).year
            number = slips.next_number(tx, HAND_OVER_LIST, year)
            code = make_own_paper(HAND_OVER_LIST, year, identity.slot, number)
            said = {"list": code, "receiver": receiver}
            for dossier in dict.fromkeys(given):
                self._doing.within(tx, dossier, acts.HANDED_OVER, said)
            known = [receiver, *(one for one in _receivers(tx) if one != receiver)]
            notes.note(tx, _RECEIVERS, json.dumps(known[:_KEPT]))
        self._doing.announce()
        return self.sheet(code)

    def sheet(self, code: str) -> HandOverSheet:
        """Return a list by its code."""
        with self._doing.store.reading() as reading:
            return sheet_of(reading, code)[0]

    def receivers(self) -> tuple[str, ...]:
        """Return the desks that lists were made for here, the last one first; those that hold papers behind them."""
        with self._doing.store.reading() as reading:
            return tuple(dict.fromkeys([*_receivers(reading), *moving.holders(reading)]))

    def take(self, code: str, scanned: Sequence[str]) -> HandOverSheet:
        """Take over those of the list that were scanned; what is missing stays with who gave it."""
        sheet = self.sheet(code)
        came = [line.dossier for line in sheet.lines if line.code in set(scanned) and not line.taken]
        if not came:
            raise OfficerCanMend("nothing_to_take", list=code)
        self._doing.many(came, acts.TAKEN, {"list": sheet.code})
        return self.sheet(code)

    def assign(self, given: Sequence[UUID], officer: str, reason: str) -> tuple[Dossier, ...]:
        """Give all of them to `officer`, an absent colleague's for example; all or none."""
        if not officer.strip():
            raise OfficerCanMend("officer_missing")
        return self._doing.many(given, acts.ASSIGNED, _assigned(officer, reason))


def sheet_of(reading: Reading, code: str) -> tuple[HandOverSheet, tuple[Dossier, ...]]:
    """Return a list by its code, with its dossiers as they are now; raises OfficerCanMend("list_unknown")."""
    paper = read_own_paper(code)
    if paper is None or paper.kind != HAND_OVER_LIST:
        raise OfficerCanMend("list_unknown", list=code)
    found = [dossiers.whole(reading, dossier) for dossier in moving.of_list(reading, paper.text, paper.year)]
    wholes = tuple(whole for whole in found if whole is not None and _on(whole, paper.text))
    if not wholes:
        raise OfficerCanMend("list_unknown", list=code)
    first = _on(wholes[0], paper.text)[0]
    lines = tuple(line for whole in wholes for line in _lines(whole, paper.text))
    return HandOverSheet(paper.text, first.sender, first.receiver, first.at, first.officer, lines), wholes


def _on(whole: Dossier, code: str) -> list[Moved]:
    return [one for one in whole.life.hand_overs if one.list == code]


def _receivers(reading: Reading) -> list[str]:
    known: list[str] = json.loads(notes.note_of(reading, _RECEIVERS) or "[]")
    return known


def _assigned(officer: str, reason: str) -> Mapping[str, Any]:
    return {"officer": officer.strip(), "reason": reason.strip()}


def _lines(whole: Dossier, code: str) -> list[HandOverLine]:
    return [
        HandOverLine(
            whole.id, whole.code, whole.applicant.name, whole.procedure_name, whole.due_at, one.taken_at is not None
        )
        for one in _on(whole, code)
    ]
