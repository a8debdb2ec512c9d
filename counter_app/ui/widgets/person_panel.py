"""The applicant: citizen or organisation, as fields with their marks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.ui import words
from counter_app.ui.form import PersonTexts
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.keys import KeyCap
from counter_app.ui.widgets.measure import characters
from counter_app.ui.widgets.panel import Elided, Panel, Tag, label

_TEXTS = ("name", "number", "birth", "sex", "address", "phone", "email")


class PersonPanel(Panel):
    """Shows and gives back a `PersonTexts`. `edited` comes when the officer typed something."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Applicant"), "person", parent)
        self._hidden = PersonTexts()
        self._organisation = False
        width = self._word_width()
        self.fields: Mapping[str, Field] = {
            "name": Field("applicant.name", self.tr("Name"), word_width=width),
            "number": Field("applicant.number", self.tr("ID number"), digits=12, word_width=width),
            "birth": Field("applicant.birth", self.tr("Born"), digits=10, word_width=width),
            "sex": Field("applicant.sex", self.tr("Sex"), digits=4),
            "address": Field("applicant.address", self.tr("Address"), word_width=width),
            "phone": Field("applicant.phone", self.tr("Phone"), digits=10, word_width=width),
            "email": Field("applicant.email", self.tr("E-mail"), digits=6),
        }
        self.fields["sex"].line.setMaximumWidth(characters(self, 5))
        self.state = Tag()
        self.state.hide()
        self.kind = label("", "soft")
        self.head.addWidget(self.state)
        self.head.addWidget(self.kind)
        self.head.addWidget(KeyCap("F7", self))
        for row in (("name",), ("number",), ("birth", "sex"), ("address",), ("phone", "email")):
            line = QHBoxLayout()
            line.setSpacing(10)
            for name in row:
                line.addWidget(self.fields[name], 3 if name in ("birth", "phone", "email") else 1)
            self.body.addLayout(line)
        self.note = Elided("", "soft")
        self.note.hide()
        self.body.addWidget(self.note)
        for field in self.fields.values():
            field.changed.connect(self.edited)
        self.show_kind(organisation=False)

    def _word_width(self) -> int:
        """Return the width of the widest word before a field of the first column, citizen's or organisation's."""
        words_used = (
            self.tr("Name"),
            self.tr("Organisation name"),
            self.tr("ID number"),
            self.tr("Tax code"),
            self.tr("Address"),
            self.tr("Phone"),
        )
        return max(self.fontMetrics().horizontalAdvance(word) for word in words_used) + 6

    def lines(self) -> Iterator[Field]:
        """The fields in tab order."""
        yield from self.fields.values()

    def show_kind(self, *, organisation: bool) -> None:
        """Ask for a citizen's fields or an organisation's."""
        self._organisation = organisation
        self.kind.setText(self.tr("Organisation instead") if not organisation else self.tr("Citizen instead"))
        word = self.tr("Tax code") if organisation else self.tr("ID number")
        self.fields["number"].word.setText(word)
        self.fields["number"].line.setAccessibleName(word)
        name = self.tr("Organisation name") if organisation else self.tr("Name")
        self.fields["name"].word.setText(name)
        self.fields["name"].line.setAccessibleName(name)
        self.heading.setText(self.tr("Applicant: organisation") if organisation else self.tr("Applicant"))
        for name in ("birth", "sex"):
            self.fields[name].setVisible(not organisation)

    def show_person(self, texts: PersonTexts) -> None:
        """Put a person's texts into the fields; fields without a line (card number before, issue) are kept along."""
        self._hidden = texts
        for name in _TEXTS:
            self.fields[name].show_text(getattr(texts, name))

    def person(self) -> PersonTexts:
        """Return the texts as they stand now; a changed number drops what only belonged to the old card."""
        typed = {name: self.fields[name].text for name in _TEXTS}
        kept = self._hidden if typed["number"] == self._hidden.number else PersonTexts()
        return replace(kept, **typed)

    def show_note(self, text: str) -> None:
        """Say what is known of the person; nothing takes no room."""
        self.note.say(text)
        self.note.setVisible(bool(text))

    def mark(self, name: str, code: str, tone: str, sentence: str = "") -> None:
        """Mark field `name` (a domain name: personal_number and tax_number are the number)."""
        field = self.fields.get("number" if name in ("personal_number", "tax_number") else name)
        if field is not None:
            short, whole = words.problem_code(code)
            field.set_mark(short, tone, sentence or whole)

    def clear_marks(self) -> None:
        """Take all marks away."""
        for field in self.fields.values():
            field.set_mark()
