"""One of two values that a person chooses between: what it says, who wrote it, where, when and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from counter_app.ui import shown
from counter_app.ui.widgets.keys import KeyCap
from counter_app.ui.widgets.panel import Panel, Tag, label, rule, set_property
from counter_app.usecases.ring_values import ConflictSide


class ConflictSidePanel(Panel):
    """`show_side` fills it; a chosen one has a thick edge, a tick and the word."""

    def __init__(self, key: str, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, "person", parent)
        self.head.insertWidget(0, KeyCap(key, self))
        self.now, self.chosen = Tag("", "info", self), Tag("", "good", self)
        self.head.addWidget(self.now)
        self.head.addWidget(self.chosen)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._area, 1)
        self._heading = heading

    def show_side(self, side: ConflictSide, counter: str, values: Sequence[tuple[str, str]], *, now: bool) -> None:
        """Show (what it is called, value) pairs and who wrote them at which counter; `now`: the dossier says so."""
        self.now.say(self.tr("shown now") if now else "")
        inside = QWidget()
        inside.setObjectName("clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for name, value in values:
            self._add(grid, name, value, "big")
        grid.addWidget(rule(), grid.rowCount(), 0, 1, 2)
        for name, value in (
            (self.tr("Officer"), side.officer),
            (self.tr("At"), counter),
            (self.tr("When"), shown.moment(side.at)),
            (self.tr("Why"), side.reason),
        ):
            self._add(grid, name, value or "–", "")
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(inside)
        said = "; ".join(f"{name}: {value}" for name, value in values)
        self.setAccessibleName(f"{self._heading}: {said}. {side.officer}, {shown.moment(side.at)}")

    def mark(self, *, chosen: bool) -> None:
        """Say whether it is the one that is chosen."""
        self.chosen.say("✓ " + self.tr("chosen") if chosen else "")
        set_property(self, "chosen", "true" if chosen else "false")

    def _add(self, grid: QGridLayout, name: str, value: str, role: str) -> None:
        row = grid.rowCount()
        grid.addWidget(label(name, "field"), row, 0, Qt.AlignmentFlag.AlignTop)
        said = label(value, role, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(said, row, 1)
