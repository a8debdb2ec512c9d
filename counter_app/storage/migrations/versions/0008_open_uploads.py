"""A device's open uploads are found among the open ones, however many it has ended."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("upload_device_sha256", "upload")
    op.create_index(
        "upload_open",
        "upload",
        ["device", "sha256"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
