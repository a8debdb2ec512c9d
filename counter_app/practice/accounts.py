"""Invented officers of the practice office: with and without a PIN, one for each role."""

from datetime import date
from typing import Final

from counter_app.domain.account import Account
from counter_app.domain.own_codes import make_badge
from counter_app.domain.pin import hash_pin
from counter_app.storage import accounts
from counter_app.storage.store import Store

PIN: Final = "2468"
"""The PIN of those who have one, for everybody to know: nobody here is real."""
_FIRST: Final = date(2026, 1, 1)
_SALT: Final = b"practice-account"
_OFFICERS: Final = (
    (900_001, "Lê Thị Tập", "receiving", False),
    (900_002, "Trần Văn Mẫu", "receiving", True),
    (900_003, "Phạm Thị Thử", "processing", False),
    (900_004, "Nguyễn Văn Nháp", "leader", True),
    (900_005, "Võ Thị Giả Định", "supervisor", True),
)


def invented(unit: str) -> tuple[Account, ...]:
    """Return the invented officers of a unit."""
    kept = hash_pin(PIN, _SALT)
    return tuple(
        Account(make_badge(number), name, role, unit, _FIRST, pin=kept if asked else "")
        for number, name, role, asked in _OFFICERS
    )


def seed_accounts(store: Store, unit: str) -> None:
    """Give a practice store invented officers, once: whoever changed them finds them as they were left."""
    with store.reading() as reading:
        told = accounts.stamp(reading, unit)
    if not told:
        officers = invented(unit)
        with store.transaction() as tx:
            accounts.replace(tx, officers)
