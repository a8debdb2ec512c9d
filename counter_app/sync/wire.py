"""The rings' protocol, version 1: what is said between a counter, a hub and the city, as checked models.

HTTP/1.1 + JSON, gzip both ways, every path below `/sync/v1`. A request names the device's version, protocol and mode in
headers; every answer carries the ring's time, protocol range, epoch and mode.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from counter_app.domain.events import canonical
from counter_app.domain.heard import RingRole as RingRole
from counter_app.domain.times import iso
from counter_app.storage.sending import Outgoing
from counter_app.sync.protocols import SPOKEN

PROTOCOL: Final = SPOKEN.last
PROTOCOLS: Final = (SPOKEN.first, SPOKEN.last)
"""What this release speaks by itself, and the range that it understands (`sync.protocols`)."""
PREFIX: Final = "/sync/v1"
MOST_EVENTS: Final = 500
MOST_BYTES: Final = 1_000_000
"""Bounds of one batch: events, and bytes of JSON before compression (one event alone may be larger)."""

HEADER_VERSION: Final = "X-Counter-Version"
HEADER_PROTOCOL: Final = "X-Counter-Protocol"
HEADER_MODE: Final = "X-Counter-Mode"
REAL: Final = "real"
PRACTICE: Final = "practice"

Name = Annotated[str, StringConstraints(min_length=1, max_length=64)]
UnitCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Link = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
Instant = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00$")]


def mode(*, practice: bool) -> str:
    """Return the word for the mode as it stands in the header."""
    return PRACTICE if practice else REAL


class Said(BaseModel):
    """Base of all that is said: strict, never changed after; fields of newer releases are passed over."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", populate_by_name=True)


class WireEvent(Said):
    """One event; device, epoch, unit, running number and link before it stand in the run that holds it."""

    id: UUID
    dossier: UUID
    based_on: tuple[UUID, ...] = ()
    kind: Name
    version: int = Field(alias="schema", ge=1, le=10_000)
    at: Instant
    offset_ms: int = Field(ge=-(10**14), le=10**14)
    officer: Annotated[str, StringConstraints(max_length=200)]
    payload: dict[str, Any]
    hash: Hash


class Run(Said):
    """Events of one device and store epoch with running numbers `first_seq`, `first_seq` + 1, …"""

    device: Name
    epoch: Name
    unit: UnitCode
    first_seq: int = Field(ge=1, le=2**53)
    prev_hash: Link
    events: tuple[WireEvent, ...] = Field(min_length=1)


class Batch(Said):
    """What `POST /sync/v1/events` is given."""

    runs: tuple[Run, ...] = Field(min_length=1)


class Ring(Said):
    """Who answers: its own time, the protocols it understands, its store's epoch, whether it is a practice ring, and
    which ring it is. `pushes` is the oldest protocol of which events and files are still taken, absent when that is
    the first of those it understands."""

    time: Instant
    protocol: tuple[int, int]
    pushes: int | None = None
    epoch: Name
    practice: bool
    version: str
    role: RingRole = "city"


class EventAnswer(Said):
    """What became of one event: stored and known are both delivered."""

    id: UUID
    state: Literal["stored", "known", "refused", "wait"]
    code: str = ""
    text: str = ""
    missing: tuple[UUID, ...] = ()


class BatchAnswer(Said):
    """One answer per event, in the order of the batch."""

    ring: Ring
    answers: tuple[EventAnswer, ...]


class Trouble(Said):
    """Why a whole request was not done."""

    ring: Ring
    code: str
    text: str


class Health(Said):
    """The ring is there, and this is its time; `parcel_key` is the key to which parcels for it are encrypted (age)."""

    ring: Ring
    parcel_key: Annotated[str, StringConstraints(max_length=100)] = ""


class EnrolRequest(Said):
    """A counter asks to be let in. `device` is empty, or the identity it was given before."""

    code: Annotated[str, StringConstraints(min_length=4, max_length=64)]
    device: Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9-]*$")] = ""
    name: Annotated[str, StringConstraints(max_length=100)] = ""


class EnrolAnswer(Said):
    """The device is let in: its identity, its token (shown once), its unit and its slot for number blocks.

    A hub has `slots` of them from `slot` on, for its counters.
    """

    ring: Ring
    device: Name
    token: str
    unit: UnitCode
    slot: int = Field(ge=0)
    slots: int = Field(default=1, ge=1)


class CatalogueNews(Said):
    """The catalogue; `revision` is opaque. `procedures` is absent when the asker has that revision already, or when
    this ring has no catalogue of its own (the revision is then empty)."""

    ring: Ring
    revision: str
    procedures: tuple[dict[str, Any], ...] | None = None


