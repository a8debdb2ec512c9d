"""Counters that stories open, cities that they send to, and what must be left behind: nothing."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtWidgets import QApplication

from counter_app.cli.enrol import enrol
from counter_app.practice.city_process import CityProcess
from counter_app.practice.line import Line
from counter_app.settings import Places, Settings, load, save
from tests.stories.opened import SETTINGS, MouseWatch, Opened

Open = Callable[..., Opened]
Enrolled = Callable[..., Settings]


@pytest.fixture(autouse=True)
def own_keyring() -> Iterator[None]:
    """Keep the tokens of stories out of the keyring of whoever runs them."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    assert [name for name in left if not name.startswith("city-announces")] == []


@pytest.fixture
def open_counter(qapp: QApplication, tmp_path: Path, no_thread_left: None) -> Iterator[Open]:
    """Make counters that are closed when the story ends; each gets a folder of its own unless told which."""
    del qapp, no_thread_left
    opened: list[Opened] = []

    def make(settings: Settings = SETTINGS, *, home: Path | None = None, **more: object) -> Opened:
        made = Opened(home or tmp_path / f"counter-{len(opened)}", settings, **more)  # type: ignore[arg-type]
        opened.append(made)
        return made

    yield make
    for made in reversed(opened):
        made.close()


@pytest.fixture
def counter(open_counter: Open) -> Opened:
    """An open counter without a city."""
    return open_counter().open()


@pytest.fixture
def mouse(qapp: QApplication) -> Iterator[MouseWatch]:
    watch = MouseWatch()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityProcess]:
    """A real city in a process of its own."""
    folder = tmp_path_factory.mktemp("city")
    with CityProcess(folder / "city.db", folder / "city.log", practice=False) as running:
        yield running


@pytest.fixture
def line(city: CityProcess, no_thread_left: None) -> Iterator[Line]:
    """The line to the city; it can be cut."""
    del no_thread_left
    with Line(("127.0.0.1", city.port)) as laid:
        yield laid


@pytest.fixture
def enrolled(city: CityProcess, tmp_path: Path) -> Enrolled:
    """Enrol a counter whose home is `home` at the city and point it at a port; return its settings."""

    def make(port: int, home: Path | None = None) -> Settings:
        places = Places.of(practice=False, home=home or tmp_path / "counter-0")
        enrol(places, replace(SETTINGS, device=""), city.url, city.enrolment_code(SETTINGS.unit), None, practice=False)
        settings = replace(load(places.settings), city=f"http://127.0.0.1:{port}")
        save(places.settings, settings)
        return settings

    return make
