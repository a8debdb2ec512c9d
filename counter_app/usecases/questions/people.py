"""What this counter remembers of a person, and whether he has filed the same thing lately."""

from collections.abc import Sequence
from datetime import timedelta

from counter_app.devices.clock import Clock
from counter_app.domain.draft import Draft
from counter_app.domain.person import Person, differences
from counter_app.storage import dossiers, persons
from counter_app.storage.store import Store
from counter_app.usecases.desk import DoubleWarning, KnownPerson

LATELY = timedelta(days=30)
"""How far back the same person and procedure is worth a warning."""


class People:
    """Recalls persons by number; a person without a number is never guessed at."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def known(self, card: Person) -> KnownPerson | None:
        """Return what is on record under the card's number and where the card says something else."""
        if not card.personal_number:
            return None
        with self._store.reading() as reading:
            remembered = persons.recall(reading, card.personal_number)
        if remembered is None or not isinstance(remembered.applicant.who, Person):
            return None
        person = remembered.applicant.who
        return KnownPerson(person, differences(person, card), remembered.procedures, remembered.seen_at)

    def doubles(self, draft: Draft) -> Sequence[DoubleWarning]:
        """Return dossiers of the same applicant and procedure of the last `LATELY`, newest first."""
        if draft.applicant is None or draft.procedure is None or not draft.applicant.number:
            return ()
        since = self._clock.now() - LATELY
        with self._store.reading() as reading:
            found = dossiers.doubles(reading, draft.applicant.number, draft.procedure.code, since)
        return tuple(DoubleWarning(code, received_at) for code, received_at in found)
