"""A ring comes from yesterday's backup on a machine whose clock is a day off: found again, nothing lost, dates kept."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.practice.city_process import CityProcess
from counter_app.storage import dossiers
from counter_app.storage.store import Store
from tests.rings.test_drills import Day, back_up, day, restore

__all__ = ["day"]

FAKETIME = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)


def dates(store: Store) -> dict[str, tuple[datetime, datetime | None]]:
    """Return receipt time and due date by code."""
    with store.reading() as reading:
        return {line.code: (line.received_at, line.due_at) for line in dossiers.page(reading, None, 1_000)}


@pytest.mark.parametrize("off", ["-1d", "+1d"])
def test_t_restore_a_ring_whose_clock_is_a_day_off(
    day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, off: str
) -> None:
    if FAKETIME is None:
        assert os.environ.get("COUNTER_RIG") != "required", "faketime is missing: installers/test.sh installs it"
        pytest.skip("faketime is not installed")
    one, two = day.begin("quay-1"), day.begin("quay-2")
    day.register(one, 3)
    assert day.until(day.through)
    back_up(day.city.store, tmp_path / "city-stick")
    day.register(one, 2)
    day.register(two, 3)
    assert day.until(day.through)
    before = dates(one.store)
    day.city.stop()
    day.register(two, 2)
    restore(tmp_path / "city-stick", tmp_path / "city-again")
    with monkeypatch.context() as wrong:
        wrong.setenv("LD_PRELOAD", str(FAKETIME))
        wrong.setenv("FAKETIME", off)
        wrong.setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        city = CityProcess(tmp_path / "city-again/practice/city.db", tmp_path / "city-again.log", port=day.city.port)
        day.city = day.ends.enter_context(city)
    assert abs(day.city.client().greet().offset_ms) > 80_000_000
    day.register(one, 2)
    day.check()
    after = dates(one.store)
    assert {code: after[code] for code in before} == before
