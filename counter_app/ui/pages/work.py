"""A day's work by keyboard: apologies, results to collect, who has what, hand-over, the register."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background
from counter_app.ui.page import Page
from counter_app.ui.pages.work_hand_over import HandingOver
from counter_app.ui.pages.work_lists import Waiting, WithWhom
from counter_app.ui.pages.work_register import RegisterSection
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import label, set_property
from counter_app.ui.work_section import Section
from counter_app.usecases.desk import Desk

_LISTS = slice(0, 5)


class WorkPage(Page):
    """Five lists, one at a time, by Alt+1 to Alt+5."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self.hand_over = HandingOver(self)
        self.with_whom = WithWhom(self)
        self.register = RegisterSection(self)
        self.sections: tuple[Section[Any], ...] = (
            Waiting(
                self,
                "apologies",
                self.tr("Apology to draft"),
                lambda desk: desk.acts().ask.apologies(),
                (
                    self.tr("No apology is due."),
                    self.tr(
                        "Dossiers come here at four fifths of their time; Enter opens one, there its date is moved."
                    ),
                ),
            ),
            Waiting(
                self,
                "ready",
                self.tr("Ready to collect"),
                lambda desk: desk.acts().ask.ready(),
                (
                    self.tr("No result waits to be collected."),
                    self.tr("Finished dossiers come here until their result is given out; Enter opens one."),
                ),
            ),
            self.with_whom,
            self.hand_over,
            self.register,
        )
        self.stack = QStackedWidget(self)
        for section in self.sections:
            self.stack.addWidget(section)
        self._buttons: list[VerbButton] = []
        self._lay_out()
        install([verb for verb in self._own() if verb.id != "open"], self)
        self._mark()

    def verbs(self) -> tuple[Verb, ...]:
        return (*self._own(), *self.section.verbs())

    @property
    def section(self) -> Section[Any]:
        """The list that is shown."""
        return self.sections[self.stack.currentIndex()]

    def explanation(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (
            (
                self.tr("Which lists are these?"),
                (
                    self.tr("An apology must lie drafted at four fifths of the time, one working day before it ends."),
                    self.tr("While the hand-over list is shown, a scanned receipt goes onto it instead of opening."),
                    self.tr("The code of a list that came opens it here, from any page, to be taken over."),
                ),
            ),
        )

    def attach(self, desk: Desk) -> None:
        super().attach(desk)
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        self.section.begin()

    def changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"dossier", "event"}:
            self.section.ask()

    def choose(self, place: int) -> None:
        """Alt+1 to Alt+5: show this list."""
        self.banner.clear()
        self.stack.setCurrentIndex(place)
        self._mark()
        self.section.begin()

    def takes_code(self, code: str) -> bool:
        return self.section.takes_code(code)

    def open_list(self, code: str) -> None:
        """Show a hand-over list that was scanned, to be taken over."""
        self.choose(self.sections.index(self.hand_over))
        self.hand_over.open_list(code)

    def _own(self) -> tuple[Verb, ...]:
        named = (
            self.tr("Apology to draft"),
            self.tr("Ready to collect"),
            self.tr("At a desk"),
            self.tr("Hand-over"),
            self.tr("Register (07)"),
        )
        note = self.tr("Show the list: {list}")
        return (
            *(
                Verb(f"list{n}", word, f"Alt+{n}", partial(self.choose, n - 1), "", note.format(list=word))
                for n, word in enumerate(named, start=1)
            ),
            Verb("again", self.tr("Ask again"), "F5", self.shown, "repeat", self.tr("Ask what waits now")),
            Verb("open", self.tr("Open"), "Return", self._open, "dossiers", self.tr("Open the row's dossier")),
            Verb("back", self.tr("Back"), "Esc", self._back, "back", self.tr("One step back, then to the intake page")),
        )

    def _open(self) -> None:
        row = self.section.table.row()
        if row >= 0:
            self.section.open_row(row)

    def _back(self) -> None:
        if not self.section.step_back():
            self.leave.emit()

    def _mark(self) -> None:
        for place, button in enumerate(self._buttons):
            set_property(button, "chosen", "true" if place == self.stack.currentIndex() else "false")
            button.setAccessibleDescription(self.tr("shown") if place == self.stack.currentIndex() else "")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for verb in self._own()[_LISTS]:
            self._buttons.append(VerbButton(verb, self))
            head.addWidget(self._buttons[-1])
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for verb in self._own()[_LISTS.stop :]:
            foot.addWidget(VerbButton(verb, self))
        foot.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addWidget(label(self.tr("Work"), "title"))
        page.addLayout(head)
        page.addWidget(self.stack, 1)
        page.addLayout(foot)
