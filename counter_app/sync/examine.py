"""What a ring above checks of an event before it looks at its own store: shape, hash, unit, payload."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from counter_app.domain.events import RECEIVED, Event, canonical, digest
from counter_app.sync.payloads import wrong_fields
from counter_app.sync.wire import Batch, EventAnswer, Run, WireEvent

FUTURE_BOUND: Final = timedelta(minutes=5)
"""How far ahead of the ring's clock an event may be before it is flagged."""

_NUL: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


@dataclass(frozen=True, slots=True)
class Examined:
    """An event as it arrived, with its payload as canonical text; `refusal` says why it cannot be taken."""

    id: UUID
    event: Event | None
    payload: str
    refusal: EventAnswer | None


@dataclass(frozen=True, slots=True)
class Writer:
    """Who may write: an enrolled device and the unit it belongs to.

    `device` is None for a ring that speaks for all devices of its unit: a hub, or the ring above with its news.
    """

    device: str | None
    unit: str


def refused(event: UUID, code: str, text: str) -> EventAnswer:
    """Return the answer that parks an event below, with the reason a person there will read."""
    return EventAnswer(id=event, state="refused", code=code, text=text)


def examine(batch: Batch, writer: Writer) -> Iterator[Examined]:
    """Yield every event of `batch` in order, each judged alone: one wrong event spoils no other.

    Refusal codes: "device_foreign", "unit_foreign", "time_wrong", "payload_wrong", "hash_wrong".
    """
    for run in batch.runs:
        foreign = _foreign(run, writer)
        link = run.prev_hash
        for seq, said in enumerate(run.events, run.first_seq):
            if foreign:
                yield Examined(said.id, None, "", refused(said.id, *foreign))
            else:
                yield _judge(run, said, seq, link)
            link = said.hash


def _foreign(run: Run, writer: Writer) -> tuple[str, str] | None:
    if writer.device is not None and run.device != writer.device:
        return "device_foreign", "The event names another device than the one that sends it."
    if run.unit != writer.unit:
        return "unit_foreign", "The device may write for its own unit only."
    return None


def _judge(run: Run, said: WireEvent, seq: int, link: str) -> Examined:
    try:
        at = datetime.fromisoformat(said.at)
        at + timedelta(milliseconds=said.offset_ms)
    except (ValueError, OverflowError):
        return Examined(said.id, None, "", refused(said.id, "time_wrong", "The event's time is no time."))
    event = Event(
        said.id,
        said.dossier,
        run.unit,
        run.device,
        run.epoch,
        seq,
        said.based_on,
        said.kind,
        said.version,
        at,
        said.offset_ms,
        said.officer,
        said.payload,
        link,
        said.hash,
    )
    text, refusal = _payload_text(event)
    if refusal is None and digest(event, text) != said.hash:
        refusal = refused(said.id, "hash_wrong", "The event is not the one that was sealed at the counter.")
    if refusal is None and event.kind == RECEIVED and event.based_on:
        refusal = refused(said.id, "payload_wrong", "A reception is based on nothing.")
    return Examined(said.id, event, text, refusal)


def _payload_text(event: Event) -> tuple[str, EventAnswer | None]:
    wrong = wrong_fields(event.kind, event.schema, event.payload)
    if wrong:
        return "", refused(event.id, "payload_wrong", f"These fields do not hold what they must: {', '.join(wrong)}.")
    try:
        text = canonical(event.payload)
    except ValueError:
        return "", refused(event.id, "payload_wrong", "The payload holds a number that is none.")
    if "\\u0000" in text and _NUL.search(text):
        return "", refused(event.id, "payload_wrong", "The payload holds a null character.")
    return text, None
