"""Who stands at the counter when it is not the applicant, and the paper that allows it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.ui import words
from counter_app.ui.form import PersonTexts
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.keys import KeyCap
from counter_app.ui.widgets.panel import Panel, label

_TEXTS = ("name", "number", "phone")


class RepresentativePanel(Panel):
    """Folded to its heading until somebody else stands there. `edited` comes when the officer typed something."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Somebody else at the counter"), "persons", parent)
        self._hidden = PersonTexts()
        word_texts = (self.tr("Name"), self.tr("ID number"), self.tr("Paper"))
        width = max(self.fontMetrics().horizontalAdvance(word) for word in word_texts) + 6
        self.fields: Mapping[str, Field] = {
            "name": Field("at_counter.name", self.tr("Name"), word_width=width),
            "number": Field("at_counter.number", self.tr("ID number"), digits=9, word_width=width),
            "phone": Field("at_counter.phone", self.tr("Phone"), digits=10),
            "document": Field("at_counter.document", self.tr("Paper"), word_width=width),
        }
        self.fields["document"].line.setPlaceholderText(self.tr("letter of authority no. …, dated …"))
        self.hint = label(self.tr("Nobody"), "soft")
        self.head.addWidget(self.hint)
        self.head.addWidget(KeyCap("F6", self))
        for row in (("name",), ("number", "phone"), ("document",)):
            line = QHBoxLayout()
            line.setSpacing(10)
            for name in row:
                line.addWidget(self.fields[name], 1)
            self.body.addLayout(line)
        for field in self.fields.values():
            field.changed.connect(self.edited)
        self.unfold(open_=False)

    @property
    def unfolded(self) -> bool:
        return not self.fields["name"].isHidden()

    def lines(self) -> Iterator[Field]:
        """The fields in tab order."""
        yield from self.fields.values()

    def unfold(self, *, open_: bool) -> None:
        """Show or hide the fields; their texts stay."""
        for field in self.fields.values():
            field.setVisible(open_)
        self.hint.setText(self.tr("Nobody after all") if open_ else self.tr("Nobody"))

    def show_person(self, texts: PersonTexts | None, document: str) -> None:
        """Put the person and his paper into the fields; None folds the panel."""
        self._hidden = texts or PersonTexts()
        for name in _TEXTS:
            self.fields[name].show_text(getattr(self._hidden, name))
        self.fields["document"].show_text(document)
        self.unfold(open_=texts is not None)

    def person(self) -> PersonTexts | None:
        """Return who stands there, None when the panel is folded."""
        if not self.unfolded:
            return None
        typed = {name: self.fields[name].text for name in _TEXTS}
        kept = self._hidden if typed["number"] == self._hidden.number else PersonTexts()
        return replace(kept, **typed)

    def document(self) -> str:
        return self.fields["document"].text if self.unfolded else ""

    def mark(self, name: str, code: str, tone: str) -> None:
        """Mark field `name` with the remark `code`."""
        field = self.fields.get("number" if name == "personal_number" else name)
        if field is not None:
            short, whole = words.problem_code(code)
            field.set_mark(short, tone, whole)

    def clear_marks(self) -> None:
        """Take all marks away."""
        for field in self.fields.values():
            field.set_mark()
