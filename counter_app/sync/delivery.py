"""One batch on its way: sent with no transaction open, its answers recorded in a short one, its poison singled out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from counter_app.devices.clock import Clock
from counter_app.domain.errors import CounterError
from counter_app.storage import clones, outbox, sending
from counter_app.storage.sending import NotTaken, Outgoing
from counter_app.storage.store import Store
from counter_app.sync import wire
from counter_app.sync.ring_above import BatchRefused, RingAbove, RingAway
from counter_app.sync.wire import BatchAnswer, EventAnswer

FIRST_WAIT: Final = timedelta(seconds=2)
LONGEST_WAIT: Final = timedelta(minutes=10)
"""How long one event waits that the ring could not take while it took others: doubled with each try, within these."""

Batch = Sequence[Outgoing]


@dataclass(frozen=True, slots=True)
class Sent:
    """How a batch went: how many events were answered for, and what stopped the rest (None when nothing did)."""

    answered: int
    failure: CounterError | None


class Delivery:
    """Sends batches and writes down what became of them. Used by one thread."""

    def __init__(self, store: Store, city: RingAbove, clock: Clock, chance: Callable[[], float]) -> None:
        self._store, self._city, self._clock, self._chance = store, city, clock, chance

    def send(self, batch: Batch, *, again: bool) -> Sent:
        """Send `batch`. `again` says that the last try failed too: then the event to blame is looked for."""
        try:
            return Sent(self._push(batch), None)
        except BatchRefused as error:
            return self._search(batch, error)
        except RingAway as error:
            if error.code == "answered_500" and again and len(batch) > 1:
                return self._probe(batch, error)
            self._note_tried(batch, error)
            return Sent(0, error)
        except CounterError as error:
            self._note_tried(batch, error)
            return Sent(0, error)

    def _push(self, batch: Batch) -> int:
        return self._record(batch, self._city.push(wire.pack(batch)))

    def _probe(self, batch: Batch, error: RingAway) -> Sent:
        """Is it the ring, or one event? Two of them are sent alone: nothing is held against an event before another
        one has passed, and a ring that is ill is asked two times more, not a thousand times."""
        other = 1 + min(int(self._chance() * (len(batch) - 1)), len(batch) - 2)
        passed, suspects = 0, []
        for one in (batch[0], batch[other]):
            try:
                passed += self._push([one])
            except RingAway as again:
                suspects.append(one)
                error = again
        if not passed:
            self._note_tried(batch, error)
            return Sent(0, error)
        for one in suspects:
            self._set_aside(one, error)
        rest = [*batch[1:other], *batch[other + 1 :]]
        searched = self._search(rest, None) if rest else Sent(0, None)
        return Sent(passed + len(suspects) + searched.answered, searched.failure)

    def _search(self, batch: Batch, refused: BatchRefused | None) -> Sent:
        """Send the batch in halves of halves until every event has passed or stands alone with what it was told.

        `refused` is what the ring said of the batch as a whole, None when it was not sent as a whole.
        """
        waiting: list[Batch] = [batch]
        error: CounterError | None = refused
        answered = 0
        while waiting:
            part = waiting.pop(0)
            try:
                if error is None:
                    answered += self._push(part)
                    continue
            except (BatchRefused, RingAway) as told:
                if not isinstance(told, BatchRefused) and told.code != "answered_500":
                    return Sent(answered, told)
                error = told
            if error is not None and len(part) == 1:
                self._set_aside(part[0], error)
                answered += 1
            elif len(part) > 1:
                middle = len(part) // 2
                waiting[:0] = [part[:middle], part[middle:]]
            error = None
        return Sent(answered, None)

    def _set_aside(self, event: Outgoing, error: CounterError) -> None:
        """A request that the ring cannot read parks its event; one on which it fails is tried again after a while."""
        later = None if isinstance(error, BatchRefused) else self._clock.now() + _patience(event.attempts + 4)
        with self._store.transaction() as tx:
            sending.not_taken(tx, [NotTaken(event.seq, _words(error), later)])

    def _note_tried(self, batch: Batch, error: CounterError) -> None:
        with self._store.transaction() as tx:
            sending.tried(tx, [event.seq for event in batch], _words(error))
            outbox.unanswered(tx, error.code)

    def _record(self, batch: Batch, answer: BatchAnswer) -> int:
        """Write down the answers; an acknowledgement counts only from here on. Returns how many there were."""
        now = self._clock.now()
        said = {one.id: one for one in answer.answers}
        delivered: dict[int, str] = {}
        stay: list[NotTaken] = []
        copied: list[int] = []
        for event in batch:
            one = said.get(event.id)
            if one is None:
                stay.append(NotTaken(event.seq, "not_answered", now + _patience(event.attempts)))
            elif one.state in {"stored", "known"}:
                delivered[event.seq] = one.state if not one.code else f"{one.state}: {one.code}"
            elif one.state == "refused":
                stay.append(NotTaken(event.seq, _reason(one), None))
                if one.code in clones.REFUSED_AS_COPY:
                    copied.append(event.seq)
            else:
                stay.append(NotTaken(event.seq, _reason(one), now + _patience(event.attempts)))
        with self._store.transaction() as tx:
            if sending.ring_epoch(tx) not in ("", answer.ring.epoch):
                outbox.reoffer(tx, answer.ring.epoch)
            sending.delivered(tx, delivered, ring_epoch=answer.ring.epoch, at=now)
            sending.not_taken(tx, stay)
        if copied:
            clones.reseal(self._store, copied, now=now)
        return len(batch)


def _patience(attempts: int) -> timedelta:
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 20)))


def _reason(answer: EventAnswer) -> str:
    return f"{answer.code}: {answer.text}" if answer.text else answer.code


def _words(error: CounterError) -> str:
    status = error.facts.get("status")
    return f"{error.code} ({status})" if status else error.code
