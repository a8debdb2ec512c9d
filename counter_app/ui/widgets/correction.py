"""Correcting a registered dossier: all that may be wrong, and the reason that must be given."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counter_app.domain import correction
from counter_app.domain.catalogue import Procedure
from counter_app.domain.dossier import Dossier
from counter_app.domain.draft import GivenPaper, carried_over
from counter_app.ui import changes, corrected
from counter_app.ui.widgets.checklist import Checklist
from counter_app.ui.widgets.choices import Choices
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.measure import row_height
from counter_app.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Mapping


class CorrectionPanel(Panel):
    """`show_dossier` fills it, `changes` gives back only what differs, as the payload has it."""

    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Correct this dossier"), "edit", parent)
        self._dossier: Dossier | None = None
        self._procedure: Procedure | None = None
        words = self._words()
        width = max(self.fontMetrics().horizontalAdvance(word) for word in words.values()) + 6
        self.fields: Mapping[str, Field] = {name: Field(name, word, word_width=width) for name, word in words.items()}
        self.choices, self.checklist = Choices(self), Checklist(self)
        self.choices.hide()
        self._lay_out()
        self.fields["reason"].line.setPlaceholderText(self.tr("why this is corrected; it stays in the record"))
        self.fields["procedure"].line.textEdited.connect(self.searched)
        self.choices.chosen.connect(self._chosen)
        self.checklist.papers.edited.connect(self._show_missing)
        self.checklist.verticalHeader().sectionResized.connect(lambda *_: self._fit_papers())
        self.checklist.entered.connect(lambda: self._next_after(self.checklist))

    def show_dossier(self, dossier: Dossier) -> None:
        """Fill the fields with what the dossier says now."""
        self._dossier, self._procedure = dossier, None
        texts = corrected.texts_of(dossier)
        for name, field in self.fields.items():
            field.show_text(texts[name])
            field.set_mark()
        organisation = dossier.applicant.kind == "organisation"
        name = self.tr("Organisation name") if organisation else self.tr("Name")
        self.fields["name"].word.setText(name)
        self.fields["name"].line.setAccessibleName(name)
        self._show_papers(corrected.papers_of(dossier))
        self.fields["copies"].setVisible(bool(texts["copies"]))
        self.choices.hide()

    def wrong(self) -> tuple[str, str] | None:
        """Return (field, code) of the first entry that cannot be taken, None when all can."""
        dossier, due = self._dossier, self.fields["due"].text.strip()
        if due and changes.read_moment(due) is None:
            return "due", "birth_wrong_form"
        if dossier is not None:
            changed = self.changes()
            found = correction.problems({**dossier.fields, **changed}, changed)
            if found:
                return corrected.place_of(found[0].field), found[0].code
        if not self.fields["reason"].text.strip():
            return "reason", "name_missing"
        return None

    def changes(self) -> dict[str, Any]:
        """Return {field of the payload: new value} for what differs."""
        dossier = self._dossier
        if dossier is None:
            return {}
        typed = {name: field.text for name, field in self.fields.items() if name != "reason"}
        return corrected.changes_of(dossier, typed, self.checklist.papers.papers, self._procedure)

    @property
    def reason(self) -> str:
        return self.fields["reason"].text.strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What takes the focus is scrolled into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget) and self._area.isAncestorOf(watched):
            self._area.ensureWidgetVisible(watched, 0, row_height(self))
        return super().eventFilter(watched, event)

    def _words(self) -> dict[str, str]:
        return {
            "name": self.tr("Name"),
            "number": self.tr("Number"),
            "phone": self.tr("Phone"),
            "address": self.tr("Address"),
            "email": self.tr("E-mail"),
            "procedure": self.tr("Procedure"),
            "missing_reason": self.tr("Missing, because"),
            "copies": self.tr("Copies"),
            "sets": self.tr("Sets"),
            "due": self.tr("Due"),
            "request": self.tr("Request"),
            "return_place": self.tr("Return at"),
            "present_name": self.tr("Somebody else"),
            "present_number": self.tr("Their number"),
            "present_phone": self.tr("Their phone"),
            "present_document": self.tr("Letter of authority"),
            "reason": self.tr("Reason"),
        }

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        self._order: list[QWidget] = []
        for name, field in self.fields.items():
            if name == "reason":
                break
            column.addWidget(field)
            self._order.append(field.line)
            if name == "procedure":
                column.addWidget(self.choices)
                column.addWidget(self.checklist)
                self._order.append(self.checklist)
        column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self.body.addWidget(self._area, 1)
        last = QHBoxLayout()
        last.addWidget(self.fields["reason"])
        self.body.addLayout(last)
        self._order.append(self.fields["reason"].line)
        for widget in self._order:
            widget.installEventFilter(self)
        for name, field in self.fields.items():
            field.line.entered.connect(lambda here=name: self._entered(here))

    def _show_papers(self, papers: tuple[GivenPaper, ...]) -> None:
        self.checklist.papers.show(papers)
        self.checklist.setVisible(bool(papers))
        self._fit_papers()
        self._show_missing()

    def _fit_papers(self) -> None:
        """Give the list the height of its rows, wrapped as they are: only the whole form scrolls."""
        rows, head = self.checklist.verticalHeader().length(), self.checklist.horizontalHeader().sizeHint().height()
        self.checklist.setFixedHeight(rows + head + 2 * self.checklist.frameWidth() + 2)

    def _show_missing(self) -> None:
        """Ask why, when a required paper is missing."""
        missing = any(paper.required and not paper.given for paper in self.checklist.papers.papers)
        self.fields["missing_reason"].setVisible(missing or bool(self.fields["missing_reason"].text))

    def _chosen(self, procedure: Procedure) -> None:
        self._procedure = procedure
        self.fields["procedure"].show_text(procedure.name)
        self.choices.hide()
        self.fields["copies"].setVisible(procedure.copies)
        self._show_papers(carried_over(self.checklist.papers.papers, procedure))
        self._next_after(self.fields["procedure"].line)

    def _entered(self, here: str) -> None:
        if here == "procedure" and self.choices.isVisible():
            self.choices.choose()
            return
        self._next_after(self.fields[here].line)

    def _next_after(self, here: QWidget) -> None:
        """Enter: the next field that is there."""
        for widget in self._order[self._order.index(here) + 1 :]:
            if widget.isVisible():
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
