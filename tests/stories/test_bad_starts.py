"""Whatever is broken at start: the window opens, says it in three parts, and leaves the disk as it was."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.practice.people import citizens
from counter_app.settings import Places, SettingsWrong, load, save
from tests.stories.conftest import Open
from tests.stories.opened import SETTINGS, Key, Opened, wait_until


def broken_settings(home: Path) -> None:
    save(home / "counter.toml", SETTINGS)
    text = (home / "counter.toml").read_text("utf-8")
    (home / "counter.toml").write_text(text[: len(text) // 2], "utf-8")


def a_newer_store(home: Path) -> None:
    made_store(home)
    with closing(sqlite3.connect(home / "counter.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def no_database(home: Path) -> None:
    (home / "counter.db").write_bytes(b"This is a letter, not a database.\n" * 300)


def of_another_program(home: Path) -> None:
    with closing(sqlite3.connect(home / "counter.db")) as connection, connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


def a_cut_database(home: Path) -> None:
    made_store(home)
    content = (home / "counter.db").read_bytes()
    (home / "counter.db").write_bytes(content[:6000])


def a_folder_in_its_place(home: Path) -> None:
    (home / "counter.db").mkdir()


def made_store(home: Path) -> None:
    from counter_app.storage.store import Store

    Store.open(home / "counter.db", practice=False).close()


def picture_of(home: Path) -> dict[str, str]:
    """Every file below `home` with what is in it; the lock file, empty for ever, is nobody's data."""
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*")
        if path.is_file() and path.name != "counter.db.lock"
    }


def three_parts(counter: Opened, code: str) -> None:
    """What happened is the headline; what is safe and what to do now are the two sentences below it."""
    banner = counter.intake.banner
    assert banner.isVisible()
    assert banner.headline.text()
    assert len([part for part in banner.detail.text().split(".") if part.strip()]) >= 2, counter.said
    assert code not in counter.said, counter.said


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (a_newer_store, "store_newer"),
        (no_database, "store_unreadable"),
        (of_another_program, "store_unreadable"),
        (a_cut_database, "store_unreadable"),
        (a_folder_in_its_place, "store_unreadable"),
    ],
)
def test_a_store_that_cannot_be_opened(
    open_counter: Open, tmp_path: Path, broken: Callable[[Path], None], code: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    broken(home)
    before = picture_of(home)
    counter = open_counter(home=home)
    assert counter.open_in_vain().code == code
    three_parts(counter, code)
    counter.scan(next(citizens(71)).card)
    counter.hands.press(Key.Key_F9)
    assert counter.window.counter is None
    counter.close()
    assert picture_of(home) == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "settings_half_written"),
        ("unit = 31120\n", "settings_type"),
        ('colour = "red"\n', "settings_unknown"),
        ("\x00\xff", "settings_unreadable"),
    ],
)
def test_settings_that_cannot_be_read(open_counter: Open, tmp_path: Path, text: str, code: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    if text:
        (home / "counter.toml").write_bytes(text.encode("latin-1"))
    else:
        broken_settings(home)
    made_store(home)
    before = picture_of(home)

    def prepare(_settings: object) -> object:
        return load(Places(home).settings)

    with pytest.raises(SettingsWrong):
        load(Places(home).settings)
    counter = open_counter(home=home, prepare=prepare)
    assert counter.open_in_vain().code == code
    three_parts(counter, code)
    assert "counter.toml" in counter.said
    counter.close()
    assert picture_of(home) == before


HOLDER = """
import sys
from pathlib import Path
from counter_app.storage.store import Store
with Store.open(Path(sys.argv[1]), practice=False):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_store_that_another_window_has_open(open_counter: Open, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    made_store(home)
    command = [sys.executable, "-c", HOLDER, str(home / "counter.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "held"
        before = picture_of(home)
        counter = open_counter(home=home)
        assert counter.open_in_vain().code == "store_in_use"
        three_parts(counter, "store_in_use")
        counter.close()
        assert picture_of(home) == before
        holder.communicate("")
    again = open_counter(home=home).open()
    again.serve(next(citizens(72)), "ks")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(open_counter: Open, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o500)
    counter = open_counter(home=home)
    assert counter.open_in_vain().code == "store_unreadable"
    three_parts(counter, "store_unreadable")
    counter.close()
    home.chmod(0o700)
    assert picture_of(home) == {}


def test_a_home_that_is_no_folder(open_counter: Open, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("in the way", "utf-8")
    counter = open_counter(home=home)
    assert counter.open_in_vain().code == "store_unreadable"
    three_parts(counter, "store_unreadable")
    counter.close()
    assert home.read_text("utf-8") == "in the way"


def test_what_is_typed_into_a_counter_that_is_not_open_stays(open_counter: Open, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    no_database(home)
    counter = open_counter(home=home)
    counter.open_in_vain()
    citizen = next(citizens(73))
    counter.scan(citizen.card)
    assert counter.form.applicant.name == citizen.name
    counter.hands.press(Key.Key_F9)
    wait_until(lambda: bool(counter.said), "F9 is answered")
    assert counter.form.applicant.name == citizen.name
    # The reason why nothing can be registered must not be hidden by a promise that will not be kept.
    assert "as soon as it is there" not in counter.said
    assert counter.window.screen.strip.light == "red"
