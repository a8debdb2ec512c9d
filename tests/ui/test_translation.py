"""The screen in Vietnamese: every sentence of the sources is translated, keeps its places and keys, and is shown."""

import ast
import re
import shutil
import subprocess
from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from counter_app.devices.printer import Paper, PrintStage
from counter_app.devices.reasons import Reason
from counter_app.domain.errors import CounterError, OfficerCanMend, OurFault, TryLater
from counter_app.domain.events import SCHEMAS
from counter_app.practice.people import citizens
from counter_app.settings import resource
from counter_app.ui import names, remarks, words
from counter_app.ui.answers import ANSWERS
from counter_app.ui.app import use_language
from counter_app.ui.sentences import ERRORS
from tests.ui.conftest import Seat

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "installers" / "translate.sh"
LANGUAGES = ("vi", "en")
PLACE = re.compile(r"\{\w*\}|%n|%\d")
KEY = re.compile(r"\b(?:Ctrl|Alt|Shift)(?:\+\w+)+|\bF\d{1,2}\b|\bEsc\b|(?<=.)\bEnter\b")
FIXED = re.compile(r"\*\.\w+|\d+(?:[*+/]\d+)+|\d\d/\d{4}|counter-app \w+")
"""What means the same in every language: file patterns, formulas, dates, commands."""
WORD = re.compile(r"[^\W\d_]{2,}")
IDENTIFIER = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{16,}\b")
"""What is drawn by lot, in hexadecimal digits: some of them make words."""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a .ts file; `said` has one text, or one for each plural form."""

    context: str
    source: str
    said: tuple[str, ...]
    plural: bool
    state: str

    @property
    def name(self) -> tuple[str, str, bool]:
        return self.context, self.source, self.plural


def messages(path: Path) -> list[Message]:
    tree = ElementTree.parse(path)  # noqa: S314 - our own file
    return [
        _message(context.findtext("name") or "", m) for context in tree.iter("context") for m in context.iter("message")
    ]


def _message(context: str, given: ElementTree.Element) -> Message:
    said = given.find("translation")
    assert said is not None
    plural = given.get("numerus") == "yes"
    texts = tuple(form.text or "" for form in said.iter("numerusform")) if plural else (said.text or "",)
    return Message(context, given.findtext("source") or "", texts, plural, said.get("type", ""))


def file_of(language: str) -> Path:
    return resource("translations", f"counter_app_{language}.ts")


VIETNAMESE = messages(file_of("vi"))
SAME = {m.source for m in VIETNAMESE if m.said == (m.source,)}
ENGLISH_WORDS = {
    word.casefold() for m in VIETNAMESE if m.source not in SAME for word in WORD.findall(PLACE.sub(" ", m.source))
} - {word.casefold() for m in VIETNAMESE for said in m.said for word in WORD.findall(said)}
"""Words of the source language that no Vietnamese sentence of ours holds."""


def test_the_files_hold_what_the_sources_say(tmp_path: Path) -> None:
    for language in LANGUAGES:
        shutil.copy(file_of(language), tmp_path)
    subprocess.run([str(SCRIPT), str(tmp_path)], check=True, capture_output=True)
    for language in LANGUAGES:
        fresh = messages(tmp_path / file_of(language).name)
        assert len(fresh) > 1
        assert {m.name for m in fresh} == {m.name for m in messages(file_of(language))}, "run installers/translate.sh"


def test_every_marked_sentence_is_visible_to_the_translators() -> None:
    """What the translators' tool cannot see (a computed text, a guessed context) stays English for ever."""
    known = {(m.context, m.source) for m in VIETNAMESE}
    marked = [found for path in sorted((ROOT / "counter_app").rglob("*.py")) for found in _marked(path)]
    assert len(marked) > 400
    assert [found for found in marked if found not in known] == []


