"""The catalogue in memory, ready to be searched at every key press."""

from collections.abc import Sequence
from datetime import date, timedelta
from threading import Lock

from counter_app.devices.clock import Clock
from counter_app.domain.catalogue import Catalogue, Procedure
from counter_app.domain.procedure_search import ProcedureIndex
from counter_app.storage import catalogue
from counter_app.storage.store import Store
from counter_app.usecases.desk import ProcedureChoice

RECENT = timedelta(days=14)
_TODAY_WEIGHS = 20.0
MOST_OFFERED = 12


class Procedures:
    """Searches what is in force today, what this counter did today first. `refresh` reads the store again.

    The other calls touch memory only, but for versions that the catalogue has dropped. A day that turns while the
    counter runs is noticed.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock, self._lock = store, clock, Lock()
        self._catalogue = Catalogue()
        self._index = ProcedureIndex(())
        self._day = date.min
        self._today: dict[str, int] = {}
        self._boost: dict[str, float] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read versions and use counts from the store; call it off the screen's thread."""
        today = self._clock.now().date()
        with self._store.reading() as reading:
            whole = Catalogue(catalogue.versions(reading))
            recent = catalogue.uses(reading, today - RECENT, today)
            used = catalogue.uses(reading, today, today)
        index = ProcedureIndex(whole.on(today))
        with self._lock:
            self._catalogue, self._index, self._day = whole, index, today
            self._today = dict(used)
            self._boost = {code: count + _TODAY_WEIGHS * used.get(code, 0) for code, count in recent.items()}

    def used(self, code: str) -> None:
        """Note that a dossier of `code` was registered just now."""
        with self._lock:
            self._today[code] = self._today.get(code, 0) + 1
            self._boost[code] = self._boost.get(code, 0.0) + _TODAY_WEIGHS

    def search(self, text: str) -> Sequence[ProcedureChoice]:
        """Best first; an empty text gives what was used most, then the catalogue's own order."""
        self._turn_day()
        with self._lock:
            index, boost, today = self._index, dict(self._boost), self._today
        found = index.search(text, boost, MOST_OFFERED)
        return [ProcedureChoice(procedure, today.get(procedure.code, 0)) for procedure in found]

    def in_force(self, code: str) -> Procedure | None:
        """Return the version of `code` that holds today."""
        with self._lock:
            return self._catalogue.in_force(code, self._clock.now().date())

    def choice(self, code: str) -> ProcedureChoice | None:
        """Return the version of `code` that holds today, as it is offered; None when there is none."""
        procedure = self.in_force(code)
        with self._lock:
            return None if procedure is None else ProcedureChoice(procedure, self._today.get(code, 0))

    def version(self, name: str) -> Procedure | None:
        """Return a version by its name, in force, out of it or dropped: what an old dossier was received under."""
        with self._lock:
            found = self._catalogue.version(name)
        if found is not None:
            return found
        with self._store.reading() as reading:
            return next((procedure for procedure in catalogue.former(reading) if procedure.version == name), None)

    def __len__(self) -> int:
        with self._lock:
            return len(self._catalogue)

    def _turn_day(self) -> None:
        today = self._clock.now().date()
        if today != self._day:
            with self._lock:
                self._index, self._day = ProcedureIndex(self._catalogue.on(today)), today
                self._today = {}
