"""The corrected clock: what is shown, asked and registered; when the officer is asked about it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from counter_app.devices.clock import SteppedClock
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.ids import new_id
from counter_app.domain.office import Office
from counter_app.domain.times import VIETNAM
from counter_app.storage import sending
from counter_app.storage.store import Store
from counter_app.usecases.clock_guard import ClockGuard
from counter_app.usecases.identity import CorrectedClock, Identity
from tests.usecases.conftest import MONDAY, Bench, draft_of, open_bench

MINUTE = 60_000
DAY = 24 * 60 * MINUTE


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY)


@pytest.fixture
def identity(clock: SteppedClock) -> Identity:
    return Identity("quay-1", "Quầy 1", 1, Office("31120", "H13.00.01", "", "", "", ""), clock, "Lê Thị Thử")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "counter.db", practice=False) as opened:
        yield opened


def test_what_was_measured_is_added(identity: Identity, clock: SteppedClock) -> None:
    assert (identity.now(), identity.heard) == (MONDAY, False)
    identity.measured(11 * MINUTE)
    assert identity.now() == CorrectedClock(identity).now() == MONDAY + timedelta(minutes=11)
    clock.step(timedelta(hours=1))
    assert identity.now() == MONDAY + timedelta(minutes=71)
    assert identity.offset_ms == 11 * MINUTE


@pytest.mark.parametrize("jump", [timedelta(minutes=10), timedelta(minutes=-10), timedelta(days=400)])
def test_a_clock_that_is_moved_while_the_counter_is_open_moves_nothing(
    identity: Identity, clock: SteppedClock, jump: timedelta
) -> None:
    identity.measured(2_000)
    clock.step(timedelta(minutes=3))
    before = identity.now()
    clock.put_right(clock.now() + jump)
    assert identity.now() == before
    event = identity.event("received", new_id(), {}, unit="31120")
    assert event.corrected_at == before
    assert event.at == before - timedelta(seconds=2) + jump


def test_small_steps_of_time_keeping_are_left_alone(identity: Identity, clock: SteppedClock) -> None:
    identity.measured(0)
    clock.put_right(MONDAY + timedelta(seconds=3))
    assert identity.offset_ms == 0


def test_a_ring_that_is_years_off_is_not_believed(identity: Identity) -> None:
    identity.measured(-30 * 365 * DAY)
    assert identity.now() == MONDAY
    assert identity.shown() == MONDAY


def test_a_time_that_no_clock_can_have_is_shown_but_not_used(identity: Identity, clock: SteppedClock) -> None:
    clock.put_right(datetime(1980, 1, 5, tzinfo=VIETNAM))
    assert identity.shown().year == 1980
    with pytest.raises(OfficerCanMend, match="clock_wrong"):
        identity.now()


@pytest.mark.parametrize(("hours", "asks"), [(23, False), (25, True), (-23, False), (-25, True)])
def test_another_day_than_the_citys_is_asked_about(identity: Identity, store: Store, hours: int, asks: bool) -> None:
    identity.measured(hours * 60 * MINUTE)
    doubt = ClockGuard(store, identity)()
    assert (doubt is not None) == asks
    if doubt is not None:
        assert (doubt.reason, doubt.own, doubt.corrected) == ("differs", MONDAY, MONDAY + timedelta(hours=hours))


def test_the_answer_holds_until_the_difference_changes(identity: Identity, store: Store) -> None:
    guard = ClockGuard(store, identity)
    identity.measured(2 * DAY)
    assert guard() is not None
    guard.confirm(own=False)
    identity.measured(2 * DAY + MINUTE)
    assert guard() is None
    assert identity.now() == MONDAY + timedelta(days=2, minutes=1)
    identity.measured(3 * DAY)
    assert guard() is not None


def test_the_officer_may_trust_the_computer(identity: Identity, store: Store) -> None:
    guard = ClockGuard(store, identity)
    identity.noted_ms = 2 * DAY
    assert guard() is not None
    guard.confirm(own=True)
    assert (guard(), identity.now()) == (None, MONDAY)
    identity.measured(2 * DAY)
    assert (guard(), identity.now()) == (None, MONDAY)
    identity.measured(0)
    assert (guard(), identity.now()) == (None, MONDAY)
    identity.measured(-2 * DAY)
    assert guard() is not None


@pytest.mark.parametrize(
    ("away", "asks"),
    [
        (timedelta(days=30), False),
        (timedelta(days=800), True),
        (-timedelta(hours=20), False),
        (-timedelta(days=3), True),
    ],
)
def test_years_from_the_newest_entry_is_asked_about_when_no_city_was_heard(
    bench: Bench, tmp_path: Path, away: timedelta, asks: bool
) -> None:
    bench.desk.register(draft_of(bench.desk))
    bench.counter.close()
    again = open_bench(tmp_path, now=MONDAY + away)
    try:
        doubt = again.desk.clock_doubt()
        assert (doubt is not None) == asks
        if doubt is not None:
            assert (doubt.reason, doubt.corrected) == ("stale", MONDAY)
            again.desk.confirm_clock(True)
            assert again.desk.clock_doubt() is None
    finally:
        again.counter.close()


def test_everything_asks_the_corrected_clock(bench: Bench, tmp_path: Path) -> None:
    """The city said two days ago that this PC is a day behind; nothing else was heard since."""
    bench.counter.close()
    with Store.open(tmp_path / "counter.db", practice=False) as opened, opened.transaction() as tx:
        sending.note(tx, sending.CLOCK_OFFSET, str(DAY))
    again = open_bench(tmp_path, city="http://127.0.0.1:9")
    try:
        desk, tuesday = again.desk, MONDAY + timedelta(days=1)
        assert (desk.now(), desk.today()) == (tuesday, tuesday.date())
        receipt = desk.register(draft_of(desk))
        assert "-261124-" in receipt.code
        assert receipt.received_at == tuesday
        view = desk.dossier(desk.page(None, 1)[0].id)
        assert view.timeline[0].at == tuesday
        assert desk.outbox()[0].at == tuesday
        assert desk.sync().oldest == tuesday
        assert desk.sync().clock_off == -timedelta(days=1)
        draft = draft_of(desk)
        desk.keep_form(draft.id, "{}")
        assert desk.saved_forms()[0].saved_at == tuesday
        assert desk.print_receipt(view.dossier.id).row.at == tuesday
        assert [choice.used_today for choice in desk.procedures("ks")][:1] == [1]
    finally:
        again.counter.close()
