"""Calendars, organisation and accounts on their way down: fetched when the ring above says that they changed."""

import logging
import random
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from counter_app.domain.account import Account, overlapping, wrong_fields
from counter_app.domain.calendar_check import calendar_problems
from counter_app.domain.errors import CounterError
from counter_app.domain.office_check import office_problems
from counter_app.storage import accounts, reference
from counter_app.storage.reference import Reference
from counter_app.storage.store import Store
from counter_app.sync.lane import pause_after
from counter_app.sync.ring_above import RingAway
from counter_app.sync.wire_reference import AccountSaid, ReferenceNews, ReferenceSaid

IDLE_SECONDS: Final = 1800.0
"""Who is told of a change by the news asks at once; this is for a ring above that tells no news."""

log = logging.getLogger(__name__)


class TellsReference(Protocol):
    """The ring above, for what the city decides; raises what `RingAbove` raises."""

    def reference(self, after: str, accounts: str) -> ReferenceNews:
        """Return calendars and organisation if they are others than revision `after`, and the unit's accounts if they
        are others than revision `accounts`."""


def usable(values: Sequence[ReferenceSaid]) -> bool:
    """Say whether what came can be worked with: kinds of newer releases are kept and passed on unread."""
    tables = {one.name: one.content for one in values if one.kind == reference.CALENDAR}
    offices = [
        {**one.content, "unit": one.name, "valid_from": one.valid_from.isoformat()}
        | ({"valid_to": one.valid_to.isoformat()} if one.valid_to else {})
        for one in values
        if one.kind == reference.OFFICE
    ]
    return not calendar_problems(tables, newer=True) and not office_problems(offices, newer=True)


class ReferenceLane:
    """Asks by revision and puts what comes in the place of what was, when it can be worked with.

    `unit` is the one whose accounts come; of others the ring above tells nothing.
    """

    def __init__(
        self,
        store: Store,
        ring: TellsReference,
        unit: str,
        *,
        on_change: Callable[[frozenset[str]], None] = lambda kinds: None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store, self._ring, self._unit = store, ring, unit
        self._on_change, self._chance = on_change, chance
        self._failures = 0

    def step(self) -> float:
        """Ask once; return the seconds until the next time."""
        try:
            self._ask()
        except CounterError as error:
            self._failures += 1
            log.info("reference: %s", error.code)
            named = error.retry_after if isinstance(error, RingAway) else None
            return pause_after(self._failures, self._chance(), named)
        self._failures = 0
        return IDLE_SECONDS

    def _ask(self) -> None:
        with self._store.reading() as reading:
            known, officers = reference.stamp(reading), accounts.stamp(reading, self._unit)
        said = self._ring.reference(known, officers)
        changed = set()
        if said.accounts_revision and said.accounts is not None and self._take_accounts(said.accounts):
            changed.add("account")
        if said.revision and said.values is not None and self._take_values(said.values):
            changed.add("reference")
        if changed:
            self._on_change(frozenset(changed))

    def _take_values(self, said: Sequence[ReferenceSaid]) -> bool:
        if not usable(said):
            # What is in force here stays: no office may lose its calendar for a ring's mistake.
            raise RingAway("answered_rubbish", reason="reference_unreadable")
        values: dict[str, list[Reference]] = {kind: [] for kind in reference.TOLD}
        for one in said:
            values.setdefault(one.kind, []).append(Reference(one.name, one.valid_from, one.valid_to, one.content))
        with self._store.transaction() as tx:
            return reference.replace_told(tx, values)

    def _take_accounts(self, said: Sequence[AccountSaid]) -> bool:
        officers = [
            Account(one.code, one.name, one.role, self._unit, one.valid_from, one.valid_to, one.active, one.pin)
            for one in said
        ]
        if any(wrong_fields(one) for one in officers) or overlapping(officers):
            raise RingAway("answered_rubbish", reason="accounts_unreadable")
        with self._store.transaction() as tx:
            return accounts.replace(tx, officers)
