"""The conflict inbox: fields that two officers changed unseen, side by side; a person chooses, with a reason."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui import changes, words
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background, Lane
from counter_app.ui.page import Page
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.conflict_side import ConflictSidePanel
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import Elided, Tag, label
from counter_app.ui.widgets.table import Column, FrozenTable, Table
from counter_app.usecases.desk import Desk
from counter_app.usecases.ring_values import ConflictRow

_ONE, _OTHER = 0, 1
_REASONS = slice(2, 6)
_FOOT = slice(6, None)
_SHORT = 8
"""Signs of a device's identifier that tell the counters of one office apart."""


class ConflictsPage(Page):
    """Nothing is lost by deciding: both values and the decision stay in the dossier for ever."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self.model: FrozenTable[ConflictRow] = FrozenTable(self._columns(), self)
        self.table = Table("conflicts", self.tr("Conflicts"), self)
        self.table.setModel(self.model)
        self.table.lay_out(self.model.columns)
        self.empty = EmptyState(
            "good",
            self.tr("No two officers disagree."),
            self.tr("When two counters change the same field unseen, both values come here."),
            self,
        )
        self.sides = (
            ConflictSidePanel("1", self.tr("First value"), self),
            ConflictSidePanel("2", self.tr("Second value"), self),
        )
        self.legal = Tag("", "warn", self)
        self.reason = Field("reason", self.tr("Reason"))
        self.reason.line.setPlaceholderText(self.tr("why this value is right; it stays in the record"))
        self.count = Elided("", "soft")
        self.stack = QStackedWidget(self)
        self.choice: int | None = None
        self._shown: ConflictRow | None = None
        self._own = ""
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        self.table.opened.connect(lambda _row: self.open_current())
        install([verb for verb in self.verbs() if verb.id != "open"], self)

    def verbs(self) -> tuple[Verb, ...]:
        usual = self.usual_reasons()
        note = self.tr("Reason: {reason}")
        return (
            Verb("first", self.tr("First"), "1", lambda: self.choose(_ONE), "", self.tr("Choose the first value")),
            Verb("second", self.tr("Second"), "2", lambda: self.choose(_OTHER), "", self.tr("Choose the second value")),
            *(
                Verb(
                    f"reason{number}",
                    text,
                    f"Alt+{number}",
                    partial(self.give_reason, text),
                    "",
                    note.format(reason=text),
                )
                for number, text in enumerate(usual, start=1)
            ),
            Verb("decide", self.tr("Decide"), "F9", self.decide, "good", self.tr("Keep the chosen value, with reason")),
            Verb("again", self.tr("Ask again"), "F5", self.shown, "repeat", self.tr("Ask what is still open")),
            Verb("open", self.tr("Open"), "Return", self.open_current, "dossiers", self.tr("Open the row's dossier")),
            Verb("back", self.tr("Back"), "Esc", self.leave.emit, "back", self.tr("Back to the intake page")),
        )

    def usual_reasons(self) -> tuple[str, ...]:
        """The reasons that have a key; they are written into the record as they stand here."""
        return (
            self.tr("the papers say so"),
            self.tr("the applicant confirmed it"),
            self.tr("the other is a slip"),
            self.tr("this one is newer"),
        )

    def explanation(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (
            (
                self.tr("Why does somebody have to choose?"),
                (
                    self.tr("Two officers changed the same field without having seen each other's change."),
                    self.tr("Both values are kept for ever, whichever is chosen, and so is the decision."),
                    self.tr("Number, receipt time and due date stay as they were until a person decides."),
                ),
            ),
        )

    def attach(self, desk: Desk) -> None:
        super().attach(desk)
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        self._ask_rows()
        self.table.setFocus()

    def changed(self, kinds: frozenset[str]) -> None:
        del kinds
        self._ask_rows()

    def choose(self, side: int) -> None:
        """1 or 2: this value is right."""
        if self._shown is not None:
            self.choice = side
            self._mark()
            self.banner.clear()

    def give_reason(self, text: str) -> None:
        """Alt+1 to Alt+4: a usual reason."""
        self.reason.show_text(text)
        self.reason.set_mark()

    def decide(self) -> None:
        """F9: the chosen value stands from now on, with the reason."""
        desk, row, choice, reason = self.desk, self._shown, self.choice, self.reason.text.strip()
        if desk is None or row is None:
            return
        if choice is None:
            self.banner.say(self.tr("No value is chosen yet."), self.tr("Press 1 or 2, then give a reason."), "warn")
            return
        if not reason:
            self.reason.set_mark(self.tr("missing"), "bad", self.tr("A decision needs a reason."))
            self.reason.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.banner.say(self.tr("A decision needs a reason."), self.tr("Type it or press Alt+1 to Alt+4."), "warn")
            return
        value = row.sides[choice].value
        self.background.run(
            self,
            lambda: desk.decide(row.dossier, row.field, value, reason),
            lambda _none: self._decided(row),
            self.complain,
            lane=Lane.WRITING,
        )

    def open_current(self) -> None:
        """Open the dossier of the selected row."""
        row = self._current()
        if row is not None:
            self.open_dossier.emit(row.dossier)

    def _decided(self, row: ConflictRow) -> None:
        said = self.tr("Decided: {field} of {code}.").format(field=words.title(row.field), code=row.code)
        self.banner.say(said, self.tr("Both values stay in the dossier's record."), "good")
        self._shown = None
        self._ask_rows()
        self.table.setFocus()

    def _ask_rows(self) -> None:
        desk = self.desk
        if desk is not None:
            self.ask(
                lambda: (desk.conflicts(), dict(desk.about())["device"]), self._show_answer, key="rows", quiet=True
            )

    def _show_answer(self, answer: tuple[Sequence[ConflictRow], str]) -> None:
        rows, self._own = answer
        at, held = self.table.row(), self._shown
        self.model.show(rows)
        self.count.say(self.tr("%n waiting for a decision", "", len(rows)) if rows else "")
        self.stack.setCurrentIndex(0 if rows else 1)
        places = [n for n, row in enumerate(rows) if held and (row.dossier, row.field) == (held.dossier, held.field)]
        if rows:
            place = places[0] if places else min(max(at, 0), len(rows) - 1)
            self.table.setCurrentIndex(self.model.index(place, 0))
        self._show_current()

    def _current(self) -> ConflictRow | None:
        at = self.table.row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def _show_current(self) -> None:
        row = self._current()
        if row is None or row == self._shown:
            return
        self._shown, self.choice = row, None
        self.reason.show_text("")
        self.reason.set_mark()
        one, other = row.sides
        pairs = changes.pairs(row.field, one.value, other.value)
        texts = [(name, value) for name, value, _ in pairs], [(name, value) for name, _, value in pairs]
        for panel, side, said in zip(self.sides, (one, other), texts, strict=True):
            panel.show_side(side, self._counter(side.device), said, now=row.shown == side.value)
        self.legal.say(self.tr("No machine chooses this: the law asks for a person.") if row.legal else "", "warn")
        self._mark()

    def _counter(self, device: str) -> str:
        if device == self._own:
            return self.tr("this counter")
        return self.tr("another counter ({device})").format(device=device[:_SHORT])

    def _mark(self) -> None:
        for place, side in enumerate(self.sides):
            side.mark(chosen=self.choice == place)

    def _lay_out(self) -> None:
        verbs = self.verbs()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("Conflicts"), "title"))
        head.addWidget(self.count, 1)
        head.addWidget(self.legal)
        both = QHBoxLayout()
        both.setSpacing(10)
        for side in self.sides:
            both.addWidget(side, 1)
        usual = QHBoxLayout()
        usual.setSpacing(8)
        for verb in verbs[_REASONS]:
            usual.addWidget(VerbButton(verb, self))
        usual.addStretch(1)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 2)
        column.addLayout(both, 3)
        column.addWidget(self.reason)
        column.addLayout(usual)
        self.stack.addWidget(inside)
        self.stack.addWidget(self.empty)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for verb in (*verbs[:2], *verbs[_FOOT]):
            bar.addWidget(VerbButton(verb, self, primary=verb.id == "decide"))
        bar.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addLayout(head)
        page.addWidget(self.stack, 1)
        page.addLayout(bar)

    def _columns(self) -> tuple[Column[ConflictRow], ...]:
        def icon(row: ConflictRow) -> tuple[str, str]:
            colours = tokens()
            return ("warn", colours.warn) if row.legal else ("conflicts", colours.accent)

        def values(row: ConflictRow) -> str:
            one, other = row.sides
            return "; ".join(f"{a} / {b}" for _, a, b in changes.pairs(row.field, one.value, other.value))

        return (
            Column(self.tr("Dossier"), lambda row: row.code, 23),
            Column(self.tr("Applicant"), lambda row: row.applicant, 24),
            Column(self.tr("Field"), lambda row: words.title(row.field), 20, icon),
            Column(self.tr("Values"), values),
        )
