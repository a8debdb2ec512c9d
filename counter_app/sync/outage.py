"""A hub that rehearses an outage of the internet: asked by its counters, noted in its store, over by itself.

The note is in the store because a hub may be several processes; the one that carries events up looks at it before each
call. A hub that starts forgets it: no rehearsal survives a restart.
"""

from datetime import datetime, timedelta
from typing import Final

from counter_app.domain.times import iso
from counter_app.storage import notes
from counter_app.storage.store import Store
from counter_app.sync import wire_outage
from counter_app.sync.city import HttpCity

UNTIL: Final = "outage_until"


class HttpOutage(HttpCity):
    """The hub, asked to rehearse."""

    def rehearse(self, seconds: int) -> None:
        """Ask the hub to do without the city for `seconds`; 0 ends it. Raises what `RingAbove` raises."""
        self._greet_first()
        body = wire_outage.OutageAsked(seconds=seconds).model_dump_json().encode()
        self._ask("POST", wire_outage.PATH, wire_outage.OutageAnswer, body=body)


def begin(store: Store, seconds: int, now: datetime) -> None:
    """Note that this hub does without the city for so long."""
    with store.transaction() as tx:
        notes.note(tx, UNTIL, iso(now + timedelta(seconds=seconds)))


def forget(store: Store) -> None:
    """Nothing is rehearsed: a hub starts, or its rehearsal is ended early."""
    with store.transaction() as tx:
        notes.note(tx, UNTIL, "")


def under_way(store: Store, now: datetime) -> bool:
    """Say whether this hub does without the city now. A clock that was put back does not make it last longer than an
    hour."""
    with store.reading() as reading:
        until = notes.note_of(reading, UNTIL)
    return bool(until) and now < datetime.fromisoformat(until) <= now + timedelta(seconds=wire_outage.MOST_SECONDS)
