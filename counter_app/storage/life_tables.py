"""The tables that a counter keeps for itself beside its dossiers' lives: numbers of slips, and closed shifts."""

from sqlalchemy import Column, Table, Text

from counter_app.storage.account_tables import metadata as metadata
from counter_app.storage.tables import Big

slip_numbers = Table(
    "slip_number",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("year", Big, primary_key=True, autoincrement=False),
    Column("last", Big, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

shifts = Table(
    "shift_close",
    metadata,
    Column("closed_at", Big, primary_key=True, autoincrement=False),
    Column("officer", Text, nullable=False),
    Column("content", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
