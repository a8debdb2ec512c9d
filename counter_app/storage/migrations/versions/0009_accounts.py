"""Accounts of officers, decided at the city, known in their unit."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("unit", "name", "role")),
        sa.Column("active", BIG, nullable=False),
        sa.Column("pin", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", "valid_from", name="account_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("account_unit", "account", ["unit"])
