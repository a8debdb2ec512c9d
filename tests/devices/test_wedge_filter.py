"""Scans never touch a field, typing always does: tried on real fields with the focus in them."""

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from counter_app.devices.drivers.wedge_filter import WedgeFilter

CARD = "001090012345|012345678|NGUYEN VAN AN|01011990|Nam|Thon Dong, Xa An Khanh|15062021"
_NONE = Qt.KeyboardModifier.NoModifier
_KEYS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace}


class Desk(QDialog):
    """A form with every kind of field and a default button."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.text, self.plain = QLineEdit(), QTextEdit(), QPlainTextEdit()
        self.spin, self.combo = QSpinBox(), QComboBox()
        self.spin.setMaximum(999_999_999)
        self.combo.setEditable(True)
        self.button = QPushButton("Save")
        self.button.setDefault(True)
        self.presses: list[bool] = []
        self.button.clicked.connect(lambda: self.presses.append(True))
        layout = QVBoxLayout(self)
        for part in self.fields:
            layout.addWidget(part)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.line, self.text, self.plain, self.spin, self.combo, self.button)

    def contents(self) -> tuple[str, ...]:
        return (
            self.line.text(),
            self.text.toPlainText(),
            self.plain.toPlainText(),
            self.spin.text(),
            self.combo.currentText(),
        )


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    return desk


@pytest.fixture
def scans(desk: Desk) -> Iterator[list[str]]:
    watching, found = WedgeFilter(desk), list[str]()
    watching.scanned.connect(found.append)
    watching.install()
    yield found
    watching.remove()


def strike(widget: QWidget, letter: str, *, repeat: bool = False) -> None:
    """Press and release one key the way the platform does it: through the window, with a shortcut asked for before."""
    window = widget.window().windowHandle()
    key = _KEYS.get(letter, Qt.Key(ord(letter.upper())) if ord(letter) < 256 else Qt.Key(0))
    if not repeat and letter.isascii():
        modifier = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else _NONE
        if letter in _KEYS:
            QTest.keyClick(window, key, modifier)
        else:
            # The stubs know key codes only; a letter keeps its case and its shift key only when given as text.
            QTest.keyClick(window, cast("Qt.Key", letter), modifier)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(window, QKeyEvent(kind, key, _NONE, letter, repeat))


def scan(widget: QWidget, text: str) -> None:
    for letter in text:
        strike(widget, letter)


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("end", ["\r", "\t", "\r\r"])
def test_a_scan_is_captured_whatever_has_the_focus(desk: Desk, scans: list[str], place: int, end: str) -> None:
    field = desk.fields[place]
    field.setFocus()
    before = desk.contents()
    scan(desk, CARD + end)
    assert scans == [CARD]
    assert desk.contents() == before
    assert desk.presses == []
    assert desk.isVisible()
    assert QApplication.focusWidget() is field


def test_a_scan_that_ends_with_control_j_is_captured(desk: Desk, scans: list[str]) -> None:
    desk.text.setFocus()
    scan(desk, CARD)
    end = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier, "\n")
    QCoreApplication.sendEvent(desk.windowHandle(), end)
    assert scans == [CARD]
    assert desk.text.toPlainText() == ""


def test_many_scans_in_a_row_are_kept_apart(desk: Desk, scans: list[str]) -> None:
    desk.line.setFocus()
    codes = [f"H13.35.07-261123-{number:04d}" for number in range(30)]
    for code in codes:
        scan(desk, code + "\r")
    assert scans == codes
    assert desk.line.text() == ""


def test_typing_arrives_whole_and_in_order(desk: Desk, scans: list[str], qtbot: QtBot) -> None:
    desk.line.setFocus()
    for letter in "Đặng Thị Phượng 01":
        strike(desk, letter)
        QTest.qWait(1)
    qtbot.waitUntil(lambda: desk.line.text() == "Đặng Thị Phượng 01")
    assert scans == []


def test_a_single_key_is_visible_without_another_one(desk: Desk, scans: list[str], qtbot: QtBot) -> None:
    for field in (desk.line, desk.text, desk.combo):
        field.setFocus()
        strike(desk, "7")
        qtbot.waitUntil(lambda: any("7" in content for content in desk.contents()))
        desk.line.clear()
        desk.text.clear()
    assert scans == []


def test_a_short_word_with_enter_types_and_presses_the_default_button(desk: Desk, scans: list[str]) -> None:
    desk.line.setFocus()
    scan(desk, "ks\r")
    assert desk.line.text() == "ks"
    assert desk.presses == [True]
    assert scans == []


def test_letters_before_a_mouse_press_reach_the_field_they_were_typed_into(desk: Desk, scans: list[str]) -> None:
    desk.line.setFocus()
    strike(desk, "a")
    QTest.mouseClick(desk.spin, Qt.MouseButton.LeftButton, _NONE, QPoint(5, 5))
    assert desk.line.text() == "a"


def test_letters_before_an_arrow_or_a_command_key_come_first(desk: Desk, scans: list[str]) -> None:
    desk.line.setFocus()
    scan(desk, "ab")
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_Left)
    strike(desk, "x")
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert desk.line.text() == "axb"
    assert desk.line.selectedText() == "axb"


def test_letters_before_a_change_of_focus_stay_in_their_field(desk: Desk, scans: list[str]) -> None:
    desk.line.setFocus()
    strike(desk, "q")
    desk.plain.setFocus()
    assert desk.contents()[0] == "q"


def test_a_key_held_down_repeats_without_delay(desk: Desk, scans: list[str]) -> None:
    desk.line.setFocus()
    strike(desk, "0")
    for number in range(20):
        QTest.qSleep(12)
        strike(desk, "0", repeat=True)
        assert desk.line.text() == "0" * (number + 2)
    assert scans == []


def test_a_space_on_a_button_presses_it_once(desk: Desk, scans: list[str], qtbot: QtBot) -> None:
    desk.button.setFocus()
    strike(desk, " ")
    qtbot.waitUntil(lambda: desk.presses == [True])
    assert not desk.button.isDown()


def test_scanned_letters_and_line_ends_trigger_no_shortcut(desk: Desk, scans: list[str]) -> None:
    fired: list[str] = []
    for sequence in ("Return", "Tab", "B"):
        shortcut = QShortcut(QKeySequence(sequence), desk)
        shortcut.activated.connect(lambda sequence=sequence: fired.append(sequence))
    desk.button.setFocus()
    scan(desk, "H13.35.07-b61123-0001\r\r")
    assert fired == []
    assert scans == ["H13.35.07-b61123-0001"]


def test_a_shortcut_still_works_for_a_person(desk: Desk, scans: list[str]) -> None:
    fired: list[bool] = []
    QShortcut(QKeySequence("Return"), desk).activated.connect(lambda: fired.append(True))
    desk.line.setFocus()
    strike(desk, "\r")
    assert fired == [True]


def test_a_scan_through_an_input_method_leaves_nothing_behind(desk: Desk, scans: list[str]) -> None:
    desk.line.setFocus()
    for letter in "NGUYEN VAN AN 0123":
        QCoreApplication.sendEvent(desk.line, QInputMethodEvent(letter, []))
        step = QInputMethodEvent()
        step.setCommitString(letter)
        QCoreApplication.sendEvent(desk.line, step)
    strike(desk, "\r")
    assert scans == ["NGUYEN VAN AN 0123"]
    assert desk.line.text() == ""
    assert desk.presses == []


def test_composed_letters_of_a_person_arrive(desk: Desk, scans: list[str], qtbot: QtBot) -> None:
    desk.line.setFocus()
    for word in ("Phượng", " ", "ạ"):
        QCoreApplication.sendEvent(desk.line, QInputMethodEvent("tạm", []))
        step = QInputMethodEvent()
        step.setCommitString(word)
        QCoreApplication.sendEvent(desk.line, step)
    qtbot.waitUntil(lambda: desk.line.text() == "Phượng ạ")
    assert scans == []


def test_a_scan_is_captured_in_a_dialog_that_a_held_key_opened(desk: Desk, scans: list[str], qtbot: QtBot) -> None:
    dialog = QDialog(desk)
    inside = QLineEdit(dialog)

    def scan_inside() -> None:
        assert QTest.qWaitForWindowActive(dialog)
        inside.setFocus()
        # The first paint of a window loads fonts; a scan is not made into a window that is not yet there.
        dialog.grab()
        QCoreApplication.processEvents()
        scan(dialog, CARD + "\r")
        dialog.reject()

    def open_dialog() -> None:
        QTimer.singleShot(0, scan_inside)
        dialog.exec()

    desk.button.clicked.connect(open_dialog)
    desk.button.setFocus()
    strike(desk, " ")
    qtbot.waitUntil(lambda: scans == [CARD])
    assert inside.text() == ""


def test_a_stalled_screen_does_not_tear_a_scan_apart(desk: Desk, scans: list[str]) -> None:
    desk.line.setFocus()
    watching = desk.findChild(WedgeFilter)
    assert watching is not None
    window = desk.windowHandle()
    for number, letter in enumerate(CARD + "\r"):
        key = _KEYS.get(letter, Qt.Key(ord(letter.upper())))
        press = QKeyEvent(QEvent.Type.KeyPress, key, _NONE, letter)
        press.setTimestamp(10_000 + number * 8)
        QCoreApplication.sendEvent(window, press)
        if number in (3, 20):
            QTest.qSleep(60)
    assert scans == [CARD]
    assert desk.line.text() == ""


def test_a_focus_that_moves_in_the_middle_of_a_scan_does_not_tear_it(desk: Desk, scans: list[str]) -> None:
    desk.line.setFocus()
    scan(desk, CARD[:30])
    desk.plain.setFocus()
    scan(desk, CARD[30:] + "\r")
    assert scans == [CARD]
    assert set(desk.contents()) <= {"", "0"}


def test_removing_the_filter_gives_back_what_it_held(desk: Desk, scans: list[str]) -> None:
    watching = desk.findChild(WedgeFilter)
    assert watching is not None
    desk.line.setFocus()
    strike(desk, "z")
    watching.remove()
    assert desk.line.text() == "z"
