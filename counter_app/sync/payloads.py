"""What each kind of event must carry, per schema version; checked above before anything is stored.

Fields that a newer release adds to the same version are kept with the payload and not judged here.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from counter_app.domain.events import CORRECTED, FILED, RECEIVED, REPRINTED, JsonObject
from counter_app.sync.payload_parts import Code, DueSaid, Moment, Payload, Required, Text
from counter_app.sync.payloads_life import OF_LIFE


class ProcedureSaid(Payload):
    """The procedure as it was in force when the dossier came in."""

    code: Required
    version: int | str
    name: Required
    field: Text


class ApplicantSaid(Payload):
    """Whose dossier it is; everything but the name is judged by the counter, not here."""

    name: Required


class PaperSaid(Payload):
    """One line of the checklist as handed in."""

    line: Required
    name: Required
    required: bool
    given: bool
    original: int = Field(ge=0)
    certified: int = Field(ge=0)
    photocopy: int = Field(ge=0)


class FeeSaid(Payload):
    """The fee in đồng; `amount` is null when the catalogue does not know it."""

    kind: Required
    amount: int | None = Field(ge=0)
    text: Text


class Received(Payload):
    """`received`, version 1: a dossier came in over the counter."""

    code: Code
    procedure: ProcedureSaid
    applicant: ApplicantSaid
    authorisation: dict[str, Any] | None
    at_counter: dict[str, Any] | None
    request: Text
    papers: list[PaperSaid]
    sets: int = Field(ge=1)
    copies: Text
    fee: FeeSaid
    received_at: Moment
    due: DueSaid
    return_place: Text
    channel: Text | int
    missing_reason: Text


class Change(Payload):
    """One field before and after."""

    old: Any
    new: Any


class Corrected(Payload):
    """`corrected`, version 1: an officer put fields right after the receipt was given."""

    changes: dict[Required, Change] = Field(min_length=1)
    reason: Required


class Reprinted(Payload):
    """`reprinted`, version 1: a paper went out again."""

    document: Literal["receipt", "label", "slip"] | Text = "receipt"


class FileSaid(Payload):
    """One file, named by its content; the ring has it when its hash was checked there, not when this is said."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    size: int = Field(ge=0, le=2**53)
    name: Annotated[str, StringConstraints(max_length=255)]
    line: Annotated[str, StringConstraints(max_length=1000)]
    media_type: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}$")]
    pages: int | None = Field(ge=0, le=100_000)


class Filed(Payload):
    """`filed`, version 1: papers of the dossier were kept as files."""

    files: list[FileSaid] = Field(min_length=1, max_length=1000)


_MODELS: Final[Mapping[tuple[str, int], TypeAdapter[Any]]] = {
    (RECEIVED, 1): TypeAdapter(Received),
    (CORRECTED, 1): TypeAdapter(Corrected),
    (REPRINTED, 1): TypeAdapter(Reprinted),
    (FILED, 1): TypeAdapter(Filed),
    **{(kind, 1): TypeAdapter(model) for kind, model in OF_LIFE.items()},
}


def understood(kind: str, schema: int) -> bool:
    """Say whether this release knows what such a payload means; what it does not know it stores unread."""
    return (kind, schema) in _MODELS


def wrong_fields(kind: str, schema: int, payload: JsonObject) -> tuple[str, ...]:
    """Return the names of the fields that do not hold what they must; empty when all is well or the kind is unknown.

    Names only: the values are people's data and belong in no answer and no log.
    """
    model = _MODELS.get((kind, schema))
    if model is None:
        return ()
    try:
        model.validate_python(payload)
    except ValidationError as error:
        places = (".".join(str(part) for part in fault["loc"]) for fault in error.errors(include_input=False))
        return tuple(dict.fromkeys(places))
    return ()
