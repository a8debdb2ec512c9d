"""The procedure: found by everyday words, then its papers, its copies, its fee and its due date."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui import icons, shown, words
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.checklist import Checklist
from counter_app.ui.widgets.choices import Choices
from counter_app.ui.widgets.field import Field, Line, Whole
from counter_app.ui.widgets.keys import KeyCap
from counter_app.ui.widgets.panel import Elided, Panel, Tag, label, rule

if TYPE_CHECKING:
    from counter_app.domain.catalogue import Procedure
    from counter_app.domain.draft import GivenPaper
    from counter_app.usecases.desk import Preview, ProcedureChoice


class _SearchLine(Line):
    """Up and down walk through the choices while the words stay in the line."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        if event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
            event.accept()
            return
        super().keyPressEvent(event)


class ProcedurePanel(Panel):
    """Emits what the officer wants; what is chosen is shown only when the page says so (`show_procedure`)."""

    searched = Signal(str)
    chosen = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Procedure"), "procedure", parent)
        self._procedure: Procedure | None = None
        self.doubt = Tag()
        self.doubt.hide()
        self.head.addWidget(self.doubt)
        self.sticky = Tag()
        self.sticky.hide()
        self.head.addWidget(self.sticky)
        self.search = _SearchLine(self)
        self.search.setObjectName("procedure")
        self.search.setAccessibleName(self.tr("Procedure"))
        self.search.setPlaceholderText(self.tr("A few letters: ks, sao y, kết hôn … then Enter"))
        self.mark = Tag()
        self.mark.hide()
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.mark)
        self.body.addLayout(line)
        self.body.addWidget(Whole(self.search, self))
        self.choices = Choices(self)
        self.checklist = Checklist(self)
        self.nothing = label("", "soft", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget(self)
        for page in (self.choices, self.checklist, self.nothing):
            self.stack.addWidget(page)
        self.body.addWidget(self.stack, 1)
        self.reason = Field("missing_reason", self.tr("Papers missing, because"))
        self.reason.hide()
        self.body.addWidget(self.reason)
        self.body.addLayout(self._copies_row())
        self.warning = Elided("", "")
        self.warning.setProperty("tone", "warn")
        self.warning.hide()
        self.body.addWidget(self.warning)
        self.body.addWidget(rule())
        self.body.addLayout(self._facts())
        self._wire()

    def lines(self) -> Iterator[QWidget]:
        """What takes the focus, in tab order."""
        yield from (self.search, self.choices, self.checklist, self.reason.line, self.copies.line)

    def offer(self, choices: Sequence["ProcedureChoice"]) -> None:
        """Show the procedures found for the words in the line."""
        self.choices.offer(choices)
        if choices:
            self.stack.setCurrentWidget(self.choices)
            return
        self.nothing.setText(self.tr("No procedure with these words. Try fewer letters, or the code such as 1.001193."))
        self.stack.setCurrentWidget(self.nothing)

    def show_procedure(self, procedure: "Procedure | None", papers: tuple["GivenPaper", ...]) -> None:
        """Show the chosen procedure with its papers; None goes back to choosing."""
        self._procedure = procedure
        self.set_mark()
        self.copies.setVisible(procedure is not None and procedure.copies)
        self.counted.setVisible(procedure is not None and procedure.copies)
        if procedure is None:
            self.search.setText("")
            self.checklist.papers.show(())
            self.stack.setCurrentWidget(self.choices)
            return
        self.search.setText(procedure.name)
        self.search.setCursorPosition(0)
        self.search.setToolTip(f"{procedure.name}\n{procedure.code} · {procedure.legal_base}")
        self.checklist.papers.show(papers)
        if papers:
            self.stack.setCurrentWidget(self.checklist)
        else:
            self.nothing.setText(self.tr("This procedure asks for no papers."))
            self.stack.setCurrentWidget(self.nothing)

    def show_sticky(self, on: bool) -> None:
        """Mark that procedure and ticks stay for the next person."""
        self.sticky.say(self.tr("Batch: stays for the next person – Esc ends it") if on else "", "info")
        self.setProperty("sticky", "true" if on else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def show_doubt(self, word: str, sentence: str) -> None:
        """Warn that the same person filed the same lately; the whole sentence is below the fee."""
        self.doubt.say(word, "warn")
        self.doubt.setToolTip(sentence)
        self.warning.say(sentence)
        self.warning.show()

    def clear_doubt(self) -> None:
        """Take the warning away."""
        self.doubt.say("")
        self.warning.hide()

    def show_reason(self, needed: bool) -> None:
        """Ask why papers are missing, or not."""
        self.reason.setVisible(needed)

    def set_mark(self, code: str = "") -> None:
        """Mark the procedure field with a remark, or take the mark away."""
        short, whole = words.problem_code(code) if code else ("", "")
        self.mark.say(short, "bad")
        self.mark.setToolTip(whole)
        self.search.setProperty("mark", "bad" if code else "")
        self.search.style().unpolish(self.search)
        self.search.style().polish(self.search)

    def show_preview(self, preview: "Preview | None") -> None:
        """Show fee and due date as they would be now."""
        from counter_app.domain import copies as copies_grammar
        from counter_app.domain.term import TermUnit

        procedure = self._procedure
        if procedure is None or preview is None:
            self.fee.setText("–")
            self.due.say("–")
            self.counted.say("")
            return
        self.fee.setText(self._fee_text(preview, procedure))
        if preview.due is not None:
            first = preview.due.first_stage or preview.due.due
            self.due.say(shown.due(first))
        elif procedure.term is not None and procedure.term.unit is TermUnit.AGREED:
            self.due.say(self.tr("by written agreement"))
        else:
            self.due.say(self.tr("no time known – none is promised"))
        counted = copies_grammar.read(self.copies.text)
        if counted.problem is None:
            self.counted.say(
                self.tr("{documents} documents, {copies} copies").format(
                    documents=counted.documents, copies=counted.total
                )
            )
        elif counted.text.strip():
            self.counted.say(words.problem_code(counted.problem.code)[1])
        else:
            self.counted.say(self.tr("documents*copies, e.g. 3*2+1*5"))

    def _fee_text(self, preview: "Preview", procedure: "Procedure") -> str:
        from counter_app.domain.fees import FeeKind

        if procedure.fee.kind is FeeKind.UNKNOWN:
            return self.tr("not in the catalogue")
        if preview.fee is None or preview.fee.amount is None:
            return "–"
        return shown.dong(preview.fee.amount) if preview.fee.amount else self.tr("free")

    def _copies_row(self) -> QHBoxLayout:
        self.copies = Field("copies", self.tr("Copies"), digits=12)
        self.copies.line.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 34)
        self.copies.hide()
        self.counted = Elided("", "soft")
        self.counted.hide()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.copies, 3)
        row.addWidget(self.counted, 4)
        return row

    def _facts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.fee: QLabel = label("–", "big")
        self.due = Elided("–", "big")
        self.due.setObjectName("due")
        clock = QLabel(self)
        clock.setPixmap(icons.picture("clock", tokens().accent, 18))
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(0)
        right.setSpacing(0)
        left.addWidget(label(self.tr("Fee"), "soft"))
        left.addWidget(self.fee)
        due = QHBoxLayout()
        due.setSpacing(8)
        due.addWidget(label(self.tr("Due"), "soft"))
        due.addWidget(label(self.tr("why?"), "soft"))
        due.addWidget(KeyCap("F1", self))
        due.addStretch(1)
        right.addLayout(due)
        right.addWidget(self.due)
        row.addLayout(left, 2)
        row.addWidget(clock)
        row.addLayout(right, 5)
        return row

    def _wire(self) -> None:
        self.search.textEdited.connect(self.searched)
        self.search.walked.connect(self.choices.step)
        self.search.entered.connect(self._entered)
        self.choices.chosen.connect(self.chosen)
        self.checklist.papers.edited.connect(self.edited)
        self.reason.changed.connect(self.edited)
        self.copies.changed.connect(self.edited)

    def _entered(self) -> None:
        if self.stack.currentWidget() is self.choices:
            self.choices.choose()
        elif self._procedure is not None:
            self.checklist.setFocus(Qt.FocusReason.TabFocusReason)
