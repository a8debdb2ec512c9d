"""Pinned procedures: what an officer chose to have first, beside what this counter uses most."""

import json
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock
from typing import Final

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import notes
from counter_app.storage.store import Store
from counter_app.usecases.desk import ProcedureChoice
from counter_app.usecases.identity import Announce, Identity
from counter_app.usecases.questions.procedures import Procedures

_PREFIX: Final = "favourites/"


class Favourites:
    """Each officer has his own; where no officer is named they are the office's. Kept in the store.

    `search` touches memory only. Pinned procedures come first when no words are typed; what the words say counts more
    than a pin.
    """

    def __init__(self, store: Store, identity: Identity, procedures: Procedures, announce: Announce) -> None:
        self._store, self._identity, self._procedures, self._announce = store, identity, procedures, announce
        self._lock = Lock()
        with store.reading() as reading:
            kept = notes.below(reading, _PREFIX)
        self._pinned = {officer: tuple(json.loads(codes)) for officer, codes in kept.items()}

    def search(self, text: str) -> Sequence[ProcedureChoice]:
        """Return the choices for the words, pinned ones marked; for no words the pinned ones first, in their order."""
        pinned, found = self._mine(), self._procedures.search(text)
        marked = [replace(choice, pinned=choice.procedure.code in pinned) for choice in found]
        if text.strip():
            return marked
        first = [choice for code in pinned if (choice := self._procedures.choice(code)) is not None]
        others = [choice for choice in marked if not choice.pinned]
        return [*(replace(choice, pinned=True) for choice in first), *others][: max(len(found), len(first))]

    def pin(self, code: str) -> bool:
        """Pin the procedure, or take its pin away; return whether it is pinned now.

        Raises OfficerCanMend("procedure_unknown").
        """
        if self._procedures.in_force(code) is None:
            raise OfficerCanMend("procedure_unknown", version=code)
        officer, before = self._identity.officer, self._mine()
        after = tuple(known for known in before if known != code) if code in before else (*before, code)
        with self._store.transaction() as tx:
            notes.note(tx, f"{_PREFIX}{officer}", json.dumps(after))
        with self._lock:
            self._pinned[officer] = after
        self._announce(("favourite",))
        return code in after

    def _mine(self) -> tuple[str, ...]:
        with self._lock:
            return self._pinned.get(self._identity.officer, ())