class AboveSaid(Said):
    """How far one device's events of one epoch are at the ring above the one that answers: all up to `upto` that lie
    in none of the ranges `open`."""

    device: Name
    epoch: Name
    upto: int = Field(ge=0, le=2**53)
    open: tuple[tuple[int, int], ...] = ()


class RefusedSaid(Said):
    """An event that the answering ring took and the ring above it refused; `hash` is the seal that was refused."""

    id: UUID
    dossier: UUID
    hash: Hash
    code: Annotated[str, StringConstraints(max_length=64)]
    text: Annotated[str, StringConstraints(max_length=300)] = ""


class OutageSaid(Said):
    """An outage that the answering hub's office rehearses, and for how many seconds more. `id` names this one."""

    id: Annotated[str, StringConstraints(max_length=64)]
    what: Literal["internet", "hub"]
    seconds: float = Field(gt=0, le=3600)


class News(Said):
    """What `GET /sync/v1/news` answers: part of the asker's unit's feed in the order of commits.

    `cursor` is opaque and follows what is in `runs`; `more` says that there is more at once. `mark` changes whenever
    there may be something to hear: it is given back with the next question. `above` is absent when the answering ring
    has none above it; `above_at` is when that one last answered, `above_trouble` that the two do not understand each
    other ("version_outdated", "version_too_old", "version_too_new"), and `refused` what it refused of the unit's
    events. `catalogue` changes with the catalogue, `reference` with calendars and organisation, `accounts` with those
    of the unit (empty: this ring has none of its own). `files_epoch` is the epoch of the ring above the answering one,
    as it is known for files.
    """

    ring: Ring
    cursor: Annotated[str, StringConstraints(max_length=64)]
    mark: Annotated[str, StringConstraints(max_length=128)]
    more: bool = False
    catalogue: str = ""
    reference: Annotated[str, StringConstraints(max_length=64)] = ""
    accounts: Annotated[str, StringConstraints(max_length=64)] = ""
    files_epoch: Annotated[str, StringConstraints(max_length=64)] = ""
    above: tuple[AboveSaid, ...] | None = None
    above_at: Instant | None = None
    above_trouble: Annotated[str, StringConstraints(max_length=64)] = ""
    refused: tuple[RefusedSaid, ...] | None = None
    outage: OutageSaid | None = None
    runs: tuple[Run, ...] = ()


class NewsAsked(Said):
    """What a ring below names when it asks for news: where it stands, how long it would wait, and its own last event.

    `wait` is in seconds; `epoch` and `last` are its store's epoch and running number.
    """

    after: Annotated[str, StringConstraints(max_length=64)] = ""
    mark: Annotated[str, StringConstraints(max_length=128)] = ""
    wait: float = Field(default=0, ge=0, le=60)
    epoch: Annotated[str, StringConstraints(max_length=64)] = ""
    last: int = Field(default=0, ge=0, le=2**53)


class RingState(Said):
    """What the ring holds. `held` are those of the codes asked for that are there."""

    ring: Ring
    dossiers: int
    events: int
    gaps: int
    future: int
    held: tuple[str, ...] = ()


BATCH: Final = TypeAdapter(Batch)


def pack(events: Sequence[Outgoing]) -> bytes:
    """Return `events` as the JSON of one batch, in the order given."""
    return ('{"runs":' + pack_runs(events) + "}").encode()


def pack_runs(events: Sequence[Outgoing]) -> str:
    """Return `events` as the JSON array of their runs, in the order given."""
    runs: list[str] = []
    inside: list[str] = []
    last: Outgoing | None = None
    for event in events:
        if last is None or not _follows(event, last):
            if inside:
                runs[-1] += ",".join(inside) + "]}"
            runs.append(_run_head(event))
            inside = []
        inside.append(_event_text(event))
        last = event
    if inside:
        runs[-1] += ",".join(inside) + "]}"
    return "[" + ",".join(runs) + "]"


def _follows(event: Outgoing, last: Outgoing) -> bool:
    return (
        event.device == last.device
        and event.epoch == last.epoch
        and event.unit == last.unit
        and event.device_seq == last.device_seq + 1
        and event.prev_hash == last.hash
    )


def _run_head(event: Outgoing) -> str:
    head = {
        "device": event.device,
        "epoch": event.epoch,
        "unit": event.unit,
        "first_seq": event.device_seq,
        "prev_hash": event.prev_hash,
    }
    return canonical(head)[:-1] + ',"events":['


def _event_text(event: Outgoing) -> str:
    based = f'"based_on":{canonical([str(base) for base in event.based_on])},' if event.based_on else ""
    return (
        f'{{"id":"{event.id}","dossier":"{event.dossier}",{based}"kind":{canonical(event.kind)},'
        f'"schema":{event.schema},"at":"{iso(event.at)}","offset_ms":{event.offset_ms},'
        f'"officer":{canonical(event.officer)},"payload":{event.payload},"hash":"{event.hash}"}}'
    )
