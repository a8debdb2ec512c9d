"""backup, restore and verify, as a person types them."""

import json
import shutil
from pathlib import Path

import pytest

from counter_app.__main__ import parser_of
from counter_app.cli import backup as backup_command
from counter_app.cli import restore as restore_command
from counter_app.cli import verify as verify_command
from counter_app.settings import save
from counter_app.storage import dossiers
from counter_app.storage.store import Store
from tests.usecases.conftest import SETTINGS, draft_of, open_bench


def call(*words: str) -> int:
    rooms = {"backup": backup_command, "restore": restore_command, "verify": verify_command}
    args = parser_of(tuple(rooms)).parse_args(words)
    status: int = rooms[args.command].run(args)
    return status


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of a counter that has registered three dossiers and was closed."""
    bench = open_bench(tmp_path / "home")
    for _ in range(3):
        bench.desk.register(draft_of(bench.desk))
    bench.counter.close()
    save(tmp_path / "home" / "counter.toml", SETTINGS)
    return tmp_path / "home"


def test_drill_from_backup_to_the_next_day(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stick, new = tmp_path / "stick", tmp_path / "new"
    assert call("--home", str(home), "backup", str(stick)) == 0
    assert "3 dossiers, 3 events, 0 files (0 new), read back and whole" in capsys.readouterr().out
    shutil.rmtree(home)
    assert call("restore", str(stick), "--home", str(new)) == 0
    what, safe, now = capsys.readouterr().out.splitlines()
    assert what.startswith("Restored: 3 dossiers and 0 files up to ")
    assert safe.startswith("Safe: nothing was overwritten.")
    assert now.startswith("Now: ")
    assert call("--home", str(new), "verify") == 0
    assert "Everything holds." in capsys.readouterr().out
    with Store.open(new / "counter.db", practice=False) as store, store.reading() as reading:
        assert dossiers.count(reading) == 3


def test_restore_refuses_to_overwrite(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("--home", str(home), "backup", str(tmp_path / "stick"))
    before = sorted((path, path.stat().st_mtime_ns) for path in home.rglob("*"))
    assert call("restore", str(tmp_path / "stick"), "--home", str(home)) == 1
    assert "is not empty. Nothing was changed in it." in capsys.readouterr().err
    assert sorted((path, path.stat().st_mtime_ns) for path in home.rglob("*")) == before


def test_real_and_practice_do_not_mix(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("--home", str(home), "backup", str(tmp_path / "stick"))
    assert call("--practice", "restore", str(tmp_path / "stick"), "--home", str(tmp_path / "new")) == 1
    assert "of the other mode" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_backup_without_a_folder_or_a_store_says_what_to_do(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("--home", str(home), "backup") == 1
    assert "backup_folder" in capsys.readouterr().err
    assert call("--home", str(tmp_path / "none"), "backup", str(tmp_path / "stick")) == 1
    assert "There is no such store" in capsys.readouterr().err
    assert not (tmp_path / "stick").exists()


def test_verify_names_what_was_altered(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(home / "counter.db", practice=False) as store, store.transaction() as tx:
        tx.connection.exec_driver_sql("UPDATE event SET officer = 'ai đó' WHERE seq = 2")
    assert call("--home", str(home), "verify", "--json") == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["holds"], said["events"]) == (False, 3)
    assert said["findings"][0]["kind"] == "seal"
    assert call("--home", str(home), "verify") == 1
    told = capsys.readouterr().out
    assert "! event altered" in told
    assert "ai đó" not in told


@pytest.mark.parametrize("command", ["backup", "restore", "verify"])
def test_damage_is_one_sentence(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "counter.db").write_bytes(b"no store at all" * 400)
    words = {"backup": ["backup", str(tmp_path / "s")], "restore": ["restore", str(tmp_path)], "verify": ["verify"]}
    place = str(tmp_path if command != "restore" else tmp_path / "new")
    assert call("--home", place, *words[command]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
