"""The line at the top of a page in which errors, questions and confirmations are said; it never blocks the page."""

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import icons
from counter_app.ui.actions import Verb
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import label, set_property
from counter_app.ui.words import Sentence

_ICONS = {"info": "info", "good": "good", "warn": "warn", "bad": "bad", "question": "question"}


class Banner(QFrame):
    """Says one thing at a time: a headline, up to two quieter lines, and the keys that answer it.

    With `ask` the banner takes the focus, so that single letters are answers and not text in a field.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._answers: dict[str, Verb] = {}
        self._offered: tuple[Verb, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        self._icon = QLabel(self)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.headline = label("", "strong", wrap=True)
        self.detail = label("", "", wrap=True)
        words.addWidget(self.headline)
        words.addWidget(self.detail)
        row.addLayout(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        row.addLayout(self._buttons)
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._answers) and not self.isHidden()

    def say(self, headline: str, detail: str = "", tone: str = "info", verbs: Iterable[Verb] = ()) -> None:
        """Show a sentence; `verbs` become buttons (their keys belong to the page)."""
        self._answers = {}
        self._show(headline, detail, tone, _ICONS[tone], tuple(verbs))

    def complain(self, sentence: Sentence, verbs: Iterable[Verb] = ()) -> None:
        """Show an error in its three parts."""
        self.say(sentence.happened, f"{sentence.safe} {sentence.now}".strip(), sentence.tone, verbs)

    def ask(self, headline: str, detail: str, answers: Sequence[Verb]) -> None:
        """Ask; the keys of `answers` work while the banner has the focus, which it takes."""
        self._answers = {verb.key: verb for verb in answers}
        self._show(headline, detail, "warn", "question", tuple(answers))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Say nothing more."""
        self._answers = {}
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def answer(self, key: str) -> bool:
        """Give the answer that `key` stands for; False when none is awaited."""
        verb = self._answers.get(key)
        if verb is not None:
            verb.act()
        return verb is not None

    def event(self, event: QEvent) -> bool:
        # The page's own shortcuts (Esc above all) must not answer in place of the question.
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and _answer_key(cast("QKeyEvent", event)) in self._answers:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if not self.answer(_answer_key(event)):
            super().keyPressEvent(event)

    def _show(self, headline: str, detail: str, tone: str, icon: str, verbs: tuple[Verb, ...]) -> None:
        self.headline.setText(headline)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        colours = tokens()
        tint = {"good": colours.good, "warn": colours.warn, "bad": colours.bad}.get(tone, colours.accent)
        self._icon.setPixmap(icons.picture(icon, tint, 20))
        self.setAccessibleName(headline)
        self.setAccessibleDescription(detail)
        if verbs != self._offered:
            self._offered = verbs
            self._renew_buttons()
        set_property(self, "tone", tone)
        self.show()

    def _renew_buttons(self) -> None:
        """Only when other verbs are offered: buttons are the dearest part of a sentence."""
        while (item := self._buttons.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for verb in self._offered:
            button = VerbButton(verb, self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus if verb.key in self._answers else Qt.FocusPolicy.TabFocus)
            self._buttons.addWidget(button)


def _answer_key(event: QKeyEvent) -> str:
    if event.key() == Qt.Key.Key_Escape:
        return "Esc"
    return "" if event.modifiers() & Qt.KeyboardModifier.ControlModifier else event.text().upper()
