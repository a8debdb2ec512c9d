"""Certified copies: the batch, the keys it takes, what is typed and what it costs."""

from itertools import islice

import pytest

from counter_app.practice.people import citizens
from tests.stories.opened import COPIES, Key, MouseWatch, Opened, wait_until

MOST_KEYS = 6


def test_twenty_in_a_batch_without_a_mouse(counter: Opened, mouse: MouseWatch) -> None:
    people = citizens(3)
    counter.serve(next(people), "sao y", "1*2")
    counter.press(Key.Key_F2, lambda: counter.form.sticky, "the batch begins")
    panel = counter.intake.fields.procedure
    assert panel.sticky.isVisible()
    assert "Esc" in panel.sticky.text()
    assert panel.property("sticky") == "true"
    assert panel.copies.line.hasFocus()

    codes = []
    for citizen in islice(people, 20):
        counter.hands.pressed = 0
        counter.seat(citizen)
        counter.hands.type("1*2")
        codes.append(counter.finish())
        assert counter.hands.pressed <= MOST_KEYS
        assert counter.form.sticky
        assert counter.form.copies == ""
        assert counter.form.applicant.empty
        assert panel.copies.line.hasFocus()
    assert len(set(codes)) == 20
    assert counter.desk.count() == 21
    newest = [counter.desk.dossier(row.id).dossier for row in counter.desk.page(None, 20)]
    assert {dossier.procedure_code for dossier in newest} == {COPIES}
    assert {dossier.fields["copies"] for dossier in newest} == {"1*2"}
    assert all(dossier.fields["papers"][0]["given"] for dossier in newest)
    assert set(codes) <= set(counter.receipts())

    counter.press(Key.Key_Escape, lambda: not counter.form.sticky, "Esc leaves the batch")
    assert counter.form.procedure is None
    assert counter.form.empty
    assert not panel.sticky.isVisible()
    assert mouse.seen == 0


def test_the_same_again_for_one_person_takes_six_keys_at_most(counter: Opened) -> None:
    first, second = islice(citizens(4), 2)
    counter.serve(first, "sao y", "1*2")
    counter.hands.pressed = 0
    counter.seat(second)
    counter.press(Key.Key_F2, lambda: counter.form.procedure is not None, "the same procedure again")
    counter.hands.type("1*1")
    counter.finish()
    assert counter.hands.pressed <= MOST_KEYS
    assert counter.desk.page(None, 1)[0].applicant == second.name


def test_esc_in_the_middle_of_a_batch_loses_no_form(counter: Opened) -> None:
    people = citizens(5)
    counter.serve(next(people), "sao y", "1*2")
    counter.press(Key.Key_F2, lambda: counter.form.sticky, "the batch begins")
    citizen = next(people)
    counter.seat(citizen)
    counter.hands.type("2*2")
    wait_until(lambda: counter.form.copies == "2*2", "copies are typed")
    form = counter.form
    counter.press(Key.Key_Escape, lambda: "Esc again" in counter.said, "Esc asks first")
    assert counter.form == form
    counter.press(Key.Key_Escape, lambda: counter.form.empty, "the second Esc puts it aside")
    counter.press(Key.Key_F3, lambda: counter.form.applicant.name == citizen.name, "F3 brings it back")
    assert counter.form.copies == "2*2"


@pytest.mark.parametrize(
    ("typed", "fee", "counted"),
    [
        ("3*2+1*5", "22.000 đ", "4 documents, 11 copies"),
        ("1*5/10+2*1/3", "70.000 đ", "3 documents, 7 copies"),
    ],
)
def test_the_fee_is_shown_as_copies_are_typed(counter: Opened, typed: str, fee: str, counted: str) -> None:
    counter.seat(next(citizens(6)))
    counter.choose("sao y")
    counter.hands.press(Key.Key_Tab)
    counter.hands.type(typed)
    panel = counter.intake.fields.procedure
    wait_until(lambda: panel.fee.text() == fee, "the fee is shown")
    assert panel.counted.whole == counted


@pytest.mark.parametrize("typed", ["3*", "3:2", "*5", "3*2+", "0*2", "3**2", "abc", "1*5/0", "99999*9", "3*-1"])
def test_bad_copies_are_explained_and_nothing_is_erased(counter: Opened, typed: str) -> None:
    citizen = next(citizens(7))
    counter.seat(citizen)
    counter.choose("sao y")
    counter.tick_all()
    counter.hands.press(Key.Key_Tab)
    counter.hands.type(typed)
    wait_until(lambda: counter.form.copies == typed, "it is typed")
    panel = counter.intake.fields.procedure
    wait_until(lambda: "documents," not in panel.counted.whole and bool(panel.counted.whole), "it is explained")
    form = counter.form
    counter.press(Key.Key_F9, lambda: "Not registered yet" in counter.said, "F9 refuses")
    assert panel.copies.mark.isVisible()
    assert panel.copies.line.hasFocus()
    assert counter.form == form
    assert counter.form.copies == typed
    assert counter.desk.count() == 0
