"""What the ring above does not have yet: events and files, waiting and refused, why, and what can be done."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.receipt import Receipt
from counter_app.ui import shown, words
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background, Lane
from counter_app.ui.page import Page
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.outbox_detail import OutboxDetail
from counter_app.ui.widgets.panel import Elided, label
from counter_app.ui.widgets.table import Column, FrozenTable, Table
from counter_app.usecases.desk import Desk
from counter_app.usecases.ring_values import OutboxRow, SyncView

KILOBYTE = 1024


class OutboxPage(Page):
    """Rows in the order in which they wait, files behind events; a refused one delays no other."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self._hub = False
        self.model: FrozenTable[OutboxRow] = FrozenTable(self._columns(), self)
        self.table = Table("outbox", self.tr("Outbox"), self)
        self.table.setModel(self.model)
        self.table.lay_out(self.model.columns)
        self.detail = OutboxDetail(self)
        self.empty = EmptyState(
            "good",
            self.tr("Everything at this counter has been sent."),
            self.tr("New dossiers go out by themselves; nothing needs to be pressed."),
            self,
        )
        self.stack = QStackedWidget(self)
        self.count = Elided("", "soft")
        self._body_of: OutboxRow | None = None
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_detail())
        self.table.opened.connect(lambda _row: self.open_current())
        install([verb for verb in self.verbs() if verb.id != "open"], self)

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("send", self.tr("Send now"), "F9", self.send_now, "outbox", self.tr("Try to send everything now")),
            Verb("retry", self.tr("Send again"), "F5", self.retry, "repeat", self.tr("Send a refused row again")),
            Verb("renumber", self.tr("New code"), "F6", self.renumber, "", self.tr("Another code where it is taken")),
            Verb("body", self.tr("Show body"), "F8", self.toggle_body, "", self.tr("Show what is sent, or hide it")),
            Verb("open", self.tr("Open"), "Return", self.open_current, "dossiers", self.tr("Open the row's dossier")),
            Verb("back", self.tr("Back"), "Esc", self.step_back, "back", self.tr("Hide what is sent, then leave")),
        )

    def attach(self, desk: Desk) -> None:
        super().attach(desk)
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        self._hide_body()
        self._ask_rows()
        self.table.setFocus()

    def changed(self, kinds: frozenset[str]) -> None:
        del kinds
        self._ask_rows()

    def send_now(self) -> None:
        """F9: wake the courier and the files' lane."""
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
        work = partial(desk.retry_file, row.file) if row.file else partial(desk.retry_parked, row.event)
        self.background.run(self, work, self._retried, self.complain, lane=Lane.WRITING)

    def renumber(self) -> None:
        """F6: give the dossier of a row whose code is taken another one."""
        desk, row = self.desk, self._current()
        if desk is None or row is None:
            return
        if not row.last_answer.startswith("code_taken"):
            self.banner.say(
                self.tr("The code of this row is not taken."),
                self.tr("Choose a row that was refused because another dossier has its code, then F6."),
            )
            return
        work = partial(desk.renumber, row.dossier, self.tr("another dossier has the old code"))
        self.background.run(self, work, self._renumbered, self.complain, lane=Lane.WRITING)

    def toggle_body(self) -> None:
        """F8: show what is sent of the row, or take it off the screen."""
        desk, row = self.desk, self._current()
        if self.detail.showing_body or desk is None or row is None:
            self._hide_body()
            return
        self._body_of = row
        if row.file:
            self._show_body(self._file_words(row))
        else:
            self.ask(partial(desk.event_body, row.event), self._show_body, key="body")

    def step_back(self) -> None:
        """Esc: hide what is sent, then leave the page."""
        if self.detail.showing_body:
            self._hide_body()
        else:
            self.leave.emit()

    def open_current(self) -> None:
        """Open the dossier of the selected row."""
        row = self._current()
        if row is not None:
            self.open_dossier.emit(row.dossier)

    def _ask_rows(self) -> None:
        desk = self.desk
        if desk is not None:
            self.ask(lambda: (tuple(desk.outbox()), desk.sync()), self._show_answer, key="rows", quiet=True)

    def _current(self) -> OutboxRow | None:
        at = self.table.row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def _sending(self, _nothing: None) -> None:
        self.banner.say(self.tr("Sending …"), self.tr("The strip below says what has arrived."))

    def _retried(self, _nothing: None) -> None:
        self.banner.say(self.tr("The row waits to be sent again."))
        self._ask_rows()

    def _renumbered(self, receipt: Receipt) -> None:
        said = self.tr("The dossier has the code {code} now.").format(code=receipt.code)
        self.banner.say(said, self.tr("Open it with Enter and print its receipt again (F10)."), "good")
        self._ask_rows()

    def _show_body(self, text: str) -> None:
        if self._body_of is not None and _name(self._body_of) == _name(self._current()):
            self.detail.show_body(text)

    def _hide_body(self) -> None:
        self._body_of = None
        if self.detail.showing_body:
            self.detail.hide_body()
            self.table.setFocus()

    def _file_words(self, row: OutboxRow) -> str:
        sent = self.tr("{sent} of {size} bytes are above").format(sent=row.sent, size=row.size)
        return f"SHA-256 {row.file}\n{sent}"

    def _show_answer(self, answer: tuple[Sequence[OutboxRow], SyncView]) -> None:
        rows, view = answer
        self._hub = view.below_hub
        at, held = self.table.row(), _name(self._current())
        waiting = [row for row in rows if row.state != "delivered"]
        self.model.show(waiting)
        files = sum(bool(row.file) for row in waiting)
        events = len(waiting) - files
        parts = [self.tr("%n event(s) not sent yet", "", events)] if events else []
        parts += [self.tr("%n file(s) not sent yet", "", files)] if files else []
        self.count.say(" · ".join(parts))
        self.stack.setCurrentIndex(0 if waiting else 1)
        if waiting:
            same = [place for place, row in enumerate(waiting) if _name(row) == held]
            place = same[0] if same else min(max(at, 0), len(waiting) - 1)
            self.table.setCurrentIndex(self.model.index(place, 0))
        self._show_detail()

    def _show_detail(self) -> None:
        row = self._current()
        if self._body_of is not None and _name(row) != _name(self._body_of):
            self._hide_body()
        if row is not None:
            self.detail.show_row(row, hub=self._hub)

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 3)
        column.addWidget(self.detail, 2)
        self.stack.addWidget(inside)
        self.stack.addWidget(self.empty)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("Outbox"), "title"))
        head.addWidget(self.count, 1)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for verb in self.verbs():
            bar.addWidget(VerbButton(verb, self))
        bar.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addLayout(head)
        page.addWidget(self.stack, 1)
        page.addLayout(bar)

    def _columns(self) -> tuple[Column[OutboxRow], ...]:
        def icon(row: OutboxRow) -> tuple[str, str]:
            colours = tokens()
            return ("parked", colours.bad) if row.state == "parked" else ("waiting", colours.warn)

        def what(row: OutboxRow) -> str:
            said = words.title(row.kind)
            return f"{said} {row.size // KILOBYTE + 1} KB" if row.file else said

        return (
            Column(self.tr("State"), lambda row: words.state(row.state), 16, icon),
            Column(self.tr("Dossier"), lambda row: row.code, 22),
            Column(self.tr("What"), what, 14, optional=True),
            Column(self.tr("Since"), lambda row: shown.short(row.at), 14, optional=True),
            Column(self.tr("Tries"), lambda row: str(row.attempts), 3),
            Column(self.tr("Next try"), lambda row: shown.short(row.next_try), 14),
            Column(self.tr("Last answer"), lambda row: words.answer(row.last_answer, hub=self._hub) or "–"),
        )


def _name(row: OutboxRow | None) -> tuple[object, str] | None:
    """What makes two answers speak of the same row."""
    return None if row is None else (row.event, row.file)
