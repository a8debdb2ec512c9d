"""Correcting a registered dossier: the fields that may be wrong, and the reason that must be given."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.domain import contact
from counter_app.domain.catalogue import Procedure
from counter_app.domain.dossier import Dossier
from counter_app.domain.text import nfc
from counter_app.domain.times import iso
from counter_app.ui import changes, shown
from counter_app.ui.widgets.choices import Choices
from counter_app.ui.widgets.field import Field
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
        entries = (
            ("name", self.tr("Name")),
            ("number", self.tr("Number")),
            ("address", self.tr("Address")),
            ("phone", self.tr("Phone")),
            ("email", self.tr("E-mail")),
            ("procedure", self.tr("Procedure")),
            ("due", self.tr("Due")),
            ("request", self.tr("Request")),
            ("return_place", self.tr("Return at")),
            ("reason", self.tr("Reason")),
        )
        width = max(self.fontMetrics().horizontalAdvance(word) for _name, word in entries) + 6
        self.fields: Mapping[str, Field] = {name: Field(name, word, word_width=width) for name, word in entries}
        self.choices = Choices(self)
        self.choices.hide()
        for name, _word in entries:
            self.body.addWidget(self.fields[name])
            if name == "procedure":
                self.body.addWidget(self.choices, 1)
            self.fields[name].line.entered.connect(lambda here=name: self._entered(here))
        self.fields["reason"].line.setPlaceholderText(self.tr("why this is corrected; it stays in the record"))
        self.body.addStretch(1)
        self.fields["procedure"].line.textEdited.connect(self.searched)
        self.choices.chosen.connect(self._chosen)

    def show_dossier(self, dossier: Dossier) -> None:
        """Fill the fields with what the dossier says now."""
        self._dossier, self._procedure = dossier, None
        applicant, fields = dossier.applicant, dossier.fields
        texts = {
            "name": applicant.name,
            "number": applicant.number,
            "address": applicant.address,
            "phone": applicant.phone,
            "email": applicant.email,
            "procedure": dossier.procedure_name,
            "due": shown.moment(dossier.due_at) if dossier.due_at else "",
            "request": str(fields.get("request", "")),
            "return_place": str(fields.get("return_place", "")),
            "reason": "",
        }
        for name, text in texts.items():
            self.fields[name].show_text(text)
            self.fields[name].set_mark()
        self.choices.hide()

    def wrong(self) -> tuple[str, str] | None:
        """Return (field, code) of the first entry that cannot be read, None when all can."""
        due = self.fields["due"].text.strip()
        if due and changes.read_moment(due) is None:
            return "due", "birth_wrong_form"
        if not self.fields["reason"].text.strip():
            return "reason", "name_missing"
        return None

    def changes(self) -> dict[str, Any]:
        """Return {field of the payload: new value} for what differs."""
        dossier = self._dossier
        if dossier is None:
            return {}
        found: dict[str, Any] = {}
        applicant = self._applicant(dict(dossier.fields["applicant"]))
        if applicant != dict(dossier.fields["applicant"]):
            found["applicant"] = applicant
        if self._procedure is not None and self._procedure.code != dossier.procedure_code:
            chosen = self._procedure
            found["procedure"] = {
                "code": chosen.code,
                "version": chosen.version,
                "name": chosen.name,
                "field": chosen.field,
            }
        due = changes.read_moment(self.fields["due"].text)
        before = shown.moment(dossier.due_at) if dossier.due_at else ""
        if due is not None and self.fields["due"].text.strip() != before:
            found["due"] = {**dossier.fields["due"], "at": iso(due)}
        for name in ("request", "return_place"):
            text = nfc(self.fields[name].text.strip())
            if text != str(dossier.fields.get(name, "")):
                found[name] = text
        return found

    @property
    def reason(self) -> str:
        return self.fields["reason"].text.strip()

    def _applicant(self, value: dict[str, Any]) -> dict[str, Any]:
        number = "personal_number" if value.get("kind") == "citizen" else "tax_number"
        typed = {
            "name": nfc(self.fields["name"].text.strip()),
            number: self.fields["number"].text.strip(),
            "address": nfc(self.fields["address"].text.strip()),
            "phone": contact.normal_phone(self.fields["phone"].text),
            "email": self.fields["email"].text.strip(),
        }
        for key, text in typed.items():
            if text:
                value[key] = text
            else:
                value.pop(key, None)
        return value

    def _chosen(self, procedure: Procedure) -> None:
        self._procedure = procedure
        self.fields["procedure"].show_text(procedure.name)
        self.choices.hide()
        self.fields["reason"].line.setFocus()

    def _entered(self, here: str) -> None:
        if here == "procedure" and self.choices.isVisible():
            self.choices.choose()
            return
        names = list(self.fields)
        after = names.index(here) + 1
        if after < len(names):
            self.fields[names[after]].line.setFocus()
