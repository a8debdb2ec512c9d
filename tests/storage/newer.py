"""What a newer release does to a store that it opens while this one works with it."""

from pathlib import Path

from sqlalchemy import Connection, text

from counter_app.storage import schema
from tests.storage.older import engine_of

NEWER = "9999"


def change(connection: Connection) -> None:
    """Migrate further inside the connection's transaction: events have a column that this release does not know."""
    schema.stand_alone(connection)
    connection.execute(text("ALTER TABLE event ADD COLUMN newer TEXT NOT NULL DEFAULT 'unknown here'"))
    connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": NEWER})


def migrate_further(place: Path | str) -> None:
    """Open the store as a newer release, migrate it and leave it."""
    engine = engine_of(place)
    with engine.connect() as connection, connection.begin():
        change(connection)
    engine.dispose()


def migrate_back(place: Path | str) -> None:
    """Make the store what this release knows again: stands for starting the newer release in its place."""
    engine = engine_of(place)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("ALTER TABLE event DROP COLUMN newer"))
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": schema.VERSIONS[-1]})
    engine.dispose()
