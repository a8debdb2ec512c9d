"""Files that are to come from above: to be opened here, or lost with an older store."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "wanted_file",
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("asked", BIG, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", BIG, nullable=False),
        sa.Column("next_try", BIG, nullable=True),
        sa.Column("last_answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="wanted_file_pkey"),
        sa.CheckConstraint("state IN ('waiting', 'parked')", name=op.f("wanted_file_state")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("wanted_file_due", "wanted_file", ["state", "asked"])
