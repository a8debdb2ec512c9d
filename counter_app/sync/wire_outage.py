"""What a counter and its hub say to rehearse an outage of the internet."""

from typing import Annotated, Final

from pydantic import Field

from counter_app.sync.wire import Ring, Said

PATH: Final = "/outage"
MOST_SECONDS: Final = 3600
"""A rehearsal that nobody ends is over within the hour."""


class OutageAsked(Said):
    """The hub is to do without the ring above it for so many seconds; 0 ends a rehearsal."""

    seconds: Annotated[int, Field(ge=0, le=MOST_SECONDS)]


class OutageAnswer(Said):
    """It does."""

    ring: Ring
    seconds: int
