"""What payloads of several kinds are made of."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints


def _is_moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a moment needs its offset")
    return text


Text = Annotated[str, StringConstraints(max_length=4000)]
Required = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.\-]{5,64}$")]
Moment = Annotated[str, StringConstraints(max_length=40), AfterValidator(_is_moment)]


class Payload(BaseModel):
    """Base of the payload models: strict, and blind to what it does not know."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class DueSaid(Payload):
    """When the result is due, with the explanation's steps; `at` is null when no term is set."""

    at: Moment | None
    second: Moment | None
    term: dict[str, Any] | str | None
    steps: list[Any]
