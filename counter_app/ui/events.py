"""What reaches the screen from outside: something changed in the store, somebody scanned something."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Events(QObject):
    """The two signals that pages listen to. Made in the screen's thread; both methods may be called from any thread.

    `changed` carries a frozenset of kinds ("dossier", "event", "print", "person", "catalogue", …): pages ask again for
    what they show. `scanned` carries the raw text of one code from any reader.
    """

    changed = Signal(object)
    scanned = Signal(str)

    def announce(self, kinds: Iterable[str]) -> None:
        """Say that things of these kinds are different now; called after the commit."""
        self.changed.emit(frozenset(kinds))

    def scan(self, text: str) -> None:
        """Hand over the text of one scanned code."""
        self.scanned.emit(text)
