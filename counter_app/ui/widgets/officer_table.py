"""The office's officers as rows: a digit, Enter or a double click chooses."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import words
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.measure import row_height
from counter_app.ui.widgets.table import Column, FrozenTable, Table
from counter_app.usecases.desk import OfficerRow

KEYED = 9
SHOWN = 4
"""Rows that are seen without scrolling."""
WITH_BADGE = 90
"""Characters of width from which the badges have room beside the names."""


class OfficerTable(Table):
    """The first nine have a digit for a key."""

    chosen = Signal(object)
    """An `OfficerRow`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("officers", "", parent)
        self.setAccessibleName(self.tr("Officers of this office"))
        columns: tuple[Column[OfficerRow], ...] = (
            Column(self.tr("Key"), self._key, 5),
            Column(self.tr("Officer"), self._name, icon=lambda row: ("person", self._colour(row))),
            Column(self.tr("Role"), lambda row: words.role(row.role), 14),
            Column(self.tr("Badge"), lambda row: row.code, 16, optional=True, room=WITH_BADGE),
            Column(self.tr("PIN"), lambda row: self.tr("is asked for") if row.pin else "–", 8),
        )
        self.officers = FrozenTable(columns, self)
        self.setModel(self.officers)
        self.lay_out(columns)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.opened.connect(self.choose)

    def show_officers(self, rows: Sequence[OfficerRow]) -> None:
        """Offer these; the row of whoever writes now is selected."""
        selected = self.row()
        self.officers.show(rows)
        self.setFixedHeight(row_height(self) * (min(len(rows), SHOWN) + 1) + 10)
        writing = next((place for place, row in enumerate(rows) if row.writes), 0)
        self.selectRow(selected if 0 <= selected < len(rows) else writing)

    def choose(self, row: int | None = None) -> None:
        """Take this row, or the selected one."""
        place = self.row() if row is None else row
        if 0 <= place < len(self.officers.rows):
            self.selectRow(place)
            self.chosen.emit(self.officers.rows[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isascii() and text.isdecimal() and text != "0" and not event.modifiers() & ~_KEYPAD:
            self.choose(int(text) - 1)
            event.accept()
            return
        super().keyPressEvent(event)

    def _name(self, row: OfficerRow) -> str:
        return self.tr("{name} – writes now").format(name=row.name) if row.writes else row.name

    def _key(self, row: OfficerRow) -> str:
        place = self.officers.rows.index(row) + 1
        return str(place) if place <= KEYED else ""

    def _colour(self, row: OfficerRow) -> str:
        return tokens().good if row.writes else tokens().soft


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
