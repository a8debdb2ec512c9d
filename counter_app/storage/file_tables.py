"""The tables that go with the folder of files: what is whole here, on its way in, on its way up, or wanted from above.

The files themselves are never rows: they lie in a folder beside the store (`files`), named by their SHA-256.
"""

from typing import Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, Table, Text, text

from counter_app.storage.tables import Big
from counter_app.storage.tables import metadata as metadata

held_files = Table(
    "held_file",
    metadata,
    Column("sha256", LargeBinary, primary_key=True),
    Column("unit", Text, primary_key=True),
    Column("size", Big, nullable=False),
    Column("at", Big, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Files that are whole here and whose hash was checked here, for each unit that brought them: a unit that names
another one's hash must bring the file to have it."""

uploads = Table(
    "upload",
    metadata,
    Column("id", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=True),
    Column("size", Big, nullable=False),
    Column("metadata", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("at", Big, nullable=False),
    CheckConstraint("state IN ('open', 'held', 'broken')", name="state"),
    Index("upload_open", "device", "sha256", sqlite_where=text("state = 'open'")),
    Index(None, "at"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Uploads from below. How far one has come is the length of its part on the disk, and stands nowhere else."""

_OPEN: Final = text("state <> 'delivered'")

file_queue = Table(
    "file_queue",
    metadata,
    Column("sha256", LargeBinary, primary_key=True),
    Column("dossier", LargeBinary, primary_key=True),
    Column("seq", Big, ForeignKey("event.seq"), nullable=False),
    Column("size", Big, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Big, nullable=False),
    Column("next_try", Big, nullable=True),
    Column("last_answer", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("sent", Big, nullable=False),
    Column("broken", Big, nullable=False),
    Column("ring", Text, nullable=False),
    Column("ring_epoch", Text, nullable=False),
    Column("delivered_at", Big, nullable=True),
    CheckConstraint("state IN ('waiting', 'delivered', 'parked')", name="state"),
    Index("file_queue_dossier", "dossier"),
    Index("file_queue_open", "size", "seq", sqlite_where=_OPEN),
    Index("file_queue_seq", "seq"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Files on their way up, once for each dossier that names them; `seq` is the place of the event that does. `url` and
`sent` say where and how far the ring above has it, `broken` how often it came out wrong there, `ring` how far up it
is known to be: "" (not above), "hub" or "city"."""

wanted_files = Table(
    "wanted_file",
    metadata,
    Column("sha256", LargeBinary, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("size", Big, nullable=False),
    Column("asked", Big, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Big, nullable=False),
    Column("next_try", Big, nullable=True),
    Column("last_answer", Text, nullable=False),
    CheckConstraint("state IN ('waiting', 'parked')", name="state"),
    Index("wanted_file_due", "state", "asked"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Files that are not here and are to come from above; `asked` is 1 when somebody waits for it. A row goes when its file
has come. `size` is 0 where it is not known."""
