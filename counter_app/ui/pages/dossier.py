"""One dossier: its facts and papers, what happened to it, what was printed; corrected with Ctrl+E."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.due_words import explain_vi
from counter_app.domain.errors import CounterError
from counter_app.domain.explanation import Step
from counter_app.domain.receipt import Receipt
from counter_app.ui import shown, words
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background, Lane
from counter_app.ui.page import Page
from counter_app.ui.pages.dossier_papers import DossierPapers
from counter_app.ui.widgets.correction import CorrectionPanel
from counter_app.ui.widgets.facts_panel import FactsPanel
from counter_app.ui.widgets.keys import KeyCap, VerbButton
from counter_app.ui.widgets.panel import Elided, Panel, Tag, label
from counter_app.ui.widgets.ring_mark import RingMark
from counter_app.ui.widgets.table import Column, FrozenTable, Table
from counter_app.ui.widgets.timeline import Timeline
from counter_app.usecases.desk import Desk, DossierView, PrintOutcome, PrintRow

_SETTLED = ("confirmed", "failed")


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
        self.prints: FrozenTable[PrintRow] = FrozenTable(self._print_columns(), self)
        self.ledger = Table("prints", self.tr("Print ledger"), self)
        self._left = QStackedWidget(self)
        self._facts_side = QWidget(self)
        self.papers = DossierPapers(self)
        self._lay_out()
        self.correction.searched.connect(self._search)
        install(self.verbs(), self)

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("reprint", self.tr("Print again"), "F10", self.reprint, "print", self.tr("Print the receipt again")),
            Verb("paper", self.tr("Paper is here"), "Ctrl+F10", self.paper_is_here, "", self.tr("I hold the paper")),
            Verb("label", self.tr("Label"), "F4", self.print_label, "", self.tr("Print the folder label")),
            Verb("slip", self.tr("Slip"), "F8", self.print_slip, "", self.tr("Print the 80 mm slip")),
            *self.papers.verbs(),
            Verb("correct", self.tr("Correct"), "Ctrl+E", self.correct, "edit", self.tr("Correct, with a reason")),
            Verb("save", self.tr("Save"), "F9", self.save, "good", self.tr("Save the correction and print")),
            Verb("back", self.tr("Back"), "Esc", self.step_back, "back", self.tr("Leave correcting, then the page")),
        )

    def explanation(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if self.view is None:
            return ()
        steps = [Step.from_json(step) for step in self.view.dossier.fields["due"].get("steps", ())]
        return ((self.tr("Why this due date"), tuple(explain_vi(step) for step in steps)),) if steps else ()

    def show_dossier(self, dossier: UUID) -> None:
        """Ask for this dossier and show it."""
        self.wanted = dossier
        self.view = None
        self.banner.clear()
        self._left.setCurrentWidget(self._facts_side)
        self._ask_again()

    def attach(self, desk: Desk) -> None:
        super().attach(desk)
        self._ask_again()

    def shown(self) -> None:
        self._ask_again()
        if not self.correcting:
            self.timeline.setFocus()

    def changed(self, kinds: frozenset[str]) -> None:
        del kinds
        self._ask_again()

    @property
    def correcting(self) -> bool:
        """Whether a correction is being typed."""
        return self._left.currentWidget() is self.correction

    def reprint(self) -> None:
        """F10: the receipt again, counted and marked."""
        desk, wanted = self.desk, self.wanted
        if desk is not None and wanted is not None:
            self._print(lambda: desk.print_receipt(wanted))

    def print_label(self) -> None:
        """F4: the folder label."""
        desk, wanted = self.desk, self.wanted
        if desk is not None and wanted is not None:
            self._print(lambda: desk.print_label(wanted))

    def print_slip(self) -> None:
        """F8: the slip."""
        desk, wanted = self.desk, self.wanted
        if desk is not None and wanted is not None:
            self._print(lambda: desk.print_slip(wanted))

    def paper_is_here(self) -> None:
        """Ctrl+F10: the newest unsettled print came out."""
        desk = self.desk
        open_ = [row for row in self.prints.rows if row.state not in _SETTLED]
        if desk is None or not open_:
            self.banner.say(self.tr("No print waits for a confirmation."))
            return
        newest = max(open_, key=lambda row: row.at)
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
        """F9 while correcting: write the correction, print the corrected receipt."""
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
        """Esc: leave correcting, then the page."""
        if self.correcting:
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
        self.prints.show(sorted(view.prints, key=lambda row: row.id, reverse=True))

    def _print(self, work: Callable[[], PrintOutcome]) -> None:
        self.banner.say(self.tr("Printing …"))
        self.background.run(self, work, self._printed, self._print_failed, lane=Lane.MACHINES)

    def _printed(self, outcome: PrintOutcome) -> None:
        row = outcome.row
        reason = f" – {words.reason(row.reason)}" if row.reason else ""
        tone = "warn" if row.state in ("failed", "unknown") else "good"
        waits = [verb for verb in self.verbs() if verb.id == "paper" and row.state != "confirmed"]
        self.banner.say(f"{words.title(row.document)}: {words.state(row.state)}{reason}", "", tone, waits)
        self._ask_again()

    def _print_failed(self, error: CounterError) -> None:
        self.complain(error, "F10")
        self._ask_again()

    def _corrected(self, receipt: Receipt) -> None:
        self.facts_again()
        self.banner.say(self.tr("Corrected: {code}.").format(code=receipt.code), "", "good")
        self.reprint()

    def facts_again(self) -> None:
        """Show the facts instead of the correction."""
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
        printed = Panel(self.tr("Print ledger"), "print", self)
        self.ledger.setModel(self.prints)
        self.ledger.lay_out(self.prints.columns)
        printed.body.addWidget(self.ledger, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(history, 3)
        right.addWidget(printed, 2)
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self._left, 1)
        middle.addLayout(right, 1)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for verb in self.verbs():
            if verb.id not in ("paper", "save", "open_paper"):
                bar.addWidget(VerbButton(verb, self))
        bar.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addLayout(head)
        page.addLayout(middle, 1)
        page.addLayout(bar)

    def _lay_out_left(self) -> None:
        side = QVBoxLayout(self._facts_side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        side.addWidget(self.facts, 1)
        side.addWidget(self.papers.list)
        self._left.addWidget(self._facts_side)
        self._left.addWidget(self.correction)

    def _print_columns(self) -> tuple[Column[PrintRow], ...]:
        return (
            Column(self.tr("When"), lambda row: shown.short(row.at), 14),
            Column(self.tr("Paper"), lambda row: words.title(row.document), 11),
            Column(self.tr("No."), lambda row: str(row.copy_number + 1), 3),
            Column(self.tr("State"), self._print_state),
        )

    def _print_state(self, row: PrintRow) -> str:
        reason = f" – {words.reason(row.reason)}" if row.reason else ""
        return f"{words.state(row.state)}{reason}"
