"""Every machine of this counter: ready or not, why, and what to do."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.ui import icons, words
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background, Lane
from counter_app.ui.page import Page
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.outage_panel import OutagePanel
from counter_app.ui.widgets.panel import Elided, Panel, Tag, label
from counter_app.usecases.desk import Desk, DeviceRow

_OWN = 2
"""The page's verbs that have their button at its foot."""
_TONES = {"ready": "good", "warn": "warn", "down": "bad"}
_ICONS = {"printer": "print", "reader": "reader", "store": "store", "clock": "clock"}


class DeviceCard(Panel):
    """One machine: its state in a word, the reason in a sentence, its facts."""

    def __init__(self, row: DeviceRow, parent: QWidget | None = None) -> None:
        super().__init__(words.title(row.kind), _ICONS.get(row.kind, "devices"), parent)
        tone = _TONES.get(row.state, "info")
        mark = QLabel(self)
        colours = tokens()
        tint = {"good": colours.good, "warn": colours.warn, "bad": colours.bad}.get(tone, colours.soft)
        mark.setPixmap(icons.picture({"info": "off"}.get(tone, tone), tint, 18))
        self.head.addWidget(mark)
        self.head.addWidget(Tag(words.state(row.state), tone))
        self.body.addWidget(Elided(words.title(row.name), "strong"))
        reason = words.reason(row.reason) if row.reason else words.reason("ready") if row.state == "ready" else ""
        self.body.addWidget(label(reason, "", wrap=True))
        facts = [("papers_set" if name == "papers" else name, value) for name, value in row.facts if name != "name"]
        for name, value in facts:
            said = words.papers(value) if name == "papers_set" else value
            self.body.addWidget(Elided(f"{words.title(name)}: {said}", "soft"))
        self.body.addStretch(1)
        self.setAccessibleName(f"{words.title(row.kind)} {words.title(row.name)}: {words.state(row.state)}. {reason}")


class DevicesPage(Page):
    """Asked anew when shown and with F5; asking a machine may take a moment and is never done on this thread."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self.rows: tuple[DeviceRow, ...] = ()
        self._inside = QWidget(self)
        self._inside.setObjectName("clear")
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(self.tr("Devices"))
        area.setWidget(self._inside)
        self.asking = label("", "soft")
        self.outage = OutagePanel(self)
        self.outage.wanted.connect(self.ask_outage)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("Devices"), "title"))
        head.addWidget(self.asking)
        head.addStretch(1)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self._buttons = [VerbButton(verb, self) for verb in self.verbs()[:_OWN]]
        for button in self._buttons:
            bar.addWidget(button)
        bar.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addLayout(head)
        page.addWidget(area, 1)
        page.addWidget(self.outage)
        page.addLayout(bar)
        install(self.verbs(), self)

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("again", self.tr("Ask again"), "F5", self.again, "repeat", self.tr("Ask every machine how it is")),
            Verb("back", self.tr("Back"), "Esc", self.leave.emit, "back", self.tr("Back to the intake page")),
            *self.outage.verbs(),
        )

    def attach(self, desk: Desk) -> None:
        super().attach(desk)
        if self.isVisible():
            self.again()

    def shown(self) -> None:
        self.again()
        self._buttons[0].setFocus()

    def changed(self, kinds: frozenset[str]) -> None:
        if "device" in kinds:
            self.again()

    def again(self) -> None:
        """F5: ask every machine."""
        desk = self.desk
        if desk is None:
            return
        self.asking.setText(self.tr("Asking …"))
        self.background.run(self, lambda: tuple(desk.devices()), self._show_rows, self.complain, lane=Lane.MACHINES)

    def ask_outage(self, what: str, minutes: int) -> None:
        """A rehearsal is wanted: ask whether it is meant, for the counter works without it until it is over."""
        question = {
            "internet": self.tr("Go on without the internet for %n minute(s)?", "", minutes),
            "hub": self.tr("Go on without the office's hub for %n minute(s)?", "", minutes),
        }.get(what, self.tr("Go on without printers for %n minute(s)?", "", minutes))
        self.banner.ask(
            question,
            self.tr("Work goes on and nothing is lost. Ctrl+Shift+E ends it early."),
            (
                Verb("begin", self.tr("Begin"), "B", partial(self.begin_outage, what, minutes), "warn"),
                Verb("not", self.tr("Not now"), "Esc", self._not_now, "back"),
            ),
        )

    def begin_outage(self, what: str, minutes: int) -> None:
        """Begin it; a line above says so until it is over."""
        desk = self.desk
        if desk is not None:
            work = partial(desk.begin_outage, what, minutes)
            self.background.run(self, work, self._begun, self.complain, lane=Lane.MACHINES)

    def _not_now(self) -> None:
        self.banner.clear()
        self._buttons[0].setFocus()

    def _begun(self, _none: None) -> None:
        self.banner.say(
            self.tr("The rehearsal has begun."), self.tr("Its report will be in the folder “reports” beside the store.")
        )
        self._buttons[0].setFocus()

    def _show_rows(self, rows: Sequence[DeviceRow]) -> None:
        self.asking.setText("")
        if tuple(rows) == self.rows:
            return
        self.rows = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, row in enumerate(self.rows):
            self._grid.addWidget(DeviceCard(row, self._inside), place // 2, place % 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(len(self.rows) // 2 + 1, 1)
