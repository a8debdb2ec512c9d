"""The window before and beside its counter."""

from pathlib import Path

import pytest

from counter_app.bootstrap.window import CounterWindow
from counter_app.practice.hands import wait_until
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
