"""A hub whose office rehearses an outage, of the internet or of the hub itself.

Asked by a counter, noted in the hub's store, told to all its counters with the news, over by itself.

The note is in the store because a hub may be several processes; the one that carries events up looks at it before each
call. A hub that starts forgets it: no rehearsal survives a restart. While "the hub" is out the hub works as ever: it is
its counters that do without it, and they know beforehand for how long.
"""

from datetime import datetime, timedelta
from typing import Final, Literal

from counter_app.domain.times import iso
from counter_app.storage import notes
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.sync import wire, wire_outage
from counter_app.sync.city import HttpCity

What = Literal["internet", "hub"]
UNTIL: Final[dict[What, str]] = {"internet": "outage_until", "hub": "outage_hub_until"}
_PATHS: Final[dict[What, str]] = {"internet": wire_outage.PATH, "hub": wire_outage.HUB_PATH}


class HttpOutage(HttpCity):
    """The hub, asked to rehearse."""

    def rehearse(self, what: What, seconds: int) -> str:
        """Ask the hub to rehearse for `seconds` (0 ends it); return what names it. Raises what `RingAbove` raises."""
        self._greet_first()
        body = wire_outage.OutageAsked(seconds=seconds).model_dump_json().encode()
        return self._ask("POST", _PATHS[what], wire_outage.OutageAnswer, body=body).id


def begin(store: Store, seconds: int, now: datetime, what: What = "internet") -> str:
    """Note that this hub's office does without `what` for so long; return what names this rehearsal."""
    until = iso(now + timedelta(seconds=seconds))
    with store.transaction() as tx:
        notes.note(tx, UNTIL[what], until)
    return until


def forget(store: Store, *whats: What) -> None:
    """Nothing is rehearsed (of `whats`, by default of all): a hub starts, or its rehearsal is ended early."""
    with store.transaction() as tx:
        for what in whats or UNTIL:
            notes.note(tx, UNTIL[what], "")


def under_way(store: Store, now: datetime) -> bool:
    """Say whether this hub does without the city now. A clock that was put back does not make it last longer than an
    hour."""
    with store.reading() as reading:
        return _left(notes.note_of(reading, UNTIL["internet"]), now) > 0


def told(reading: Reading, now: datetime) -> wire.OutageSaid | None:
    """Return what the counters of this hub are told: what is rehearsed, and how long still."""
    for what, name in UNTIL.items():
        until = notes.note_of(reading, name)
        left = _left(until, now)
        if left > 0:
            return wire.OutageSaid(id=until, what=what, seconds=left)
    return None


def _left(until: str, now: datetime) -> float:
    left = (datetime.fromisoformat(until) - now) / timedelta(seconds=1) if until else 0.0
    return left if left <= wire_outage.MOST_SECONDS else 0.0
