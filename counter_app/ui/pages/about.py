"""What this counter is: its facts, its officer, its language and look."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.ui import words
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background, Lane
from counter_app.ui.page import Page
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import Elided, Panel, label
from counter_app.usecases.desk import Desk, OfficerRow

if TYPE_CHECKING:
    from counter_app.ui.widgets.officer_table import OfficerTable

_FIRST = 5


class AboutPage(Page):
    """Language and look are told upwards; the frame builds itself anew."""

    language_wanted = Signal(str)
    theme_wanted = Signal(str)
    officer_named = Signal(str)
    officer_wanted = Signal(object)
    """An `OfficerRow`: this officer is to write."""

    def __init__(self, background: Background, language: str, theme: str, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self._language, self._theme = language, theme
        self.facts = Panel(self.tr("This counter"), "about", self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.facts.body.addLayout(self._grid)
        self.facts.body.addStretch(1)
        self.officer = Field("officer", self.tr("Officer"))
        self.officer.line.setPlaceholderText(self.tr("name as it is printed on the receipt"))
        self.look = look = Panel(self.tr("Officer, language and look"), "person", self)
        self.officers: OfficerTable | None = None
        row = QHBoxLayout()
        row.addWidget(self.officer, 1)
        verbs = self.verbs()
        self._use = VerbButton(verbs[0], self)
        row.addWidget(self._use)
        row.addStretch(0)
        look.body.addLayout(row)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for verb in verbs[1:_FIRST]:
            choices.addWidget(VerbButton(verb, self))
        choices.addStretch(1)
        look.body.addLayout(choices)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addWidget(label(self.tr("About"), "title"))
        page.addWidget(look)
        page.addWidget(self.facts, 1)
        bar = QHBoxLayout()
        bar.addWidget(VerbButton(verbs[_FIRST], self))
        bar.addStretch(1)
        page.addLayout(bar)
        self.officer.line.entered.connect(self.name_officer)
        install(verbs, self)

    def verbs(self) -> tuple[Verb, ...]:
        other = "en" if self._language == "vi" else "vi"
        return (
            Verb("officer", self.tr("Use this name"), "F9", self.name_officer, "", self.tr("Name the officer")),
            Verb("language", self._other_language(), "Alt+L", lambda: self.language_wanted.emit(other), "about"),
            Verb("light", self.tr("Light"), "Alt+1", lambda: self.theme_wanted.emit("light")),
            Verb("dark", self.tr("Dark"), "Alt+2", lambda: self.theme_wanted.emit("dark")),
            Verb("contrast", self.tr("High contrast"), "Alt+3", lambda: self.theme_wanted.emit("contrast")),
            Verb("back", self.tr("Back"), "Esc", self.leave.emit, "back", self.tr("Back to the intake page")),
        )

    def attach(self, desk: Desk) -> None:
        super().attach(desk)
        self.officer.show_text(desk.officer_now())
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        desk = self.desk
        if desk is not None:
            self.ask(desk.about, self._show_facts, key="about", quiet=True)
            self.ask_officers()
        (self.officers or self.officer.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, kinds: frozenset[str]) -> None:
        if "account" in kinds:
            self.ask_officers()

    def ask_officers(self) -> None:
        """Ask who may write here; where there are accounts, nobody types a name."""
        if self.desk is not None:
            self.ask(self.desk.officers, self._show_officers, key="officers", quiet=True)

    def name_officer(self) -> None:
        """F9: receipts bear this name from now on, or the officer of the selected row writes."""
        if self.officers is not None and self.officers.officers.rows:
            self.officers.choose()
            return
        desk, name = self.desk, self.officer.text.strip()
        if desk is None or not name:
            self.banner.say(self.tr("Type the officer's name first."), "", "warn")
            return
        self.background.run(self, lambda: desk.set_officer(name), self._named, self.complain, lane=Lane.WRITING)

    def _show_officers(self, rows: Sequence[OfficerRow]) -> None:
        if rows and self.officers is None:
            from counter_app.ui.widgets.officer_table import OfficerTable  # only where there are accounts

            self.officers = OfficerTable(self)
            self.officers.chosen.connect(self.officer_wanted)
            self.look.body.insertWidget(1, self.officers)
        table = self.officers
        if table is None:
            return
        had_focus = self.officer.line.hasFocus()
        table.setVisible(bool(rows))
        self.officer.setVisible(not rows)
        self._use.word.setText(self.tr("Choose this officer") if rows else self.tr("Use this name"))
        self._use.setAccessibleName(self._use.word.text())
        self._use.updateGeometry()
        table.show_officers(rows)
        if rows and had_focus:
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _named(self, _nothing: None) -> None:
        self.officer_named.emit(self.officer.text.strip())
        self.banner.say(self.tr("Receipts now bear this name."), self.officer.text.strip(), "good")

    def _other_language(self) -> str:
        # Each language is offered in its own words, so that whoever cannot read the present one finds it.
        return "English" if self._language == "vi" else "Tiếng Việt"

    def _show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        half = (len(facts) + 1) // 2
        for place, (name, value) in enumerate(facts):
            word: QLabel = label(words.title(name), "field")
            row, column = place % half, 2 * (place // half)
            self._grid.addWidget(word, row, column)
            self._grid.addWidget(Elided(value), row, column + 1)
