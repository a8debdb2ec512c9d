"""Fifty cards and codes at every moment and in every field: nobody is overwritten and no scan becomes text."""

import random
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from counter_app.devices.wedge import SHORTEST
from counter_app.domain.scan import CardScan, read
from counter_app.practice.hands import Hands
from counter_app.practice.people import Citizen, citizens
from counter_app.ui.form import PersonTexts
from tests.domain.scan_corpus import CORPUS
from tests.stories.opened import CTRL, Key, Opened, wait_until

CUT = tuple(case.text for case in CORPUS if case.kind == "card" and case.doubt == "truncated")
FOREIGN = tuple(case.text for case in CORPUS if case.kind == "unknown" and case.text.strip())


def qr(text: str, path: Path) -> Path:
    segno.make(text, error="m", encoding="utf-8").save(str(path), kind="png", scale=5, border=5)
    return path


@dataclass
class Rig:
    """A counter, somebody in its form, a dossier in its store, and the ways in which a code arrives."""

    counter: Opened
    folder: Path
    dice: random.Random
    dossier: str
    pictures: int = 0

    def by_reader(self, text: str) -> None:
        self.counter.scan(text)

    def by_wedge(self, text: str) -> None:
        self.counter.burst(text)

    def by_picture(self, text: str) -> None:
        self.pictures += 1
        self.counter.intake.scans.read_picture(str(qr(text, self.folder / f"{self.pictures}.png")))

    def send(self, text: str) -> None:
        """Let a code arrive at a random moment, in a random way, with the focus in a random field."""
        counter = self.counter
        ways = [self.by_reader]
        if text.isprintable() and len(text) >= SHORTEST:
            # No keyboard sends control characters, and shorter texts may have been typed.
            ways += [self.by_wedge, self.by_wedge]
        kind = read(text)
        if isinstance(kind, CardScan) and counter.window.screen.here == "intake":
            ways.append(self.by_picture)
        if not counter.banner.asking:
            counter.focus(self.dice.choice(self.places()))
        way, before = self.dice.choice(ways), len(counter.scanned)
        way(text)
        wait_until(lambda: way == self.by_picture or len(counter.scanned) > before, "the code has arrived")
        counter.idle()

    def places(self) -> list[QWidget]:
        """Everything that takes the focus and can be seen."""
        screen = self.counter.window.screen
        order = [*self.counter.intake.fields.order(), screen.top.search]
        return [widget for widget in order if widget.isVisible() and widget.isEnabled()]


@pytest.fixture(params=[1, 2])
def rig(counter: Opened, tmp_path: Path, request: pytest.FixtureRequest) -> Rig:
    code = counter.serve(next(citizens(31)), "ks")
    return Rig(counter, tmp_path, random.Random(request.param), code)


def answer(rig: Rig, other: Citizen) -> Citizen | None:
    """Answer the question that a second card asks; return who is the applicant now, None when nobody changed."""
    counter = rig.counter
    before = counter.form
    key = rig.dice.choice("rne")
    if key == "e":
        counter.press(Key.Key_Escape, lambda: not counter.banner.asking, "ignored")
        assert counter.form == before
        return None
    counter.hands.type(key)
    wait_until(lambda: not counter.banner.asking, "answered")
    counter.idle()
    if key == "r":
        assert counter.form.applicant == before.applicant
        assert counter.form.procedure == before.procedure
        assert counter.form.at_counter is not None
        assert counter.form.at_counter.name == other.name
        # Nobody after all, so that the next strange card asks about a form with one person in it.
        counter.press(Key.Key_F6, lambda: counter.form.at_counter is None, "nobody after all")
        return None
    assert counter.form.applicant.name == other.name
    assert counter.form.at_counter is None
    assert counter.form.procedure is None
    counter.press(Key.Key_F3, lambda: counter.form.applicant == before.applicant, "the first one is not lost")
    for _ in range(counter.intake.keeping.aside):
        # F3 walks through all that lie aside; the newest person lies at the foot of the pile.
        shown = counter.form.id
        counter.press(Key.Key_F3, lambda: counter.form.id != shown, "the next one")  # noqa: B023
    assert counter.form.applicant.name == other.name
    return other


def test_fifty_mixed_scans_overwrite_nobody(rig: Rig) -> None:
    counter = rig.counter
    people = citizens(32)
    present = next(people)
    counter.seat(present)
    counter.choose("sao y")
    counter.focus(counter.intake.fields.procedure.copies.line)
    counter.hands.type("2*1")
    wait_until(lambda: counter.form.copies == "2*1", "copies are typed")
    asked = 0
    kinds = ["same", "other", "dossier", "foreign", "cut"] * 10
    rig.dice.shuffle(kinds)
    for kind in kinds:
        before, lines = counter.form, counter.lines()
        if kind == "other":
            other = next(people)
            rig.send(other.card)
            assert counter.banner.asking, f"{other.card} did not ask"
            assert counter.form == before
            assert counter.lines() == lines
            asked += 1
            present = answer(rig, other) or present
            continue
        text = {
            "same": present.card,
            "dossier": rig.dice.choice([rig.dossier, rig.dossier, "H13.00.01-260105-0999"]),
            "foreign": rig.dice.choice(FOREIGN),
            "cut": rig.dice.choice([*CUT, present.card[: rig.dice.randrange(14, 60)], next(people).card[:20]]),
        }[kind]
        rig.send(text)
        assert not counter.banner.asking, f"{kind} {text!r} asks"
        assert counter.form == before, f"{kind} {text!r} changed the form"
        if counter.window.screen.here == "dossier":
            assert text == rig.dossier
            counter.press(Key.Key_Escape, lambda: counter.window.screen.here == "intake", "back")
        assert counter.lines() == lines, f"{text!r} left text"
    assert asked == 10
    assert counter.desk.count() == 1


