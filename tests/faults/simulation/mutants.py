"""Faults planted into the product's own code, one at a time: each must be found by the schedules.

They are the twenty of the study behind the protocol. Where our shape has no place for one, the nearest real fault
stands in for it:

| planted in the study | here |
|---|---|
| no inbox | as there: what comes again is entered as something new |
| cursor before data | as there: the cursor is kept in a transaction of its own, before the page |
| seq at begin | one writer gives out the feed's places in the transaction; here they come from a sequence outside it, so a transaction that dies leaves a hole that no cursor may pass |
| ack on send | as there |
| poison fails batch | a 500 is always the ring's own illness: no event is singled out |
| poison stays at head | one event at a time, in order, and what is refused is neither parked nor put off |
| local numbers | every device numbers from the same own numbers |
| blind append + no hash | `file_mutants`; here: half of a page is kept and the cursor behind all of it |
| no retry after failure | as there: after a failure only a person or something new starts the courier |
| LWW without drift check | no clock decides; here: what is of the future is not flagged |
| wall-clock LWW | as there: the fold goes by the machines' own clocks and asks nobody |
| HLC LWW | causal order, then time, and nobody is asked |
| no epoch | a ring with another epoch is not noticed: nothing is offered again |
| arrival LWW | as there: the fold goes by the order of arrival |
| pull overwrites pending | no overlay; here: a dossier's row is made from what came down without what is still to go up |
| no base-defer | what waits for its base counts as delivered |
| lease request reused | requests are named by office and day, and a ring answers a known one to whoever asks |
| blob ack without epoch | `file_mutants`; here: a cursor without its epoch, kept across a ring's restore |
| lease reused after restore | as there: a restored store goes on with the leases and own numbers that it remembers |
| op retired on ack | as there: what is delivered is thrown away |
| (found here first) | batches of one stay at one, and the event on which the ring falls over is that one |
"""  # noqa: E501 - a table

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import Any, Final
from unittest import mock
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import text

from counter_app.domain import dossier as folding
from counter_app.domain.events import Event
from counter_app.server import telling
from counter_app.storage import arrivals, arriving_dossiers, events, grants, leases, news, numbers, outbox, sending
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Transaction
from counter_app.sync import delivery, planner, taking
from counter_app.sync.courier_steps import CountTry, Failed, Rest, Tick
from counter_app.sync.delivery import Batch, Delivery, Judged
from counter_app.sync.listener import Listener

Mutant = Callable[[], Any]
"""Returns a context in which the fault is planted."""

_DROP_DELIVERED = Prepared(text("DELETE FROM outbox WHERE state = 'delivered'"))
_HELD = Prepared(text("SELECT 1 FROM event WHERE id = :id"))
_OPEN_IDS = Prepared(text("SELECT event.id FROM outbox JOIN event USING (seq) WHERE outbox.state <> 'delivered'"))
_LEASED_BY_ANY = Prepared(
    text(
        "UPDATE number_lease SET next = next + 1 WHERE next <= last AND request = ("
        "SELECT request FROM number_lease WHERE electronic_code = :electronic_code AND day = :day "
        "AND :epoch <> '' AND next <= last ORDER BY first LIMIT 1) RETURNING next - 1"
    )
)


@contextmanager
def _all(*patches: Any) -> Iterator[None]:
    with ExitStack() as stack:
        for patch in patches:
            stack.enter_context(patch)
        yield


def no_inbox() -> Any:
    again = count(1)

    def fresh(arrival: arrivals.Arrival) -> arrivals.Arrival:
        number = next(again)
        event = replace(
            arrival.event,
            id=uuid5(arrival.event.id, str(number)),
            device_seq=arrival.event.device_seq + 1000 * number,
        )
        return arrivals.Arrival(event, arrival.payload)

    def not_known(tx: Transaction, given: Sequence[arrivals.Arrival], outcomes: dict[UUID, Any], _: Any) -> list[Any]:
        found = []
        for arrival in given:
            event = arrival.event
            own = tx.row(_HELD, id=event.id.bytes)
            if own is None:
                found.append(arrival)
            else:
                found.append(fresh(arrival))
                outcomes[event.id] = arrivals.Outcome(event.id, "known")
        return found

    return mock.patch.object(arrivals, "_not_known", not_known)


