"""What each act in a dossier's life must carry, version 1; checked above before anything is stored."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints

from counter_app.domain import acts
from counter_app.sync.payload_parts import DueSaid, Payload, Required, Text


def _is_day(text: str) -> str:
    if text:
        date.fromisoformat(text)
    return text


Day = Annotated[str, StringConstraints(max_length=10), AfterValidator(_is_day)]
Clauses = list[Required]


class ItemSaid(Payload):
    """One missing thing."""

    name: Required
    reason: Text = ""
    line: Text = ""
    clause: Text = ""


class SupplementRequested(Payload):
    """Form 02: what is missing, asked for once."""

    items: list[ItemSaid] = Field(min_length=1, max_length=200)
    number: Text = ""
    reason: Text = ""
    deadline: Day = ""
    again: Text = ""
    slip: Text = ""


class Supplemented(Payload):
    """The papers are complete; the term runs again to this date."""

    due: DueSaid | None
    reason: Text = ""


class PaymentAwaited(Payload):
    """The applicant has a payment to make elsewhere (a tax notice)."""

    reason: Required


class HandedOver(Payload):
    """Given to another desk with a hand-over list; "" is the counter."""

    list: Required
    receiver: Text


class Taken(Payload):
    """Received from another desk."""

    list: Required


class Assigned(Payload):
    """Given to an officer by name."""

    officer: Required
    reason: Text = ""


class Finished(Payload):
    """The result is there."""

    title: Required
    number: Text = ""
    day: Day = ""


class Returned(Payload):
    """The result was collected."""

    name: Required
    number: Text = ""
    relation: Text = ""
    how: Literal["counter", "post"] = "counter"
    receipt: Literal["given_back", "lost", "none"] = "given_back"


class Posted(Payload):
    """The result was handed to the post."""

    carrier: Required
    tracking: Required


class Ended(Payload):
    """Forms 03 and 05, and a withdrawal."""

    reason: Required
    clauses: Clauses = Field(default_factory=list)
    number: Text = ""


class Extended(Payload):
    """Form 04: the one apology, with the new date."""

    reason: Required
    due: DueSaid
    number: Text = ""


class Shelved(Payload):
    """Where the folder or the result lies."""

    place: Text


class FeeCollected(Payload):
    """Money taken against a fee receipt."""

    amount: int = Field(ge=1, le=10**12)
    moment: Literal[1, 2, 4]
    means: Literal["cash", "transfer"]
    receipt: Required


class FeeCancelled(Payload):
    """A fee receipt cancelled; its number is never used again."""

    receipt: Required
    reason: Required


class FeeExempted(Payload):
    """The fee is waived."""

    reason: Required
    clause: Text = ""


class Undone(Payload):
    """An act taken back within its time."""

    event: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]


OF_LIFE: Final[Mapping[str, Any]] = {
    acts.SUPPLEMENT_REQUESTED: SupplementRequested,
    acts.SUPPLEMENTED: Supplemented,
    acts.PAYMENT_AWAITED: PaymentAwaited,
    acts.PAYMENT_SETTLED: Supplemented,
    acts.HANDED_OVER: HandedOver,
    acts.TAKEN: Taken,
    acts.ASSIGNED: Assigned,
    acts.FINISHED: Finished,
    acts.RETURNED: Returned,
    acts.POSTED: Posted,
    acts.REFUSED: Ended,
    acts.STOPPED: Ended,
    acts.WITHDRAWN: Ended,
    acts.EXTENDED: Extended,
    acts.SHELVED: Shelved,
    acts.FEE_COLLECTED: FeeCollected,
    acts.FEE_CANCELLED: FeeCancelled,
    acts.FEE_EXEMPTED: FeeExempted,
    acts.UNDONE: Undone,
}
"""Kind of act -> the model of its payload."""
