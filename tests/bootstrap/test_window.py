"""The window before and beside its counter."""

from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.bootstrap.window import CounterWindow
from counter_app.devices.drivers.simulated_reader import SimulatedReader
from counter_app.practice.hands import wait_until
from counter_app.practice.play import first_settings
from counter_app.settings import Places, Settings, load
from counter_app.ui.app import application


@pytest.mark.parametrize("content", ['theme = "li', None], ids=["half written", "good"])
def test_a_look_is_taken_whatever_the_settings_file_is_like(content: str | None, tmp_path: Path) -> None:
    places = Places(tmp_path)
    if content is not None:
        places.settings.write_text(content, "utf-8")
    window = CounterWindow(application(), places, Settings(), practice=False)
    try:
        window.screen.theme_wanted.emit("dark")
        assert window.screen.look == "dark"
        if content is None:
            assert load(places.settings).theme == "dark"
        else:
            wait_until(lambda: not window.screen.intake.banner.isHidden(), "the screen says that it was not kept")
            assert places.settings.read_text("utf-8") == content
    finally:
        window.close()


@pytest.mark.parametrize("reader", [SimulatedReader("practice"), None])
def test_the_devices_say_how_the_reader_is(reader: SimulatedReader | None, tmp_path: Path) -> None:
    settings = replace(first_settings(), reader="simulated" if reader else "wedge")
    window = CounterWindow(application(), Places(tmp_path), settings, practice=True, reader=reader)

    def rows() -> list[tuple[str, str]]:
        assert window.counter is not None
        return [(row.state, row.reason) for row in window.counter.desk.devices() if row.kind == "reader"]

    try:
        window.open()
        wait_until(lambda: window.counter is not None, "the counter is loaded")
        assert rows() == [("ready", "") if reader else ("unasked", "reader_types")]
        if reader is not None:
            told: list[frozenset[str]] = []
            window.events.changed.connect(told.append)
            reader.plug(False)
            assert rows() == [("down", "reader_unplugged")]
            assert frozenset({"device"}) in told
    finally:
        window.close()
