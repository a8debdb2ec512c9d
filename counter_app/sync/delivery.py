"""A part of a batch on its way: sent with no transaction open, its answers judged and recorded in a short one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
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
    judged = judge(batch, answer.answers, now)
    _write(store, batch, judged, answer.ring.epoch, now)
    return judged


def _write(store: Store, batch: Batch, judged: Judged, epoch: str, now: datetime) -> None:
    copied = frozenset(event.epoch for event in batch if event.seq in judged.copied)
    with clones.settling(store, copied, now=now) as tx:
        if sending.ring_epoch(tx) not in ("", epoch):
            outbox.reoffer(tx, epoch)
        sending.delivered(tx, judged.delivered, ring_epoch=epoch, at=now)
        sending.not_taken(tx, judged.stay)
        clones.reseal(tx, judged.copied)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A batch that was read while the one before it was under way, as it goes over the wire; `epoch` is the store's."""

    batch: Batch
    packed: bytes
    epoch: str


_NONE: Final = _Ahead((), b"", "")


class Delivery:
    """Sends what it is told to send and writes down what became of it. Used by one thread.

    An acknowledgement counts only when it is written down here. That of a batch of which all was taken is written while
    the next batch is under way: whatever ends the process before leaves events that are offered again, and known above.
    """

    def __init__(self, store: Store, city: RingAbove, clock: Clock) -> None:
        self._store, self._city, self._clock = store, city, clock
        self.ring_epoch = ""
        """The epoch under which the ring above last answered, as it is written down."""
        self._ahead = _NONE
        self._unwritten: Callable[[], None] | None = None

    def send(self, batch: Batch, ahead: int = 0) -> Batch:
        """Send `batch`; return what is to be sent next, at most `ahead` events, ready: nothing unless all was taken.

        What was returned is what must be sent next. Raises what `RingAbove.push` and the store raise.
        """
        packed = self._ahead.packed if self._ahead.batch == tuple(batch) else wire.pack(batch)
        self._ahead = _NONE
        waiting = _Waiting(lambda: self._while_waiting(batch, ahead))
        try:
            answer = self._city.push(packed, waiting)
        finally:
            waiting()
        waiting.check()
        now, epoch = self._clock.now(), answer.ring.epoch
        judged = judge(batch, answer.answers, now)
        write = partial(_write, self._store, batch, judged, epoch, now)
        if self._ahead.batch and self._may_go_on(judged, epoch):
            self._unwritten = write
            return self._ahead.batch
        self._ahead = _NONE
        write()
        self.ring_epoch = epoch
        return ()

    def _while_waiting(self, batch: Batch, ahead: int) -> bytes:
        """Write down what was answered before; read and pack what follows `batch`."""
        write, self._unwritten = self._unwritten, None
        if write is not None:
            write()
        if ahead:
            last = max(event.seq for event in batch)
            with self._store.reading() as reading:
                found = sending.following(reading, last, self._clock.now(), limit=ahead, most_bytes=wire.MOST_BYTES)
                epoch = reading.epoch
            if found:
                self._ahead = _Ahead(found, wire.pack(found), epoch)
        return self._ahead.packed

    def _may_go_on(self, judged: Judged, epoch: str) -> bool:
        """Say whether what was read ahead is what would be read now: nothing stays below, and all are who they were."""
        same = epoch == self.ring_epoch and self._ahead.epoch == self._store.epoch
        return same and not judged.stay and not judged.copied

    def set_aside(self, seq: int, words: str, wait: timedelta | None) -> None:
        """Put an event off for `wait`, or park it (None)."""
        later = None if wait is None else self._clock.now() + wait
        with self._store.transaction() as tx:
            sending.not_taken(tx, [NotTaken(seq, words, later)])

    def count_try(self, seqs: Sequence[int], words: str) -> None:
        """The line, not these events, is why they stay below."""
        with self._store.transaction() as tx:
            sending.tried(tx, seqs, words)


class _Waiting:
    """Something done once while an answer is awaited; what fails in it is told when the answer is there."""

    def __init__(self, do: Callable[[], bytes]) -> None:
        self._do: Callable[[], bytes] | None = do
        self._error: Exception | None = None

    def __call__(self) -> bytes:
        do, self._do = self._do, None
        if do is None:
            return b""
        try:
            return do()
        except Exception as error:  # noqa: BLE001 - whoever reads the answer must not take it for the line's
            self._error = error
            return b""

    def check(self) -> None:
        """Raise what failed."""
        if self._error is not None:
            raise self._error


def _reason(answer: EventAnswer) -> str:
    return f"{answer.code}: {answer.text}" if answer.text else answer.code
