"""The line below the top bar while an outage is rehearsed: what is out, how long still, and the key that ends it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from counter_app.ui import icons
from counter_app.ui.actions import Verb
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import Elided, set_property

if TYPE_CHECKING:
    from counter_app.usecases.ring_values import OutageView

MINUTE = 60


class RehearsalBar(QFrame):
    """Hidden while nothing is rehearsed."""

    def __init__(self, end: Verb, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        set_property(self, "tone", "warn")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(10)
        mark = QLabel(self)
        mark.setPixmap(icons.picture("warn", tokens().warn, 20))
        row.addWidget(mark)
        self.text = Elided("", "strong")
        row.addWidget(self.text, 1)
        row.addWidget(VerbButton(end, self))
        self.hide()

    def show_outage(self, outage: "OutageView | None") -> None:
        """Say what is out and how many minutes are left, or nothing."""
        if outage is None:
            self.hide()
            return
        what = {
            "internet": self.tr("Rehearsal: the internet is out"),
            "hub": self.tr("Rehearsal: the office's hub is out"),
            "printer": self.tr("Rehearsal: the printers are out"),
        }.get(outage.what, outage.what)
        seconds = outage.left.total_seconds()
        left = self.tr("under a minute left")
        if seconds >= MINUTE:
            left = self.tr("%n min left", "", round(seconds / MINUTE))
        self.text.say(f"{what} · {left}")
        self.setAccessibleName(self.text.whole)
        self.show()
