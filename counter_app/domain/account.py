"""Accounts of officers: who may write at the counters of a unit, as the city says it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

from counter_app.domain.own_codes import read_badge
from counter_app.domain.pin import is_hash

ROLES: Final = ("receiving", "processing", "leader", "supervisor", "administrator")
"""What an officer is at the office; a newer release may know more of them."""
LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class Account:
    """One officer in one unit, valid on both days and between (`valid_to` None is open).

    `code` is the text of the staff badge ("BG-000123-20") and one person's for ever; who moves to another unit has an
    account there from then on. `pin` is the PIN's hash (`domain.pin`), empty when none is asked for.
    """

    code: str
    name: str
    role: str
    unit: str
    valid_from: date
    valid_to: date | None = None
    active: bool = True
    pin: str = field(default="", repr=False)

    def in_force(self, day: date) -> bool:
        """Say whether the officer may write on `day`."""
        return self.active and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def wrong_fields(account: Account) -> tuple[str, ...]:
    """Return the names of the fields that no ring can work with; roles of newer releases pass."""
    badge = read_badge(account.code)
    looks = {
        "code": badge is not None and badge.text == account.code,
        "name": 0 < len(account.name.strip()) <= LONGEST_NAME and account.name.isprintable(),
        "role": 0 < len(account.role) <= LONGEST_NAME,
        "unit": len(account.unit) == 5 and account.unit.isascii() and account.unit.isdecimal(),
        "valid_to": account.valid_to is None or account.valid_to >= account.valid_from,
        "pin": not account.pin or is_hash(account.pin),
    }
    return tuple(name for name, right in looks.items() if not right)


def overlapping(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Return the accounts that begin before an earlier one of the same code has ended."""
    spans: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        spans[account.code].append(account)
    return tuple(
        later
        for those in spans.values()
        for earlier, later in pairwise(sorted(those, key=lambda one: one.valid_from))
        if earlier.valid_to is None or later.valid_from <= earlier.valid_to
    )
