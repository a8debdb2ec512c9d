"""Pinned procedures: first in the empty search, each officer's own, there again after a restart."""

from pathlib import Path

from PySide6.QtCore import Qt

from counter_app.practice.people import citizens
from tests.stories.conftest import Open
from tests.stories.opened import COPIES, CTRL, LODGING, MARRIAGE, Key, Opened, wait_until


def offered(counter: Opened) -> list[str]:
    return [choice.procedure.code for choice in counter.intake.fields.procedure.choices.offered.choices]


def pinned(counter: Opened) -> list[str]:
    choices = counter.intake.fields.procedure.choices.offered.choices
    return [choice.procedure.code for choice in choices if choice.pinned]


def pin(counter: Opened, words: str) -> None:
    counter.choose(words)
    counter.press(Key.Key_D, lambda: "Pinned: " in counter.said, "Ctrl+D pins it", CTRL)
    clear(counter)


def clear(counter: Opened) -> None:
    while not counter.form.empty:
        counter.hands.press(Key.Key_Escape)
    counter.intake.to_procedure()


def test_pinned_ones_come_first_and_survive_a_restart(open_counter: Open, tmp_path: Path) -> None:
    first = open_counter(home=tmp_path).open()
    assert pinned(first) == []
    first.serve(next(citizens(81)), "ks")
    pin(first, "luu tru")
    pin(first, "ket hon")
    wait_until(lambda: offered(first)[:2] == [LODGING, MARRIAGE], "pinned ones are first, before the most used")
    before = offered(first)
    assert len(before) == len(set(before))
    first.close()

    again = open_counter(home=tmp_path).open()
    clear(again)  # the form that lay aside was brought back
    assert offered(again) == before
    assert pinned(again) == [LODGING, MARRIAGE]
    again.press(
        Key.Key_1, lambda: again.form.procedure is not None, "Alt+1 chooses it", Qt.KeyboardModifier.AltModifier
    )
    assert again.form.procedure is not None
    assert again.form.procedure.code == LODGING


def test_the_marked_one_of_the_list_is_pinned_and_unpinned(counter: Opened) -> None:
    counter.intake.to_procedure()
    counter.hands.press(Key.Key_Down)
    code = offered(counter)[1]
    counter.press(Key.Key_D, lambda: pinned(counter) == [code], "Ctrl+D pins the marked one", CTRL)
    assert offered(counter)[0] == code
    marked = counter.intake.fields.procedure.choices.marked
    assert marked is not None
    assert marked.code == code
    counter.press(Key.Key_D, lambda: pinned(counter) == [], "Ctrl+D takes the pin away", CTRL)
    assert "No longer pinned" in counter.said


def test_words_count_more_than_a_pin(counter: Opened) -> None:
    counter.intake.to_procedure()
    pin(counter, "luu tru")
    counter.hands.type("sao y")
    wait_until(lambda: offered(counter)[:1] == [COPIES], "what was typed is first")


def test_each_officer_has_his_own(counter: Opened) -> None:
    counter.intake.to_procedure()
    pin(counter, "ket hon")
    counter.desk.set_officer("Trần Văn Khác")
    counter.press(Key.Key_2, lambda: counter.window.screen.here == "dossiers", "another page", CTRL)
    counter.press(Key.Key_1, lambda: pinned(counter) == [], "the other officer has no pins", CTRL)
    counter.desk.set_officer("Lê Thị Thử")
    counter.press(Key.Key_2, lambda: counter.window.screen.here == "dossiers", "another page", CTRL)
    counter.press(Key.Key_1, lambda: pinned(counter) == [MARRIAGE], "the first one has his again", CTRL)


def test_the_key_stands_on_the_key_sheet(counter: Opened) -> None:
    counter.press(Key.Key_F1, counter.window.screen.sheet.isVisible, "F1 shows the keys")
    texts = counter.window.screen.sheet.texts()
    assert "Keep the procedure among the first, or no longer" in texts
