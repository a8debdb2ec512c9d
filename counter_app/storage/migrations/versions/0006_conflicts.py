"""Dossiers that wait for a decision are found without looking at all."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "dossier_in_conflict",
        "dossier",
        ["position"],
        sqlite_where=sa.text("conflicts > 0"),
        postgresql_where=sa.text("conflicts > 0"),
    )
