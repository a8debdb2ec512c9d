"""The table of officers' accounts: the city has all of them, a hub and a counter those of their unit."""

from sqlalchemy import Column, Index, Table, Text

from counter_app.storage.number_tables import metadata as metadata
from counter_app.storage.tables import Big

accounts = Table(
    "account",
    metadata,
    Column("code", Text, primary_key=True),
    Column("valid_from", Text, primary_key=True),
    Column("valid_to", Text, nullable=True),
    Column("unit", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("active", Big, nullable=False),
    Column("pin", Text, nullable=False),
    Index("account_unit", "unit"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
