"""Stores as an older release left them."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine, MetaData, insert, select, text

from counter_app.storage import engines, schema
from counter_app.storage.store import Store


def engine_of(place: Path | str) -> Engine:
    if isinstance(place, Path):
        return engines.sqlite_writer(place, None)
    return engines.postgresql(place.replace("postgresql:", "postgresql+psycopg:"))


def copy_as(version: str, store: Store, place: Path | str, more: Sequence[str] = ()) -> None:
    """Write into the empty `place` a store of that schema version with what `store` holds of it.

    That is its meta, events, dossiers and feeds, and the tables named in `more`.
    """
    engine = engine_of(place)
    with engine.connect() as connection, connection.begin(), store.reading() as reading:
        schema.upgrade(connection, version)
        old = MetaData()
        old.reflect(connection, only=("meta", "event", "dossier", "feed", *more))
        for table in old.sorted_tables:
            names = [column.name for column in table.columns]
            rows = reading.connection.execute(
                select(*(text(f'"{name}"') for name in names)).select_from(text(table.name))
            )
            given = [dict(zip(names, row, strict=True)) for row in rows]
            if given:
                connection.execute(insert(table), given)
    engine.dispose()
