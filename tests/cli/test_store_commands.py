"""The commands on a store: check, rebuild, catalogue."""

import os
import pty
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.__main__ import parser_of
from counter_app.cli import catalogue as catalogue_command
from counter_app.cli import check, rebuild
from counter_app.devices.drivers.serial_reader import SerialReader
from counter_app.domain.catalogue import Catalogue
from counter_app.settings import save
from counter_app.storage import catalogue as catalogue_store
from counter_app.storage.store import Store
from counter_app.usecases.catalogue_files import shipped_catalogue, write_catalogue
from tests.usecases.conftest import SETTINGS, Bench, draft_of, open_bench


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of a counter that has registered one dossier and was closed."""
    bench: Bench = open_bench(tmp_path)
    bench.desk.register(draft_of(bench.desk))
    bench.counter.close()
    return tmp_path


def call(*words: str) -> int:
    rooms = {"check": check, "rebuild": rebuild, "catalogue": catalogue_command}
    args = parser_of(tuple(rooms)).parse_args(words)
    status: int = rooms[args.command].run(args)
    return status


def test_check_says_what_is_unsent_and_what_is_not_set_up(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", "--home", str(home)) == 1
    told = capsys.readouterr().out
    assert "dossiers: 1" in told
    assert "unsent: 1 waiting, 0 parked" in told
    assert "! counter: not set up" in told
    assert "every event holds" in told


def test_check_is_content_with_a_counter_that_is_set_up(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(home / "counter.toml", SETTINGS)
    status = call("--home", str(home), "check")
    told = capsys.readouterr().out
    assert "office: unit 31120, codes H13.00.01" in told
    assert status == (1 if "! disk" in told else 0)


def test_check_asks_the_printers(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers = home / "papers"
    save(
        home / "counter.toml",
        replace(SETTINGS, printer=f"folder:{papers}", label_printer="zpl:127.0.0.1:1", slip_printer="fax:7"),
    )
    assert call("check", "--home", str(home)) == 1
    told = capsys.readouterr().out
    assert f"  printer: folder:{papers}, ready" in told
    assert "! label printer: zpl:127.0.0.1:1, offline" in told
    assert "! slip printer: fax:7 names no printer" in told


@pytest.mark.usefixtures("qapp")
def test_check_asks_the_reader(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    near, far = pty.openpty()
    scanner = os.ttyname(far)
    try:
        for where, told in (
            (f"serial:{scanner}", f"  reader: serial:{scanner}, present"),
            ("serial:/dev/ttyACM99", "! reader: serial:/dev/ttyACM99, absent"),
            ("wedge", "  reader: wedge, cannot be asked"),
        ):
            save(home / "counter.toml", replace(SETTINGS, reader=where))
            call("check", "--home", str(home))
            assert told in capsys.readouterr().out
        holding = SerialReader("quay", scanner)
        holding.start(lambda code: None, lambda state: None)
        save(home / "counter.toml", replace(SETTINGS, reader=f"serial:{scanner}"))
        assert call("check", "--home", str(home)) == 1
        assert f"! reader: serial:{scanner}, busy" in capsys.readouterr().out
        holding.stop()
    finally:
        os.close(near)
        os.close(far)


def test_check_names_a_half_written_settings_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "counter.toml").write_text('device = "quay', "utf-8")
    assert call("check", "--home", str(home)) == 1
    assert "settings_half_written" in capsys.readouterr().out


def test_check_of_a_file_that_is_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "counter.db").write_bytes(b"no store at all" * 400)
    assert call("check", "--home", str(tmp_path)) == 1
    assert "! store: The store cannot be read" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "rebuild"])
def test_a_store_that_is_not_there_is_not_made(command: str, tmp_path: Path) -> None:
    missing = tmp_path / "typo.db"
    assert call(command, "--home", str(tmp_path), "--store", str(missing)) == 1
    assert list(tmp_path.iterdir()) == []


def test_rebuild_gives_the_same_rows(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rebuild", "--home", str(home)) == 0
    told = capsys.readouterr().out
    assert "dossier: 1 before, 1 after, equal" in told
    assert "All rows came out as they were." in told


def test_rebuild_refuses_while_the_counter_is_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench = open_bench(tmp_path)
    assert call("rebuild", "--home", str(tmp_path)) == 1
    assert "has this store open" in capsys.readouterr().err
    bench.counter.close()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_catalogue_goes_out_and_comes_in_unchanged(home: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / f"procedures.{ending}"
    assert call("catalogue", "export", str(file), "--home", str(home)) == 0
    assert call("catalogue", "import", str(file), "--home", str(home)) == 0
    assert "0 changes. Written." in capsys.readouterr().out


def test_dry_run_lists_every_change_and_writes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = [replace(one, name=one.name + " (mới)") if one.code == "1.001193" else one for one in shipped_catalogue()]
    file = home / "changed.csv"
    write_catalogue(Catalogue(changed), file)
    assert call("catalogue", "import", str(file), "--dry-run", "--home", str(home)) == 0
    told = capsys.readouterr().out
    assert "changed: 1.001193@" in told
    assert "(mới)" in told
    assert "Nothing was written" in told
    assert call("catalogue", "import", str(file), "--home", str(home)) == 0
    with Store.open(home / "counter.db", practice=False) as store, store.reading() as reading:
        names = [one.name for one in catalogue_store.versions(reading) if one.code == "1.001193"]
    assert all(name.endswith("(mới)") for name in names)


def test_one_wrong_row_and_nothing_is_imported(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "wrong.csv"
    write_catalogue(shipped_catalogue(), file)
    text = file.read_text("utf-8-sig").replace("same_day", "some_day", 1)
    file.write_text(text, "utf-8")
    assert call("catalogue", "import", str(file), "--home", str(home)) == 1
    assert "Nothing was changed" in capsys.readouterr().err


def test_city_sized_catalogue_is_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = next(iter(shipped_catalogue()))
    many = [replace(model, code=f"3.{number:06d}", name=f"Thủ tục mẫu số {number}") for number in range(2242)]
    file = tmp_path / "city.xlsx"
    write_catalogue(Catalogue(many), file)
    open_bench(tmp_path).counter.close()
    assert call("catalogue", "import", str(file), "--replace", "--home", str(tmp_path)) == 0
    assert "2242 rows read" in capsys.readouterr().out
