"""What was altered behind the store is found, whatever table or file it was in; looking changes nothing."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.storage import held_files, numbers
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.storage.verify import Verified, verify
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, UNIT, citizen, register


def fill(store: Store) -> None:
    with store.transaction() as tx:
        for number in range(6):
            register(tx, applicant=citizen(f"Người {number}", f"09209000{number:04d}"))
        numbers.skip(
            tx, electronic_code=ELECTRONIC_CODE, day=START.date(), slot=0, count=2, reason="thử", officer="cb", at=START
        )


def kinds(found: Verified) -> set[str]:
    return {one.kind for one in found.findings}


def alter(store: Store, sql: str) -> None:
    with store.transaction() as tx:
        tx.connection.exec_driver_sql(sql)


def test_store_that_kept_its_word_holds(any_store: Store) -> None:
    fill(any_store)
    found = verify(any_store)
    assert found.holds, found
    assert (found.events, found.dossiers, found.days) == (6, 6, 1)


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("UPDATE event SET officer = 'ai đó' WHERE seq = 2", "seal"),
        ("UPDATE event SET payload = replace(payload, 'Người 3', 'Người 9') WHERE seq = 4", "seal"),
        ("UPDATE event SET at = at + 60000 WHERE seq = 6", "seal"),
        ("UPDATE event SET device_seq = 70 WHERE seq = 3", "seal"),
        ("UPDATE dossier SET applicant = 'ai đó' WHERE position = 2", "row"),
        ("UPDATE dossier SET due_at = due_at + 1 WHERE position = 5", "row"),
        ("DELETE FROM dossier WHERE position = 6", "row"),
        ("DELETE FROM number_void", "number"),
    ],
)
def test_altered_row_is_found_and_left(any_store: Store, sql: str, kind: str) -> None:
    """M36: altering a row in the file is detected by a check command."""
    fill(any_store)
    alter(any_store, sql)
    found = verify(any_store)
    assert kind in kinds(found)
    assert not found.holds
    assert verify(any_store) == found


def test_caches_of_a_counter_are_looked_at_too(store: Store) -> None:
    fill(store)
    alter(store, "UPDATE person SET content = '{}' WHERE number = '092090000001'")
    alter(store, "INSERT OR REPLACE INTO search (rowid, keys) VALUES (4, 'ai do')")
    told = [one.where.split(":")[0] for one in verify(store).findings]
    assert told == ["person", "search"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: path.write_bytes(b"another page!!"), "altered"),
        (lambda path: path.write_bytes(b"short"), "missing or of another length"),
        (lambda path: path.unlink(), "missing or of another length"),
    ],
)
def test_altered_file_is_found(store: Store, tmp_path: Path, spoil: Callable[[Path], None], told: str) -> None:
    files = FileFolder(tmp_path / "files")
    kept = files.keep(io.BytesIO(b"a scanned page"))
    with store.transaction() as tx:
        held_files.add(tx, kept, UNIT, START)
    assert verify(store, files).holds
    spoil(files.path_of(kept.sha256))
    found = verify(store, files)
    assert [one.where for one in found.findings] == [f"{kept.sha256[:12]} {told}"]


def test_findings_quote_no_person(store: Store) -> None:
    fill(store)
    alter(store, "UPDATE dossier SET applicant = 'Người Bị Đổi'")
    alter(store, "UPDATE event SET officer = 'Người Bị Đổi'")
    assert "Người" not in str(verify(store).findings)
