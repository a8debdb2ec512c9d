"""What the planner is told and what it says: the inputs and outputs of `planner.plan`."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Offered:
    """An event that is due: its place in the store and how often it was tried."""

    seq: int
    attempts: int


Part = tuple[Offered, ...]


# Inputs. `at` is monotonic, in seconds; `chance` is from 0 to 1.


@dataclass(frozen=True, slots=True)
class Tick:
    """A round begins. `woken`: something was written; `hurried`: a person wants it sent; `catalogue`: it changed."""

    at: float
    woken: bool = False
    hurried: bool = False
    catalogue: bool = False


@dataclass(frozen=True, slots=True)
class Greeted:
    """The ring above said who it is."""

    at: float


@dataclass(frozen=True, slots=True)
class Looked:
    """What is due; when nothing is, the seconds until something will be (None: nothing waits)."""

    at: float
    events: Part
    due_in: float | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The part that was sent was answered. The answers are written down, unless there is something `ahead`: events that
    were read and packed meanwhile, all of the part being above. Then they are while those are under way."""

    at: float
    ahead: Part = ()


@dataclass(frozen=True, slots=True)
class CatalogueHeard:
    """The catalogue was asked for, and kept when it was another."""

    at: float


@dataclass(frozen=True, slots=True)
class Failed:
    """What was asked for failed. `unreadable`: the ring could not read the request as a whole; `words` are for the
    people who look at the event."""

    at: float
    chance: float
    code: str
    words: str = ""
    retry_after: float | None = None
    unreadable: bool = False


Input = Tick | Greeted | Looked | Answered | CatalogueHeard | Failed


# Outputs


@dataclass(frozen=True, slots=True)
class Hurry:
    """Let everything that waits for its time be due at once."""


@dataclass(frozen=True, slots=True)
class Greet:
    """Ask who is there."""


@dataclass(frozen=True, slots=True)
class Look:
    """See what is due, at most `limit` events."""

    limit: int


@dataclass(frozen=True, slots=True)
class Send:
    """Send these events and write down what they were answered; while the answer is awaited, read and pack at most
    `ahead` of those that follow them."""

    events: Part
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class AskCatalogue:
    """Ask whether the catalogue is another."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Put one event off for `wait`, or park it (None), with what it was told."""

    event: Offered
    words: str
    wait: timedelta | None


@dataclass(frozen=True, slots=True)
class CountTry:
    """The line, not these events, is why they stay below."""

    events: Part
    words: str


@dataclass(frozen=True, slots=True)
class NoteTrouble:
    """Note why the ring above could not be had."""

    code: str


@dataclass(frozen=True, slots=True)
class Announce:
    """Tell whoever looks on that something changed."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The round is over; the next one is worth while after so many seconds (0: at once)."""

    seconds: float


Output = Hurry | Greet | Look | Send | AskCatalogue | SetAside | CountTry | NoteTrouble | Announce | Rest
