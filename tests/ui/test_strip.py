"""The strip below a hub: what has come how far, and never a word better than what is known."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QObject

from counter_app.domain.times import VIETNAM
from counter_app.ui.widgets.sync_strip import SyncStrip
from counter_app.usecases.ring_values import SyncView

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=VIETNAM)


def said(
    unsent: int = 0, parked: int = 0, light: str = "amber", error: str = "", *, hub: bool = True, **more: object
) -> str:
    strip = SyncStrip()
    oldest = NOON - timedelta(minutes=3) if unsent else None
    view = SyncView(True, unsent, parked, oldest, NOON, error, "hub", light, below_hub=hub, **more)  # type: ignore[arg-type]
    strip.show_state(view, NOON)
    assert strip.light == light
    return strip.text.whole


@pytest.mark.usefixtures("english")
class TestBelowAHub:
    def test_everything_is_at_the_office_and_some_of_it_not_at_the_city(self) -> None:
        answered = NOON - timedelta(minutes=4)
        assert said(at_office=12, city_answer=answered) == (
            "Nothing unsent · the office has everything · 12 not at the city yet · the city answered 4 min ago"
        )

    def test_what_waits_here_is_said_before_what_waits_there(self) -> None:
        words = said(unsent=2, at_office=1)
        assert words.startswith("2 unsent · oldest 3 min ago")
        assert "the office has everything" not in words
        assert words.endswith("1 not at the city yet · the city has not answered yet")

    def test_alone_it_says_how_much_is_kept_here_and_nothing_of_the_city(self) -> None:
        words = said(unsent=2, parked=1, at_office=5, city_answer=NOON, error="unreachable", alone=True)
        assert words.startswith("This counter works alone; 3 kept here")
        assert "answered" not in words
        assert "not at the city" not in words
        assert "1 refused, set aside (Ctrl+3)" in words

    def test_it_is_the_hub_that_is_named(self) -> None:
        assert "The office's hub does not know this counter" in said(error="token_refused", alone=True)
        assert "The city does not know this counter" in said(error="token_refused", hub=False)

    def test_what_was_refused_is_not_everything(self) -> None:
        assert "Nothing unsent" not in said(parked=1)


@pytest.fixture
def english(qapp: QObject) -> None:
    from PySide6.QtWidgets import QApplication

    from counter_app.ui.app import use_language

    assert isinstance(qapp, QApplication)
    use_language(qapp, "en")
