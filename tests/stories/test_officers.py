"""Another officer goes on: by the list or by a badge, with and without a PIN; the half-filled form stays."""

from collections.abc import Sequence
from datetime import date

import pytest

from counter_app.domain.account import Account
from counter_app.domain.own_codes import make_badge
from counter_app.domain.pin import hash_pin
from counter_app.practice.people import citizens
from counter_app.storage import accounts
from counter_app.ui.pages.about import AboutPage
from counter_app.ui.widgets.pin_bar import PinBar
from tests.stories.conftest import Open
from tests.stories.opened import CTRL, SETTINGS, Key, MouseWatch, Opened, wait_until

LAN, MAI = make_badge(101), make_badge(102)
PIN = "204816"


def account(code: str, name: str, *, role: str = "receiving", pin: str = "", active: bool = True) -> Account:
    kept = hash_pin(pin, bytes(16)) if pin else ""
    return Account(code, name, role, SETTINGS.unit, date(2026, 1, 1), None, active, kept)


MAI_OPEN = account(MAI, "Đỗ Thị Mai", role="leader")
LAN_PIN = account(LAN, "Nguyễn Thị Lan", pin=PIN)


def tell(counter: Opened, *those: Account) -> None:
    """The city's word has come down."""
    running = counter.window.counter
    assert running is not None
    with running.store.transaction() as tx:
        accounts.replace(tx, those)
    counter.window.events.announce(("account",))
    counter.idle()


@pytest.fixture
def counter(open_counter: Open) -> Opened:
    made = open_counter().open()
    tell(made, LAN_PIN, MAI_OPEN)
    return made


def half_filled(counter: Opened) -> None:
    counter.seat(next(citizens()))
    counter.choose("ks")


def bar(counter: Opened) -> PinBar:
    found = counter.window.screen.scanning.officers.bar
    assert found is not None
    return found


def ask_by_badge(counter: Opened, code: str) -> PinBar:
    counter.scan(code)
    wait_until(lambda: counter.window.screen.scanning.officers.bar is not None, "the PIN is asked for")
    return bar(counter)


def give(counter: Opened, pin: str) -> None:
    for digit in pin:
        counter.hands.type(digit)
    counter.press(Key.Key_Return, lambda: counter.window.screen.background.idle, "the PIN is looked at")
    counter.idle()


def rail(counter: Opened) -> str:
    return counter.window.screen.rail.officer.text()


def offered(page: AboutPage) -> Sequence[str]:
    assert page.officers is not None
    return [row.code for row in page.officers.officers.rows]


def test_by_the_list_and_without_a_mouse_the_form_stays(counter: Opened, mouse: MouseWatch) -> None:
    half_filled(counter)
    before = counter.form
    counter.press(Key.Key_6, lambda: counter.window.screen.here == "about", "the page About", CTRL)
    counter.idle()
    page = counter.window.screen.pages["about"]
    assert isinstance(page, AboutPage)
    assert offered(page) == [LAN, MAI]
    assert not page.officer.isVisible()
    counter.press(Key.Key_2, lambda: rail(counter) == "Đỗ Thị Mai", "the second of the list writes")
    counter.idle()
    assert counter.said == "Đỗ Thị Mai writes from now on. The form is as it was."
    assert page.officers is not None
    assert [row.writes for row in page.officers.officers.rows] == [False, True]
    counter.press(Key.Key_Escape, lambda: counter.window.screen.here == "intake", "back at the form")
    assert counter.form == before
    counter.tick_all()
    counter.finish()
    receipt = counter.intake.finishing.receipt
    assert receipt is not None
    assert receipt.officer == "Đỗ Thị Mai"
    assert mouse.seen == 0


def test_f9_on_the_page_about_takes_the_selected_officer(counter: Opened) -> None:
    counter.window.screen.go("about")
    counter.idle()
    counter.hands.press(Key.Key_Down)
    counter.press(Key.Key_F9, lambda: rail(counter) == "Đỗ Thị Mai", "the selected one writes")


