"""Ctrl+K from anywhere finds a dossier that was made a second ago with the cable out."""

from itertools import cycle

from PySide6.QtWidgets import QWidget

from counter_app.domain.text import fold
from counter_app.practice.city_process import CityProcess
from counter_app.practice.line import Line
from counter_app.practice.people import Citizen, citizens
from counter_app.ui.searching import SEARCH_MS
from counter_app.ui.widgets.empty_state import EmptyState
from tests.stories.conftest import Enrolled, Open
from tests.stories.opened import CTRL, Key, Opened, wait_until


def someone_with_d() -> Citizen:
    """Return an invented citizen whose name begins with Đ."""
    return next(citizen for citizen in citizens(41) if citizen.name.startswith("Đ"))


def offline(open_counter: Open, enrolled: Enrolled, line: Line) -> tuple[Opened, Citizen, str]:
    """A counter with its cable out that has served three people; the second is the one to find."""
    counter = open_counter(enrolled(line.port)).open()
    wait_until(lambda: counter.light == "green", "the city answers")
    line.cut()
    people = citizens(42)
    wanted = someone_with_d()
    counter.serve(next(people), "ks")
    counter.seat(wanted)
    counter.focus(counter.intake.fields.person.fields["phone"].line)
    counter.hands.type(wanted.phone)
    counter.focus(counter.intake.fields.procedure.search)
    counter.choose("ks")
    counter.tick_all()
    code = counter.finish()
    counter.serve(next(people), "ks")
    return counter, wanted, code


def test_found_by_whatever_is_known(open_counter: Open, enrolled: Enrolled, city: CityProcess, line: Line) -> None:
    counter, wanted, code = offline(open_counter, enrolled, line)
    screen = counter.window.screen
    given = fold(wanted.name).split()
    texts = (code.lower(), fold(wanted.name), " ".join(given[:1] + given[-1:]), wanted.number, wanted.phone)
    for text, page in zip(texts, cycle((Key.Key_1, Key.Key_3, Key.Key_4, Key.Key_5)), strict=False):
        counter.hands.press(page, CTRL)
        counter.press(Key.Key_K, screen.top.search.hasFocus, "the search box has the focus", CTRL)
        counter.hands.type(text)
        wait_until(lambda: screen.top.search.text() == text, "the text is in the box")  # noqa: B023
        wait_until(lambda: screen.here == "dossiers" and code in found(counter), f"{text} finds it")
        counter.press(Key.Key_Escape, lambda: screen.here != "dossiers", "Esc leaves the search")
    assert city.client().state((code,)).held == ()
    assert counter.desk.sync().unsent == 3
    assert counter.light != "green"


def test_enter_opens_what_was_found_and_esc_leads_back_to_the_form(counter: Opened) -> None:
    people = citizens(43)
    first = next(people)
    code = counter.serve(first, "ks")
    present = next(people)
    counter.seat(present)
    form = counter.form
    screen = counter.window.screen
    counter.press(Key.Key_K, screen.top.search.hasFocus, "the search box", CTRL)
    counter.hands.type(first.number)
    counter.press(Key.Key_Return, lambda: screen.here == "dossier", "the only one found is opened")
    counter.idle()
    assert screen.pages["dossier"].view.dossier.code == code  # type: ignore[attr-defined]
    counter.rest(2 * SEARCH_MS)
    assert screen.here == "dossier"
    counter.press(Key.Key_1, lambda: screen.here == "intake", "back to the form", CTRL)
    assert counter.form == form


def test_esc_right_after_a_letter_stays_on_the_page_it_leads_to(counter: Opened) -> None:
    screen = counter.window.screen
    counter.press(Key.Key_K, screen.top.search.hasFocus, "the search box", CTRL)
    counter.hands.type("x")
    wait_until(lambda: screen.top.search.text() == "x", "a letter is typed")
    counter.hands.press_at_once(Key.Key_Escape)
    counter.rest(2 * SEARCH_MS)
    assert screen.here == "intake"
    assert screen.top.search.text() == ""


def test_nothing_found_says_so(counter: Opened) -> None:
    counter.serve(next(citizens(44)), "ks")
    screen = counter.window.screen
    counter.press(Key.Key_K, screen.top.search.hasFocus, "the search box", CTRL)
    counter.hands.type("khongcoai")
    wait_until(lambda: screen.here == "dossiers" and found(counter) == [], "nothing is found")
    page = screen.pages["dossiers"]
    wait_until(lambda: "khongcoai" in " ".join(said_on(page)), "the page says so")


def said_on(page: QWidget) -> list[str]:
    """What stands in the middle of a page that has nothing to show."""
    return [empty.headline.text() for empty in page.findChildren(EmptyState) if empty.isVisible()]


def found(counter: Opened) -> list[str]:
    """The codes that the list of dossiers shows."""
    model = counter.window.screen.pages["dossiers"].model  # type: ignore[attr-defined]
    return [model.index(at, 0).data() for at in range(model.rowCount())]
