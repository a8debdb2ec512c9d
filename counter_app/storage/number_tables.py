"""The tables of official numbers: taken here, leased from the ring above, leased to the rings below, and void ones.

`electronic_code` and `day` stand in each of them: numbers begin anew with every office's day.
"""

from typing import Any, Final

from sqlalchemy import Column, Index, LargeBinary, Table, Text, text

from counter_app.storage.file_tables import metadata as metadata
from counter_app.storage.tables import Big

_KEYED: Final[dict[str, Any]] = {"sqlite_strict": True, "sqlite_with_rowid": False}


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=False, **options)


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, Big, nullable=False, **options)


def _request(**options: Any) -> Column[bytes]:
    return Column("request", LargeBinary, nullable=options.pop("nullable", False), **options)


number_blocks = Table(
    "number_block",
    metadata,
    _text("electronic_code", primary_key=True),
    _text("day", primary_key=True),
    _number("slot", primary_key=True, autoincrement=False),
    _number("last"),
    **_KEYED,
)
"""How far a slot's own numbers are given out."""

number_voids = Table(
    "number_void",
    metadata,
    _text("electronic_code", primary_key=True),
    _text("day", primary_key=True),
    _number("first", primary_key=True, autoincrement=False),
    _number("last"),
    _text("reason"),
    _text("officer"),
    _number("at"),
    _number("told", server_default="0"),
    Index("number_void_untold", "day", sqlite_where=text("told = 0")),
    **_KEYED,
)
"""`told` is 1 when the ring above has confirmed the entry."""

number_wishes = Table(
    "number_wish",
    metadata,
    _request(primary_key=True),
    _text("electronic_code"),
    _text("day"),
    _number("want"),
    _text("epoch"),
    **_KEYED,
)
"""Leases asked for and not answered: written before the question leaves, so that it is repeated word for word."""

number_leases = Table(
    "number_lease",
    metadata,
    _request(primary_key=True),
    _text("electronic_code"),
    _text("day"),
    _number("first"),
    _number("last"),
    _number("next"),
    _text("epoch"),
    _number("closed"),
    Index(None, "electronic_code", "day"),
    Index("number_lease_open", "day", sqlite_where=text("closed = 0")),
    **_KEYED,
)
"""Blocks that the ring above leased to this store; `next` is the first number that is not used up."""

number_heads = Table(
    "number_head",
    metadata,
    _text("electronic_code", primary_key=True),
    _text("day", primary_key=True),
    _number("last"),
    _text("epoch"),
    **_KEYED,
)
"""The row that is locked while numbers of an office's day are leased to rings below; `last` is how far they are."""

number_grants = Table(
    "number_grant",
    metadata,
    _request(primary_key=True),
    _text("electronic_code"),
    _text("day"),
    _number("first"),
    _number("last"),
    _text("device"),
    _text("epoch"),
    _number("at"),
    Index(None, "device", "at"),
    **_KEYED,
)
"""Every block that was ever leased to a ring below, by its request: the same question gets the same answer."""

number_pieces = Table(
    "number_piece",
    metadata,
    _text("electronic_code", primary_key=True),
    _text("day", primary_key=True),
    _number("first", primary_key=True, autoincrement=False),
    _number("last"),
    _request(nullable=True),
    _text("epoch"),
    Index(None, "request"),
    Index("number_piece_free", "day", sqlite_where=text("request IS NULL")),
    **_KEYED,
)
"""Where leased numbers are now: out under a request, or (NULL) given back and free to be leased again that day."""
