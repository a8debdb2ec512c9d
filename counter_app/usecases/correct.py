"""Correct: put right what was received wrongly, with a reason; the code and the old values stay for ever."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from counter_app.domain import copies as copies_grammar
from counter_app.domain.calendar import WorkingCalendar
from counter_app.domain.catalogue import Procedure
from counter_app.domain.correction import problems
from counter_app.domain.dossier import Dossier
from counter_app.domain.draft import GivenPaper, carried_over
from counter_app.domain.due import compute
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import CORRECTED, Event
from counter_app.domain.fees import charge
from counter_app.domain.receipt import Receipt
from counter_app.domain.term import text_vi
from counter_app.storage import dossiers, registering
from counter_app.storage.store import Store
from counter_app.usecases.identity import Announce, Identity
from counter_app.usecases.receipts import due_json, fee_json, receipt_of

CORRECTABLE: Final = frozenset(
    {
        "procedure",
        "applicant",
        "authorisation",
        "at_counter",
        "request",
        "papers",
        "sets",
        "copies",
        "fee",
        "received_at",
        "due",
        "return_place",
        "missing_reason",
    }
)
"""Everything but the code, which never changes once it was printed."""


class Correct:
    """(dossier, {field: new value as in the payload of kind received}, reason) -> the receipt to print again.

    A new procedure brings its own papers, fee and due date, a new receipt time its due date, unless these are given as
    well. Fields whose value does not change are left out of the event. Raises OfficerCanMend: dossier_unknown,
    reason_missing, field_not_correctable, correction_wrong (what a draft could not say either), procedure_unknown,
    nothing_changed; copies_missing, agreed_missing when the
    new procedure asks for what the correction does not say.
    """

    def __init__(
        self,
        store: Store,
        identity: Identity,
        calendar: Callable[[], WorkingCalendar],
        version: Callable[[str], Procedure | None],
        announce: Announce,
    ) -> None:
        self._store, self._identity, self._announce = store, identity, announce
        self._calendar, self._version = calendar, version

    def __call__(self, dossier: UUID, changes: Mapping[str, Any], reason: str) -> Receipt:
        if not reason.strip():
            raise OfficerCanMend("reason_missing")
        refused = sorted(set(changes) - CORRECTABLE)
        if refused:
            raise OfficerCanMend("field_not_correctable", fields=",".join(refused))
        with self._store.transaction() as tx:
            before = dossiers.whole(tx, dossier)
            if before is None:
                raise OfficerCanMend("dossier_unknown")
            whole = {**self._follows(before, changes), **changes}
            _must_be_right({**before.fields, **whole}, changes)
            after = registering.amend(tx, self._event(before, whole, reason.strip()))
        self._announce(("dossier", "event"))
        return receipt_of(after, self._identity.office, practice=self._store.practice)

    def _follows(self, before: Dossier, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a changed procedure or receipt time brings with it."""
        if not {"procedure", "received_at", "copies"} & set(changes):
            return {}
        named = {**before.fields, **changes}
        procedure = self._version(str(named["procedure"]["version"]))
        if procedure is None:
            raise OfficerCanMend("procedure_unknown", version=named["procedure"]["version"])
        found: dict[str, Any] = {}
        if "procedure" in changes or "copies" in changes:
            copies = copies_grammar.read(str(named["copies"])) if procedure.copies else None
            found["fee"] = fee_json(charge(procedure.fee, copies))
        if "procedure" in changes:
            had = [GivenPaper.from_json(paper) for paper in before.fields["papers"]]
            found["papers"] = [paper.to_json() for paper in carried_over(had, procedure)]
            if not procedure.copies:
                found["copies"] = ""
        if "procedure" in changes or "received_at" in changes:
            found["due"] = self._due(datetime.fromisoformat(str(named["received_at"])), procedure)
        return found

    def _due(self, received_at: datetime, procedure: Procedure) -> dict[str, Any]:
        """Return the due date; where the procedure's time is not known none is promised, nor the former one kept."""
        if procedure.term is None:
            return due_json(None, "")
        return due_json(compute(received_at, procedure.term, self._calendar()), text_vi(procedure.term))

    def _event(self, before: Dossier, changes: Mapping[str, Any], reason: str) -> Event:
        identity = self._identity
        identity.now()
        really = {
            name: {"old": before.fields.get(name), "new": new}
            for name, new in changes.items()
            if before.fields.get(name) != new
        }
        if not really:
            raise OfficerCanMend("nothing_changed")
        payload = {"changes": really, "reason": reason}
        return identity.event(CORRECTED, before.id, payload, unit=before.unit, based_on=before.heads)


def _must_be_right(after: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Raise OfficerCanMend("correction_wrong") when a field that the officer changed holds what no draft may."""
    try:
        wrong = [problem.field for problem in problems(after, changes)]
    except (KeyError, TypeError, ValueError, AttributeError):
        wrong = sorted(changes)
    if wrong:
        raise OfficerCanMend("correction_wrong", fields=",".join(wrong))
