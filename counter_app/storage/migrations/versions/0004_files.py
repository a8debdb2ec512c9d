"""Files: what is whole here, what is on its way in, what is on its way up."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEYED = {"sqlite_strict": True, "sqlite_with_rowid": False}


def upgrade() -> None:
    op.create_table(
        "held_file",
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.PrimaryKeyConstraint("sha256", "unit", name="held_file_pkey"),
        **KEYED,
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=True),
        sa.Column("size", BIG, nullable=False),
        sa.Column("metadata", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="upload_pkey"),
        sa.CheckConstraint("state IN ('open', 'held', 'broken')", name=op.f("upload_state")),
        **KEYED,
    )
    op.create_index("upload_device_sha256", "upload", ["device", "sha256"])
    op.create_index("upload_at", "upload", ["at"])
    _queue()


def _queue() -> None:
    op.create_table(
        "file_queue",
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("dossier", sa.LargeBinary(), nullable=False),
        sa.Column("seq", BIG, nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", BIG, nullable=False),
        sa.Column("next_try", BIG, nullable=True),
        sa.Column("last_answer", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("sent", BIG, nullable=False),
        sa.Column("broken", BIG, nullable=False),
        sa.Column("ring", sa.Text(), nullable=False),
        sa.Column("ring_epoch", sa.Text(), nullable=False),
        sa.Column("delivered_at", BIG, nullable=True),
        sa.PrimaryKeyConstraint("sha256", "dossier", name="file_queue_pkey"),
        sa.CheckConstraint("state IN ('waiting', 'delivered', 'parked')", name=op.f("file_queue_state")),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name="file_queue_seq_fkey"),
        **KEYED,
    )
    op.create_index("file_queue_dossier", "file_queue", ["dossier"])
    op.create_index("file_queue_seq", "file_queue", ["seq"])
    still_open = sa.text("state <> 'delivered'")
    op.create_index(
        "file_queue_open", "file_queue", ["size", "seq"], sqlite_where=still_open, postgresql_where=still_open
    )
