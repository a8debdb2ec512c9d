"""Small facts that the store keeps beside its rows, by name, in the table `meta`."""

from collections.abc import Mapping

from sqlalchemy import text

from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

_NOTE = Prepared(
    text("INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value")
)
NOTE_OF = Prepared(text("SELECT value FROM meta WHERE name = :name"))
_ALL = Prepared(text("SELECT name, value FROM meta ORDER BY name"))


def note(tx: Transaction, name: str, value: str) -> None:
    """Keep a fact, in place of what was kept under this name before."""
    tx.do(_NOTE, name=name, value=value)


def note_of(reading: Reading, name: str) -> str:
    """Return the fact, empty when it was never noted."""
    found = reading.value(NOTE_OF, name=name)
    return "" if found is None else str(found)


def below(reading: Reading, prefix: str) -> Mapping[str, str]:
    """Return the facts whose names begin with `prefix`, by the rest of their names."""
    return {row[0].removeprefix(prefix): row[1] for row in reading.rows(_ALL) if row[0].startswith(prefix)}
