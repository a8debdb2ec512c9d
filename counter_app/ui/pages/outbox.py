"""What the city does not have yet: waiting and refused rows, why, and what can be done."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui import shown, words
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background, Lane
from counter_app.ui.page import Page
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import Elided, label
from counter_app.ui.widgets.table import Column, FrozenTable, Table
from counter_app.usecases.desk import Desk
from counter_app.usecases.ring_values import OutboxRow


class OutboxPage(Page):
    """Rows in the order in which they wait; a refused one delays no other."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self.model: FrozenTable[OutboxRow] = FrozenTable(self._columns(), self)
        self.table = Table("outbox", self.tr("Outbox"), self)
        self.table.setModel(self.model)
        self.table.lay_out(self.model.columns)
        self.empty = EmptyState(
            "good",
            self.tr("Everything at this counter has been sent."),
            self.tr("New dossiers go out by themselves; nothing needs to be pressed."),
            self,
        )
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.count = Elided("", "soft")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("Outbox"), "title"))
        head.addWidget(self.count, 1)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for verb in self.verbs()[:4]:
            bar.addWidget(VerbButton(verb, self))
        bar.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addLayout(head)
        page.addWidget(self.stack, 1)
        page.addLayout(bar)
        self.table.opened.connect(lambda _row: self.open_current())
        install([verb for verb in self.verbs() if verb.id != "open"], self)

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("send", self.tr("Send now"), "F9", self.send_now, "outbox", self.tr("Try to send everything now")),
            Verb(
                "retry", self.tr("Try refused again"), "F5", self.retry, "repeat", self.tr("Send a refused row again")
            ),
            Verb("open", self.tr("Open"), "Return", self.open_current, "dossiers", self.tr("Open the row's dossier")),
            Verb("back", self.tr("Back"), "Esc", self.leave.emit, "back", self.tr("Back to the intake page")),
        )

    def attach(self, desk: Desk) -> None:
        super().attach(desk)
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        desk = self.desk
        if desk is not None:
            self.ask(lambda: tuple(desk.outbox()), self._show_rows, key="rows", quiet=True)
        self.table.setFocus()

    def changed(self, kinds: frozenset[str]) -> None:
        del kinds
        desk = self.desk
        if desk is not None:
            self.ask(lambda: tuple(desk.outbox()), self._show_rows, key="rows", quiet=True)

    def send_now(self) -> None:
        """F9: wake the courier."""
        desk = self.desk
        if desk is None:
            return
        self.background.run(self, desk.send_now, self._sending, self.complain, lane=Lane.WRITING)

    def retry(self) -> None:
        """F5: the refused row goes back into the line."""
        desk, row = self.desk, self._current()
        if desk is None:
            return
        if row is None or row.state != "parked":
            self.banner.say(self.tr("This row was not refused."), self.tr("Choose a refused row, then F5."))
            return
        self.background.run(self, lambda: desk.retry_parked(row.event), self._retried, self.complain, lane=Lane.WRITING)

    def open_current(self) -> None:
        """Open the dossier of the selected row."""
        row = self._current()
        if row is not None:
            self.open_dossier.emit(row.dossier)

    def _current(self) -> OutboxRow | None:
        at = self.table.row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def _sending(self, _nothing: None) -> None:
        self.banner.say(self.tr("Sending …"), self.tr("The strip below says what the city has."))

    def _retried(self, _nothing: None) -> None:
        self.banner.say(self.tr("The row waits to be sent again."))
        self.shown()

    def _show_rows(self, rows: Sequence[OutboxRow]) -> None:
        at = self.table.row()
        waiting = [row for row in rows if row.state != "delivered"]
        self.model.show(waiting)
        self.count.say(self.tr("%n not at the city yet", "", len(waiting)) if waiting else "")
        self.stack.setCurrentWidget(self.table if waiting else self.empty)
        if waiting:
            self.table.setCurrentIndex(self.model.index(min(max(at, 0), len(waiting) - 1), 0))

    def _columns(self) -> tuple[Column[OutboxRow], ...]:
        def icon(row: OutboxRow) -> tuple[str, str]:
            colours = tokens()
            return ("parked", colours.bad) if row.state == "parked" else ("waiting", colours.warn)

        return (
            Column(self.tr("State"), lambda row: words.state(row.state), 16, icon),
            Column(self.tr("Dossier"), lambda row: row.code, 22),
            Column(self.tr("What"), lambda row: words.title(row.kind), 10, optional=True),
            Column(self.tr("Since"), lambda row: shown.short(row.at), 14, optional=True),
            Column(self.tr("Tries"), lambda row: str(row.attempts), 3),
            Column(self.tr("Next try"), lambda row: shown.short(row.next_try), 14),
            Column(self.tr("Last answer"), lambda row: words.answer(row.last_answer) or "–"),
        )
