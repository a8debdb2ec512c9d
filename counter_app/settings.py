"""Where things lie on this machine, and how this counter is set up: read once, checked, never changed while running."""

import json
import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
SETTINGS_NAME = "counter.toml"


class SettingsWrong(Exception):
    """The settings file cannot be used. `code` says why, `where` which entry; the file is left as it is."""

    def __init__(self, code: str, path: Path, where: str = "") -> None:
        self.code, self.path, self.where = code, path, where
        super().__init__(f"{code}: {path} {where}".rstrip())


@dataclass(frozen=True, slots=True)
class Settings:
    """How one counter is set up.

    `unit` is the 5-digit administrative unit, `electronic_code` the office's identifier from the city's decision
    ("H13.35.07"). `printer`, `label_printer` and `slip_printer` name a driver and where it is: "folder:PATH",
    "cups:QUEUE", "qt:NAME", "escpos:HOST:PORT", "zpl:HOST:PORT"; `reader` is "wedge", "serial:PORT" or, at the practice
    counter, "simulated". `slot` and `device` are given by the ring above at enrolment, and
    to a hub as many `slots` for its counters. `backup_folder` is where backups go by themselves; empty: none.
    `file_bytes_per_second` bounds what papers take of the line (0: all there is), `file_hours` when they go
    ("18:00-07:00"; empty: always).
    """

    device: str = ""
    device_name: str = "Quầy 1"
    slot: int = 0
    slots: int = 1
    officer: str = ""
    unit: str = ""
    electronic_code: str = ""
    office_phone: str = ""
    lookup_address: str = ""
    book: str = ""
    city: str = ""
    city_ca: str = ""
    insecure: bool = False
    paper: str = "A5"
    printer: str = ""
    label_printer: str = ""
    slip_printer: str = ""
    reader: str = "wedge"
    backup_folder: str = ""
    file_bytes_per_second: int = 0
    file_hours: str = ""
    language: str = "vi"
    theme: str = "light"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one counter. A practice counter lies apart from the real one."""

    home: Path

    @classmethod
    def of(cls, *, practice: bool, home: Path | None = None) -> "Places":
        """Return the places of the real or the practice counter, by the system's rules or below `home`."""
        named = home or os.environ.get("COUNTER_HOME")
        base = Path(named) if named else _by_system()
        return cls(base / "practice" if practice else base)

    @property
    def settings(self) -> Path:
        return self.home / SETTINGS_NAME

    @property
    def store(self) -> Path:
        return self.home / "counter.db"

    @property
    def papers(self) -> Path:
        """Where a folder printer puts its PDFs when no other folder is named."""
        return self.home / "papers"

    @property
    def forms(self) -> Path:
        """Where an administrator puts changed form texts."""
        return self.home / "forms"

    @property
    def token(self) -> Path:
        return self.home / "token"


def _by_system() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("counter-app", appauthor=False))


def load(path: Path) -> Settings:
    """Read the settings file; a missing file gives the defaults.

    Raises SettingsWrong("settings_unreadable" | "settings_half_written" | "settings_unknown" | "settings_type").
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsWrong("settings_unreadable", path) from error
    try:
        values: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsWrong("settings_half_written", path, str(error)) from error
    known = {field.name: type(field.default) for field in fields(Settings)}
    for name, value in values.items():
        if name not in known:
            raise SettingsWrong("settings_unknown", path, name)
        if type(value) is not known[name]:
            raise SettingsWrong("settings_type", path, name)
    return Settings(**values)


def save(path: Path, settings: Settings) -> None:
    """Write the settings file so that it is whole or not there: beside, synced, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{field.name} = {_toml(getattr(settings, field.name))}\n" for field in fields(Settings)]
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _toml(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    # JSON's escapes are TOML's; DEL alone must be escaped in TOML and need not be in JSON.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def resource(*parts: str) -> Path:
    """Return the path of a shipped file (fonts, icons, catalogue, forms, translations).

    In an installed wheel the resources lie inside the package, in a checkout beside it.
    """
    packaged = _HERE / "resources"
    root = packaged if packaged.is_dir() else _HERE.parent / "resources"
    return root.joinpath(*parts)
