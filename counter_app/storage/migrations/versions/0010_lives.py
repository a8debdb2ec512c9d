"""What happens to a dossier after its reception: who holds it, when it must be warned of, when it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("dossier", sa.Column("holder", sa.Text(), nullable=False, server_default=""))
    op.add_column("dossier", sa.Column("warn_at", BIG, nullable=True))
    op.add_column("dossier", sa.Column("ended_at", BIG, nullable=True))
    # As `storage.dossiers` gives it for receptions that do not say it themselves: nothing was ended or extended before.
    op.execute("UPDATE dossier SET warn_at = received_at + (due_at - received_at) * 4 / 5 WHERE due_at IS NOT NULL")
    for name, columns, where in (
        ("dossier_held", ["holder", "position"], "holder <> ''"),
        ("dossier_warned", ["warn_at"], "warn_at IS NOT NULL"),
        ("dossier_ready", ["position"], "status = 9"),
    ):
        op.create_index(name, "dossier", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    op.create_table(
        "slip_number",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", BIG, nullable=False, autoincrement=False),
        sa.Column("last", BIG, nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", name="slip_number_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "shift_close",
        sa.Column("closed_at", BIG, nullable=False, autoincrement=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("closed_at", name="shift_close_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    moved = sa.text("kind IN ('handed_over', 'fee_collected', 'fee_cancelled')")
    op.create_index("event_moved", "event", ["kind", "at"], sqlite_where=moved, postgresql_where=moved)
