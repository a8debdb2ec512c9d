"""What rings below and administrators ask of the city: its counts, its catalogue."""

import hashlib
from collections.abc import Sequence

from counter_app.domain.events import canonical
from counter_app.server.door import House
from counter_app.storage import arrivals, catalogue
from counter_app.storage.holdings import holdings
from counter_app.storage.values import to_ms
from counter_app.sync import wire
from counter_app.sync.examine import FUTURE_BOUND


def state(house: House, codes: Sequence[str]) -> wire.RingState:
    """Return what the ring holds (blocking)."""
    with house.store.reading() as reading:
        held = holdings(reading, to_ms(house.clock.now() + FUTURE_BOUND))
        return wire.RingState(
            ring=house.ring(),
            dossiers=held.dossiers,
            events=held.events,
            gaps=held.gaps,
            future=held.future,
            held=tuple(arrivals.held_codes(reading, codes)) if codes else (),
        )


def news(house: House, after: str) -> wire.CatalogueNews:
    """Return the catalogue unless the asker has it (blocking). The revision is a digest of what is in it."""
    with house.store.reading() as reading:
        procedures = tuple(procedure.to_json() for procedure in catalogue.versions(reading))
    revision = hashlib.sha256(canonical(procedures).encode()).hexdigest()[:16] if procedures else ""
    wanted = procedures and revision != after
    return wire.CatalogueNews(ring=house.ring(), revision=revision, procedures=procedures if wanted else None)
