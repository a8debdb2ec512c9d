"""The correction form, typed: papers, sets, copies and the representative, and what it refuses."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from counter_app.practice.people import citizens
from counter_app.practice.seed import draft_for
from counter_app.ui.pages.dossier import DossierPage
from counter_app.ui.widgets.correction import CorrectionPanel
from tests.ui.conftest import CTRL, Seat


@pytest.fixture
def dossier(seat: Seat) -> UUID:
    draft = draft_for(seat.counter.desk, next(citizens(71)), "2.000815", "3*2")
    seat.counter.desk.register(draft)
    return draft.id


def correcting(seat: Seat, dossier: UUID) -> tuple[DossierPage, CorrectionPanel]:
    seat.window.open_dossier(dossier)
    page = seat.window.page("dossier")
    assert isinstance(page, DossierPage)
    seat.until(lambda: page.view is not None)
    seat.press(Qt.Key.Key_E, CTRL)
    return page, page.correction


def put(panel: CorrectionPanel, seat: Seat, name: str, text: str) -> None:
    line = panel.fields[name].line
    line.setFocus()
    line.selectAll()
    seat.type(text)


def test_papers_sets_copies_and_representative_are_typed(seat: Seat, dossier: UUID) -> None:
    page, panel = correcting(seat, dossier)
    assert panel.changes() == {}
    panel.checklist.setFocus()
    panel.checklist.setCurrentIndex(panel.checklist.papers.index(0, 3))
    seat.press(Qt.Key.Key_Backspace)
    seat.type("4")
    put(panel, seat, "copies", "1*5")
    put(panel, seat, "sets", "2")
    put(panel, seat, "present_name", "Le Van Nop")
    put(panel, seat, "present_phone", "0912345678")
    put(panel, seat, "present_document", "Giay uy quyen so 5")
    put(panel, seat, "reason", "nhap thieu")
    seat.press(Qt.Key.Key_F9)
    seat.until(lambda: not page.correcting and page.ledger.rows.rows)
    fields = seat.counter.desk.dossier(dossier).dossier.fields
    assert fields["papers"][0]["photocopy"] == 4
    assert (fields["copies"], fields["sets"]) == ("1*5", 2)
    assert fields["at_counter"] == {"name": "Le Van Nop", "phone": "0912345678"}
    assert fields["authorisation"]["document"] == "Giay uy quyen so 5"
    assert fields["authorisation"]["authoriser"]["name"] == fields["applicant"]["name"]
    said = " ".join(page.timeline.texts())
    assert "Le Van Nop" in said
    assert "Giay uy quyen so 5" in said
    assert "/4" in said


def test_the_paper_of_authority_follows_the_corrected_applicant(seat: Seat, dossier: UUID) -> None:
    desk = seat.counter.desk
    who = {name: value for name, value in desk.dossier(dossier).dossier.fields["applicant"].items() if name != "kind"}
    authorisation = {"authoriser": who, "document": "so 5"}
    desk.correct(dossier, {"at_counter": {"name": "Le Van Nop"}, "authorisation": authorisation}, "thieu")
    _page, panel = correcting(seat, dossier)
    put(panel, seat, "name", "Tran Thi Dung")
    changed = panel.changes()
    assert set(changed) == {"applicant", "authorisation"}
    assert changed["authorisation"]["authoriser"]["name"] == "Tran Thi Dung"
    put(panel, seat, "name", desk.dossier(dossier).dossier.applicant.name)
    put(panel, seat, "present_name", " ")
    put(panel, seat, "present_document", " ")
    assert panel.changes() == {"at_counter": None, "authorisation": None}


@pytest.mark.parametrize(
    ("name", "text", "marked"),
    [
        ("sets", "0", "sets"),
        ("copies", "3*", "copies"),
        ("present_phone", "0912345678", "present_name"),
        ("number", "12", "number"),
    ],
)
def test_what_cannot_be_is_marked_and_not_saved(seat: Seat, dossier: UUID, name: str, text: str, marked: str) -> None:
    page, panel = correcting(seat, dossier)
    put(panel, seat, name, text)
    put(panel, seat, "reason", "thu")
    seat.press(Qt.Key.Key_F9)
    seat.rest()
    assert page.correcting
    assert panel.fields[marked].mark.isVisible()
    assert panel.fields[marked].line.hasFocus()
    assert seat.counter.desk.dossier(dossier).dossier.corrections == ()


def test_a_paper_taken_away_asks_why(seat: Seat, dossier: UUID) -> None:
    page, panel = correcting(seat, dossier)
    assert not panel.fields["missing_reason"].isVisible()
    panel.checklist.setFocus()
    row = next(place for place, paper in enumerate(panel.checklist.papers.papers) if paper.required)
    panel.checklist.setCurrentIndex(panel.checklist.papers.index(row, 0))
    seat.press(Qt.Key.Key_Space)
    assert panel.fields["missing_reason"].isVisible()
    put(panel, seat, "reason", "thu")
    seat.press(Qt.Key.Key_F9)
    assert page.correcting
    assert panel.fields["missing_reason"].line.hasFocus()
    put(panel, seat, "missing_reason", "mang sau")
    seat.press(Qt.Key.Key_F9)
    seat.until(lambda: not page.correcting)
    fields = seat.counter.desk.dossier(dossier).dossier.fields
    assert fields["missing_reason"] == "mang sau"
    assert not fields["papers"][row]["given"]


def test_enter_walks_through_all_that_can_be_corrected(seat: Seat, dossier: UUID) -> None:
    _page, panel = correcting(seat, dossier)
    walked = []
    while not panel.fields["reason"].line.hasFocus():
        walked.append(panel.focusWidget())
        assert len(walked) < 30
        seat.press(Qt.Key.Key_Return)
    assert panel.checklist in walked
    assert panel.fields["present_document"].line in walked


def test_an_organisation_is_asked_for_its_name(seat: Seat) -> None:
    person = seat.window.intake.fields.person
    word = person.fields["name"].word
    before = word.text()
    seat.press(Qt.Key.Key_F7)
    assert person.fields["name"].word.text() == person.fields["name"].line.accessibleName() == "Tên tổ chức"
    assert (
        person.fields["name"].word.fontMetrics().horizontalAdvance("Tên tổ chức") <= person.fields["name"].word.width()
    )
    seat.press(Qt.Key.Key_F7)
    assert word.text() == before
