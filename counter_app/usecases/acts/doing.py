"""Do an act: the one place where an event of a dossier's life is written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from counter_app.domain.acts import TABLE
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.life import forbidden
from counter_app.domain.times import vietnam
from counter_app.storage import dossiers, registering
from counter_app.storage.store import Store
from counter_app.storage.transaction import Transaction
from counter_app.usecases.identity import Announce, Identity

Payload = Mapping[str, Any]
MakePayload = Callable[[Transaction, Dossier], Payload]


class Doing:
    """(dossier, act, payload or how to make it) -> the dossier as it is then.

    Raises OfficerCanMend: dossier_unknown, and what `domain.life.forbidden` says with who did what stands in the way.
    """

    def __init__(self, store: Store, identity: Identity, announce: Announce) -> None:
        self.store, self.identity, self._announce = store, identity, announce

    def __call__(self, dossier: UUID, act: str, payload: Payload | MakePayload) -> Dossier:
        with self.store.transaction() as tx:
            after = self.within(tx, dossier, act, payload)
        self.announce()
        return after

    def many(self, given: Sequence[UUID], act: str, payload: Payload | MakePayload) -> tuple[Dossier, ...]:
        """Do the same to several dossiers, all or none."""
        with self.store.transaction() as tx:
            after = tuple(self.within(tx, dossier, act, payload) for dossier in given)
        self.announce()
        return after

    def within(self, tx: Transaction, dossier: UUID, act: str, payload: Payload | MakePayload) -> Dossier:
        """Do it in a transaction that is under way; `announce` follows when it is over."""
        before = known(tx, dossier)
        if act in TABLE and before.status not in TABLE[act]:
            raise standing_in_the_way(before, act, "act_forbidden")
        said = payload(tx, before) if callable(payload) else payload
        code = forbidden(before.life, act, said) if act in TABLE else ""
        if code:
            raise standing_in_the_way(before, act, code)
        self.identity.now()
        event = self.identity.event(act, before.id, said, unit=before.unit, based_on=before.heads)
        return registering.amend(tx, event)

    def announce(self) -> None:
        """Say that dossiers have changed."""
        self._announce(("dossier", "event"))


def known(tx: Transaction, dossier: UUID) -> Dossier:
    """Return the dossier; raises OfficerCanMend("dossier_unknown")."""
    whole = dossiers.whole(tx, dossier)
    if whole is None:
        raise OfficerCanMend("dossier_unknown")
    return whole


def standing_in_the_way(dossier: Dossier, act: str, code: str) -> OfficerCanMend:
    """Return the refusal of `act`: the rule, the status, and what was done last, by whom and when."""
    facts = {"act": act, "status": str(dossier.status), "dossier_code": dossier.code}
    if dossier.life.done:
        last = dossier.life.done[-1]
        facts |= {"last": last.act, "by": last.officer, "at": f"{vietnam(last.at):%H:%M %d/%m/%Y}"}
    return OfficerCanMend(code, **facts)
