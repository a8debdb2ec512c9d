"""Which protocols a release speaks, and what two releases that meet can do with each other.

The greeting (`/health`) is answered whatever the asker speaks, in every release; all else begins with it.
"""

from dataclasses import dataclass
from typing import Final, Literal

Standing = Literal["talks", "finishes", "too_old", "too_new"]
"""How a ring below stands to the one above: it "talks", "finishes" (what it has written is taken, it hears nothing
until it is updated), is "too_old" for even that, or "too_new": the ring above must be updated first."""


@dataclass(frozen=True, slots=True)
class Protocols:
    """What one release speaks: all protocols from `first` to `last`. As a ring above it still takes events and files of
    `pushes` and later, which is `first` or older."""

    first: int
    last: int
    pushes: int

    def __post_init__(self) -> None:
        if not 0 < self.pushes <= self.first <= self.last:
            raise ValueError("a release takes no newer protocol than it speaks")


SPOKEN: Final = Protocols(1, 1, 1)
"""What this release speaks."""


def meet(below: Protocols, first: int, last: int, pushes: int | None) -> tuple[int, Standing]:
    """Return the protocol that a ring below uses with a ring above that speaks from `first` to `last`, and how it
    stands to it. `pushes` is None where the ring above says nothing of it: then it takes no older one."""
    highest = min(below.last, last)
    if highest >= max(below.first, first):
        return highest, "talks"
    if below.first > last:
        return below.first, "too_new"
    return below.last, "finishes" if below.last >= (first if pushes is None else pushes) else "too_old"
