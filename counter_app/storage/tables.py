"""The tables of a store: one shape for the counter, the hub and the city.

Instants are whole milliseconds since 1970 in UTC (exactly what an event's hash covers), ids and hashes are bytes, days
are ISO dates as text, JSON is canonical text, so that what is hashed and what is stored are the same characters.
"""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ck": "%(table_name)s_%(constraint_name)s",
        "fk": "%(table_name)s_%(column_0_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    }
)

Big: Final = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits: SQLite's INTEGER, PostgreSQL's BIGINT."""

ByLetter: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""Text whose order is that of its characters, whatever the order of the database's language: beginnings are ranges."""

_STRICT: Final[dict[str, Any]] = {"sqlite_strict": True}
_KEYED: Final[dict[str, Any]] = {"sqlite_strict": True, "sqlite_with_rowid": False}


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=options.pop("nullable", False), **options)


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, Big, nullable=options.pop("nullable", False), **options)


def _bytes(name: str, **options: Any) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=options.pop("nullable", False), **options)


meta = Table("meta", metadata, _text("name", primary_key=True), _text("value"), **_KEYED)

events = Table(
    "event",
    metadata,
    Column("seq", Big, primary_key=True),
    _bytes("id", unique=True),
    _bytes("dossier"),
    _text("unit"),
    _number("unit_seq", nullable=True),
    _text("device"),
    _text("epoch"),
    _number("device_seq"),
    _bytes("based_on"),
    _text("kind"),
    _number("schema"),
    _number("at"),
    _number("offset_ms"),
    _text("officer"),
    _text("payload"),
    _bytes("prev_hash"),
    _bytes("hash"),
    UniqueConstraint("device", "epoch", "device_seq"),
    Index(None, "dossier"),
    Index(
        None,
        "unit",
        "unit_seq",
        unique=True,
        sqlite_where=text("unit_seq IS NOT NULL"),
    ),
    Index("event_moved", "kind", "at", sqlite_where=text("kind IN ('handed_over', 'fee_collected', 'fee_cancelled')")),
    **_STRICT,
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Big, ForeignKey("event.seq"), primary_key=True, autoincrement=False),
    _bytes("dossier"),
    _text("state"),
    _number("attempts"),
    _number("next_try", nullable=True),
    _text("last_answer"),
    _number("delivered_at", nullable=True),
    _text("ring_epoch", nullable=True),
    CheckConstraint("state IN ('waiting', 'delivered', 'parked')", name="state"),
    Index(
        "outbox_open_dossier",
        "dossier",
        sqlite_where=text("state <> 'delivered'"),
    ),
    Index(
        "outbox_open_seq",
        "state",
        "seq",
        sqlite_where=text("state <> 'delivered'"),
    ),
    **_STRICT,
)

dossiers = Table(
    "dossier",
    metadata,
    Column("position", Big, ForeignKey("event.seq"), primary_key=True, autoincrement=False),
    _bytes("id", unique=True),
    Column("code", ByLetter, nullable=False, unique=True),
    _text("unit"),
    _text("procedure"),
    _text("procedure_name"),
    _text("applicant"),
    _text("number"),
    _text("phone"),
    _number("received_at"),
    _number("due_at", nullable=True),
    _number("status"),
    _text("officer"),
    _number("conflicts"),
    _number("reprints"),
    _text("holder", server_default=""),
    _number("warn_at", nullable=True),
    _number("ended_at", nullable=True),
    Index("dossier_held", "holder", "position", sqlite_where=text("holder <> ''")),
    Index("dossier_warned", "warn_at", sqlite_where=text("warn_at IS NOT NULL")),
    Index("dossier_ready", "position", sqlite_where=text("status = 9")),
    Index("dossier_number", "number", sqlite_where=text("number <> ''")),
    Index("dossier_in_conflict", "position", sqlite_where=text("conflicts > 0")),
    **_STRICT,
)

