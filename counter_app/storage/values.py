"""How the domain's values stand in columns, and back."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from counter_app.domain.times import VIETNAM

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_HERE: Final = _EPOCH.astimezone(VIETNAM)
_MILLISECOND: Final = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Return the aware `moment` as whole milliseconds since 1970 in UTC; parts of a millisecond are dropped."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(value: int) -> datetime:
    """Return the instant in Vietnamese time."""
    return _EPOCH_HERE + timedelta(milliseconds=value)


def maybe_from_ms(value: int | None) -> datetime | None:
    """Return the instant, or None where none is stored."""
    return None if value is None else from_ms(value)


def pack(ids: Iterable[UUID]) -> bytes:
    """Return `ids` as 16 bytes each, in their order."""
    return b"".join(one.bytes for one in ids)


def unpack(packed: bytes) -> tuple[UUID, ...]:
    """Return the ids that `pack` put together."""
    return tuple(UUID(bytes=packed[start : start + 16]) for start in range(0, len(packed), 16))
