"""Every page of the navigation, swept: names, keys, tab order, room, colours, words. A new page is covered at birth."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from counter_app.practice.accounts import invented
from counter_app.practice.people import citizens
from counter_app.storage import accounts
from counter_app.ui import names, remarks, sentences, theme
from counter_app.ui.app_window import WITHIN
from counter_app.ui.widgets.panel import Elided
from tests.ui.conftest import Seat, leave, make_seat

PAGES = ("intake", "dossiers", "outbox", "conflicts", "devices", "about", "work", "dossier", "paper")
SIZES = {"1366x768": QSize(1366, 768), "125 percent": QSize(1093, 614)}


def fill(seat: Seat) -> None:
    """Register one dossier, so that lists and the dossier page have something to show."""
    intake, desk = seat.window.intake, seat.counter.desk
    with seat.counter.store.transaction() as tx:
        accounts.replace(tx, invented("31120"))
    seat.scan(next(citizens(2)).card)
    seat.rest()
    intake.show_form(intake.form().with_procedure(desk.procedure("1.001193")))
    intake.tick_all()
    intake.finish()
    seat.until(lambda: desk.count() == 1 and intake.form().empty)
    picture = seat.counter.store.path.parent / "giấy khai sinh.png"  # type: ignore[union-attr]
    image = QImage(QSize(400, 560), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    assert image.save(str(picture))
    desk.file_papers(desk.page(None, 1)[0].id, [picture], "")


def show(seat: Seat, page: str) -> QWidget:
    if page in WITHIN:
        seat.window.open_dossier(seat.counter.desk.page(None, 1)[0].id)
        seat.rest()
    if page == "paper":
        seat.press(Qt.Key.Key_F3)
    if page not in WITHIN:
        seat.window.go(page)
    seat.rest()
    QApplication.processEvents()
    return seat.window.pages[page]


@pytest.fixture(params=["vi", "en"])
def full(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[Seat]:
    made = make_seat(tmp_path, request.param)
    fill(made)
    yield made
    leave(made)


def test_the_navigation_is_swept_whole(full: Seat) -> None:
    assert {place.id for place in full.window.places()} | set(WITHIN) == set(PAGES)


def test_every_control_has_an_accessible_name(full: Seat) -> None:
    for page in PAGES:
        show(full, page)
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
            for control in full.window.findChildren(kind):
                if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    assert control.accessibleName(), (page, control.objectName())


def test_keys_are_unique_real_and_written_on_the_sheet(full: Seat) -> None:
    for name in PAGES:
        page = show(full, name)
        verbs = (*full.window.pages[name].verbs(), *full.window.verbs())
        keys = [key for verb in verbs for key in (verb.key, *verb.also)]
        assert len(keys) == len(set(keys)), name
        assert all(not QKeySequence(key).isEmpty() for key in keys), name
        assert len({verb.id for verb in verbs}) == len(verbs), name
        full.press(Qt.Key.Key_F1)
        assert full.window.sheet.isVisible(), name
        said = " ".join(full.window.sheet.texts())
        for verb in page.verbs():  # type: ignore[attr-defined]
            assert (verb.note or verb.text) in said, (name, verb.id)
        full.press(Qt.Key.Key_Escape)
        assert not full.window.sheet.isVisible(), name
        assert full.window.here == name


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_nothing_is_clipped(full: Seat, size: QSize) -> None:
    full.window.resize(size)
    for name in PAGES:
        show(full, name)
        assert full.window.size() == size, (name, full.window.minimumSizeHint())
        for widget in full.window.findChildren(QWidget):
            if not widget.isVisible() or isinstance(widget, Elided) or _scrolled(widget):
                continue
            if isinstance(widget, QLabel | QAbstractButton):
                wanted = widget.sizeHint() if not _wraps(widget) else QSize(0, widget.heightForWidth(widget.width()))
                assert widget.width() >= wanted.width(), (name, widget, _text(widget))
                assert widget.height() >= wanted.height() - 1, (name, widget, _text(widget))
        _inside(full.window.pages[name], name)


def test_tab_reaches_every_field_of_the_intake_page(full: Seat) -> None:
    show(full, "intake")
    intake = full.window.intake
    wanted = {widget for widget in intake.fields.order() if widget.isVisible()}
    start = next(intake.fields.order())
    start.setFocus()
    reached, walked = {start}, [start]
    for _ in range(40):
        full.press(Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        assert here is not None
        reached.add(here)
        walked.append(here)
    assert wanted <= reached
    order = [widget for widget in intake.fields.order() if widget in wanted]
    assert [widget for widget in dict.fromkeys(walked) if widget in wanted] == order


def test_language_and_look_change_in_place(seat: Seat, qapp: QApplication) -> None:
    seat.scan(next(citizens(3)).card)
    seat.rest()
    form = seat.window.intake.form()
    for value, signal in (("en", seat.window.language_wanted), ("dark", seat.window.theme_wanted)):
        signal.emit(value)
        seat.rest()
        assert seat.window.intake.form() == form
    assert seat.window.intake.fields.person.heading.text() == "Applicant"
    assert theme.tokens() is theme.DARK
    seat.window.language_wanted.emit("vi")
    seat.window.theme_wanted.emit("light")
    seat.rest()
    assert seat.window.intake.fields.person.heading.text() == "Người nộp"


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_text_is_legible_in_every_theme(name: str) -> None:
    t = theme.THEMES[name]
    grounds = (t.ground, t.surface, t.sunken)
    pairs = [(text, ground) for text in (t.text, t.soft, t.good, t.warn, t.bad) for ground in grounds]
    pairs += [(t.on_accent, t.accent), (t.accent, t.accent_soft), (t.good, t.good_soft), (t.warn, t.warn_soft)]
    pairs += [(t.bad, t.bad_soft), (t.text, t.warn_soft), (t.text, t.bad_soft), (t.text, t.good_soft)]
    pairs += [(t.on_rail, t.rail), (t.rail_soft, t.rail), (t.on_rail, t.rail_here), (t.text, t.accent_soft)]
    assert [(a, b, theme.contrast(a, b)) for a, b in pairs if theme.contrast(a, b) < 4.5] == []
    assert theme.contrast(t.focus, t.surface) >= 3
    assert "@" not in theme.style_sheet(t)


def test_every_error_has_three_parts() -> None:
    for happened, safe, now in sentences.ERRORS.values():
        assert happened
        assert safe in sentences.SAFE
        assert now
    assert all(short and whole for short, whole in remarks.PROBLEMS.values())
    assert all((*names.STATES.values(), *names.REASONS.values(), *names.TITLES.values()))


def _wraps(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and widget.wordWrap()


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel) else widget.accessibleName()


def _scrolled(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea | QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


def _inside(page: QWidget, name: str) -> None:
    """Nothing visible sticks out of the page, and scroll areas never hide anything sideways."""
    for area in page.findChildren(QScrollArea):
        inner = area.widget()
        if inner is not None and area.isVisible():
            assert inner.minimumSizeHint().width() <= area.viewport().width(), (name, area.objectName())
    for child in page.findChildren(QWidget):
        if child.isVisible() and child.parentWidget() is page:
            assert page.rect().contains(child.geometry()), (name, child)
