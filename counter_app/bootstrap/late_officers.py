"""The officers of the office, imported when the first of them is looked for: F9 needs none of it."""

import threading
from typing import TYPE_CHECKING

from counter_app.storage.store import Store
from counter_app.usecases.identity import Identity

if TYPE_CHECKING:
    from counter_app.usecases.desk import OfficerRow
    from counter_app.usecases.officers import Officers


class LateOfficers:
    """Does what `Officers` does; may be asked from any thread."""

    def __init__(self, store: Store, identity: Identity) -> None:
        self._store, self._identity, self._lock = store, identity, threading.Lock()
        self._made: Officers | None = None

    def rows(self) -> "tuple[OfficerRow, ...]":
        """Return who may write here today."""
        return self._officers().rows()

    def choose(self, code: str, pin: str = "") -> str:
        """Let this officer write from now on; return the name. Raises what `Officers.choose` raises."""
        return self._officers().choose(code, pin)

    def arrived(self) -> None:
        """The city's word changed; who was never chosen by it loses nothing."""
        with self._lock:
            made = self._made
        if made is not None:
            made.arrived()

    def _officers(self) -> "Officers":
        with self._lock:
            if self._made is None:
                from counter_app.usecases.officers import Officers

                self._made = Officers(self._store, self._identity)
            return self._made
