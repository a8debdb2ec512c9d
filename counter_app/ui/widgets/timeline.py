"""What happened to a dossier, newest at the foot, with old and new values."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.ui import changes, icons, shown, words
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.panel import label
from counter_app.ui.widgets.ring_mark import RingMark
from counter_app.usecases.desk import TimelineEntry

_ICONS = {"received": "intake", "corrected": "edit", "reprinted": "print", "filed": "store", "decided": "conflicts"}


class Timeline(QScrollArea):
    """Entries one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("What happened"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these."""
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for entry in entries:
            column.addLayout(self._entry(entry))
        column.addStretch(1)
        self.setWidget(inside)

    def texts(self) -> list[str]:
        """Everything that is said here."""
        inside = self.widget()
        return [line.text() for line in inside.findChildren(QLabel)] if inside is not None else []

    def _entry(self, entry: TimelineEntry) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        mark = QLabel()
        mark.setPixmap(icons.picture(_ICONS.get(entry.kind, "info"), tokens().accent, 18))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words_ = QVBoxLayout()
        words_.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(words.title(entry.kind), "strong"))
        head.addWidget(label(shown.moment(entry.at), "soft"))
        head.addWidget(RingMark(entry.ring))
        head.addStretch(1)
        words_.addLayout(head)
        words_.addWidget(label(entry.officer, "soft", wrap=True))
        for name, old, new in entry.changes:
            for line in changes.lines(name, old, new):
                words_.addWidget(label(line, "", wrap=True))
        if entry.reason:
            words_.addWidget(label(self.tr("Reason: {reason}").format(reason=entry.reason), "", wrap=True))
        row.addLayout(words_, 1)
        return row
