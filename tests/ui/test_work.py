"""The page of a day's work, by keys and scans alone."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.domain.life_values import MissingItem
from counter_app.domain.own_codes import HAND_OVER_LIST, MISSING_SLIP, VISIT_SHEET, make_own_paper
from counter_app.practice.people import citizens
from counter_app.practice.seed import draft_for
from counter_app.ui.pages.work import WorkPage
from counter_app.ui.widgets.keys import VerbButton
from tests.ui.conftest import CTRL, Seat
from tests.ui.test_sweep import SIZES, _inside

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def received(seat: Seat, count: int, code: str = "1.004873") -> list[tuple[UUID, str]]:
    """Register dossiers of three working days; return (id, code) of each."""
    made = []
    for _, citizen in zip(range(count), citizens(31), strict=False):
        draft = draft_for(seat.counter.desk, citizen, code)
        made.append((draft.id, seat.counter.desk.register(draft).code))
    return made


def work(seat: Seat, place: int) -> WorkPage:
    """Ctrl+7, then the list of that number."""
    seat.press(Key.Key_7, CTRL)
    seat.press(Key(ord(str(place))), ALT)
    seat.rest()
    page = seat.window.pages["work"]
    assert isinstance(page, WorkPage)
    return page


def said(page: WorkPage) -> str:
    banner = page.banner
    return "" if banner.isHidden() else f"{banner.headline.text()} {banner.detail.text()}"


def codes(page: WorkPage) -> list[str]:
    return [row.code for row in page.section.model.rows]


def test_apologies_and_results_wait_and_open_by_enter(seat: Seat) -> None:
    (late, late_code), (done, done_code) = received(seat, 2)
    seat.counter.desk.acts().give.finish(done, "Giấy xác nhận")
    page = work(seat, 1)
    assert page.section.empty.isVisible()
    seat.clock.step(timedelta(days=3, hours=9))
    seat.press(Key.Key_F5)
    seat.rest()
    assert codes(page) == [late_code]
    work(seat, 2)
    assert codes(page) == [done_code]
    seat.press(Key.Key_Return)
    seat.until(lambda: seat.window.here == "dossier")
    seat.press(Key.Key_Escape)
    assert seat.window.here == "work"
    assert codes(page) == [done_code]
    del late


def test_a_list_is_made_by_scans_and_taken_over_by_scans(seat: Seat) -> None:
    made = received(seat, 3)
    page = work(seat, 4)
    seat.type("Phòng Tư pháp")
    for _, code in made[:2]:
        seat.scan(code)
        seat.rest()
    assert (seat.window.here, codes(page)) == ("work", [code for _, code in made[:2]])
    seat.scan(made[0][1])
    seat.rest()
    assert made[0][1] in said(page)
    assert len(codes(page)) == 2
    seat.scan("H13.00.01-261123-0999")
    seat.rest()
    assert "0999" in said(page)
    seat.press(Key.Key_Insert)
    seat.type(made[2][1].rsplit("-", 1)[-1])
    seat.press(Key.Key_Return)
    seat.until(lambda: len(codes(page)) == 3)
    seat.press(Key.Key_F9)
    seat.until(lambda: page.hand_over.last and seat.printer.printed)
    seat.rest()
    listed = page.hand_over.last
    assert seat.counter.desk.prints()[0].code == listed
    assert codes(page) == []

    seat.press(Key.Key_1, CTRL)
    seat.scan(listed)
    seat.until(lambda: seat.window.here == "work" and page.hand_over.sheet)
    assert len(codes(page)) == 3
    for _, code in made[:2]:
        seat.scan(code)
        seat.rest()
    assert made[2][1] in page.section.count.whole
    assert made[0][1] not in page.section.count.whole
    seat.scan(made[0][1])
    seat.rest()
    assert made[0][1] in said(page)
    seat.scan("H13.00.01-261123-0999")
    seat.rest()
    assert "0999" in said(page)
    seat.press(Key.Key_F9)
    seat.until(lambda: made[2][1] in said(page))
    verbs = seat.counter.desk.acts()
    assert {row.id for row in verbs.ask.at_desk("Phòng Tư pháp")} == {made[0][0], made[1][0]}
    before = len(seat.printer.printed)
    seat.press(Key.Key_F6)
    seat.until(lambda: len(seat.printer.printed) == before + 1)
    seat.press(Key.Key_Escape)
    assert seat.window.here == "work"
    assert page.hand_over.sheet is None
    seat.press(Key.Key_Escape)
    assert seat.window.here == "intake"


def test_what_is_missing_for_a_new_list_is_said(seat: Seat) -> None:
    ((dossier, code),) = received(seat, 1)
    page = work(seat, 4)
    seat.press(Key.Key_F9)
    assert said(page)
    seat.scan(code)
    seat.rest()
    seat.press(Key.Key_F9)
    assert said(page)
    assert QApplication.focusWidget() is page.hand_over.receiver.line
    assert seat.counter.desk.acts().ask.view(dossier).dossier.life.hand_overs == ()
    seat.press(Key.Key_Insert)
    page.hand_over.table.setFocus()
    seat.press(Key.Key_Delete)
    assert codes(page) == []
    seat.counter.desk.acts().end(dossier, "refused", "Không thuộc thẩm quyền")
    seat.scan(code)
    seat.rest()
    assert code in said(page)
    assert codes(page) == []


def test_news_of_a_list_take_no_focus_and_bring_no_list_back(seat: Seat) -> None:
    made = received(seat, 2)
    hand_over = seat.counter.desk.acts().hand_over
    sheet = hand_over.give([one for one, _ in made], "Phòng Tư pháp")
    page = work(seat, 4)
    seat.scan(sheet.code)
    seat.until(lambda: page.hand_over.sheet)
    seat.press(Key.Key_Insert)
    seat.type("H13")
    hand_over.take(sheet.code, [made[0][1]])
    seat.until(lambda: page.hand_over.model.rows[0].state == "taken")
    assert QApplication.focusWidget() is page.hand_over.code.line
    assert page.hand_over.code.text == "H13"
    seat.press(Key.Key_F5)
    seat.press(Key.Key_Escape)
    seat.rest()
    assert page.hand_over.sheet is None


def test_receivers_are_offered_by_down(seat: Seat) -> None:
    made = received(seat, 1)
    verbs = seat.counter.desk.acts()
    sheet = verbs.hand_over.give([made[0][0]], "Phòng Đất đai")
    verbs.hand_over.take(sheet.code, [made[0][1]])
    page = work(seat, 4)
    seat.type("dat")
    seat.press(Key.Key_Down)
    assert page.hand_over.receiver.text == "Phòng Đất đai"


def test_an_absent_colleagues_dossiers_go_in_one_step(seat: Seat) -> None:
    made = received(seat, 3)
    verbs = seat.counter.desk.acts()
    verbs.hand_over.assign([one for one, _ in made], "Trần Văn Thử", "chia việc")
    page = work(seat, 3)
    seat.type("tran van thu")
    seat.press(Key.Key_Return)
    seat.until(lambda: len(codes(page)) == 3)
    page.with_whom.table.setFocus()
    seat.press(Key.Key_Space, CTRL)
    seat.press(Key.Key_F9)
    assert said(page)
    seat.press(Key.Key_F3)
    seat.type("Võ Thị Thay")
    seat.press(Key.Key_Return)
    seat.type("nghỉ ốm")
    seat.press(Key.Key_Return)
    seat.until(lambda: len(codes(page)) == 2)
    assert len(verbs.ask.with_("Võ Thị Thay")) == 1
    seat.press(Key.Key_F9)
    seat.until(lambda: not codes(page))
    given = verbs.ask.with_("Võ Thị Thay")
    assert {row.id for row in given} == {one for one, _ in made}
    timeline = seat.counter.desk.dossier(made[0][0]).timeline
    assert [entry.reason for entry in timeline if entry.kind == "assigned"] == ["chia việc", "nghỉ ốm"]


def test_the_register_by_month_and_field_and_as_files(seat: Seat, tmp_path: Path) -> None:
    made = received(seat, 2)
    page = work(seat, 5)
    seat.until(lambda: len(codes(page)) == 2)
    seat.press(Key.Key_Down, ALT)
    seat.rest()
    assert page.register.field == seat.counter.desk.procedure("1.004873").field  # type: ignore[union-attr]
    assert len(codes(page)) == 2
    page.register.write_to(tmp_path)
    seat.until(lambda: said(page))
    (sheet,) = tmp_path.glob("so-theo-doi-2026-11-*.xlsx")
    cells = {str(cell.value) for row in load_workbook(sheet).worksheets[0].iter_rows() for cell in row}
    assert {code for _, code in made} <= cells
    assert len(list(tmp_path.glob("so-theo-doi-2026-11-*.pdf"))) == 1
    seat.press(Key.Key_Left, ALT)
    seat.rest()
    assert codes(page) == []
    seat.press(Key.Key_Right, ALT)
    seat.until(lambda: len(codes(page)) == 2)
    seat.press(Key.Key_Return)
    seat.until(lambda: seat.window.here == "dossier")


def test_slips_lead_to_their_dossier_and_a_visits_sheet_is_a_sentence(seat: Seat) -> None:
    ((dossier, _),) = received(seat, 1)
    asked = seat.counter.desk.acts().pausing.ask_for_papers(dossier, [MissingItem("Giấy chứng sinh")], "Thiếu")
    seat.scan(make_own_paper(VISIT_SHEET, 2026, 1, 9))
    seat.rest()
    assert not seat.window.intake.banner.isHidden()
    unknown = make_own_paper(MISSING_SLIP, 2026, 1, 99)
    seat.scan(unknown)
    seat.rest()
    assert unknown in seat.window.intake.banner.headline.text()
    seat.scan(asked.life.supplements[-1].slip)
    seat.until(lambda: seat.window.here == "dossier")
    seat.scan(make_own_paper(HAND_OVER_LIST, 2026, 1, 9))
    seat.until(lambda: seat.window.here == "work" and not seat.window.pages["work"].banner.isHidden())


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_every_list_has_room(seat: Seat, size: Any) -> None:
    received(seat, 3)
    seat.window.resize(size)
    for place in range(1, 6):
        page = work(seat, place)
        QApplication.processEvents()
        assert seat.window.size() == size
        _inside(page, str(place))
        for button in page.findChildren(VerbButton):
            if button.isVisible():
                corner = button.mapTo(page, button.rect().bottomRight())
                assert button.width() >= button.sizeHint().width(), (place, button.objectName())
                assert page.rect().contains(corner), (place, button.objectName())
