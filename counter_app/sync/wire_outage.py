"""What a counter and its hub say to rehearse an outage of the internet or of the hub itself."""

from typing import Annotated, Final

from pydantic import Field

from counter_app.sync.wire import Ring, Said

PATH: Final = "/outage"
HUB_PATH: Final = "/outage/hub"
"""A path of its own: a hub of an older release does not know it, and does not do without the internet instead."""
MOST_SECONDS: Final = 3600
"""A rehearsal that nobody ends is over within the hour."""


class OutageAsked(Said):
    """The hub is to do without the ring above it (or to tell its counters to do without the hub) for so many seconds;
    0 ends a rehearsal."""

    seconds: Annotated[int, Field(ge=0, le=MOST_SECONDS)]


class OutageAnswer(Said):
    """It does. `id` names this rehearsal, as the news do."""

    ring: Ring
    seconds: int
    id: str = ""
