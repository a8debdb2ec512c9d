"""The strip at the foot of the window: what the city has and has not, as it is known and never better."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from counter_app.ui import icons, shown, words
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.panel import Elided, label

if TYPE_CHECKING:
    from counter_app.usecases.ring_values import SyncView

_ICONS = {"green": "good", "amber": "waiting", "red": "bad", "grey": "off"}


_SAID_BY_ALONE = frozenset({"unreachable", "timed_out", "interrupted"})
"""Errors that say no more than that the ring above does not answer."""


class SyncStrip(QFrame):
    """Shape and words say the same as the colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 14, 3)
        row.setSpacing(8)
        self._icon = QLabel(self)
        self.text = Elided("", "")
        self.busy = label("", "soft")
        self.clock = label("", "soft")
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.busy)
        row.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignRight)
        self.light = ""
        self.setFixedHeight(self.fontMetrics().height() + 12)
        self._say("grey", self.tr("Opening the store …"))

    def show_state(self, view: "SyncView", now: datetime) -> None:
        """Say how much is unsent, how old the oldest is, and when the city answered last."""
        self._say(view.light, self._words(view, now))
        self.clock.setText(shown.moment(now))

    def _clock_words(self, off: timedelta) -> str:
        """Say that the PC's clock is wrong and which time counts; empty when it is right enough."""
        # Not before the first paint: the desk's values stand on half the domain.
        from counter_app.usecases.desk import CLOCK_OFF

        if abs(off) < CLOCK_OFF:
            return ""
        text = self.tr("this computer's clock is {age} fast; the city's time is used")
        if off < timedelta(0):
            text = self.tr("this computer's clock is {age} slow; the city's time is used")
        return text.format(age=shown.age(abs(off)))

    def doubt(self) -> None:
        """Something new is unsent: green is not true any more, whatever the answer to the question will be."""
        if self.light == "green":
            self._say("amber", self.tr("Being sent …"))

    def closed(self) -> None:
        """The store would not open: nothing is being waited for any more."""
        self._say("red", self.tr("The counter is not open."))

    def show_busy(self, busy: bool) -> None:
        """Say that something is taking its time."""
        self.busy.setText(self.tr("Working …") if busy else "")

    def _words(self, view: "SyncView", now: datetime) -> str:
        if not view.configured:
            said = self.tr("No city is set up: everything stays at this counter.")
            return said if not view.unsent else f"{said} " + self.tr("%n unsent", "", view.unsent)
        parts = [said] if (said := self._clock_words(view.clock_off)) else []
        parts += self._alone(view) if view.alone else self._reached(view)
        if view.unsent and view.oldest is not None:
            parts.append(self.tr("oldest {age} ago").format(age=shown.age(now - view.oldest)))
        if view.parked:
            parts.append(self.tr("%n refused, set aside (Ctrl+3)", "", view.parked))
        parts += self._above(view, now)
        if view.last_error and not (view.alone and view.last_error in _SAID_BY_ALONE):
            parts.append(words.answer(view.last_error, hub=view.below_hub))
        said = " · ".join(parts)
        return said[:1].upper() + said[1:]

    def _alone(self, view: "SyncView") -> list[str]:
        kept = view.unsent + view.parked - view.parked_at_office
        if not kept:
            return [self.tr("This counter works alone; nothing waits here")]
        return [self.tr("This counter works alone; %n kept here", "", kept)]

    def _reached(self, view: "SyncView") -> list[str]:
        """How far what was written here has come."""
        if view.unsent:
            return [self.tr("%n unsent", "", view.unsent)]
        if view.parked:
            return []
        return [self.tr("Nothing unsent"), *([self.tr("the office has everything")] if view.below_hub else [])]

    def _above(self, view: "SyncView", now: datetime) -> list[str]:
        """What is known of the city: by its own answer, or below a hub by what the hub says."""
        if view.alone:
            return []
        answered = view.city_answer if view.below_hub else view.last_answer
        behind = [self.tr("%n not at the city yet", "", view.at_office)] if view.at_office else []
        if answered is None:
            return [*behind, self.tr("the city has not answered yet")]
        return [*behind, self.tr("the city answered {age} ago").format(age=shown.age(now - answered))]

    def _say(self, light: str, text: str) -> None:
        colours = tokens()
        tint = {"green": colours.good, "amber": colours.warn, "red": colours.bad}.get(light, colours.soft)
        self.light = light
        self._icon.setPixmap(icons.picture(_ICONS.get(light, "off"), tint, 16))
        self.text.say(text)
        self.setAccessibleName(text)
