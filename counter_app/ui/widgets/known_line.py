"""A field for a name that was often typed before: Up and Down walk through the known ones."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from counter_app.domain.text import fold
from counter_app.ui.widgets.field import Field


class KnownField(Field):
    """Typed letters, accents or not, narrow what Up and Down offer; anything else may be typed as well."""

    def __init__(self, name: str, word: str, *, word_width: int = 0) -> None:
        super().__init__(name, word, word_width=word_width)
        self.known: tuple[str, ...] = ()
        self._typed = ""
        self.changed.connect(self._note)
        self.line.installEventFilter(self)

    def offer(self, known: Sequence[str]) -> None:
        """Know these names, the likeliest first."""
        self.known = tuple(known)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not event.modifiers().value
            & (Qt.KeyboardModifier.AltModifier.value | Qt.KeyboardModifier.ControlModifier.value)
        ):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._walk(step)
                return True
        return super().eventFilter(watched, event)

    def _note(self) -> None:
        self._typed = self.text

    def _walk(self, step: int) -> None:
        asked = fold(self._typed)
        found = [name for name in self.known if asked in fold(name)]
        if found:
            at = found.index(self.text) + step if self.text in found else (0 if step > 0 else -1)
            self.show_text(found[at % len(found)])
            self.set_mark()
