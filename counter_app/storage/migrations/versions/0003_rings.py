"""Hubs beside counters, and what came from the ring above and could not be taken."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("device", sa.Column("kind", sa.Text(), nullable=False, server_default="counter"))
    op.add_column("device", sa.Column("slots", BIG, nullable=False, server_default="1"))
    op.add_column("enrolment", sa.Column("kind", sa.Text(), nullable=False, server_default="counter"))
    op.create_table(
        "unapplied",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("dossier", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="unapplied_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
