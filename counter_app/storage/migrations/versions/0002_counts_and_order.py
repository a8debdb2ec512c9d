"""Counts of what came from below, kept instead of counted; codes in the order of their characters."""

import time

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tally",
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("dossiers", BIG, nullable=False),
        sa.PrimaryKeyConstraint("unit", name="tally_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chain",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("last", BIG, nullable=False),
        sa.PrimaryKeyConstraint("device", "epoch", name="chain_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "future_event",
        sa.Column("seq", BIG, autoincrement=False, nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="future_event_pkey"),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name="future_event_seq_fkey"),
        sqlite_strict=True,
    )
    op.create_index("future_event_at", "future_event", ["at"])
    _count_what_is_there()
    if op.get_context().dialect.name == "postgresql":
        op.alter_column("dossier", "code", type_=sa.Text(collation="C"), existing_nullable=False)


def _count_what_is_there() -> None:
    """Events from below, and they alone, have a place in their unit's feed."""
    op.execute(
        "INSERT INTO tally (unit, dossiers) "
        "SELECT unit, count(*) FROM dossier WHERE unit IN (SELECT unit FROM feed) GROUP BY unit"
    )
    op.execute(
        "INSERT INTO chain (device, epoch, last) "
        "SELECT device, epoch, max(device_seq) FROM event WHERE unit_seq IS NOT NULL GROUP BY device, epoch"
    )
    op.execute(
        sa.text(
            "INSERT INTO future_event (seq, at) "
            "SELECT seq, at + offset_ms FROM event WHERE unit_seq IS NOT NULL AND at + offset_ms > :now"
        ).bindparams(now=int(time.time() * 1000))
    )
