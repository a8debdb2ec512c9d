"""A part of a batch on its way: sent with no transaction open, its answers judged and recorded in a short one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from counter_app.devices.clock import Clock
from counter_app.storage import clones, outbox, sending
from counter_app.storage.sending import NotTaken, Outgoing
from counter_app.storage.store import Store
from counter_app.sync import wire
from counter_app.sync.planner import patience
from counter_app.sync.ring_above import RingAbove
from counter_app.sync.wire import BatchAnswer, EventAnswer

_DELIVERED: Final = frozenset({"stored", "known"})

Batch = Sequence[Outgoing]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the answers to a batch mean: `delivered` by place with the word for it, what stays below and why, and those
    that were refused as a copy's."""

    delivered: Mapping[int, str]
    stay: tuple[NotTaken, ...]
    copied: tuple[int, ...]


def judge(batch: Batch, answers: Sequence[EventAnswer], now: datetime) -> Judged:
    """Return what `answers` mean for `batch`; only what the ring said to have counts as delivered."""
    said = {one.id: one for one in answers}
    delivered: dict[int, str] = {}
    stay: list[NotTaken] = []
    copied: list[int] = []
    for event in batch:
        one = said.get(event.id)
        if one is None:
            stay.append(NotTaken(event.seq, "not_answered", now + patience(event.attempts)))
        elif one.state in _DELIVERED:
            delivered[event.seq] = one.state if not one.code else f"{one.state}: {one.code}"
        elif one.state == "refused":
            stay.append(NotTaken(event.seq, _reason(one), None))
            if one.code in clones.REFUSED_AS_COPY:
                copied.append(event.seq)
        else:
            stay.append(NotTaken(event.seq, _reason(one), now + patience(event.attempts)))
    return Judged(delivered, tuple(stay), tuple(copied))


def record(store: Store, batch: Batch, answer: BatchAnswer, now: datetime) -> Judged:
    """Write down what the ring above answered to `batch`, however the answer came; return what it meant."""
    epoch = answer.ring.epoch
    judged = judge(batch, answer.answers, now)
    copied = frozenset(event.epoch for event in batch if event.seq in judged.copied)
    with clones.settling(store, copied, now=now) as tx:
        if sending.ring_epoch(tx) not in ("", epoch):
            outbox.reoffer(tx, epoch)
        sending.delivered(tx, judged.delivered, ring_epoch=epoch, at=now)
        sending.not_taken(tx, judged.stay)
        clones.reseal(tx, judged.copied)
    return judged


class Delivery:
    """Sends what it is told to send and writes down what became of it. Used by one thread."""

    def __init__(self, store: Store, city: RingAbove, clock: Clock) -> None:
        self._store, self._city, self._clock = store, city, clock

    def send(self, batch: Batch) -> None:
        """Send `batch`; an acknowledgement counts only when it is written down here.

        Raises what `RingAbove.push` and the store raise.
        """
        answer = self._city.push(wire.pack(batch))
        record(self._store, batch, answer, self._clock.now())

    def set_aside(self, seq: int, words: str, wait: timedelta | None) -> None:
        """Put an event off for `wait`, or park it (None)."""
        later = None if wait is None else self._clock.now() + wait
        with self._store.transaction() as tx:
            sending.not_taken(tx, [NotTaken(seq, words, later)])

    def count_try(self, seqs: Sequence[int], words: str) -> None:
        """The line, not these events, is why they stay below."""
        with self._store.transaction() as tx:
            sending.tried(tx, seqs, words)


def _reason(answer: EventAnswer) -> str:
    return f"{answer.code}: {answer.text}" if answer.text else answer.code
