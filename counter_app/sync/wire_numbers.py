"""What is said about official numbers: blocks asked for, leased, given back.

`POST /sync/v1/numbers` leases a block for one office's day; the same `request` by the same device and epoch gets the
same block. `POST /sync/v1/numbers/return` gives numbers back or says why they are void; it may be repeated.
"""

from datetime import date
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from counter_app.sync.wire import Name, Ring, Said

PATH: Final = "/numbers"
RETURN_PATH: Final = "/numbers/return"
MOST_WANTED: Final = 2_000
"""Numbers in one block: a counter asks for an afternoon's worth, a hub for its counters'."""
MOST_RETURNED: Final = 100
"""Entries in one return."""
HIGHEST: Final = 100_000_000


def _is_day(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError("a day is written YYYY-MM-DD")
    return text


ElectronicCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.\-]{1,50}$")]
Day = Annotated[str, StringConstraints(min_length=10, max_length=10), AfterValidator(_is_day)]
Number = Annotated[int, Field(ge=1, le=HIGHEST)]
Nothing = Literal["", "day_over", "day_early", "request_foreign", "closed", "exhausted", "not_yet"]


class LeaseRequest(Said):
    """A block of at most `want` numbers of one office's day; `epoch` is that of the asker's store."""

    request: UUID
    epoch: Name
    electronic_code: ElectronicCode
    day: Day
    want: int = Field(ge=1, le=MOST_WANTED)


class LeaseAnswer(Said):
    """The block, or why there is none: `first` is then 0.

    - "day_over", "day_early": blocks are leased for today and tomorrow by this ring's clock;
    - "request_foreign": the request was another store's, which a restored one must not have back;
    - "closed": this ring was restored from a backup and leases nothing more of that day;
    - "exhausted": all are given out; "not_yet": this hub waits for the city's, ask again in a moment.
    """

    ring: Ring
    first: int = 0
    last: int = 0
    nothing: Nothing = ""


class ReturnedNumbers(Said):
    """Numbers that no dossier will have. `request` is that of their lease, absent for a slot's own numbers.

    The reason "unused" on the same day lets this ring lease them again; every other is entered in the void register.
    """

    electronic_code: ElectronicCode
    day: Day
    first: Number
    last: Number
    reason: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    request: UUID | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "ReturnedNumbers":
        if self.last < self.first:
            raise ValueError("the last number lies before the first")
        return self


class ReturnRequest(Said):
    """What is given back; `epoch` is that of the asker's store."""

    epoch: Name
    returned: tuple[ReturnedNumbers, ...] = Field(min_length=1, max_length=MOST_RETURNED)


class ReturnAnswer(Said):
    """All of it is entered."""

    ring: Ring
