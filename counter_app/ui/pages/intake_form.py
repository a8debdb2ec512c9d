"""The intake form on the screen: panels that show a `Form` and give it back, in one tab order."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counter_app.ui import words
from counter_app.ui.form import Form
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.measure import characters
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.person_panel import PersonPanel
from counter_app.ui.widgets.procedure_panel import ProcedurePanel
from counter_app.ui.widgets.representative_panel import RepresentativePanel

if TYPE_CHECKING:
    from counter_app.domain.problem import Problem


class IntakeForm(QWidget):
    """Values down by `show_form`, up by `form`; `edited` whenever the officer changed something."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Form()
        self.person = PersonPanel(self)
        self.representative = RepresentativePanel(self)
        self.procedure = ProcedurePanel(self)
        self.more = Panel(self.tr("Dossier"), "dossiers", self)
        width = max(
            self.fontMetrics().horizontalAdvance(word)
            for word in (self.tr("Request"), self.tr("Return at"), self.tr("Agreed"))
        )
        self.request = Field("request", self.tr("Request"), word_width=width + 6)
        self.request.line.setPlaceholderText(self.tr("in a few words, when the name of the procedure does not say it"))
        self.return_place = Field("return_place", self.tr("Return at"), word_width=width + 6)
        self.return_place.line.setPlaceholderText(self.tr("this office"))
        self.agreed = Field("agreed", self.tr("Agreed"), word_width=width + 6)
        self.agreed.line.setPlaceholderText(self.tr("only when agreed in writing: day/month/year hour:minute"))
        self.sets = Field("sets", self.tr("Sets"), digits=3)
        self.sets.line.setMaximumWidth(characters(self, 4))
        self.more.body.addWidget(self.request)
        last = QHBoxLayout()
        last.setSpacing(10)
        last.addWidget(self.return_place, 3)
        last.addWidget(self.sets, 1)
        self.more.body.addLayout(last)
        self.more.body.addWidget(self.agreed)
        self._lay_out()
        self._connect()
        self.show_form(self._shown)

    def form(self) -> Form:
        """Return what stands on the screen."""
        return replace(
            self._shown,
            applicant=self.person.person(),
            at_counter=self.representative.person(),
            document=self.representative.document(),
            papers=self.procedure.checklist.papers.papers,
            missing_reason=self.procedure.reason.text,
            copies=self.procedure.copies.text,
            request=self.request.text,
            return_place=self.return_place.text,
            agreed=self.agreed.text,
            sets=self.sets.text,
        )

    def show_form(self, form: Form) -> None:
        """Show `form`; what stood there before is gone from the screen (the page has put it where it belongs)."""
        before, self._shown = self._shown, form
        if form.id != before.id:
            self.clear_marks()
            self.person.show_note("")
            self.person.state.say("")
        self.person.show_kind(organisation=form.organisation)
        self.person.show_person(form.applicant)
        self.representative.show_person(form.at_counter, form.document)
        self.procedure.copies.show_text(form.copies)
        self.procedure.reason.show_text(form.missing_reason)
        if form.id != before.id or form.procedure != before.procedure:
            # Not otherwise: what is known of a person may come while the officer types the procedure's letters.
            self.procedure.show_procedure(form.procedure, form.papers)
        else:
            self.procedure.checklist.papers.show(form.papers)
        self.procedure.show_sticky(form.sticky)
        self.request.show_text(form.request)
        self.return_place.show_text(form.return_place)
        self.agreed.show_text(form.agreed)
        self.sets.show_text(form.sets)

    def mark(self, problems: "Iterable[Problem]", *, only_filled: bool = False) -> QWidget | None:
        """Mark every field that a remark names; return the first one that forbids registering."""
        first: QWidget | None = None
        self.clear_marks()
        for problem in problems:
            place = self._place(problem.field)
            unfilled = problem.code.endswith(("_missing", "_empty"))
            if place is None or (only_filled and (unfilled or place.hasFocus())):
                continue
            self._mark(problem)
            if problem.certain and first is None:
                first = place
        return first

    def clear_marks(self) -> None:
        """Take all marks away."""
        self.person.clear_marks()
        self.representative.clear_marks()
        self.procedure.set_mark()
        self.procedure.checklist.papers.complain(False)
        for field in (*self._dossier_fields(), self.procedure.copies, self.procedure.reason):
            field.set_mark()

    def order(self) -> Iterator[QWidget]:
        """Everything that takes the focus, in the order of Tab and Enter."""
        for part in (self.person.lines(), self.representative.lines()):
            yield from (field.line for field in part)
        yield from (field.line for field in self._dossier_fields())
        yield from self.procedure.lines()

    def _dossier_fields(self) -> tuple[Field, ...]:
        return (self.request, self.return_place, self.sets, self.agreed)

    def go_on(self) -> None:
        """Put the focus where work goes on: the procedure, or in a batch what differs from person to person."""
        form = self._shown
        if form.procedure is None:
            target: QWidget = self.procedure.search
        elif form.procedure.copies:
            target = self.procedure.copies.line
        else:
            target = self.procedure.checklist if form.papers else self.procedure.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self, problem: "Problem") -> None:
        room, _, name = problem.field.partition(".")
        tone = "bad" if problem.certain else "warn"
        short, whole = words.problem(problem)
        if room == "applicant":
            self.person.mark(name, problem.code, tone)
        elif room == "at_counter":
            self.representative.mark(name, problem.code, tone)
        elif room == "procedure":
            self.procedure.set_mark(problem.code)
        elif room == "papers":
            self.procedure.checklist.papers.complain(True)
            self.procedure.show_reason(True)
            self.procedure.reason.set_mark(short, tone, whole)
        elif room == "copies":
            self.procedure.copies.set_mark(short, tone, whole)
        for field in self._dossier_fields():
            if field.name == room:
                field.set_mark(short, tone, whole)

    def _place(self, field: str) -> QWidget | None:
        room, _, name = field.partition(".")
        line = "number" if name in ("personal_number", "tax_number") else name
        if room in ("applicant", "at_counter"):
            found = (self.person if room == "applicant" else self.representative).fields.get(line)
            return None if found is None else found.line
        places: dict[str, QWidget] = {
            "procedure": self.procedure.search,
            "papers": self.procedure.reason.line,
            "copies": self.procedure.copies.line,
            **{field.name: field.line for field in self._dossier_fields()},
        }
        return places.get(room)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setObjectName("clear")
        left = QVBoxLayout(column)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.person)
        left.addWidget(self.representative)
        left.addWidget(self.more)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setMinimumWidth(column.minimumSizeHint().width())
        self._scroll.setWidget(column)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.procedure, 1)

    def _connect(self) -> None:
        for part in (self.person, self.representative, self.procedure):
            part.edited.connect(self.edited)
        for field in self._dossier_fields():
            field.changed.connect(self.edited)
        order = list(self.order())
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        for widget in order:
            if widget not in (self.procedure.search, self.procedure.choices):
                entered = getattr(widget, "entered", None)
                if entered is not None:
                    entered.connect(lambda here=widget: self._next_after(here))

    def _next_after(self, here: QWidget) -> None:
        """Enter: the next field that is there."""
        order = list(self.order())
        for widget in order[order.index(here) + 1 :]:
            if widget.isVisible() and widget.isEnabled() and widget is not self.procedure.choices:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
