"""Numbers leased from the ring above and to the rings below; which void ones the ring above was told."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("number_void", sa.Column("told", BIG, nullable=False, server_default="0"))
    _index("number_void_untold", "number_void", "told = 0")
    _table("number_wish", _request(), *_place(), _number("want"), _text("epoch"), key=("request",))
    _table(
        "number_lease",
        _request(),
        *_place(),
        *(_number(name) for name in ("first", "last", "next")),
        _text("epoch"),
        _number("closed"),
        key=("request",),
    )
    op.create_index("number_lease_electronic_code_day", "number_lease", ["electronic_code", "day"])
    _index("number_lease_open", "number_lease", "closed = 0")
    _table("number_head", *_place(), _number("last"), _text("epoch"), key=("electronic_code", "day"))
    _table(
        "number_grant",
        _request(),
        *_place(),
        _number("first"),
        _number("last"),
        _text("device"),
        _text("epoch"),
        _number("at"),
        key=("request",),
    )
    op.create_index("number_grant_device_at", "number_grant", ["device", "at"])
    _table(
        "number_piece",
        *_place(),
        sa.Column("first", BIG, autoincrement=False, nullable=False),
        _number("last"),
        sa.Column("request", sa.LargeBinary(), nullable=True),
        _text("epoch"),
        key=("electronic_code", "day", "first"),
    )
    op.create_index("number_piece_request", "number_piece", ["request"])
    _index("number_piece_free", "number_piece", "request IS NULL")


def _table(name: str, *columns: sa.Column[object], key: tuple[str, ...]) -> None:
    op.create_table(
        name,
        *columns,
        sa.PrimaryKeyConstraint(*key, name=f"{name}_pkey"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _index(name: str, table: str, where: str) -> None:
    op.create_index(name, table, ["day"], sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _place() -> tuple[sa.Column[object], sa.Column[object]]:
    return _text("electronic_code"), _text("day")


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, BIG, nullable=False)


def _request() -> sa.Column[object]:
    return sa.Column("request", sa.LargeBinary(), nullable=False)
