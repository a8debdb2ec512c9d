"""Opening a store: new, old, newer, of the other kind, of another program, broken, taken."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from counter_app.domain.errors import CounterError, OfficerCanMend, OurFault, TryLater
from counter_app.storage import dossiers, engines, schema
from counter_app.storage.store import Store
from tests.postgres_rig import Cluster
from tests.storage.made import register


def code_of(act: Callable[[], object]) -> tuple[str, dict[str, str]]:
    with pytest.raises(CounterError) as caught:
        act()
    return caught.value.code, caught.value.facts


def sqlite_shape(path: Path) -> set[str]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    connection.close()
    return {re.sub(r"[\s\"]+", "", f"{row}").replace("\\n", "").replace("\\t", "") for row in rows}


def postgresql_shape(connection: Connection) -> set[str]:
    queries = (
        "SELECT table_name, column_name, data_type, is_nullable, coalesce(column_default, collation_name) "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT tablename, indexname, indexdef, '', '' FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conname, pg_get_constraintdef(oid), contype::text, '', '' FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
    )
    return {str(tuple(row)) for query in queries for row in connection.execute(text(query))}


def test_fresh_file_has_the_shape_of_the_migrations(tmp_path: Path) -> None:
    Store.open(tmp_path / "fresh.db", practice=False).close()
    engine = engines.sqlite_writer(tmp_path / "migrated.db", None)
    with engine.connect() as connection, connection.begin():
        schema.upgrade(connection)
    engine.dispose()
    assert len(sqlite_shape(tmp_path / "fresh.db")) > 30
    assert sqlite_shape(tmp_path / "fresh.db") == sqlite_shape(tmp_path / "migrated.db")


def test_fresh_database_has_the_shape_of_the_migrations(postgres: Cluster) -> None:
    fresh, migrated = postgres.database(), postgres.database()
    Store.open(fresh, role="city", practice=False).close()
    shapes = []
    for address in (fresh, migrated):
        engine = engines.postgresql(address.replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect() as connection, connection.begin():
            if address == migrated:
                schema.upgrade(connection)
            shapes.append(postgresql_shape(connection))
        engine.dispose()
    assert len(shapes[0]) > 60
    assert shapes[0] == shapes[1]


def test_known_versions_are_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", "counter_app.storage:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == schema.VERSIONS


def test_opening_a_store_needs_no_migration_machinery(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from counter_app.storage.store import Store\n"
        "for _ in range(2): Store.open(Path(sys.argv[1]), practice=True).close()\n"
        "print(sorted({'alembic', 'psycopg', 'sqlalchemy.orm'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "light.db")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_what_was_written_is_there_when_opened_again(tmp_path: Path, postgres_url: str) -> None:
    for place in (tmp_path / "again.db", postgres_url):
        with Store.open(place, practice=False) as first:
            epoch = first.epoch
            with first.transaction() as tx:
                done = register(tx)
        with Store.open(place, practice=False) as second, second.reading() as reading:
            assert second.epoch == epoch
            assert dossiers.whole(reading, done.dossier.id) == done.dossier


def test_every_store_has_its_own_epoch(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", practice=False) as a, Store.open(tmp_path / "b.db", practice=False) as b:
        assert a.epoch != b.epoch


@pytest.mark.parametrize("practice", [True, False])
def test_practice_and_real_never_mix(tmp_path: Path, postgres_url: str, practice: bool) -> None:
    for place in (tmp_path / "kind.db", postgres_url):
        Store.open(place, practice=practice).close()
        code, facts = code_of(lambda place=place: Store.open(place, practice=not practice))  # type: ignore[misc]
        assert code == "store_kind_mismatch"
        assert facts["found"] == ("practice" if practice else "real")


def test_newer_store_is_refused_and_unharmed(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with Store.open(path, practice=False) as store, store.transaction() as tx:
        register(tx)
        tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    assert code_of(lambda: Store.open(path, practice=False)) == (
        "store_newer",
        {"store": "newer.db", "found": "9999", "known": schema.VERSIONS[-1]},
    )
    assert path.read_bytes() == before


def test_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    code, facts = code_of(lambda: Store.open(path, practice=False))
    assert (code, facts["reason"]) == ("store_unreadable", "another_program")


@pytest.mark.parametrize("content", [b"no database at all " * 400, b"SQLite format 3\0" + b"\xff" * 8_000])
def test_file_that_is_no_store_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rubbish.db"
    path.write_bytes(content)
    code, facts = code_of(lambda: Store.open(path, practice=False))
    assert code == "store_unreadable"
    assert facts["store"] == "rubbish.db"
    assert path.read_bytes() == content


def test_damaged_file_is_named_when_it_is_met(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    with Store.open(path, practice=False) as store:
        for _ in range(10):
            with store.transaction() as tx:
                for _ in range(20):
                    register(tx)
    content = bytearray(path.read_bytes())
    content[4096 * 3 :] = b"\xa5" * len(content[4096 * 3 :])
    path.write_bytes(content)

    def use() -> None:
        with Store.open(path, practice=False) as store, store.transaction() as tx:
            for _ in range(100):
                register(tx)

    code, facts = code_of(use)
    assert (code, facts["reason"]) == ("store_unreadable", "corrupt")


def test_place_that_cannot_hold_a_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.db").mkdir()
    assert code_of(lambda: Store.open(tmp_path / "file" / "store.db", practice=False))[0] == "store_unreadable"
    assert code_of(lambda: Store.open(tmp_path / "folder.db", practice=False))[0] == "store_unreadable"


def test_address_of_an_unknown_kind() -> None:
    assert code_of(lambda: Store.open("mysql://x/y", role="city", practice=False))[0] == "store_unreadable"


def test_database_that_is_away(tmp_path: Path) -> None:
    with pytest.raises(TryLater, match="store_away"):
        Store.open(f"postgresql://counter@/none?host={tmp_path}", role="city", practice=False)


def test_database_that_comes_back(postgres: Cluster) -> None:
    with Store.open(postgres.database(), role="city", practice=False) as store:
        with store.transaction() as tx:
            register(tx)
        postgres.stop("immediate")
        with pytest.raises(TryLater, match="store_away"), store.reading() as reading:
            dossiers.count(reading)
        postgres.start()
        with store.transaction() as tx:
            register(tx)
        with store.reading() as reading:
            assert dossiers.count(reading) == 2


def test_second_counter_on_one_store_is_refused(store: Store) -> None:
    assert store.path is not None
    path = store.path
    with pytest.raises(OfficerCanMend, match="store_in_use"):
        Store.open(path, practice=False)
    with Store.open(path, practice=False, alone=False) as beside, beside.reading() as reading:
        assert dossiers.count(reading) == 0
    store.close()
    Store.open(path, practice=False).close()


def test_writer_that_is_kept_waiting_says_so(store: Store) -> None:
    assert store.path is not None
    with Store.open(store.path, practice=False, alone=False) as beside:
        with beside.transaction() as tx:
            tx.connection.exec_driver_sql("PRAGMA busy_timeout = 10")
        with store.transaction() as tx:
            register(tx)
            with pytest.raises(TryLater, match="store_locked"), beside.transaction():
                pass
        with beside.transaction() as tx:
            register(tx, slot=1)


def test_store_keeps_its_word(store: Store) -> None:
    with store.transaction() as tx:
        settings = [
            tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "mmap_size")
        ]
    assert settings == ["wal", 2, 1, 0]


def test_reading_cannot_write(store: Store) -> None:
    with pytest.raises(CounterError, match="store_unreadable"), store.reading() as reading:
        reading.connection.exec_driver_sql("DELETE FROM meta")


def test_reading_sees_one_moment(store: Store) -> None:
    with store.reading() as reading:
        assert dossiers.count(reading) == 0
        with store.transaction() as tx:
            register(tx)
        assert dossiers.count(reading) == 0
    with store.reading() as reading:
        assert dossiers.count(reading) == 1


def test_transaction_inside_a_transaction_is_our_fault(store: Store) -> None:
    with store.transaction() as tx:
        register(tx)
        with pytest.raises(OurFault, match="transaction_nested"), store.transaction():
            pass
    with store.reading() as reading:
        assert dossiers.count(reading) == 1


def test_closed_store_leaves_one_file_and_is_of_no_more_use(store: Store) -> None:
    assert store.path is not None
    with store.transaction() as tx:
        register(tx)
    store.close()
    store.close()
    assert sorted(path.name for path in store.path.parent.iterdir()) == ["store.db", "store.db.lock"]
    with pytest.raises(OurFault, match="store_closed"), store.transaction():
        pass
    with pytest.raises(OurFault, match="store_closed"), store.reading():
        pass


def test_errors_quote_nobodys_data(store: Store) -> None:
    with pytest.raises(CounterError) as caught, store.transaction() as tx:
        tx.connection.execute(text("INSERT INTO no_such_table VALUES (:name)"), {"name": "Nguyễn Văn Mẫu"})
    cause = caught.value.__cause__
    assert "no_such_table" in str(cause)
    assert "Mẫu" not in str(cause)


def test_encrypted_store_opens_with_its_key_only(tmp_path: Path) -> None:
    path = tmp_path / "secret.db"
    with Store.open(path, practice=False, key="it's a key") as store, store.transaction() as tx:
        register(tx)
    assert b"Nguy" not in path.read_bytes()
    assert code_of(lambda: Store.open(path, practice=False))[0] == "store_unreadable"
    with Store.open(path, practice=False, key="it's a key") as store, store.reading() as reading:
        assert dossiers.count(reading) == 1
