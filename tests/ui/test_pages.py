"""Search, list, dossier, outbox and the strip over a real counter; the bridge to threads."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Qt

from counter_app.domain.errors import CounterError, TryLater
from counter_app.domain.times import VIETNAM
from counter_app.practice.hands import wait_until
from counter_app.practice.people import citizens
from counter_app.ui import words
from counter_app.ui.background import Background, Lane
from counter_app.ui.pages.dossier import DossierPage
from counter_app.ui.pages.dossiers import DossiersPage
from counter_app.ui.widgets.dossier_table import PAGE, PAGES_KEPT, DossierModel
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.sync_strip import SyncStrip
from counter_app.usecases.desk import DossierRow
from counter_app.usecases.ring_values import SyncView
from tests.ui.conftest import CTRL, Seat

CITIZENS = list(islice(citizens(9), 12))
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=VIETNAM)


def register(seat: Seat, count: int) -> None:
    intake, desk = seat.window.intake, seat.counter.desk
    for citizen in CITIZENS[:count]:
        before = desk.count()
        seat.scan(citizen.card)
        seat.rest()
        intake.show_form(intake.form().with_procedure(desk.procedure("1.001193")))
        intake.tick_all()
        intake.finish()
        wanted = before + 1
        seat.until(lambda: desk.count() == wanted and intake.form().empty)  # noqa: B023 - waited for at once


def test_ctrl_k_finds_by_name_without_accents_and_opens(seat: Seat) -> None:
    register(seat, 4)
    wanted = CITIZENS[2]
    seat.press(Qt.Key.Key_K, CTRL)
    seat.type(wanted.number)
    page = seat.window.page("dossiers")
    assert isinstance(page, DossiersPage)
    seat.until(lambda: page.model.rowCount() == 1)
    seat.press(Qt.Key.Key_Return)
    seat.until(lambda: seat.window.here == "dossier")
    dossier = seat.window.page("dossier")
    assert isinstance(dossier, DossierPage)
    seat.until(lambda: dossier.view is not None)
    assert dossier.view is not None
    assert dossier.view.dossier.applicant.name == wanted.name
    seat.press(Qt.Key.Key_Escape)
    seat.rest()
    assert seat.window.here == "dossiers"


def test_buttons_follow_the_rows_and_esc_leads_back_from_a_search_that_found_nothing(seat: Seat) -> None:
    register(seat, 2)
    seat.window.go("dossiers")
    page = seat.window.page("dossiers")
    assert isinstance(page, DossiersPage)
    seat.until(lambda: len(page.findChildren(VerbButton)) == len(page.verbs()))
    assert page.table.updatesEnabled()
    assert page.table.isVisible()
    page.search("xyz")
    seat.until(page.empty.isVisible)
    assert not page.table.isVisible()
    seat.press(Qt.Key.Key_Escape)
    seat.until(lambda: page.table.isVisible() and page.model.rowCount() == 2)
    assert not page.empty.isVisible()


def test_a_scanned_receipt_opens_its_dossier_from_any_page(seat: Seat) -> None:
    register(seat, 2)
    code = seat.counter.desk.page(None, 1)[0].code
    for page in ("intake", "outbox", "devices", "about", "dossiers"):
        seat.window.go(page)
        seat.rest()
        seat.scan(code)
        seat.until(lambda: seat.window.here == "dossier")
    seat.scan("H13.00.01-261123-9999")
    seat.rest()
    assert not seat.window.pages["dossier"].banner.isHidden()


def test_a_correction_keeps_the_old_value_and_prints(seat: Seat) -> None:
    register(seat, 1)
    row = seat.counter.desk.page(None, 1)[0]
    seat.window.open_dossier(row.id)
    page = seat.window.page("dossier")
    assert isinstance(page, DossierPage)
    seat.until(lambda: page.view is not None)
    seat.press(Qt.Key.Key_E, CTRL)
    assert page.correcting
    name = page.correction.fields["name"].line
    name.setText("Nguyễn Thị Sửa Đúng")
    seat.press(Qt.Key.Key_F9)
    assert page.correcting, "a correction without a reason is not saved"
    page.correction.fields["reason"].line.setFocus()
    seat.type("gõ nhầm tên")
    seat.press(Qt.Key.Key_F9)
    seat.until(lambda: not page.correcting and len(page.ledger.rows.rows) == 2)
    said = " ".join(page.timeline.texts())
    assert f"{row.applicant} → Nguyễn Thị Sửa Đúng" in said
    assert "gõ nhầm tên" in said
    assert page.ledger.rows.rows[0].copy_number == 1


def test_what_changes_elsewhere_is_shown_by_itself(seat: Seat) -> None:
    register(seat, 1)
    seat.window.go("outbox")
    seat.rest()
    assert "1" in seat.window.strip.text.whole
    assert seat.window.strip.light != "green"


def view(**changes: object) -> SyncView:
    plain = SyncView(True, 0, 0, None, NOON, "", "city", "green")
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("light", ["green", "amber", "red", "grey"])
def test_the_strip_shows_the_light_it_is_given_and_the_count(qapp: QObject, light: str) -> None:
    strip = SyncStrip()
    strip.show_state(view(unsent=3, oldest=NOON - timedelta(minutes=4), light=light), NOON)
    assert strip.light == light
    assert "3" in strip.text.whole
    assert "4" in strip.text.whole


def rows_below(top: int, behind: int | None, wanted: int, step: int = 1) -> list[DossierRow]:
    first = top if behind is None else behind - step
    return [
        DossierRow(UUID(int=p), f"H-{p}", "A", "1", "P", NOON, None, 2, "city", p)
        for p in range(first, 0, -step)[:wanted]
    ]


def test_a_million_rows_hold_no_more_than_a_few_pages(qapp: QObject) -> None:
    model, top = DossierModel(), 1_000_000
    model.wanted.connect(lambda page, behind: model.take(page, rows_below(top, behind, PAGE)))
    model.begin(top, rows_below(top, None, PAGE))
    for place in (0, 999_999, 500_000, 123_456, *range(0, 1_000_000, 9_973)):
        model.row(place)
        row = model.row(place)
        assert row is not None
        assert row.position == top - place
    assert model.pages_held <= PAGES_KEPT


def test_a_list_with_holes_grows_page_by_page_without_doubles(qapp: QObject) -> None:
    model, top = DossierModel(), 1_000
    model.wanted.connect(lambda page, behind: model.take(page, rows_below(top, behind, PAGE, 2)))
    model.begin(500, rows_below(top, None, PAGE, 2))
    while model.canFetchMore(model.index(-1, -1)) and model.rowCount() < 500:
        model.fetchMore(model.index(-1, -1))
    positions = [row.position for n in range(model.rowCount()) if (row := model.row(n) or model.row(n)) is not None]
    assert positions == list(range(1000, 0, -2))


def test_results_come_in_the_screens_thread_and_only_while_wanted(qapp: QObject) -> None:
    before = set(threading.enumerate())
    background, owner, got = Background(), QObject(), list[str]()
    here, gate = threading.get_ident(), threading.Event()

    def done(value: str) -> None:
        assert threading.get_ident() == here
        got.append(value)

    def failed(error: CounterError) -> None:
        got.append(error.code)

    def late() -> str:
        gate.wait(5)
        return "old"

    def refuse() -> str:
        raise TryLater("store_locked")

    def burst() -> str:
        raise ZeroDivisionError

    background.run(owner, late, done, failed, key="rows")
    background.run(owner, lambda: "new", done, failed, key="rows")
    gate.set()
    background.run(owner, refuse, done, failed, lane=Lane.WRITING)
    background.run(owner, burst, done, failed, lane=Lane.MACHINES)
    wait_until(lambda: background.idle, "all came back")
    assert sorted(got) == ["new", "store_locked", "unexpected"]
    gone = QObject()
    background.run(gone, lambda: "nobody", done, failed)
    gone.deleteLater()
    del gone
    background.close()
    assert not [thread for thread in set(threading.enumerate()) - before if thread.name.startswith("counter-")]


def test_an_unknown_error_still_says_what_is_safe_and_which_key(qapp: QObject) -> None:
    said = words.sentence(TryLater("something_new"), "F5")
    assert "something_new" in said.happened
    assert said.safe
    assert "F5" in said.now


def test_no_row_is_promised_that_is_not_there(seat: Seat) -> None:
    """Below a hub dossiers stand between other counters' events: their positions have gaps."""
    register(seat, 2)
    dossier = seat.counter.desk.page(None, 1)[0].id
    for text in ("một", "hai", "ba"):
        seat.counter.desk.correct(dossier, {"request": text}, "ghi rõ hơn")
    register(seat, 3)
    assert seat.counter.desk.page(None, 1)[0].position > seat.counter.desk.count()
    page = seat.window.page("dossiers")
    assert isinstance(page, DossiersPage)
    seen: list[int] = []
    page.model.modelReset.connect(lambda: seen.append(page.model.rowCount()))
    seat.press(Qt.Key.Key_2, CTRL)
    seat.until(lambda: page.model.rowCount() == seat.counter.desk.count())
    assert seen
    assert max(seen) <= seat.counter.desk.count()