def test_by_a_badge_the_pin_is_asked_for_and_nothing_of_it_falls_into_the_form(counter: Opened) -> None:
    half_filled(counter)
    before, lines = counter.form, counter.lines()
    where = counter.window.screen.focusWidget()
    shown = ask_by_badge(counter, LAN)
    assert shown.asked.text() == "PIN of Nguyễn Thị Lan"
    give(counter, "1111")
    assert "wrong" in shown.asked.text()
    assert shown.line.text() == ""
    assert rail(counter) == SETTINGS.officer
    give(counter, PIN)
    wait_until(lambda: rail(counter) == "Nguyễn Thị Lan", "the right PIN lets her write")
    assert counter.window.screen.scanning.officers.bar is None
    assert counter.form == before
    assert counter.lines() == lines
    assert counter.window.screen.focusWidget() is where
    assert counter.desk.officer_now() == "Nguyễn Thị Lan"


def test_esc_leaves_everything_as_it_was(counter: Opened) -> None:
    half_filled(counter)
    before = counter.form
    ask_by_badge(counter, LAN)
    counter.press(Key.Key_Escape, lambda: counter.window.screen.scanning.officers.bar is None, "the question is gone")
    assert rail(counter) == SETTINGS.officer
    assert counter.form == before


def test_three_wrong_pins_and_it_is_said_how_long_to_wait(counter: Opened) -> None:
    shown = ask_by_badge(counter, LAN)
    for _ in range(3):
        give(counter, "1111")
    assert shown.asked.text() == "The PIN was wrong three times."
    assert "30 s" in shown.said.text()
    assert shown.line.isReadOnly()
    give(counter, PIN)
    assert rail(counter) == SETTINGS.officer
    counter.press(Key.Key_Escape, lambda: counter.window.screen.scanning.officers.bar is None, "the question is gone")
    again = ask_by_badge(counter, LAN)
    wait_until(again.line.isReadOnly, "asking anew shortens no wait")
    counter.scan(MAI)
    wait_until(lambda: rail(counter) == "Đỗ Thị Mai", "somebody else need not wait")
    assert counter.window.screen.scanning.officers.bar is None


def test_a_badge_of_nobody_here_is_one_sentence(counter: Opened) -> None:
    half_filled(counter)
    before = counter.form
    counter.scan(make_badge(999))
    wait_until(lambda: "belongs to nobody" in counter.said, "it is told")
    assert make_badge(999) in counter.said
    assert counter.form == before
    assert rail(counter) == SETTINGS.officer


def test_without_accounts_a_badge_is_told_as_before_and_a_name_is_typed(open_counter: Open) -> None:
    counter = open_counter().open()
    counter.scan(LAN)
    wait_until(lambda: "This is the badge of officer 101" in counter.said, "it is told")
    counter.press(Key.Key_6, lambda: counter.window.screen.here == "about", "the page About", CTRL)
    counter.idle()
    page = counter.window.screen.pages["about"]
    assert isinstance(page, AboutPage)
    assert page.officers is None
    assert page.officer.isVisible()
    page.officer.show_text("")
    counter.hands.type("Hai")
    counter.press(Key.Key_F9, lambda: rail(counter) == "Hai", "the name that was typed")


def test_who_is_put_out_is_told_and_writes_no_more_until_somebody_goes_on(counter: Opened) -> None:
    counter.scan(MAI)
    wait_until(lambda: rail(counter) == "Đỗ Thị Mai", "chosen")
    half_filled(counter)
    counter.tick_all()
    before = counter.form
    tell(counter, LAN_PIN, account(MAI, "Đỗ Thị Mai", active=False))
    wait_until(lambda: "account that did was closed" in counter.said, "it is told at once")
    assert rail(counter) == ""
    counter.hands.press(Key.Key_F9)
    wait_until(lambda: "Scan a staff badge" in counter.said, "F9 says what to do")
    counter.idle()
    assert counter.form == before
    assert counter.desk.count() == 0
    ask_by_badge(counter, LAN)
    give(counter, PIN)
    wait_until(lambda: rail(counter) == "Nguyễn Thị Lan", "she goes on with the same form")
    counter.finish()
    assert counter.desk.count() == 1


def test_another_language_keeps_who_writes(counter: Opened) -> None:
    counter.scan(MAI)
    wait_until(lambda: rail(counter) == "Đỗ Thị Mai", "chosen")
    counter.window.screen.language_wanted.emit("vi")
    counter.idle()
    assert rail(counter) == "Đỗ Thị Mai"