people = Table(
    "person",
    metadata,
    _text("kind", primary_key=True),
    _text("number", primary_key=True),
    _text("content"),
    _text("procedures"),
    _number("seen_at"),
    **_KEYED,
)

forms = Table(
    "draft_form",
    metadata,
    _bytes("id", primary_key=True),
    _number("saved_at"),
    _text("content"),
    **_KEYED,
)

prints = Table(
    "print_job",
    metadata,
    Column("id", Big, primary_key=True),
    _bytes("dossier", nullable=True),
    _text("code"),
    _text("document"),
    _text("printer"),
    _text("ticket"),
    _text("state"),
    _text("reason"),
    _number("copy_number"),
    _number("at"),
    _number("changed_at"),
    CheckConstraint("state IN ('sent', 'spooled', 'confirmed', 'failed', 'unknown')", name="state"),
    Index(None, "dossier", "document"),
    **_STRICT,
)

procedures = Table(
    "procedure_version",
    metadata,
    _text("code", primary_key=True),
    _text("valid_from", primary_key=True),
    _text("valid_to", nullable=True),
    _text("content"),
    **_KEYED,
)

procedure_uses = Table(
    "procedure_use",
    metadata,
    _text("day", primary_key=True),
    _text("procedure", primary_key=True),
    _number("uses"),
    **_KEYED,
)

references = Table(
    "reference",
    metadata,
    _text("kind", primary_key=True),
    _text("name", primary_key=True),
    _text("valid_from", primary_key=True),
    _text("valid_to", nullable=True),
    _text("content"),
    **_KEYED,
)

feeds = Table("feed", metadata, _text("unit", primary_key=True), _number("last"), **_KEYED)

tallies = Table("tally", metadata, _text("unit", primary_key=True), _number("dossiers"), **_KEYED)

chains = Table(
    "chain",
    metadata,
    _text("device", primary_key=True),
    _text("epoch", primary_key=True),
    _number("last"),
    **_KEYED,
)

future_events = Table(
    "future_event",
    metadata,
    Column("seq", Big, ForeignKey("event.seq"), primary_key=True, autoincrement=False),
    _number("at"),
    Index(None, "at"),
    **_STRICT,
)

devices = Table(
    "device",
    metadata,
    _text("id", primary_key=True),
    _text("name"),
    _text("unit"),
    _number("slot"),
    _bytes("token_hash", unique=True),
    _number("practice"),
    _number("enrolled_at"),
    _number("revoked_at", nullable=True),
    _number("seen_at", nullable=True),
    _text("kind", server_default="counter"),
    _number("slots", server_default="1"),
    Index(None, "unit", "slot", unique=True),
    **_STRICT,
)

enrolments = Table(
    "enrolment",
    metadata,
    _bytes("code_hash", primary_key=True),
    _text("unit"),
    _text("device_name"),
    _number("expires_at"),
    _text("used_by", nullable=True),
    _text("kind", server_default="counter"),
    **_KEYED,
)

unapplied = Table(
    "unapplied",
    metadata,
    _bytes("id", primary_key=True),
    _bytes("dossier"),
    _text("code"),
    _text("content"),
    _number("at"),
    **_KEYED,
)

SEARCH_INDEX: Final = (
    "CREATE VIRTUAL TABLE search USING fts5(keys, content='', contentless_delete=1, detail=none, "
    "prefix='1 2 3 4 5 6', tokenize=\"ascii tokenchars '_'\")"
)
"""Keys are folded words and marked numbers before they come here; the tokenizer only splits at blanks.

Prefixes of one to six characters are indexed, so that one typed letter costs no more than a whole word; `detail=none`
keeps no places of words, which no question here needs.
"""


def name_for_postgresql() -> None:
    """Let the partial indexes be partial on PostgreSQL too.

    Naming its option where the indexes stand would import that dialect whenever a counter starts.
    """
    for table in metadata.tables.values():
        for index in table.indexes:
            where = index.dialect_options["sqlite"]["where"]
            if where is not None:
                index.dialect_options["postgresql"]["where"] = where
