"""Another counter of the same office, as this one hears of it: what it wrote comes as news from the ring above."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from counter_app.domain.events import CORRECTED, FIRST_LINK, Event, canonical, new_id
from counter_app.storage import dossiers, news, sending
from counter_app.storage.arrivals import Arrival
from counter_app.storage.events import events_of
from counter_app.storage.store import Store


@dataclass(slots=True)
class OtherCounter:
    """Corrects dossiers of `store` that it saw as they were received, without what was corrected here since."""

    store: Store
    device: str
    officer: str
    now: datetime
    _written: int = field(default=0, init=False)
    _link: str = field(default=FIRST_LINK, init=False)

    def correct(self, dossier: UUID, changes: Mapping[str, Any], reason: str) -> None:
        """Write {field: new value} there, and let the news of it come here."""
        with self.store.reading() as reading:
            first = events_of(reading, dossier)[0]
            cursor = sending.note_of(reading, news.CURSOR)
        self._written += 1
        event = Event(
            id=new_id(),
            dossier=dossier,
            unit=first.unit,
            device=self.device,
            epoch="another-store",
            device_seq=self._written,
            based_on=(first.id,),
            kind=CORRECTED,
            schema=1,
            at=self.now,
            offset_ms=0,
            officer=self.officer,
            payload={
                "changes": {name: {"old": first.payload.get(name), "new": value} for name, value in changes.items()},
                "reason": reason,
            },
        ).sealed(self._link)
        self._link = event.hash
        with self.store.transaction() as tx:
            news.apply(
                tx,
                [Arrival(event, canonical(event.payload))],
                unit=first.unit,
                device=first.device,
                cursor=cursor,
                ring_epoch="above",
                at=self.now,
                whole_unit=False,
            )

    def field_of(self, dossier: UUID, name: str) -> Any:
        """Return what the field says here now."""
        with self.store.reading() as reading:
            whole = dossiers.whole(reading, dossier)
        if whole is None:
            raise LookupError(str(dossier))
        return whole.fields[name]
