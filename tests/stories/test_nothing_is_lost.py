"""What was typed survives a fall; who was here before is known; what was wrong is put right."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from counter_app.practice.people import citizens
from counter_app.ui import shown
from tests.stories.conftest import Open
from tests.stories.opened import BIRTH, COPIES, CTRL, MARRIAGE, Key, Opened, wait_until

if TYPE_CHECKING:
    from counter_app.ui.pages.dossier import DossierPage


def as_left_by_a_power_cut(counter: Opened, home: Path) -> Path:
    """Copy what is on the disk at this moment, log and all: the counter is given no chance to tidy up."""
    shutil.copytree(counter.places.home, home)
    return home


def test_a_half_typed_form_comes_back_after_a_fall(open_counter: Open, tmp_path: Path) -> None:
    fallen = open_counter().open()
    citizen = next(citizens(51))
    fallen.seat(citizen)
    fallen.choose("sao y")
    fallen.tick_all()
    fallen.hands.press(Key.Key_Tab)
    fallen.hands.type("3*2+1*5")
    wait_until(lambda: fallen.form.copies == "3*2+1*5", "copies are typed")
    form = fallen.form
    wait_until(lambda: any("3*2+1*5" in kept.content for kept in fallen.desk.saved_forms()), "it is kept by itself")
    home = as_left_by_a_power_cut(fallen, tmp_path / "after")
    fallen.close()

    counter = open_counter(home=home).open()
    wait_until(lambda: counter.form == form, "the form is back, whole")
    assert "brought back" in counter.said
    code = counter.finish()
    assert counter.desk.dossier(counter.desk.page(None, 1)[0].id).dossier.fields["copies"] == "3*2+1*5"
    counter.close()
    again = open_counter(home=home).open()
    again.idle()
    assert again.form.empty
    assert [row.code for row in again.desk.page(None, 9)] == [code]


def test_a_form_that_became_a_dossier_does_not_come_back(open_counter: Open, tmp_path: Path) -> None:
    fallen = open_counter().open()
    fallen.seat(next(citizens(52)))
    fallen.choose("ks")
    wait_until(lambda: bool(fallen.desk.saved_forms()), "it is kept")
    fallen.tick_all()
    code = fallen.finish()
    home = as_left_by_a_power_cut(fallen, tmp_path / "after")
    fallen.close()
    counter = open_counter(home=home).open()
    counter.idle()
    assert counter.form.empty
    assert [row.code for row in counter.desk.page(None, 9)] == [code]


def test_typing_before_the_store_is_open_is_not_lost(open_counter: Open) -> None:
    first = open_counter().open()
    left = next(citizens(53))
    first.seat(left)
    first.close()
    counter = open_counter(home=first.places.home)
    present = next(citizens(54))
    counter.window.open()
    wait_until(counter.window.screen.isVisible, "the window is there")
    counter.window.load()
    counter.scan(present.card)
    assert counter.form.applicant.name == present.name
    wait_until(lambda: counter.window.screen.desk is not None, "the store is open")
    counter.idle()
    assert counter.form.applicant.name == present.name
    counter.press(Key.Key_F3, lambda: counter.form.applicant.name == left.name, "F3 brings the older one back")
    counter.press(Key.Key_F3, lambda: counter.form.applicant.name == present.name, "and the newer one again")


def test_a_known_person_brings_phone_and_address(counter: Opened) -> None:
    citizen = next(citizens(55))
    counter.seat(citizen)
    person = counter.intake.fields.person
    counter.focus(person.fields["phone"].line)
    counter.hands.type(citizen.phone)
    counter.focus(person.fields["address"].line)
    counter.hands.press(Key.Key_A, CTRL)
    counter.hands.type("7 Hem Moi, Cai Khe")
    counter.focus(counter.intake.fields.procedure.search)
    counter.choose("ks")
    counter.tick_all()
    counter.finish()

    counter.scan(replace(citizen, name=citizen.name.upper()).card)
    wait_until(lambda: counter.form.applicant.phone == citizen.phone, "the phone is known")
    counter.idle()
    assert counter.form.applicant.address == "7 Hem Moi, Cai Khe"
    address = person.fields["address"]
    assert address.mark.isVisible()
    assert citizen.address in address.line.toolTip()
    assert "7 Hem Moi" in address.line.toolTip()
    assert not person.fields["name"].mark.isVisible()
    assert person.note.isVisible()
    assert "Known: last here" in person.note.whole
    assert "F8" in person.note.whole
    counter.press(Key.Key_F8, lambda: counter.form.applicant.address == citizen.address, "F8 takes the card's")
    counter.press(Key.Key_F8, lambda: counter.form.applicant.address == "7 Hem Moi, Cai Khe", "and back")
    wait_until(counter.intake.fields.procedure.search.hasFocus, "work goes on at the procedure")


def test_wrong_procedure_and_wrong_date_are_corrected_with_reasons(counter: Opened) -> None:
    code = counter.serve(next(citizens(56)), "ks")
    screen = counter.window.screen
    counter.scan(code)
    wait_until(lambda: screen.here == "dossier", "the receipt's code opens the dossier")
    page = cast("DossierPage", screen.pages["dossier"])
    wait_until(lambda: page.view is not None, "it is shown")
    dossier = page.wanted
    assert dossier is not None

    counter.press(Key.Key_E, lambda: page.correcting, "Ctrl+E", CTRL)
    fields = page.correction.fields
    while not fields["procedure"].line.hasFocus():
        counter.hands.press(Key.Key_Tab)
    counter.hands.type("ket hon")
    wait_until(page.correction.choices.isVisible, "procedures are offered")
    counter.press(Key.Key_Return, lambda: "kết hôn" in fields["procedure"].text, "marriage it is")
    counter.press(Key.Key_F9, lambda: "Not saved yet" in counter.said, "its papers are missing: nothing is saved")
    assert fields["missing_reason"].mark.isVisible()
    counter.focus(fields["missing_reason"].line)
    counter.hands.type("bo sung ngay mai")
    counter.press(Key.Key_F9, fields["reason"].mark.isVisible, "without a reason nothing is saved")
    assert "Not saved yet" in counter.said
    assert counter.desk.dossier(dossier).dossier.procedure_code == BIRTH
    counter.focus(fields["reason"].line)
    counter.hands.type("chon nham thu tuc")
    counter.press(Key.Key_F9, lambda: not page.correcting, "saved")
    wait_until(lambda: counter.desk.dossier(dossier).dossier.procedure_code == MARRIAGE, "the procedure is right")
    counter.idle()

    due = counter.desk.now() + timedelta(days=9)
    typed = f"16:30 {due:%d/%m/%Y}"
    counter.press(Key.Key_E, lambda: page.correcting, "Ctrl+E", CTRL)
    while not fields["due"].line.hasFocus():
        counter.hands.press(Key.Key_Tab)
    before = fields["due"].text
    counter.hands.press(Key.Key_A, CTRL)
    counter.hands.type(typed)
    counter.focus(fields["reason"].line)
    counter.hands.type("hen lai ngay")
    counter.press(Key.Key_F9, lambda: not page.correcting, "saved")
    wait_until(lambda: shown.moment(counter.desk.dossier(dossier).dossier.due_at) == typed, "the date is right")
    counter.idle()

    wait_until(lambda: "hen lai ngay" in "\n".join(page.timeline.texts()), "the timeline tells")
    told = "\n".join(page.timeline.texts())
    assert "Đăng ký khai sinh → Đăng ký kết hôn" in told
    assert f"{before} → {typed}" in told
    assert "chon nham thu tuc" in told
    assert [row.copy_number for row in counter.prints()] == [2, 1, 0]
    assert counter.desk.dossier(dossier).dossier.code == code

    counter.press(Key.Key_Escape, lambda: screen.here == "intake", "back")
    counter.burst(code)
    wait_until(lambda: screen.here == "dossier" and page.view is not None, "the old code still opens it")
    assert page.wanted == dossier
    assert counter.desk.count() == 1


def test_an_old_dossier_keeps_its_checklist(counter: Opened) -> None:
    code = counter.serve(next(citizens(57)), "sao y", "1*1")
    dossier = counter.desk.by_code(code)
    assert dossier is not None
    papers = counter.desk.dossier(dossier).dossier.fields["papers"]
    procedure = counter.desk.procedure(COPIES)
    assert procedure is not None
    assert [paper["name"] for paper in papers] == [line.name for line in procedure.checklist]
