"""parcel export, import and key, as a person types them."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.__main__ import parser_of
from counter_app.cli import parcel as parcel_command
from counter_app.domain.times import VIETNAM
from counter_app.settings import Places, save
from counter_app.storage import enrolments, outbox
from counter_app.storage.store import Store
from counter_app.sync.codes import hash_of, new_code, plain
from counter_app.sync.token import keep_token
from tests.usecases.conftest import SETTINGS, draft_of, open_bench

TOKEN = "token-of-a-test"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)


def call(*words: str) -> int:
    args = parser_of(("parcel",)).parse_args(["parcel", *words])
    return parcel_command.run(args)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of an enrolled counter with three unsent dossiers."""
    bench = open_bench(tmp_path / "home")
    for _ in range(3):
        bench.desk.register(draft_of(bench.desk))
    bench.counter.close()
    places = Places(tmp_path / "home")
    save(places.settings, replace(SETTINGS, device=SETTINGS.device or "quay-1"))
    keep_token(places, TOKEN, practice=True)
    return tmp_path / "home"


@pytest.fixture
def city(tmp_path: Path) -> str:
    place = tmp_path / "city.db"
    with Store.open(place, role="city", practice=False) as store:
        code = new_code(store, SETTINGS.unit, "", NOW)
        with store.transaction() as tx:
            enrolments.enrol(
                tx,
                code_hash=hash_of(plain(code)),
                device=SETTINGS.device or "quay-1",
                name="",
                token_hash=hash_of(TOKEN),
                practice=False,
                now=NOW,
            )
    return str(place)


def key_of(city: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert call("key", "--store", city, "--role", "city") == 0
    return capsys.readouterr().out.strip()


def test_stick_goes_there_and_back(home: Path, city: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert call("export", str(stick), "--home", str(home), "--for", key_of(city, capsys)) == 0
    assert "3 events and 0 files" in capsys.readouterr().out
    (made,) = stick.iterdir()
    for told in ("3 events new, 0 known before", "0 events new, 3 known before"):
        assert call("import", str(made), "--store", city, "--role", "city") == 0
        assert told in capsys.readouterr().out
    assert call("import", f"{made}.answer", "--home", str(home)) == 0
    assert "3 events and 0 files are above now, 0 were refused" in capsys.readouterr().out
    with Store.open(home / "counter.db", practice=False) as store, store.reading() as reading:
        assert outbox.state(reading).waiting == 0
    assert call("export", str(stick), "--home", str(home), "--for", key_of(city, capsys)) == 1
    assert "Nothing is unsent" in capsys.readouterr().err


def test_ring_never_heard_and_stick_not_in_are_one_sentence(
    home: Path, city: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("export", str(tmp_path), "--home", str(home)) == 1
    assert "name it with --for" in capsys.readouterr().err
    assert call("export", str(tmp_path / "out"), "--home", str(home), "--for", key_of(city, capsys)) == 1
    assert "Put the stick in" in capsys.readouterr().err
    assert call("import", str(tmp_path / "none.parcel"), "--store", city, "--role", "city") == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
