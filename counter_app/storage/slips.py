"""Numbers of the slips that a counter gives out: each kind and year from 1, disjoint between counters.

The forms ask for a number that runs per office and year. Counters that cannot ask one another put their slot before
their own running number: slot 3's twelfth slip of the year is 30012.
"""

from sqlalchemy import text

from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Transaction

_NEXT = Prepared(
    text(
        "INSERT INTO slip_number (kind, year, last) VALUES (:kind, :year, 1) "
        "ON CONFLICT (kind, year) DO UPDATE SET last = slip_number.last + 1 RETURNING last"
    )
)


def next_number(tx: Transaction, kind: str, year: int, slot: int) -> str:
    """Return the next number of `kind` in `year` for the counter with this slot."""
    return f"{slot}{int(tx.value(_NEXT, kind=kind, year=year)):04d}"
