"""Half-typed forms: kept every two seconds while somebody types, found again after a power cut."""

from collections.abc import Sequence
from uuid import UUID

from counter_app.devices.clock import Clock
from counter_app.storage import forms
from counter_app.storage.store import Store
from counter_app.usecases.desk import SavedForm


class KeptForms:
    """Keep, drop and find forms by the id of their draft. A registered draft is never kept again."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def keep(self, draft: UUID, content: str) -> None:
        with self._store.transaction() as tx:
            forms.keep(tx, draft, content, self._clock.now())

    def drop(self, draft: UUID) -> None:
        with self._store.transaction() as tx:
            forms.drop(tx, draft)

    def saved(self) -> Sequence[SavedForm]:
        with self._store.reading() as reading:
            return [SavedForm(form.id, form.saved_at, form.content) for form in forms.kept(reading)]
