"""A parcel: what the courier would send, in one file for a stick, when the line is dead for days.

- Encrypted to one ring (age: X25519, ChaCha20-Poly1305 in chunks, age-encryption.org/v1): nobody else can read it, and
  a torn or altered file is noticed before anything of it is looked at.
- Sealed inside by the device's token (HMAC-SHA256 under the hash that the ring keeps of it), with the recipient in what
  is sealed: nobody else can have made it, and the recipient cannot pass it on as the device's.
- Its contents are batches exactly as they are pushed: a ring takes them by the same room (`taking`), however often.
  Files of dossiers go with it, smallest first, up to a bound.
- The ring's answers go back in a sealed file of their own; without it the next contact shows the events to be known.
"""

import gzip
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import pyrage
from pydantic import TypeAdapter, ValidationError
from pyrage import x25519

from counter_app import __version__
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.ids import new_id
from counter_app.domain.times import iso
from counter_app.storage import file_queue, held_files, outbox, parcels, sending
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.files import FileFolder
from counter_app.storage.sending import Outgoing
from counter_app.storage.store import Store
from counter_app.storage.values import from_ms, to_ms
from counter_app.sync import taking, wire
from counter_app.sync.codes import hash_of
from counter_app.sync.delivery import record
from counter_app.sync.parcel_keys import identity
from counter_app.sync.parcel_wrapping import AGE, FORMAT, bodies_of, must_be_known, opened, seal_of, unpacked, wrapped

MOST_FILE_BYTES: Final = 200_000_000
"""How many bytes of dossiers' files go into one parcel unless another bound is named."""
_ALL: Final = 2**31
_ANSWERS: Final = TypeAdapter(tuple[wire.BatchAnswer, ...])


@dataclass(frozen=True, slots=True)
class Sender:
    """The device that packs: its identity and its token, which seals what it packs."""

    device: str
    unit: str
    token: str


