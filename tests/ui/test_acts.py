"""Acting on a dossier by keyboard alone: what is offered, filled in, done, printed and undone."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from counter_app.domain import acts
from counter_app.practice.people import citizens
from counter_app.practice.seed import draft_for
from counter_app.ui.pages.dossier import DossierPage
from tests.ui.conftest import CTRL, Seat


@pytest.fixture
def dossier(seat: Seat) -> UUID:
    draft = draft_for(seat.counter.desk, next(citizens(71)), "1.004873")
    seat.counter.desk.register(draft)
    return draft.id


def opened(seat: Seat, dossier: UUID) -> DossierPage:
    seat.window.open_dossier(dossier)
    page = seat.window.page("dossier")
    assert isinstance(page, DossierPage)
    seat.until(lambda: page.acts.view is not None and page.acts.view.dossier.id == dossier)
    return page


def choose(seat: Seat, page: DossierPage, act: str) -> None:
    seat.press(Qt.Key.Key_F4)
    seat.until(lambda: page.acts.acting and bool(page.acts.panel.offered))
    place = [form.act for form in page.acts.panel.offered].index(act)
    for _ in range(place):
        seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_Return)
    assert page.acts.panel.asked is not None


def done(seat: Seat, page: DossierPage, status: int) -> None:
    seat.press(Qt.Key.Key_F9)
    seat.until(lambda: not page.acts.acting and page.view is not None and page.view.dossier.status == status)


def test_papers_are_asked_for_ticked_printed_and_undone(seat: Seat, dossier: UUID) -> None:
    page = opened(seat, dossier)
    choose(seat, page, acts.SUPPLEMENT_REQUESTED)
    seat.press(Qt.Key.Key_Space)
    done(seat, page, acts.AWAITS_PAPERS)
    (asked,) = seat.counter.desk.dossier(dossier).dossier.life.supplements
    assert len(asked.items) == 1
    seat.until(lambda: any(row.document == "supplement" for row in page.ledger.rows.rows))
    seat.until(lambda: page.acts.view is not None and page.acts.view.undo is not None)
    assert asked.items[0].name in page.acts.verdict.whole
    seat.press(Qt.Key.Key_Z, CTRL)
    seat.until(lambda: page.view is not None and page.view.dossier.status == acts.RECEIVED_STATUS)
    assert page.banner.headline.text().startswith(("Undone", "Đã hoàn tác"))


def test_nothing_ticked_is_said_and_the_form_stays(seat: Seat, dossier: UUID) -> None:
    page = opened(seat, dossier)
    choose(seat, page, acts.SUPPLEMENT_REQUESTED)
    seat.press(Qt.Key.Key_F9)
    seat.until(page.banner.isVisible)
    assert page.acts.acting
    assert "Space" in page.banner.detail.text() or "phím cách" in page.banner.detail.text()
    seat.press(Qt.Key.Key_Escape)
    assert page.acts.panel.asked is None
    seat.press(Qt.Key.Key_Escape)
    assert not page.acts.acting


def test_finished_and_given_out_with_a_scanned_card(seat: Seat, dossier: UUID) -> None:
    page = opened(seat, dossier)
    choose(seat, page, acts.FINISHED)
    done(seat, page, acts.FINISHED_STATUS)
    seat.until(lambda: page.acts.view is not None and page.acts.view.verdict.say == "ready")
    seat.press(Qt.Key.Key_Return, CTRL)
    seat.until(lambda: page.acts.acting)
    other = next(citizens(5))
    seat.window.events.scanned.emit(other.card)
    assert page.acts.panel.fields["name"].text == other.name
    assert seat.window.here == "dossier"
    done(seat, page, acts.RETURNED_STATUS)
    collection = seat.counter.desk.dossier(dossier).dossier.life.collection
    assert collection is not None
    assert collection.name == other.name
    seat.until(lambda: any(row.document == "collection" for row in page.ledger.rows.rows))


def test_a_result_that_is_not_ready_is_not_given_out(seat: Seat, dossier: UUID) -> None:
    page = opened(seat, dossier)
    seat.press(Qt.Key.Key_Return, CTRL)
    seat.until(page.banner.isVisible)
    assert not page.acts.acting


def test_what_another_counter_did_meanwhile_is_said_with_name_and_time(seat: Seat, dossier: UUID) -> None:
    page = opened(seat, dossier)
    choose(seat, page, acts.EXTENDED)
    seat.counter.desk.acts().end(dossier, acts.WITHDRAWN, "rút hồ sơ")
    page.acts.panel.fill(to="17:00 30/11/2026", reason="cho xac minh")
    seat.press(Qt.Key.Key_F9)
    seat.until(page.banner.isVisible)
    said = page.banner.headline.text()
    assert seat.counter.desk.officer in said
    assert page.acts.acting


def test_each_act_that_is_offered_is_allowed(seat: Seat, dossier: UUID) -> None:
    page = opened(seat, dossier)
    seat.press(Qt.Key.Key_F4)
    seat.until(lambda: bool(page.acts.panel.offered))
    offered = {form.act for form in page.acts.panel.offered}
    assert offered == acts.allowed(acts.RECEIVED_STATUS) - {acts.TAKEN, acts.FEE_CANCELLED}


def test_a_card_tells_what_waits_for_the_person_and_a_key_opens_it(seat: Seat, dossier: UUID) -> None:
    desk, person = seat.counter.desk, next(citizens(71))
    desk.acts().give.finish(dossier, "Giấy xác nhận")
    desk.acts().give.shelve(dossier, "B-3")
    seat.window.go("intake")
    seat.window.events.scanned.emit(person.card)
    banner = seat.window.intake.banner
    seat.until(banner.isVisible)
    assert "B-3" in banner.headline.text()
    seat.press(Qt.Key.Key_Return, CTRL)
    seat.until(lambda: seat.window.here == "dossier")
    page = opened(seat, dossier)
    seat.until(lambda: "B-3" in page.acts.verdict.whole)
    page.timeline.setFocus()
    seat.press(Qt.Key.Key_Return)
    seat.until(lambda: page.acts.acting)
    assert page.acts.panel.asked is not None
    assert page.acts.panel.asked.act == acts.RETURNED


def test_a_person_for_whom_nothing_waits_hears_nothing(seat: Seat, dossier: UUID) -> None:
    seat.window.go("intake")
    seat.window.events.scanned.emit(next(citizens(71)).card)
    seat.until(lambda: seat.window.intake.form().applicant.name != "")
    seat.press(Qt.Key.Key_Return, CTRL)
    assert seat.window.here == "intake"


def test_f1_explains_date_fee_and_status(seat: Seat, dossier: UUID) -> None:
    verbs = seat.counter.desk.acts()
    verbs.fees.collect(dossier, 8_000, "AA-0001")
    verbs.fees.cancel(dossier, "AA-0001", "in hỏng")
    verbs.pausing.await_payment(dossier, "thuế")
    page = opened(seat, dossier)
    seat.until(lambda: page.view is not None and page.view.dossier.status == acts.AWAITS_PAYMENT)
    headings = [heading for heading, _ in page.explanation()]
    assert len(headings) == 3
    said = " ".join(sentence for _, sentences in page.explanation() for sentence in sentences)
    assert "AA-0001" in said
    assert "in hỏng" in said
