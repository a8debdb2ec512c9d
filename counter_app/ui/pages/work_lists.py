"""The lists of what waits: apologies to draft, results to collect, what lies with whom."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from counter_app.ui.actions import Verb
from counter_app.ui.background import Lane
from counter_app.ui.page import Page
from counter_app.ui.widgets.dossier_table import columns
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.known_line import KnownField
from counter_app.ui.widgets.table import Column
from counter_app.ui.work_section import Section
from counter_app.usecases.desk import Desk, DossierRow

if TYPE_CHECKING:
    from uuid import UUID

Ask = Callable[[Desk], Sequence[DossierRow]]


class Waiting(Section[DossierRow]):
    """Dossiers of which each waits for the same; Enter opens one and there it is done."""

    def __init__(self, page: Page, name: str, title: str, ask: Ask, nothing: tuple[str, str]) -> None:
        super().__init__(page, name, title, columns(), nothing)
        self._ask = ask
        self.finish()

    def ask(self) -> None:
        desk = self.page.desk
        if desk is not None:
            self.page.ask(lambda: self._ask(desk), self._show, key=self.table.objectName(), quiet=True)

    def open_row(self, number: int) -> None:
        self.page.open_dossier.emit(self.model.row(number).id)

    def _show(self, rows: Sequence[DossierRow]) -> None:
        self.show_rows(rows)
        self.count.say(self.tr("%n dossier(s)", "", len(rows)) if rows else "")


class WithWhom(Section[DossierRow]):
    """What lies at a desk or was given to an officer; ticked ones, or all of them, go to another in one step."""

    def __init__(self, page: Page) -> None:
        self.ticked: set[UUID] = set()
        title = QCoreApplication.translate("WithWhom", "At a desk")
        tick: Column[DossierRow] = Column(
            QCoreApplication.translate("WithWhom", "Ticked"), lambda row: "✓" if row.id in self.ticked else "", 8
        )
        nothing = (
            QCoreApplication.translate("WithWhom", "Whose dossiers?"),
            QCoreApplication.translate(
                "WithWhom", "Type a desk's or an officer's name, Enter. Up and Down offer those known."
            ),
        )
        super().__init__(page, "at_desk", title, (tick, *columns()), nothing)
        self.whose = KnownField("whose", self.tr("Desk or officer"))
        self.officer = KnownField("to_officer", self.tr("Give to"))
        self.reason = Field("why_given", self.tr("Reason"))
        self.reason.line.setPlaceholderText(self.tr("for example: the colleague is absent"))
        self.head.addWidget(self.whose)
        giving = QHBoxLayout()
        giving.setSpacing(10)
        giving.addWidget(self.officer, 1)
        giving.addWidget(self.reason, 1)
        self.foot.addLayout(giving)
        self._under_way = False
        self.whose.line.entered.connect(self.ask)
        self.officer.line.entered.connect(lambda: self.reason.line.setFocus(Qt.FocusReason.TabFocusReason))
        self.reason.line.entered.connect(self.give)
        self.finish()

    def verbs(self) -> tuple[Verb, ...]:
        note = self.tr("Give the ticked dossiers, or all shown, to the named officer")
        return (
            Verb("give_all", self.tr("Give"), "F9", self.give, "persons", note),
            Verb(
                "tick", self.tr("Tick"), "Ctrl+Space", self.tick, "good", self.tr("Tick the row, or take the tick off")
            ),
            Verb("tick_all", self.tr("Tick all"), "Ctrl+T", self.tick_all, "", self.tr("Tick all rows, or none")),
            Verb("to_give", self.tr("To whom"), "F3", self.to_officer, "", self.tr("Go to the field of the receiver")),
        )

    def begin(self) -> None:
        desk = self.page.desk
        if desk is not None:
            self.page.ask(lambda: _names(desk), self._offer, key="known", quiet=True)
        self.ask()
        (self.table if self.model.rows else self.whose.line).setFocus()

    def ask(self) -> None:
        desk, name = self.page.desk, self.whose.text.strip()
        if desk is not None and name:
            self.page.ask(lambda: desk.acts().ask.with_(name), self._show, key="at_desk", quiet=True)

    def open_row(self, number: int) -> None:
        self.page.open_dossier.emit(self.model.row(number).id)

    def to_officer(self) -> None:
        """F3: name who gets them."""
        self.officer.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tick(self) -> None:
        """Tick the row or take the tick off, and go to the next."""
        at = self.table.row()
        if at < 0:
            return
        self.ticked ^= {self.model.row(at).id}
        self.repaint_rows()
        self.table.setCurrentIndex(self.model.index(min(at + 1, len(self.model.rows) - 1), 0))
        self._count()

    def tick_all(self) -> None:
        """Tick all, or none when all are ticked."""
        all_ = {row.id for row in self.model.rows}
        self.ticked = set() if self.ticked == all_ else all_
        self.repaint_rows()
        self._count()

    def give(self) -> None:
        """F9: the ticked ones, or all shown, go to the officer, with the reason."""
        desk, officer, reason = self.page.desk, self.officer.text.strip(), self.reason.text.strip()
        given = [row.id for row in self.model.rows if row.id in self.ticked or not self.ticked]
        if desk is None or not given or self._under_way:
            return
        for field, text in ((self.officer, officer), (self.reason, reason)):
            if not text:
                field.set_mark(self.tr("missing"), "bad", self.tr("Officer and reason are needed."))
                field.line.setFocus(Qt.FocusReason.OtherFocusReason)
                self.page.banner.say(self.tr("Officer and reason are needed."), "", "warn")
                return
        self._under_way = True
        self.page.background.run(
            self.page,
            lambda: desk.acts().hand_over.assign(given, officer, reason),
            lambda done: self._given(len(done), officer),
            self._not_given,
            lane=Lane.WRITING,
        )

    def _given(self, count: int, officer: str) -> None:
        self._under_way = False
        self.ticked = set()
        said = self.tr("%n dossier(s) given to {officer}.", "", count).format(officer=officer)
        self.page.banner.say(said, self.tr("Each can be undone on its page for ten minutes."), "good")
        self.ask()

    def _not_given(self, error: object) -> None:
        self._under_way = False
        self.page.complain(error)  # type: ignore[arg-type]

    def _offer(self, names: tuple[Sequence[str], Sequence[str]]) -> None:
        desks, officers = names
        self.whose.offer([*desks, *officers])
        self.officer.offer(officers)

    def _show(self, rows: Sequence[DossierRow]) -> None:
        self.ticked &= {row.id for row in rows}
        self.empty.say(
            self.tr("Nothing lies with “{name}”.").format(name=self.whose.text.strip()),
            self.tr("Up and Down in the field above offer the desks and officers known."),
        )
        self.show_rows(rows)
        self._count()

    def _count(self) -> None:
        count = len(self.model.rows)
        said = self.tr("%n dossier(s)", "", count) if count else ""
        ticked = self.tr("%n ticked", "", len(self.ticked))
        self.count.say(f"{said} · {ticked}" if self.ticked else said)


def _names(desk: Desk) -> tuple[Sequence[str], Sequence[str]]:
    return desk.acts().hand_over.receivers(), [row.name for row in desk.officers()]
