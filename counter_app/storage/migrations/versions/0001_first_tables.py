"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_meta()
    _create_events()
    _create_dossiers()
    _create_numbers()
    _create_prints()
    _create_catalogue()
    _create_devices()
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5(keys, content='', contentless_delete=1, detail=none, "
            "prefix='1 2 3 4 5 6', tokenize=\"ascii tokenchars '_'\")"
        )


def _create_events() -> None:
    op.create_table(
        "event",
        sa.Column("seq", BIG, nullable=False),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("dossier", sa.LargeBinary(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("unit_seq", BIG, nullable=True),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("device_seq", BIG, nullable=False),
        sa.Column("based_on", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("schema", BIG, nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.Column("offset_ms", BIG, nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="event_pkey"),
        sa.UniqueConstraint("device", "epoch", "device_seq", name="event_device_epoch_device_seq_key"),
        sa.UniqueConstraint("id", name="event_id_key"),
        sqlite_strict=True,
    )
    op.create_index("event_dossier", "event", ["dossier"], unique=False)
    op.create_index(
        "event_unit_unit_seq",
        "event",
        ["unit", "unit_seq"],
        unique=True,
        sqlite_where=sa.text("unit_seq IS NOT NULL"),
        postgresql_where=sa.text("unit_seq IS NOT NULL"),
    )
    op.create_table(
        "outbox",
        sa.Column("seq", BIG, autoincrement=False, nullable=False),
        sa.Column("dossier", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", BIG, nullable=False),
        sa.Column("next_try", BIG, nullable=True),
        sa.Column("last_answer", sa.Text(), nullable=False),
        sa.Column("delivered_at", BIG, nullable=True),
        sa.Column("ring_epoch", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'delivered', 'parked')", name=op.f("outbox_state")),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name="outbox_seq_fkey"),
        sa.PrimaryKeyConstraint("seq", name="outbox_pkey"),
        sqlite_strict=True,
    )
    op.create_index(
        "outbox_open_dossier",
        "outbox",
        ["dossier"],
        unique=False,
        sqlite_where=sa.text("state <> 'delivered'"),
        postgresql_where=sa.text("state <> 'delivered'"),
    )
    op.create_index(
        "outbox_open_seq",
        "outbox",
        ["state", "seq"],
        unique=False,
        sqlite_where=sa.text("state <> 'delivered'"),
        postgresql_where=sa.text("state <> 'delivered'"),
    )
    op.create_table(
        "feed",
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("last", BIG, nullable=False),
        sa.PrimaryKeyConstraint("unit", name="feed_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_dossiers() -> None:
    op.create_table(
        "dossier",
        sa.Column("position", BIG, autoincrement=False, nullable=False),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("procedure_name", sa.Text(), nullable=False),
        sa.Column("applicant", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("received_at", BIG, nullable=False),
        sa.Column("due_at", BIG, nullable=True),
        sa.Column("status", BIG, nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("conflicts", BIG, nullable=False),
        sa.Column("reprints", BIG, nullable=False),
        sa.ForeignKeyConstraint(["position"], ["event.seq"], name="dossier_position_fkey"),
        sa.PrimaryKeyConstraint("position", name="dossier_pkey"),
        sa.UniqueConstraint("id", name="dossier_id_key"),
        sa.UniqueConstraint("code", name="dossier_code_key"),
        sqlite_strict=True,
    )
    op.create_index(
        "dossier_number",
        "dossier",
        ["number"],
        unique=False,
        sqlite_where=sa.text("number <> ''"),
        postgresql_where=sa.text("number <> ''"),
    )
    op.create_table(
        "person",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("procedures", sa.Text(), nullable=False),
        sa.Column("seen_at", BIG, nullable=False),
        sa.PrimaryKeyConstraint("kind", "number", name="person_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draft_form",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", BIG, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="draft_form_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_numbers() -> None:
    op.create_table(
        "number_block",
        sa.Column("electronic_code", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("slot", BIG, autoincrement=False, nullable=False),
        sa.Column("last", BIG, nullable=False),
        sa.PrimaryKeyConstraint("electronic_code", "day", "slot", name="number_block_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "number_void",
        sa.Column("electronic_code", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("first", BIG, autoincrement=False, nullable=False),
        sa.Column("last", BIG, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.PrimaryKeyConstraint("electronic_code", "day", "first", name="number_void_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_prints() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", BIG, nullable=False),
        sa.Column("dossier", sa.LargeBinary(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("copy_number", BIG, nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.Column("changed_at", BIG, nullable=False),
        sa.CheckConstraint(
            "state IN ('sent', 'spooled', 'confirmed', 'failed', 'unknown')", name=op.f("print_job_state")
        ),
        sa.PrimaryKeyConstraint("id", name="print_job_pkey"),
        sqlite_strict=True,
    )
    op.create_index("print_job_dossier_document", "print_job", ["dossier", "document"], unique=False)


def _create_catalogue() -> None:
    op.create_table(
        "procedure_version",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", "valid_from", name="procedure_version_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "procedure_use",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("uses", BIG, nullable=False),
        sa.PrimaryKeyConstraint("day", "procedure", name="procedure_use_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reference",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", "valid_from", name="reference_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_devices() -> None:
    op.create_table(
        "device",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("slot", BIG, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("practice", BIG, nullable=False),
        sa.Column("enrolled_at", BIG, nullable=False),
        sa.Column("revoked_at", BIG, nullable=True),
        sa.Column("seen_at", BIG, nullable=True),
        sa.PrimaryKeyConstraint("id", name="device_pkey"),
        sa.UniqueConstraint("token_hash", name="device_token_hash_key"),
        sqlite_strict=True,
    )
    op.create_index("device_unit_slot", "device", ["unit", "slot"], unique=True)
    op.create_table(
        "enrolment",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("device_name", sa.Text(), nullable=False),
        sa.Column("expires_at", BIG, nullable=False),
        sa.Column("used_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name="enrolment_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="meta_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
