"""Settings are whole, checked, and never half written."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.settings import Places, Settings, SettingsWrong, load, resource, save

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_missing_file_gives_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "counter.toml") == Settings()


@given(name=TEXT, officer=TEXT, slot=st.integers(0, 99), insecure=st.booleans())
def test_saved_settings_come_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, officer: str, slot: int, insecure: bool
) -> None:
    path = tmp_path_factory.mktemp("settings") / "counter.toml"
    wanted = replace(Settings(), device_name=name, officer=officer, slot=slot, insecure=insecure)
    save(path, wanted)
    assert load(path) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('device = "Quầy 1\nslot = 3\n', "settings_half_written"),
        ('devise = "Quầy 1"\n', "settings_unknown"),
        ('slot = "three"\n', "settings_type"),
        ("slot = true\n", "settings_type"),
        ("insecure = 1\n", "settings_type"),
    ],
)
def test_wrong_settings_are_named_and_left_alone(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "counter.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsWrong) as caught:
        load(path)
    assert caught.value.code == code
    assert path.read_text("utf-8") == text


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "counter.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsWrong, match="settings_unreadable"):
        load(path)


def test_practice_lies_apart(tmp_path: Path) -> None:
    real, practice = Places.of(practice=False, home=tmp_path), Places.of(practice=True, home=tmp_path)
    assert real.store != practice.store
    assert real.token != practice.token


def test_resources_are_found() -> None:
    assert resource("units").is_dir()