def cursor_before_data() -> Any:
    take = Listener._take

    def early(self: Listener, said: Any, _: str) -> None:
        with self._store.transaction() as tx:
            sending.note(tx, news.CURSOR, said.cursor)
        take(self, said, said.cursor)

    return mock.patch.object(Listener, "_take", early)


def seq_at_begin() -> Any:
    reached: dict[tuple[str, str], int] = {}
    value = Transaction.value

    def outside(self: Transaction, statement: Prepared, **given: Any) -> Any:
        found = value(self, statement, **given)
        if statement is not arrivals._MOVE_FEED:
            return found
        place = (self.epoch, given["unit"])
        reached[place] = max(reached.get(place, 0), int(found) - given["count"]) + given["count"]
        return reached[place]

    return mock.patch.object(Transaction, "value", outside)


def ack_on_send() -> Any:
    send = Delivery.send

    def early(self: Delivery, batch: Batch, ahead: int = 0) -> Batch:
        with self._store.transaction() as tx:
            epoch = sending.ring_epoch(tx)
            sending.delivered(tx, {one.seq: "sent" for one in batch}, ring_epoch=epoch, at=self._clock.now())
        return send(self, batch, ahead)

    return mock.patch.object(Delivery, "send", early)


def poison_fails_batch() -> Any:
    def leave(state: planner.State, errand: planner.Errand, given: Failed) -> planner.Planned:
        return planner._leave(state, given, (CountTry(errand.batch, given.words),))

    return mock.patch.object(planner, "_begin_probe", leave)


def poison_stays_at_head() -> Any:
    def one_at_a_time(_: int) -> planner.State:
        return planner.State(1, 1)

    def leave_there(*_: Any) -> None:
        return None

    return _all(
        mock.patch("counter_app.sync.courier.begin", one_at_a_time),
        mock.patch.object(planner, "_limit_after", lambda state, given: 1),  # noqa: PT008 - by its arguments
        mock.patch.object(sending, "not_taken", leave_there),
    )


def local_numbers() -> Any:
    def everybodys(slot: int) -> range:
        return range(numbers.FIRST_OWN, numbers.FIRST_OWN + numbers.SLOT_SIZE)

    return mock.patch.object(numbers, "own_numbers", everybodys)


