"""Numbers of the slips that a counter gives out: each kind and year from 1, disjoint between counters.

The forms ask for a number that runs per office and year. Counters that cannot ask one another put their slot before
their own running number of five digits: slot 3's twelfth slip of the year is 300012.
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


def next_number(tx: Transaction, kind: str, year: int) -> int:
    """Return this counter's next running number of `kind` in `year`, from 1."""
    return int(tx.value(_NEXT, kind=kind, year=year))


def printed(slot: int, number: int) -> str:
    """Return the number as the slip shows it: no two counters' are the same up to 99999 slips a year."""
    return f"{slot}{number:05d}"
