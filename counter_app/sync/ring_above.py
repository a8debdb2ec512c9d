"""The ring above as the courier sees it, and how talking to it can fail."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from counter_app.domain.errors import OfficerCanMend, OurFault, TryLater
from counter_app.sync.wire import (
    BatchAnswer,
    CatalogueNews,
    EnrolAnswer,
    EnrolRequest,
    News,
    NewsAsked,
    Ring,
    RingState,
)
from counter_app.sync.wire_numbers import LeaseAnswer, LeaseRequest, ReturnAnswer, ReturnRequest


@dataclass(frozen=True, slots=True)
class Greeting:
    """The ring above's answer with what was measured of its clock.

    `offset_ms` must be added to this device's time to get the ring's; it is right within half of `round_trip_ms`.
    `parcel_key` is the key to which parcels for the ring are encrypted, empty when it takes none. `outdated` says that
    it only takes what is written here: it speaks no protocol of ours any more.
    """

    ring: Ring
    offset_ms: int
    round_trip_ms: int
    parcel_key: str = ""
    outdated: bool = False


Meanwhile = Callable[[], bytes]


def nothing() -> bytes:
    """Do nothing while an answer is awaited."""
    return b""


class RingAbove(Protocol):
    """The hub or the city. Every call blocks and is bounded in time.

    Raises, from any call:
    - RingAway (try later): "unreachable", "timed_out", "interrupted", "answered_500", "answered_rubbish", "busy",
      "version_too_new";
    - RingRefuses (a person can mend it): "token_refused", "mode_mismatch", "version_too_old", "version_outdated" (by
      all but `greet`, `push`, `give_back` and `state`), "not_trusted", "code_refused", "address_wrong",
      "address_insecure";
    - BatchRefused (ours): the ring could not read the request as a whole ("batch_unreadable", "batch_too_large").
    """

    def greet(self) -> Greeting:
        """Ask who is there; measures the clock's offset."""

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Trade a one-time code for an identity and a token; the same code and device again gives a new token."""

    def push(self, batch: bytes, meanwhile: Meanwhile = nothing) -> BatchAnswer:
        """Send one packed batch; may be repeated without harm.

        `meanwhile` is called while the answer is awaited, at most once and not at all when nothing could be sent. It
        raises nothing and returns the batch that will be pushed next, if it knows, so that it can be made ready.
        """

    def catalogue(self, after: str) -> CatalogueNews:
        """Return the catalogue if it is another than revision `after`."""

    def news(self, asked: NewsAsked) -> News:
        """Return what is new in this device's unit, at the latest after the seconds that `asked` would wait."""

    def lease(self, asked: LeaseRequest) -> LeaseAnswer:
        """Ask for a block of official numbers; asked again word for word it is the same block."""

    def give_back(self, returned: ReturnRequest) -> ReturnAnswer:
        """Give official numbers back, or say why they are void; may be repeated without harm."""

    def state(self, codes: tuple[str, ...] = ()) -> RingState:
        """Return what the ring holds, in counts, and which of `codes` are there."""

    def interrupt(self) -> None:
        """Break off whatever is under way, from another thread; later calls raise RingAway("interrupted")."""

    def close(self) -> None:
        """Give back connections."""


class RingAway(TryLater):
    """The ring above cannot be had now; `retry_after` is in seconds when it named a time."""

    def __init__(self, code: str, *, retry_after: float | None = None, **facts: object) -> None:
        self.retry_after = retry_after
        super().__init__(code, **facts)


class RingRefuses(OfficerCanMend):
    """The ring above will not have us as we are: a person must enrol, update or correct the address."""


class BatchRefused(OurFault):
    """The ring above could not take the request as it was made; a smaller one may pass."""