def half_a_page() -> Any:
    apply = news.apply

    def half(tx: Transaction, given: Sequence[arrivals.Arrival], **more: Any) -> news.Taken:
        return apply(tx, given[: (len(given) + 1) // 2], **more)

    return mock.patch.object(news, "apply", half)


def no_retry_after_failure() -> Any:
    tick = planner._tick

    def only_when_woken(state: planner.State, given: Tick) -> planner.Planned:
        if state.failures and not given.woken and not given.hurried:
            return state, (Rest(3600.0),)
        return tick(state, given)

    return mock.patch.object(planner, "_tick", only_when_woken)


def future_not_flagged() -> Any:
    def never(event: Event, now: datetime) -> bool:
        return False

    return mock.patch.object(taking, "_early", never)


def _nobody_asked() -> Any:
    def always(event: Event, other: UUID, known: Mapping[UUID, Event]) -> bool:
        return True

    return mock.patch.object(folding, "_saw", always)


def wall_clock_lww() -> Any:
    def by_clock(found: Mapping[UUID, Event]) -> list[Event]:
        return sorted(found.values(), key=lambda event: (event.kind != "received", event.at, event.id))

    return _all(_nobody_asked(), mock.patch.object(folding, "causal_order", by_clock))


def hlc_lww() -> Any:
    return _nobody_asked()


def arrival_lww() -> Any:
    def as_they_came(found: Mapping[UUID, Event]) -> list[Event]:
        return sorted(found.values(), key=lambda event: event.kind != "received")

    return _all(_nobody_asked(), mock.patch.object(folding, "causal_order", as_they_came))


def no_epoch() -> Any:
    def unnoticed(tx: Transaction, ring_epoch: str) -> int:
        return 0

    return mock.patch.object(outbox, "reoffer", unnoticed)


def pull_overwrites_pending() -> Any:
    def without_pending(tx: Transaction, dossiers: Collection[UUID]) -> dict[UUID, list[tuple[int, Event]]]:
        pending = {bytes(row[0]) for row in tx.rows(_OPEN_IDS)}
        found = events.events_of_all(tx, dossiers)
        left = {dossier: [one for one in those if one[1].id.bytes not in pending] for dossier, those in found.items()}
        return {dossier: those for dossier, those in left.items() if those}

    return mock.patch.object(arriving_dossiers, "events_of_all", without_pending)


def no_base_defer() -> Any:
    judge = delivery.judge

    def lax(batch: Batch, answers: Sequence[Any], now: datetime) -> Judged:
        taken = [one.model_copy(update={"state": "stored"}) if one.state == "wait" else one for one in answers]
        return judge(batch, taken, now)

    return mock.patch.object(delivery, "judge", lax)


def lease_request_reused() -> Any:
    wish, grant = leases.wish, grants.grant

    def same(tx: Transaction, request: UUID, electronic_code: str, day: date, want: int) -> leases.Wish:
        return wish(tx, uuid5(NAMESPACE_OID, f"{electronic_code} {day}"), electronic_code, day, want)

    def for_anybody(tx: Transaction, asked: grants.Asked, now: datetime, *, away: bool = False) -> Any:
        known = tx.row(grants._KNOWN, request=asked.request.bytes)
        return (int(known[2]), int(known[3])) if known else grant(tx, asked, now, away=away)

    return _all(mock.patch.object(leases, "wish", same), mock.patch.object(grants, "grant", for_anybody))


def cursor_without_epoch() -> Any:
    def any_epoch(cursor: str, epoch: str) -> int:
        place = cursor.rpartition(".")[2]
        return int(place) if place.isdecimal() else 0

    return mock.patch.object(telling, "_place", any_epoch)


def lease_reused_after_restore() -> Any:
    def stay_open(*_: Any, **__: Any) -> None:
        return None

    return _all(
        mock.patch.object(numbers, "close_day", stay_open), mock.patch.object(numbers, "_LEASED", _LEASED_BY_ANY)
    )


def op_retired_on_ack() -> Any:
    delivered = sending.delivered

    def thrown_away(tx: Transaction, *given: Any, **more: Any) -> None:
        delivered(tx, *given, **more)
        tx.do(_DROP_DELIVERED)

    return mock.patch.object(sending, "delivered", thrown_away)


def batches_of_one_for_ever() -> Any:
    def halved(state: planner.State, given: Failed) -> int:
        size = len(state.errand.batch) if state.errand is not None else 0
        return max(1, size // 2) if size and given.code == "timed_out" else state.limit

    return mock.patch.object(planner, "_limit_after", halved)


MUTANTS: Final[dict[str, Mutant]] = {
    "no inbox": no_inbox,
    "cursor before data": cursor_before_data,
    "seq at begin": seq_at_begin,
    "ack on send": ack_on_send,
    "poison fails batch": poison_fails_batch,
    "poison stays at head": poison_stays_at_head,
    "local numbers": local_numbers,
    "half a page": half_a_page,
    "no retry after failure": no_retry_after_failure,
    "future not flagged": future_not_flagged,
    "wall-clock LWW": wall_clock_lww,
    "HLC LWW": hlc_lww,
    "no epoch": no_epoch,
    "arrival LWW": arrival_lww,
    "pull overwrites pending": pull_overwrites_pending,
    "no base-defer": no_base_defer,
    "lease request reused": lease_request_reused,
    "cursor without epoch": cursor_without_epoch,
    "lease reused after restore": lease_reused_after_restore,
    "op retired on ack": op_retired_on_ack,
    "batches of one for ever": batches_of_one_for_ever,
}

SLOW: Final[dict[str, int]] = {"lease reused after restore": 139, "batches of one for ever": 496}
"""Those that need many seeds, with the first that finds them."""
