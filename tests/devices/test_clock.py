"""Clocks give Vietnamese time, and the made-up ones move only when told."""

from datetime import UTC, datetime, timedelta

import pytest

from counter_app.devices.clock import Clock, FixedClock, SteppedClock, SystemClock
from counter_app.domain.times import VIETNAM

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize("clock", [SystemClock(), FixedClock(NOON), SteppedClock(NOON)])
def test_every_clock_speaks_vietnamese_time_and_never_goes_back(clock: Clock) -> None:
    assert clock.now().tzinfo is VIETNAM
    assert clock.monotonic() <= clock.monotonic()


def test_the_made_up_clocks_stand_at_their_moment() -> None:
    assert FixedClock(NOON).now().hour == 12
    assert SteppedClock(NOON).now() == NOON


def test_a_stepped_clock_moves_both_times() -> None:
    clock = SteppedClock(NOON)
    clock.step(timedelta(minutes=90))
    assert clock.now() == NOON + timedelta(minutes=90)
    assert clock.monotonic() == 5400
    with pytest.raises(ValueError, match="forwards"):
        clock.step(timedelta(seconds=-1))


def test_a_clock_that_is_put_right_jumps_without_time_passing() -> None:
    clock = SteppedClock(NOON)
    clock.put_right(NOON - timedelta(days=1))
    assert clock.now() == NOON - timedelta(days=1)
    assert clock.monotonic() == 0
