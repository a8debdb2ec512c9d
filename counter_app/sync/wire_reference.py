"""What the city decides and the rings below take: calendars and organisation, and the accounts of the asker's unit.

`GET /sync/v1/reference?after=REVISION&accounts=REVISION` names what the asker has; what is the same is left out.
"""

from datetime import date
from typing import Annotated, Any, Final

from pydantic import Field, StringConstraints

from counter_app.sync.wire import Name, Ring, Said

PATH: Final = "/reference"


class ReferenceSaid(Said):
    """One value of a kind, valid on both days and between; `valid_to` absent is open."""

    kind: Name
    name: Name
    valid_from: date
    valid_to: date | None = None
    content: dict[str, Any]


class AccountSaid(Said):
    """An officer of the asker's unit. `code` is the text of the staff badge; `pin` the PIN's hash, absent when none is
    asked for (`domain.pin`)."""

    code: Annotated[str, StringConstraints(max_length=30)]
    name: Annotated[str, StringConstraints(max_length=200)]
    role: Name
    valid_from: date
    valid_to: date | None = None
    active: bool = True
    pin: Annotated[str, StringConstraints(max_length=300)] = Field(default="", repr=False)


class ReferenceNews(Said):
    """Calendars and organisation; `revision` is a digest. `values` are absent when the asker has that revision already,
    or when this ring has none of its own (the revision is then empty). The same holds of `accounts` and its revision;
    an administrator, who is of no unit, is told none."""

    ring: Ring
    revision: str
    values: tuple[ReferenceSaid, ...] | None = None
    accounts_revision: Annotated[str, StringConstraints(max_length=64)] = ""
    accounts: tuple[AccountSaid, ...] | None = None
