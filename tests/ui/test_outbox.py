"""The outbox as a supporter reads it: why a row was set aside, what is safe, what to do, what is sent of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.storage import arrivals, file_queue, outbox, sending
from counter_app.storage.sending import NotTaken
from counter_app.sync.taking import _TEXTS
from counter_app.ui import words
from counter_app.ui.answers import ANSWERS
from counter_app.ui.pages.outbox import OutboxPage
from counter_app.ui.refusals import REFUSALS
from tests.ui.conftest import CTRL, Seat
from tests.ui.test_pages import CITIZENS, register


@pytest.fixture
def page(seat: Seat) -> OutboxPage:
    """Two dossiers wait; the page is not looked at yet."""
    register(seat, 2)
    page = seat.window.page("outbox")
    assert isinstance(page, OutboxPage)
    return page


def refuse_first(seat: Seat, answer: str) -> None:
    with seat.counter.store.transaction() as tx:
        (first,) = sending.due(tx, seat.clock.now() + timedelta(days=1), limit=1, most_bytes=1)
        sending.not_taken(tx, [NotTaken(first.seq, answer, None)])


def look(seat: Seat, page: OutboxPage, rows: int) -> None:
    seat.press(Qt.Key.Key_3, CTRL)
    seat.until(lambda: page.model.rowCount() == rows and page.isVisible())


def test_a_refused_row_says_what_happened_what_is_safe_and_which_key(seat: Seat, page: OutboxPage) -> None:
    refuse_first(seat, "payload_wrong: These fields do not hold what they must: applicant.")
    look(seat, page, 2)
    seat.press(Qt.Key.Key_Up)
    assert page.model.rows[page.table.row()].state == "parked"
    assert page.detail.happened.text() == words.answer("payload_wrong")
    assert "còn nguyên tại quầy" in page.detail.safe.text()
    assert "F8" in page.detail.now.text()
    seat.press(Qt.Key.Key_Down)
    assert "F9" in page.detail.now.text()
    seat.press(Qt.Key.Key_F5)
    assert not page.banner.isHidden()
    assert seat.counter.desk.outbox()[0].state == "parked", "a row that waits is not sent again by F5"
    seat.press(Qt.Key.Key_Up)
    seat.press(Qt.Key.Key_F5)
    seat.until(lambda: all(row.state == "waiting" for row in seat.counter.desk.outbox()))


def test_what_is_sent_is_shown_only_while_it_is_asked_for(seat: Seat, page: OutboxPage) -> None:
    look(seat, page, 2)
    seat.press(Qt.Key.Key_F8)
    seat.until(lambda: page.detail.showing_body)
    assert CITIZENS[0].number in page.detail.sent.toPlainText()
    assert page.detail.sent.isReadOnly()
    seat.press(Qt.Key.Key_Escape)
    assert not page.detail.showing_body
    assert page.detail.sent.toPlainText() == ""
    assert seat.window.here == "outbox"
    seat.press(Qt.Key.Key_F8)
    seat.until(lambda: page.detail.showing_body)
    page.table.setFocus()
    seat.press(Qt.Key.Key_Down)
    assert not page.detail.showing_body, "another row was chosen"
    seat.press(Qt.Key.Key_Up)
    seat.press(Qt.Key.Key_F8)
    seat.until(lambda: page.detail.showing_body)
    seat.press(Qt.Key.Key_1, CTRL)
    seat.press(Qt.Key.Key_3, CTRL)
    seat.rest()
    assert not page.detail.showing_body, "the page was left"
    assert QApplication.focusWidget() is page.table


def test_a_code_that_is_taken_is_renumbered_by_a_key(seat: Seat, page: OutboxPage) -> None:
    refuse_first(seat, "code_taken: Another dossier has this code.")
    look(seat, page, 2)
    old = page.model.rows[0].code
    assert "F6" in page.detail.now.text()
    seat.press(Qt.Key.Key_F6)
    seat.until(lambda: seat.counter.desk.dossier(page.model.rows[0].dossier).dossier.code != old)
    new = seat.counter.desk.dossier(page.model.rows[0].dossier).dossier.code
    seat.until(lambda: new in page.banner.headline.text())
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_F6)
    assert new not in page.banner.headline.text(), "a code that is not taken is kept"


def test_files_stand_behind_the_events_and_can_be_sent_again(seat: Seat, page: OutboxPage, tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
    dossier = seat.counter.desk.page(None, 1)[0].id
    seat.counter.desk.file_papers(dossier, [scan], "")
    name = next(row.file for row in seat.counter.desk.outbox() if row.file)
    with seat.counter.store.transaction() as tx:
        file_queue.not_taken(tx, name, "file_too_large", None)
    look(seat, page, 4)
    assert [bool(row.file) for row in page.model.rows] == [False, False, False, True]
    for _ in range(3):
        seat.press(Qt.Key.Key_Down)
    assert page.detail.happened.text() == words.answer("file_too_large")
    seat.press(Qt.Key.Key_F8)
    seat.until(lambda: page.detail.showing_body)
    assert name in page.detail.sent.toPlainText()
    seat.press(Qt.Key.Key_F5)
    seat.until(lambda: seat.counter.desk.outbox()[-1].state == "waiting")
    seat.window.open_dossier(dossier)
    shown = seat.window.pages["dossier"]
    seat.until(lambda: "0/1" in shown.papers.list.at_city.text())  # type: ignore[attr-defined]


def test_every_refusal_has_its_answer_and_its_advice() -> None:
    wait = {"base_missing"}
    assert _TEXTS.keys() - wait <= REFUSALS.keys()
    assert REFUSALS.keys() <= ANSWERS.keys()
    named = {word for word in (arrivals.Outcome.__doc__ or "").split('"') if "_" in word and " " not in word}
    assert named
    assert named - wait <= REFUSALS.keys()


def test_the_row_that_was_parked_is_counted(seat: Seat, page: OutboxPage) -> None:
    refuse_first(seat, "store_refused")
    look(seat, page, 2)
    with seat.counter.store.reading() as reading:
        assert outbox.state(reading).parked == 1
    seat.until(lambda: seat.window.strip.light != "green")