def _marked(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (context, text) of every call that marks or looks up a sentence; a text that is computed gives ""."""
    tree = ast.parse(path.read_text("utf-8"))
    owners = {
        id(inner): outer.name
        for outer in ast.walk(tree)
        if isinstance(outer, ast.ClassDef)
        for inner in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else "" for a in node.args]
        if called == "tr":
            yield owners.get(id(node), ""), texts[0]
        elif called == "QT_TRANSLATE_NOOP" or ast.unparse(node.func) == "QCoreApplication.translate":
            looked_up_by_code = path.name == "words.py" and texts[0] == "Words" and not texts[1]
            if not looked_up_by_code:
                yield texts[0], texts[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_unfinished(language: str) -> None:
    found = messages(file_of(language))
    assert found
    assert [m.source for m in found if m.state or not all(said.strip() for said in m.said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_keys_and_fixed_parts_are_kept(language: str) -> None:
    for m in messages(file_of(language)):
        for said in m.said:
            assert Tally(PLACE.findall(said)) == Tally(PLACE.findall(m.source)), m
            assert sorted(KEY.findall(said)) == sorted(KEY.findall(m.source)), m
            assert sorted(FIXED.findall(said)) == sorted(FIXED.findall(m.source)), m


def test_sentences_end_and_breathe_as_in_the_source() -> None:
    for m in VIETNAMESE:
        for said in m.said:
            abbreviated = " " not in m.source
            assert said[-1:] == m.source[-1:] or abbreviated or not {said[-1:], m.source[-1:]} & set(".:…"), m
            assert said == said.strip() or m.source != m.source.strip(), m
            assert "  " not in said, m


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_loaded_is_what_is_written(qapp: QApplication, language: str) -> None:
    translator = QTranslator()
    assert translator.load(str(file_of(language).with_suffix(".qm")))
    qapp.installTranslator(translator)
    try:
        for m in messages(file_of(language)):
            if not m.plural:
                assert QCoreApplication.translate(m.context, m.source) == m.said[0], "run installers/translate.sh"
                continue
            for number, said in ((1, m.said[0]), (3, m.said[-1])):
                shown = QCoreApplication.translate(m.context, m.source, "", number)
                assert shown == said.replace("%n", str(number)), "run installers/translate.sh"
    finally:
        qapp.removeTranslator(translator)


def test_every_code_that_can_be_shown_has_its_sentence() -> None:
    assert {str(reason) for reason in Reason} <= names.REASONS.keys()
    assert {str(stage) for stage in PrintStage} <= names.STATES.keys()
    assert {str(paper) for paper in Paper} - {"A4", "A5"} <= names.PAPERS.keys()
    assert SCHEMAS.keys() <= names.TITLES.keys()
    assert set(range(1, 11)) == names.STATUSES.keys()
    told = {code for room in ("sync", "server", "storage") for code in _told(ROOT / "counter_app" / room)}
    assert len(told) > 15
    assert told - ANSWERS.keys() == set()


def _told(room: Path) -> Iterator[str]:
    """Yield the codes with which a ring above fails or answers one event."""
    calls = {"RingAway", "RingRefuses", "BatchRefused", "Outcome"}
    for path in room.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in calls:
                for given in node.args:
                    asked = {id(c) for n in ast.walk(given) if isinstance(n, ast.Compare) for c in ast.walk(n)}
                    texts = [c.value for c in ast.walk(given) if isinstance(c, ast.Constant) and id(c) not in asked]
                    yield from (t for t in texts if isinstance(t, str) and t not in {"", "refused", "wait"})


@pytest.fixture
def vietnamese(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "vi")
    yield
    use_language(qapp, "en")


@pytest.mark.usefixtures("vietnamese")
def test_errors_and_remarks_are_vietnamese_in_all_their_parts() -> None:
    kinds: tuple[type[CounterError], ...] = (OfficerCanMend, TryLater, OurFault)
    for code in (*ERRORS, "a_code_without_sentence"):
        for kind in kinds:
            said = words.sentence(kind(code, reason="x"), "F9")
            for part in (said.happened, said.safe, said.now):
                assert part
                assert "{" not in part
                assert english(part.replace("a_code_without_sentence", "")) == [], part
    for code in remarks.PROBLEMS:
        assert english(" ".join(words.problem_code(code))) == []
    for code in ANSWERS:
        assert words.answer(f"{code} (503)").endswith(" (503)")
        assert english(words.answer(f"{code}: its own words")) == []
    assert words.answer("new_code: its own words") == "new_code: its own words"
    assert words.papers("A4, label, slip80") == "A4, nhãn, cuộn 80 mm"


@pytest.mark.usefixtures("vietnamese")
def test_the_toolkits_own_words_are_vietnamese() -> None:
    line = QLineEdit()
    menu = line.createStandardContextMenu()
    assert [word for action in menu.actions() for word in english(action.text())] == []
    assert len([action for action in menu.actions() if action.text()]) == 7
    menu.deleteLater()
    box = QFileDialog()
    box.setOption(QFileDialog.Option.DontUseNativeDialog)
    box.setFileMode(QFileDialog.FileMode.ExistingFile)
    said = [text for widget in box.findChildren(QWidget) if widget.objectName() != "sidebar" for text in _texts(widget)]
    assert any("Mở" in text for text in said)
    assert [text for text in said if english(text) and not Path(text).exists()] == []
    box.deleteLater()


def test_no_english_word_stands_on_a_vietnamese_window(seat: Seat) -> None:
    window, intake, desk = seat.window, seat.window.intake, seat.counter.desk
    found = list(_english_on(window, "intake, empty"))
    seat.scan(next(citizens(2)).card)
    seat.rest()
    intake.show_form(intake.form().with_procedure(desk.procedure("2.000815")))
    found += _english_on(window, "intake, papers missing")
    intake.toggle_representative()
    intake.toggle_kind()
    intake.finish()
    seat.rest()
    found += _english_on(window, "intake, refused")
    intake.toggle_kind()
    intake.toggle_representative()
    seat.scan(next(citizens(3)).card)
    seat.rest()
    found += _english_on(window, "intake, another card")
    seat.press(Qt.Key.Key_Escape)
    intake.show_form(intake.form().with_procedure(desk.procedure("1.001193")))
    intake.tick_all()
    intake.finish()
    seat.until(lambda: desk.count() == 1 and intake.form().empty)
    for place in window.places():
        window.go(place.id)
        seat.rest()
        found += _english_on(window, place.id)
    window.open_dossier(desk.page(None, 1)[0].id)
    seat.rest()
    found += _english_on(window, "dossier")
    seat.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    found += _english_on(window, "correcting")
    window.toggle_sheet()
    found += _english_on(window, "keys")
    assert found == []


def english(text: str) -> list[str]:
    """Return the words of `text` that only the source language has; keys, names of files and lots are nobody's."""
    bare = re.sub(r"\b\w+\.(?:db|ts)\b", " ", IDENTIFIER.sub(" ", KEY.sub(" ", text)))
    return [word for word in WORD.findall(bare) if word.casefold() in ENGLISH_WORDS]


def _english_on(window: QWidget, where: str) -> Iterator[tuple[str, str, list[str]]]:
    seen = False
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        for text in _texts(widget):
            seen = True
            # The other language is offered in its own name.
            if text != "English" and english(text):
                yield where, text, english(text)
    assert seen, where


def _texts(widget: QWidget) -> Iterator[str]:
    """Yield everything that a widget shows or says."""
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            for row in range(min(model.rowCount(), 5)):
                yield str(model.index(row, column).data() or "")
    yield from (action.text() for action in widget.actions())
