"""Who writes at this counter, chosen among the accounts of its office; works without a line as well."""

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Final

from counter_app.domain.account import Account
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.pin import holds
from counter_app.domain.text import fold
from counter_app.storage import accounts
from counter_app.storage.store import Store
from counter_app.usecases.desk import OfficerRow
from counter_app.usecases.identity import Identity

TRIES: Final = 3
"""Wrong PINs of one officer before a pause; each further one is followed by a pause again."""
PAUSE_SECONDS: Final = 30.0


class Officers:
    """The office's accounts that are in force, and the choice among them.

    Tries are counted in memory, for each account. On papers and in events an officer stands by name; where two of the
    office have the same one, with the badge behind.
    """

    def __init__(self, store: Store, identity: Identity) -> None:
        self._store, self._identity = store, identity
        self._lock = threading.Lock()
        self._wrong: Counter[str] = Counter()
        self._not_before: dict[str, float] = {}
        self._chosen = ""

    def rows(self) -> tuple[OfficerRow, ...]:
        """Return who may write here today, by name; empty when this office has no accounts.

        Who was chosen and is not among them any more writes no more.
        """
        there = self._in_force()
        self._put_out(there)
        now = self._identity.writer
        rows = [
            OfficerRow(one.code, one.name, one.role, bool(one.pin), _on_paper(one, there) == now)
            for one in there.values()
        ]
        return tuple(sorted(rows, key=lambda row: (fold(row.name.split(" ")[-1]), fold(row.name), row.code)))

    def choose(self, code: str, pin: str = "") -> str:
        """Let this officer write from now on and return the name as it stands on papers; the form is not touched.

        Raises OfficerCanMend: officer_unknown (not of this office, or not any more), pin_wanted, pin_wrong (`left`
        tries before a pause), pin_wait (`seconds`).
        """
        there = self._in_force()
        found = there.get(code)
        if found is None:
            raise OfficerCanMend("officer_unknown", badge=code)
        with self._lock:
            if found.pin:
                self._check(found, pin)
            name = _on_paper(found, there)
            self._identity.change_officer(name)
            self._chosen = code
        return name

    def arrived(self) -> bool:
        """The city's word changed: who was chosen and may not write any more writes no more. Say whether that is so."""
        return self._put_out(self._in_force())

    def _put_out(self, there: Mapping[str, Account]) -> bool:
        with self._lock:
            if not self._chosen or self._chosen in there:
                return False
            self._chosen = ""
            self._identity.nobody()
            return True

    def _check(self, account: Account, pin: str) -> None:
        clock, code = self._identity.clock, account.code
        left = self._not_before.get(code, 0.0) - clock.monotonic()
        if left > 0:
            raise OfficerCanMend("pin_wait", seconds=int(left) + 1)
        if not pin:
            raise OfficerCanMend("pin_wanted", badge=code)
        if holds(pin, account.pin):
            self._wrong.pop(code, None)
            return
        self._wrong[code] += 1
        if self._wrong[code] < TRIES:
            raise OfficerCanMend("pin_wrong", left=TRIES - self._wrong[code])
        self._not_before[code] = clock.monotonic() + PAUSE_SECONDS
        raise OfficerCanMend("pin_wait", seconds=int(PAUSE_SECONDS))

    def _in_force(self) -> dict[str, Account]:
        identity = self._identity
        day = identity.shown().date()
        with self._store.reading() as reading:
            those = accounts.of_unit(reading, identity.office.unit)
        return {one.code: one for one in those if one.in_force(day)}


def _on_paper(one: Account, there: dict[str, Account]) -> str:
    same = sum(other.name == one.name for other in there.values())
    return one.name if same == 1 else f"{one.name} ({one.code})"
