"""The card from which a supervisor rehearses an outage: what is to be out, and for how long."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.ui.actions import Verb
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import Panel, label

LENGTHS: Final = (1, 5, 15)
"""Minutes."""


class OutagePanel(Panel):
    """Emits what is wanted; the page asks before it begins."""

    wanted = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Rehearse an outage"), "warn", parent)
        self._length = 1
        self.minutes = label("", "strong")
        said = label(
            self.tr("It is out for real at this counter, comes back by itself, and a report is left beside the store."),
            "soft",
            wrap=True,
        )
        self.body.addWidget(said)
        row = QHBoxLayout()
        row.setSpacing(8)
        for verb in self.verbs():
            row.addWidget(VerbButton(verb, self))
        row.addWidget(self.minutes)
        row.addStretch(1)
        self.body.addLayout(row)
        self._say_length()

    def verbs(self) -> tuple[Verb, ...]:
        """What the page installs."""
        return (
            self._verb("internet", self.tr("Internet"), "Alt+1", self.tr("Rehearse without the internet")),
            self._verb("hub", self.tr("Hub"), "Alt+2", self.tr("Rehearse without the office's hub")),
            self._verb("printer", self.tr("Printers"), "Alt+3", self.tr("Rehearse without the printers")),
            Verb("length", self.tr("How long"), "F6", self.next_length, "clock", self.tr("1, 5 or 15 minutes")),
        )

    def next_length(self) -> None:
        """F6: 1, 5, 15 minutes, and again."""
        self._length = (self._length + 1) % len(LENGTHS)
        self._say_length()

    def _want(self, what: str) -> None:
        self.wanted.emit(what, LENGTHS[self._length])

    def _say_length(self) -> None:
        self.minutes.setText(self.tr("%n minute(s)", "", LENGTHS[self._length]))

    def _verb(self, what: str, text: str, key: str, note: str) -> Verb:
        return Verb(f"outage_{what}", text, key, partial(self._want, what), "", note)