@dataclass(frozen=True, slots=True)
class Packed:
    """A parcel as bytes, and how many events and files are in it."""

    content: bytes
    name: str
    events: int
    files: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What a parcel did: events that were new, known before, and not taken; new files; the answer for the sender."""

    stored: int
    known: int
    refused: int
    files: int
    answer: bytes


@dataclass(frozen=True, slots=True)
class Heard:
    """What an answer did below: events and files that count as delivered now, and events that were refused."""

    delivered: int
    refused: int
    files: int


def pack(
    store: Store,
    sender: Sender,
    recipient: str,
    *,
    now: datetime,
    files: FileFolder | None = None,
    most_file_bytes: int = MOST_FILE_BYTES,
) -> Packed:
    """Put all that is unsent into a parcel for the ring with the public key `recipient`. Nothing counts as sent.

    Raises OfficerCanMend: parcel_empty, parcel_key_wrong, parcel_no_token.
    """
    if not sender.token:
        raise OfficerCanMend("parcel_no_token")
    try:
        key = x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise OfficerCanMend("parcel_key_wrong") from error
    with store.reading() as reading:
        waiting = _unsent(store, now)
        chosen = _files_for(parcels.waiting_files(reading), files, most_file_bytes)
    if not waiting and not chosen:
        raise OfficerCanMend("parcel_empty")
    batches = [gzip.compress(wire.pack(part), mtime=0) for part in _parts(waiting)]
    head = _head(store, sender, recipient, now) | {"batches": len(batches)}
    content = wrapped(head, [*batches, *chosen], hash_of(sender.token), key)
    with store.transaction() as tx:
        sending.tried(tx, [event.seq for event in waiting], "in_parcel")
    name = f"{sender.device}-{now:%Y%m%dT%H%M%S}.parcel"
    return Packed(content, name, len(waiting), len(chosen))


def _head(store: Store, sender: Sender, recipient: str, now: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "protocol": wire.PROTOCOL,
        "release": __version__,
        "parcel": str(new_id()),
        "device": sender.device,
        "unit": sender.unit,
        "practice": store.practice,
        "made_at": to_ms(now),
        "recipient": recipient,
    }


def take(store: Store, role: wire.RingRole, content: bytes, files: FileFolder | None, *, now: datetime) -> Imported:
    """Take a parcel into a ring's store; the second time changes nothing.

    Everything about the parcel is checked before the first of its events is looked at.
    Raises OfficerCanMend: parcel_unreadable (torn, altered, no parcel), parcel_for_another, parcel_newer,
    parcel_older, parcel_not_authentic (unknown or revoked device, or not its seal), parcel_other_mode,
    parcel_other_unit.
    """
    own = identity(store)
    head, line, seal, rest = opened(content, own)
    device, token_hash = _checked(store, own, head, line, seal)
    bodies = bodies_of(head, rest)
    ring = wire.Ring(
        time=iso(now),
        protocol=wire.PROTOCOLS,
        epoch=store.epoch,
        practice=store.practice,
        version=__version__,
        role=role,
    )
    count = int(head["batches"])
    batches = [unpacked(body) for body in bodies[:count]]
    try:
        answers = [taking.take(store, ring, device, body, now=now, forward=role == "hub") for body in batches]
    except taking.BatchUnreadable as error:
        raise OfficerCanMend("parcel_unreadable", reason=error.code) from error
    kept, new = _keep_files(store, bodies[count:], files, device, now)
    states = [one.state for answer in answers for one in answer.answers]
    return Imported(
        stored=states.count("stored"),
        known=states.count("known"),
        refused=len(states) - states.count("stored") - states.count("known"),
        files=new,
        answer=_answer(head, answers, kept, ring, token_hash),
    )


def is_answer(content: bytes) -> bool:
    """Say whether a file from a stick is an answer; else it is a parcel, or nothing of ours."""
    return not content.startswith(AGE) and content.startswith(b"{")


def hear(store: Store, sender: Sender, content: bytes, *, now: datetime) -> Heard:
    """Write down what the ring above answered to a parcel, as if it had come over the line.

    Raises OfficerCanMend: answer_unreadable, answer_not_authentic, answer_outdated (the ring has another epoch and was
    heard since the parcel was made: what it said then does not hold).
    """
    said = _answer_of(content, sender)
    ring, answers = wire.Ring.model_validate(said["ring"], strict=False), _answers_of(said)
    with store.reading() as reading:
        state = outbox.state(reading)
    heard_since = state.answered_at is not None and state.answered_at > from_ms(int(said["made_at"]))
    if state.ring_epoch not in ("", ring.epoch) and heard_since:
        raise OfficerCanMend("answer_outdated")
    waiting = {event.id: event for event in _unsent(store, now)}
    delivered = refused = 0
    for answer in answers:
        batch = [waiting[one.id] for one in answer.answers if one.id in waiting]
        if batch:
            judged = record(store, batch, answer, now)
            delivered += len(judged.delivered)
            refused += sum(one.next_try is None for one in judged.stay)
    with store.transaction() as tx:
        file_queue.delivered(tx, said["files"], ring=ring.role, epoch=ring.epoch, at=now)
    return Heard(delivered, refused, len(said["files"]))


def _unsent(store: Store, now: datetime) -> Sequence[Outgoing]:
    """Return what the courier would send, whatever time it waits for."""
    ever = now.replace(year=now.year + 100, day=1)
    with store.reading() as reading:
        return sending.due(reading, ever, limit=_ALL, most_bytes=_ALL)


def _parts(waiting: Sequence[Outgoing]) -> Iterator[list[Outgoing]]:
    part: list[Outgoing] = []
    size = 0
    for event in waiting:
        size += len(event.payload)
        if part and (len(part) == wire.MOST_EVENTS or size > wire.MOST_BYTES):
            yield part
            part, size = [], len(event.payload)
        part.append(event)
    if part:
        yield part


def _files_for(waiting: Sequence[tuple[str, int]], files: FileFolder | None, most: int) -> list[bytes]:
    chosen: list[bytes] = []
    for sha256, size in waiting if files is not None else ():
        most -= size
        if most < 0 or files is None:
            break
        if files.whole(sha256):
            with files.open(sha256) as file:
                chosen.append(file.read())
    return chosen


def _checked(
    store: Store, own: x25519.Identity, head: dict[str, Any], line: bytes, seal: str
) -> tuple[EnrolledDevice, bytes]:
    with store.reading() as reading:
        found = parcels.sender(reading, str(head.get("device")))
    if found is None or not hmac.compare_digest(seal_of(found[1], b"parcel", line), seal):
        raise OfficerCanMend("parcel_not_authentic")
    if head["recipient"] != str(own.to_public()):
        raise OfficerCanMend("parcel_for_another", reason="recipient")
    must_be_known(head)
    if head["practice"] != store.practice:
        raise OfficerCanMend("parcel_other_mode")
    if head["unit"] != found[0].unit:
        raise OfficerCanMend("parcel_other_unit")
    return found


def _keep_files(
    store: Store, bodies: Sequence[bytes], files: FileFolder | None, device: EnrolledDevice, now: datetime
) -> tuple[list[str], int]:
    """Keep the files of a parcel; return those that are here now, and how many were new."""
    if files is None:
        return [], 0
    kept, new = list[str](), 0
    for body in bodies:
        one = files.keep(BytesIO(body))
        with store.transaction() as tx:
            new += held_files.size_of(tx, one.sha256, device.unit) is None
            held_files.add(tx, one, device.unit, now)
        kept.append(one.sha256)
    return kept, new


def _answer(
    head: dict[str, Any], answers: Sequence[wire.BatchAnswer], files: Sequence[str], ring: wire.Ring, token_hash: bytes
) -> bytes:
    said = {
        "answer_to": head["parcel"],
        "device": head["device"],
        "made_at": head["made_at"],
        "ring": ring.model_dump(mode="json"),
        "answers": [answer.model_dump(mode="json") for answer in answers],
        "files": list(files),
    }
    line = json.dumps(said, sort_keys=True)
    return json.dumps({"said": line, "seal": seal_of(token_hash, b"answer", line.encode())}).encode()


def _answer_of(content: bytes, sender: Sender) -> dict[str, Any]:
    try:
        outer = json.loads(content)
        line, seal = str(outer["said"]), str(outer["seal"])
        said: dict[str, Any] = json.loads(line)
    except (ValueError, KeyError, TypeError) as error:
        raise OfficerCanMend("answer_unreadable") from error
    if said.get("device") != sender.device or not hmac.compare_digest(
        seal_of(hash_of(sender.token), b"answer", line.encode()), seal
    ):
        raise OfficerCanMend("answer_not_authentic")
    return said


def _answers_of(said: dict[str, Any]) -> tuple[wire.BatchAnswer, ...]:
    try:
        return _ANSWERS.validate_json(json.dumps(said["answers"]))
    except (ValidationError, KeyError) as error:
        raise OfficerCanMend("answer_unreadable") from error
