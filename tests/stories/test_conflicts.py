"""Two officers changed the same field unseen: both values side by side, a person decides by keys, nothing is lost."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from counter_app.practice.other_counter import OtherCounter
from counter_app.practice.people import citizens
from counter_app.ui.pages.conflicts import ConflictsPage
from counter_app.ui.pages.dossier import DossierPage
from tests.stories.opened import CTRL, Key, Opened, wait_until

OTHER = "Trần Văn Kia"


@pytest.fixture
def dossier(counter: Opened) -> UUID:
    counter.serve(next(citizens(5)), "ks")
    return counter.desk.page(None, 1)[0].id


def elsewhere(counter: Opened) -> OtherCounter:
    running = counter.window.counter
    assert running is not None
    return OtherCounter(running.store, "quay-2", OTHER, counter.desk.now())


def disagree(counter: Opened, dossier: UUID, phones: tuple[str, str]) -> None:
    """Let this counter and another one correct the telephone without having seen each other."""
    applicant = dict(counter.desk.dossier(dossier).dossier.fields["applicant"])
    counter.desk.correct(dossier, {"applicant": {**applicant, "phone": phones[0]}}, "đọc lại")
    elsewhere(counter).correct(dossier, {"applicant": {**applicant, "phone": phones[1]}}, "người nộp gọi")
    counter.window.events.announce(("dossier", "event"))


def inbox(counter: Opened, rows: int) -> ConflictsPage:
    screen = counter.window.screen
    counter.press(Key.Key_4, lambda: screen.here == "conflicts", "the inbox", CTRL)
    page = screen.page("conflicts")
    assert isinstance(page, ConflictsPage)
    wait_until(lambda: page.model.rowCount() == rows, "the conflicts are listed")
    counter.idle()
    return page


def test_both_values_are_shown_and_a_person_decides(counter: Opened, dossier: UUID) -> None:
    inbox(counter, 0)
    disagree(counter, dossier, ("0911111111", "0922222222"))
    page = inbox(counter, 1)
    rail = counter.window.screen.rail
    wait_until(lambda: rail.count_of("conflicts") == "1", "the navigation counts it")
    assert [side.accessibleName().count("0911111111") for side in page.sides] == [1, 0]
    assert [side.accessibleName().count("0922222222") for side in page.sides] == [0, 1]
    assert OTHER in page.sides[1].accessibleName()

    counter.press(Key.Key_F9, lambda: "No value is chosen" in counter.said, "it asks for a value")
    counter.press(Key.Key_2, lambda: page.choice == 1, "the second value is chosen")
    assert [bool(side.chosen.text()) for side in page.sides] == [False, True]
    counter.press(Key.Key_F9, lambda: "needs a reason" in counter.said, "it asks for a reason")
    assert counter.desk.conflicts()
    counter.press(Key.Key_2, lambda: bool(page.reason.text), "a usual reason", Qt.KeyboardModifier.AltModifier)
    counter.press(Key.Key_F9, lambda: not counter.desk.conflicts(), "it is decided")
    wait_until(lambda: page.stack.currentIndex() == 1, "nothing waits any more")
    wait_until(lambda: not rail.count_of("conflicts"), "the navigation counts nothing any more")

    counter.window.screen.open_dossier(dossier)
    shown = counter.window.screen.page("dossier")
    assert isinstance(shown, DossierPage)
    wait_until(lambda: "Conflict decided" in shown.timeline.texts(), "the decision is in the record")
    said = " ".join(shown.timeline.texts())
    assert "0911111111 → 0922222222" in said
    assert "the applicant confirmed it" in said
    assert {"đọc lại", "người nộp gọi"} <= {entry.reason for entry in counter.desk.dossier(dossier).timeline}
    assert counter.desk.dossier(dossier).dossier.applicant.phone == "0922222222"


def test_no_machine_chooses_a_due_date(counter: Opened, dossier: UUID) -> None:
    due = dict(counter.desk.dossier(dossier).dossier.fields["due"])
    mine, theirs = ({**due, "at": f"2026-12-{day}T16:30:00+07:00"} for day in ("01", "08"))
    counter.desk.correct(dossier, {"due": mine}, "hẹn lại")
    elsewhere(counter).correct(dossier, {"due": theirs}, "hẹn lại")
    counter.window.events.announce(("dossier", "event"))
    page = inbox(counter, 1)
    assert "No machine chooses this" in page.legal.text()
    assert [bool(side.now.text()) for side in page.sides] == [True, False]
    assert "08/12/2026" in page.sides[1].accessibleName()
    counter.press(Key.Key_1, lambda: page.choice == 0, "the first value is chosen")
    counter.press(Key.Key_1, lambda: bool(page.reason.text), "a usual reason", Qt.KeyboardModifier.AltModifier)
    counter.press(Key.Key_F9, lambda: not counter.desk.conflicts(), "it is decided")
    assert counter.desk.dossier(dossier).dossier.fields["due"]["at"] == mine["at"]
