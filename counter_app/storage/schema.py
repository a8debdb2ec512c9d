"""The shape of a store: made when new, brought up to date when old, refused when newer than this release."""

import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, inspect, text

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage.life_tables import metadata
from counter_app.storage.tables import SEARCH_INDEX

VERSIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
"""Every schema version that this release knows, oldest first; the last one is what it works with."""

_CREATION_LOCK: Final = 7_102_551_190
"""Key of the PostgreSQL advisory lock under which the tables are made."""

WHICH: Final = "SELECT version_num FROM alembic_version"
"""Asks for the version of the store's tables, and holds them on PostgreSQL until the transaction ends."""

_VERSION_TABLE: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a store says of itself."""

    epoch: str
    practice: bool


def new_epoch() -> str:
    """Return a random epoch, 16 hexadecimal digits."""
    return secrets.token_hex(8)


def prepare(connection: Connection, place: str, practice: bool) -> Stamp:
    """Make or update the tables of a store and check that it is of the wanted kind.

    Raises OfficerCanMend: store_newer, store_kind_mismatch, store_unreadable (a database of another program).
    """
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CREATION_LOCK})
        version = _version(connection, place)
        if version is None:
            _create(connection, practice)
        elif version not in VERSIONS:
            raise OfficerCanMend("store_newer", store=place, found=version, known=VERSIONS[-1])
        stamp = _stamp(connection)
        if stamp.practice != practice:
            raise OfficerCanMend(
                "store_kind_mismatch", store=place, found=_kind(stamp.practice), wanted=_kind(practice)
            )
        if version is not None and version != VERSIONS[-1]:
            stand_alone(connection)
            upgrade(connection)
    return stamp


def stand_alone(connection: Connection) -> None:
    """Let nobody else write until the transaction ends: who writes looks at the version first (`must_be_ours`).

    Whoever writes already is waited for; who comes then waits and sees the new version. SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"))


def must_be_ours(connection: Connection, place: str) -> None:
    """Raise OfficerCanMend("store_newer") when a newer release has made the store newer since it was opened.

    The first statement of every writing transaction. On PostgreSQL it holds the version's table until the end, so that
    nobody migrates in the middle; it costs a registration a few microseconds, and a database's batch no exchange of its
    own (`Store.transaction` asks it with what begins).
    """
    if connection.dialect.name == "sqlite":
        found = connection.connection.driver_connection.execute(WHICH).fetchone()[0]  # type: ignore[union-attr]
    else:
        found = connection.exec_driver_sql(WHICH).scalar_one()
    must_be(found, place)


def must_be(found: str, place: str) -> None:
    """Raise OfficerCanMend("store_newer") when `found`, the answer to `WHICH`, is not this release's version."""
    if found != VERSIONS[-1]:
        raise OfficerCanMend("store_newer", store=place, found=found, known=VERSIONS[-1])


def upgrade(connection: Connection, target: str = "head") -> None:
    """Run the migrations up to `target` inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "counter_app.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def write_meta(connection: Connection, name: str, value: str) -> None:
    """Set one of the store's own facts."""
    connection.execute(
        text("INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value"),
        {"name": name, "value": value},
    )


def _version(connection: Connection, place: str) -> str | None:
    names = set(inspect(connection).get_table_names())
    if not names:
        return None
    if not {"alembic_version", "meta"} <= names:
        raise OfficerCanMend("store_unreadable", store=place, reason="another_program")
    return str(connection.exec_driver_sql(WHICH).scalar_one())


def _create(connection: Connection, practice: bool) -> None:
    connection.exec_driver_sql(_VERSION_TABLE)
    connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": VERSIONS[-1]})
    metadata.create_all(connection, checkfirst=False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(SEARCH_INDEX)
    write_meta(connection, "epoch", new_epoch())
    write_meta(connection, "kind", _kind(practice))


def _stamp(connection: Connection) -> Stamp:
    found = {row[0]: row[1] for row in connection.execute(text("SELECT name, value FROM meta"))}
    return Stamp(epoch=found["epoch"], practice=found["kind"] == _kind(True))


def _kind(practice: bool) -> str:
    return "practice" if practice else "real"
