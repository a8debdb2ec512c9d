"""Verbs: one list from which buttons, shortcuts and the key sheet (F1) are made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that an officer can do on a page.

    `key` is a portable key sequence ("F9", "Ctrl+E"); `also` are further keys for the same act (not promised on
    screen). `text` is the button's word, `note` the sentence of the key sheet (the text when empty).
    """

    id: str
    text: str
    key: str
    act: Callable[[], None]
    icon: str = ""
    note: str = ""
    also: tuple[str, ...] = ()


_KEY_WORDS: Final = {"Return": "Enter", "Space": "Space", "Escape": "Esc", "PgDown": "PgDn", "Left": "←", "Right": "→"}


def shown_key(key: str) -> str:
    """Return the key as it is written on key caps: "Ctrl+Return" gives "Ctrl+Enter"."""
    return "+".join(_KEY_WORDS.get(part, part) for part in key.split("+")) if key != "+" else key


def install(verbs: Iterable[Verb], widget: QWidget) -> dict[str, QAction]:
    """Make the shortcuts of `verbs` work anywhere in the window as long as `widget` is visible.

    Pages are shown one at a time, so the same key may mean something else on each.
    """
    made: dict[str, QAction] = {}
    for verb in verbs:
        action = QAction(verb.text, widget)
        action.setObjectName(verb.id)
        if verb.key:
            action.setShortcuts([QKeySequence(key) for key in (verb.key, *verb.also)])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _checked=False, act=verb.act: act())
        widget.addAction(action)
        made[verb.id] = action
    return made
