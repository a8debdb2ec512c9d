"""A newer release migrates a store that an older one has open: the older one writes nothing more into it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import dossiers, notes, schema
from counter_app.storage.store import Store
from tests.storage.made import register
from tests.storage.newer import NEWER, change, migrate_further
from tests.storage.older import engine_of


def until_somebody_waits(address: str) -> None:
    """Return when a connection of the database waits for the table of versions."""
    with psycopg.connect(address, autocommit=True) as watching:
        while not watching.execute(
            "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'alembic_version'::regclass"
        ).fetchone():
            continue


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_is_newer_is_written_to_no_more_and_still_read(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = tmp_path / "store.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(place, practice=False) as store:
        with store.transaction() as tx:
            done = register(tx)
        migrate_further(place)
        for _ in range(2):
            with pytest.raises(OfficerCanMend) as caught, store.transaction() as tx:
                register(tx)
            assert caught.value.code == "store_newer"
            assert caught.value.facts["found"] == NEWER
        with pytest.raises(OfficerCanMend, match="store_newer"):
            store.renew_epoch()
        with store.reading() as reading:
            assert dossiers.count(reading) == 1
            assert dossiers.whole(reading, done.dossier.id) == done.dossier


def test_who_writes_is_waited_for(postgres_url: str) -> None:
    """Else a batch that began in the old shape would go on in the new one."""
    engine = engine_of(postgres_url)

    def migrate() -> int:
        with engine.connect() as connection, connection.begin():
            change(connection)
            return int(connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one())

    with Store.open(postgres_url, practice=False) as store, ThreadPoolExecutor(1) as pool:
        with store.transaction() as tx:
            migrating = pool.submit(migrate)
            until_somebody_waits(postgres_url)
            register(tx)
        assert migrating.result() == 1
    engine.dispose()


def test_who_comes_while_it_is_migrated_waits_and_is_refused(postgres_url: str) -> None:
    engine = engine_of(postgres_url)

    def write(store: Store) -> str:
        try:
            with store.transaction() as tx:
                notes.note(tx, "came", "while it was migrated")
        except OfficerCanMend as error:
            return error.code
        return ""

    with Store.open(postgres_url, practice=False) as store, ThreadPoolExecutor(1) as pool:
        with engine.connect() as connection, connection.begin():
            change(connection)
            writing = pool.submit(write, store)
            until_somebody_waits(postgres_url)
        assert writing.result() == "store_newer"
        with store.reading() as reading:
            assert notes.note_of(reading, "came") == ""
    engine.dispose()


def test_the_look_is_at_what_this_release_made(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.db", practice=False) as store, store.transaction() as tx:
        found = tx.connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    assert found == schema.VERSIONS[-1]
