"""Form 07 on the screen: a month, a field of work, and both as files."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from counter_app.domain.sheets import RegisterBook, RegisterRow
from counter_app.ui import shown
from counter_app.ui.actions import Verb
from counter_app.ui.background import Lane
from counter_app.ui.page import Page
from counter_app.ui.widgets.table import Column
from counter_app.ui.work_section import Section

if TYPE_CHECKING:
    from counter_app.usecases.desk import Desk

Answer = tuple[tuple[str, ...], RegisterBook, tuple[UUID, ...]]


class RegisterSection(Section[RegisterRow]):
    """All dossiers received in a month, as form 07 has them."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            "register",
            QCoreApplication.translate("RegisterSection", "Register (07)"),
            _columns(),
            (
                QCoreApplication.translate("RegisterSection", "Nothing was received."),
                QCoreApplication.translate(
                    "RegisterSection", "Alt+← goes a month back, Alt+↓ to another field of work."
                ),
            ),
        )
        self.first: date | None = None
        self.field = ""
        self._fields: tuple[str, ...] = ()
        self._dossiers: tuple[UUID, ...] = ()
        self.finish()

    def verbs(self) -> tuple[Verb, ...]:
        export = self.tr("Write the register shown as PDF and XLSX into a folder")
        return (
            Verb("export", self.tr("Save"), "F9", self.export, "store", export),
            Verb("month_back", self.tr("Month"), "Alt+Left", self.month_back, "", self.tr("A month back")),
            Verb("month_on", self.tr("Month"), "Alt+Right", self.month_on, "", self.tr("A month on")),
            Verb("field_on", self.tr("Field"), "Alt+Down", self.field_on, "", self.tr("The next field of work")),
            Verb("field_back", self.tr("Field"), "Alt+Up", self.field_back, "", self.tr("The field of work before")),
        )

    @property
    def last(self) -> date:
        """The last day shown."""
        first = self.first or date.min
        return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def ask(self) -> None:
        desk = self.page.desk
        if desk is None:
            return
        if self.first is None:
            self.first = desk.today().replace(day=1)
        first, last, field = self.first, self.last, self.field
        self.page.ask(lambda: _asked(desk, field, first, last), self._show, key="register", quiet=True)

    def month_back(self) -> None:
        """Alt+Left: the month before."""
        self._to((self.first - timedelta(days=1)).replace(day=1) if self.first else None)

    def month_on(self) -> None:
        """Alt+Right: the next month."""
        self._to(self.last + timedelta(days=1) if self.first else None)

    def field_on(self) -> None:
        """Alt+Down: the next field of work in which something was received; behind the last one all of them."""
        self._step(1)

    def field_back(self) -> None:
        """Alt+Up: the field before."""
        self._step(-1)

    def export(self) -> None:
        """F9: ask for a folder and write both files there."""
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self.page, self.tr("Folder for the register"))
        if folder:
            self.write_to(Path(folder))

    def write_to(self, folder: Path) -> None:
        """Write the register shown into `folder`."""
        desk, first, last, field = self.page.desk, self.first, self.last, self.field
        if desk is None or first is None:
            return
        self.page.background.run(
            self.page,
            lambda: desk.registers().write(field, first, last, folder),
            self._written,
            self.page.complain,
            lane=Lane.MACHINES,
        )

    def open_row(self, number: int) -> None:
        self.page.open_dossier.emit(self._dossiers[number])

    def _to(self, first: date | None) -> None:
        if first is not None:
            self.first = first
            self.ask()

    def _step(self, by: int) -> None:
        known = ("", *self._fields)
        at = known.index(self.field) if self.field in known else 0
        self.field = known[(at + by) % len(known)]
        self.ask()

    def _written(self, paths: Sequence[Path]) -> None:
        names = ", ".join(path.name for path in paths)
        self.page.banner.say(self.tr("Written: {names}.").format(names=names), "", "good")

    def _show(self, answer: Answer) -> None:
        self._fields, book, self._dossiers = answer
        self.show_rows(book.rows)
        field = self.field or self.tr("all fields of work")
        days = f"{shown.day(book.first_day)} – {shown.day(book.last_day)}"
        count = self.tr("%n dossier(s)", "", len(book.rows))
        self.count.say(f"{count} · {days} · {field}")


def _asked(desk: "Desk", field: str, first: date, last: date) -> Answer:
    registers = desk.registers()
    return (registers.fields(first, last), *registers.book(field, first, last))


def _columns() -> tuple[Column[RegisterRow], ...]:
    return (
        Column(QCoreApplication.translate("RegisterSection", "No."), lambda row: str(row.number), 5),
        Column(QCoreApplication.translate("RegisterSection", "Code"), lambda row: row.code, 22),
        Column(QCoreApplication.translate("RegisterSection", "Procedure"), lambda row: row.procedure_name),
        Column(QCoreApplication.translate("RegisterSection", "Applicant"), lambda row: row.applicant_name),
        Column(
            QCoreApplication.translate("RegisterSection", "Solved by"),
            lambda row: row.solving_unit,
            18,
            optional=True,
            room=150,
        ),
        Column(
            QCoreApplication.translate("RegisterSection", "Received"),
            lambda row: shown.short(row.received_at),
            14,
            optional=True,
        ),
        Column(
            QCoreApplication.translate("RegisterSection", "Due"), lambda row: shown.short(row.due_at), 14, optional=True
        ),
        Column(QCoreApplication.translate("RegisterSection", "Returned"), lambda row: shown.short(row.returned_at), 14),
        Column(
            QCoreApplication.translate("RegisterSection", "Taken by"),
            lambda row: row.signature,
            18,
            optional=True,
            room=150,
        ),
    )
