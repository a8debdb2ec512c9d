"""One dossier: its facts and papers, what happened to it, what was printed; corrected with Ctrl+E."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.receipt import Receipt
from counter_app.ui import shown, words
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background, Lane
from counter_app.ui.explained import explained
from counter_app.ui.page import Page
from counter_app.ui.pages.dossier_acts import DossierActs
from counter_app.ui.pages.dossier_papers import DossierPapers
from counter_app.ui.widgets.correction import CorrectionPanel
from counter_app.ui.widgets.facts_panel import FactsPanel
from counter_app.ui.widgets.keys import KeyCap, VerbButton
from counter_app.ui.widgets.panel import Elided, Panel, Tag, label
from counter_app.ui.widgets.print_ledger import PrintLedger, state_of
from counter_app.ui.widgets.ring_mark import RingMark
from counter_app.ui.widgets.timeline import Timeline
from counter_app.usecases.desk import Desk, DossierView, PrintOutcome

if TYPE_CHECKING:
    from counter_app.domain.scan import CardScan

_ELSEWHERE = frozenset({"paper", "save", "open_paper", "label", "slip", "undo"})
"""Verbs that have no button in the bar: the banner offers them when they can be used, and F1 shows all keys."""


class DossierPage(Page):
    """`show_dossier` asks for a dossier; the page follows its changes while it is looked at."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self.wanted: UUID | None = None
        self.view: DossierView | None = None
        self.title = label("", "title")
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.status, self.ring, self.conflict = Tag(), RingMark(), Tag()
        self.due = Elided("", "big")
        self.facts = FactsPanel(self)
        self.correction = CorrectionPanel(self)
        self.timeline = Timeline(self)
        self.ledger = PrintLedger(self)
        self._left = QStackedWidget(self)
        self._facts_side = QWidget(self)
        self.papers, self.acts = DossierPapers(self), DossierActs(self)
        self._lay_out()
        self.correction.searched.connect(self._search)
        install(self.verbs(), self)

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("reprint", self.tr("Print again"), "F10", self.reprint, "print", self.tr("Print the receipt again")),
            Verb("paper", self.tr("Paper is here"), "Ctrl+F10", self.paper_is_here, "", self.tr("I hold the paper")),
            *self.acts.verbs(),
            Verb("label", self.tr("Label"), "Shift+F8", self.print_label, "", self.tr("Print the folder label")),
            Verb("slip", self.tr("Slip"), "F8", self.print_slip, "", self.tr("Print the 80 mm slip")),
            *self.papers.verbs(),
            Verb("correct", self.tr("Correct"), "Ctrl+E", self.correct, "edit", self.tr("Correct, with a reason")),
            Verb("save", self.tr("Save"), "F9", self.save, "good", self.tr("Save the correction and print")),
            Verb("back", self.tr("Back"), "Esc", self.step_back, "back", self.tr("Leave correcting, then the page")),
        )

    def explanation(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if self.view is None:
            return ()
        return explained(self.view.dossier)

    def show_dossier(self, dossier: UUID) -> None:
        """Ask for this dossier and show it."""
        self.wanted = dossier
        self.view = None
        self.banner.clear()
        self.left = self._facts_side
        self._ask_again()

    def attach(self, desk: Desk) -> None:
        super().attach(desk)
        self._ask_again()

    def shown(self) -> None:
        self._ask_again()
        if self.left is self._facts_side:
            self.timeline.setFocus()

    def changed(self, kinds: frozenset[str]) -> None:
        del kinds
        self._ask_again()

    @property
    def left(self) -> QWidget:
        """What stands at the left: the facts, a correction, or an act."""
        return self._left.currentWidget() or self._facts_side

    @left.setter
    def left(self, side: QWidget) -> None:
        self._left.setCurrentWidget(side)

    @property
    def correcting(self) -> bool:
        """Whether a correction is being typed."""
        return self.left is self.correction

    def reprint(self) -> None:
        """F10: the receipt again, counted and marked."""
        desk, wanted = self.desk, self.wanted
        if desk is not None and wanted is not None:
            self.print_paper(lambda: desk.print_receipt(wanted))

    def print_label(self) -> None:
        """Shift+F8: the folder label."""
        desk, wanted = self.desk, self.wanted
        if desk is not None and wanted is not None:
            self.print_paper(lambda: desk.print_label(wanted))

    def print_slip(self) -> None:
        """F8: the slip."""
        desk, wanted = self.desk, self.wanted
        if desk is not None and wanted is not None:
            self.print_paper(lambda: desk.print_slip(wanted))

    def paper_is_here(self) -> None:
        """Ctrl+F10: the newest unsettled print came out."""
        desk = self.desk
        newest = self.ledger.waiting
        if desk is None or newest is None:
            self.banner.say(self.tr("No print waits for a confirmation."))
            return
        self.background.run(
            self,
            lambda: desk.confirm_print(newest.id, True),
            lambda _none: self._ask_again(),
            self.complain,
            lane=Lane.WRITING,
        )

    def correct(self) -> None:
        """Ctrl+E: type what is right, and why."""
        if self.view is None:
            return
        self.correction.show_dossier(self.view.dossier)
        self._left.setCurrentWidget(self.correction)
        self.correction.fields["name"].line.setFocus()
        self.banner.say(
            self.tr("Correcting."),
            self.tr("Old values stay in the record. F9 saves and prints, Esc leaves."),
            verbs=[verb for verb in self.verbs() if verb.id == "save"],
        )

    def save(self) -> None:
        """F9: write the correction or do the act that is filled in, then print its paper."""
        if self.acts.acting:
            self.acts.save()
            return
        desk, wanted = self.desk, self.wanted
        if desk is None or wanted is None or not self.correcting:
            return
        wrong = self.correction.wrong()
        if wrong is not None:
            name, code = wrong
            short, whole = words.problem_code(code)
            self.correction.fields[name].set_mark(short, "bad", whole if name != "reason" else "")
            self.correction.fields[name].line.setFocus()
            self.banner.say(self.tr("Not saved yet."), self.tr("Correct the marked field, then F9."), "warn")
            return
        changed, reason = self.correction.changes(), self.correction.reason
        self.background.run(
            self, lambda: desk.correct(wanted, changed, reason), self._corrected, self.complain, lane=Lane.WRITING
        )

    def step_back(self) -> None:
        """Esc: leave acting or correcting, then the page."""
        if self.acts.acting:
            self.acts.step_back()
        elif self.correcting:
            self._left.setCurrentWidget(self._facts_side)
            self.banner.clear()
            self.timeline.setFocus()
        else:
            self.leave.emit()

    def _ask_again(self) -> None:
        desk, wanted = self.desk, self.wanted
        if desk is not None and wanted is not None:
            self.ask(lambda: desk.dossier(wanted), self._show_view, key="view", quiet=True)
            self.papers.ask()
            self.acts.ask()

    def _show_view(self, view: DossierView) -> None:
        if view == self.view:
            return
        self.view = view
        dossier = view.dossier
        self.title.setText(dossier.code)
        self.status.say(words.status(dossier.status), "info")
        self.ring.say(view.ring)
        self.conflict.say(self.tr("two values (Ctrl+4)") if dossier.conflicts else "", "warn")
        due = shown.due(dossier.due_at) if dossier.due_at else self.tr("no date promised")
        self.due.say(self.tr("Due {due}").format(due=due))
        self.facts.show_dossier(dossier)
        self.timeline.show_entries(view.timeline)
        self.ledger.show_prints(view.prints)

    def print_paper(self, work: Callable[[], PrintOutcome]) -> None:
        """Print in the background; what became of it is said in the page's line."""
        self.banner.say(self.tr("Printing …"))
        self.background.run(self, work, self._printed, self._print_failed, lane=Lane.MACHINES)

    def _printed(self, outcome: PrintOutcome) -> None:
        row = outcome.row
        tone = "warn" if row.state in ("failed", "unknown") else "good"
        waits = [verb for verb in self.verbs() if verb.id == "paper" and row.state != "confirmed"]
        self.banner.say(f"{words.title(row.document)}: {state_of(row)}", "", tone, waits)
        self._ask_again()

    def _print_failed(self, error: CounterError) -> None:
        self.complain(error, "F10")
        self._ask_again()

    def _corrected(self, receipt: Receipt) -> None:
        self.facts_again()
        self.banner.say(self.tr("Corrected: {code}.").format(code=receipt.code), "", "good")
        self.reprint()

    def facts_again(self) -> None:
        """Show the facts instead of a correction or an act."""
        self._left.setCurrentWidget(self._facts_side)
        self.timeline.setFocus()
        self._ask_again()

    def _search(self, text: str) -> None:
        if self.desk is not None:
            choices = self.correction.choices
            choices.offer(self.desk.procedures(text))
            choices.setVisible(bool(choices.offered.choices))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.status)
        head.addWidget(self.ring)
        head.addWidget(self.conflict)
        head.addSpacing(12)
        head.addWidget(self.due, 1)
        head.addWidget(label(self.tr("why?"), "soft"))
        head.addWidget(KeyCap("F1", self))
        self._lay_out_left()
        history = Panel(self.tr("What happened"), "clock", self)
        history.body.addWidget(self.timeline, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(history, 3)
        right.addWidget(self.ledger, 2)
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self._left, 1)
        middle.addLayout(right, 1)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for verb in self.verbs():
            if verb.id not in _ELSEWHERE:
                bar.addWidget(VerbButton(verb, self))
        bar.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addLayout(head)
        page.addWidget(self.acts.verdict)
        page.addLayout(middle, 1)
        page.addLayout(bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter where nothing else wants it gives out a result that is ready."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.left is self._facts_side:
            self.acts.collect()
            return
        super().keyPressEvent(event)

    def takes_card(self, read: "CardScan") -> bool:
        return self.acts.card(read)

    def _lay_out_left(self) -> None:
        side = QVBoxLayout(self._facts_side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        side.addWidget(self.facts, 1)
        side.addWidget(self.papers.list)
        self._left.addWidget(self._facts_side)
        self._left.addWidget(self.correction)
        self._left.addWidget(self.acts.panel)