def test_what_is_no_whole_card_leaves_an_empty_form_empty(counter: Opened) -> None:
    for text in (*CUT, *FOREIGN):
        counter.intake.banner.clear()
        counter.scan(text)
        assert counter.form.empty, f"{text!r} half filled the form"
        assert counter.said, f"nothing was said about {text!r}"
        assert "was not touched" in counter.said


def test_a_wedge_scan_works_from_every_field(counter: Opened) -> None:
    citizen = next(citizens(33))
    counter.press(Key.Key_F6, lambda: counter.intake.fields.representative.unfolded, "somebody else is there")
    counter.press(Key.Key_F6, lambda: not counter.intake.fields.representative.unfolded, "nobody after all")
    fields = [widget for widget in counter.intake.fields.order() if widget.isVisible()]
    assert len(fields) > 8
    for widget in [*fields, counter.window.screen.top.search]:
        counter.focus(widget)
        counter.burst(citizen.card)
        wait_until(lambda: counter.form.applicant.name == citizen.name, f"scanned in {widget.objectName()}")
        counter.idle()
        assert counter.form.applicant == PersonTexts.of(card_of(citizen).card.person())
        texts = [text for name, text in counter.lines().items() if "applicant" not in name]
        assert not any("|" in text or citizen.number in text for text in texts)
        counter.press(Key.Key_Escape, lambda: "Esc again" in counter.said, "aside?")
        counter.press(Key.Key_Escape, lambda: counter.form.empty, "aside")


def test_a_scan_in_the_middle_of_a_word_leaves_the_word(counter: Opened) -> None:
    first, second = islice(citizens(36), 2)
    search = counter.intake.fields.procedure.search
    counter.hands.type("k")
    wait_until(lambda: search.text() == "k", "a letter is typed")
    counter.burst(first.card)
    wait_until(lambda: counter.form.applicant.name == first.name, "the card fills the form")
    counter.idle()
    assert search.text() == "k"
    counter.hands.type("s")
    wait_until(lambda: search.text() == "ks", "typing goes on")
    counter.burst(second.card)
    wait_until(lambda: counter.banner.asking, "another one asks")
    assert search.text() == "ks"
    counter.press(Key.Key_Escape, lambda: not counter.banner.asking, "ignored")
    counter.press(Key.Key_Return, lambda: counter.form.procedure is not None, "and it is chosen")
    assert counter.form.applicant.name == first.name


def test_a_card_reaches_the_form_from_every_page(counter: Opened) -> None:
    people = citizens(34)
    code = counter.serve(next(people), "ks")
    screen = counter.window.screen
    for key in (Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5):
        counter.press(key, lambda: screen.here != "intake", "another page", CTRL)
        counter.idle()
        citizen = next(people)
        counter.burst(citizen.card)
        wait_until(lambda: counter.form.applicant.name == citizen.name, "the card fills the form")  # noqa: B023
        assert screen.here == "intake"
        counter.idle()
        counter.burst(code)
        wait_until(lambda: screen.here == "dossier", "a receipt's code opens its dossier")
        counter.press(Key.Key_Escape, lambda: screen.here == "intake", "back")
        assert counter.form.applicant.name == citizen.name
        counter.press(Key.Key_Escape, lambda: "Esc again" in counter.said, "aside?")
        counter.press(Key.Key_Escape, lambda: counter.form.empty, "aside")


def test_a_picture_is_chosen_by_keys(counter: Opened, tmp_path: Path) -> None:
    citizen = next(citizens(35))
    picture = qr(citizen.card, tmp_path / "card.png")

    look = QTimer()

    def in_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            look.stop()
            hands = Hands(lambda: dialog)
            hands.type(str(picture))
            hands.press(Key.Key_Return)

    look.timeout.connect(in_dialog)
    look.start(20)
    counter.hands.press(Key.Key_O, CTRL)
    wait_until(lambda: counter.form.applicant.name == citizen.name, "the picture fills the form")
    counter.scan(replace(citizen, name="Trần Thị Khác", number="092190123456").card)
    wait_until(lambda: counter.banner.asking, "another one asks")
    assert counter.form.applicant.name == citizen.name


def card_of(citizen: Citizen) -> CardScan:
    scanned = read(citizen.card)
    assert isinstance(scanned, CardScan)
    return scanned
