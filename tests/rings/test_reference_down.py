"""A day off that the city decides moves the next due date at a counter behind a hub, without a restart."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from counter_app.__main__ import main
from counter_app.domain.due import DueDate
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from tests.rings.whole_counters import WholeCounter, imported
from tests.storage.made import UNIT
from tests.usecases.conftest import SETTINGS, draft_of


class Desk(WholeCounter):
    """A whole counter, asked what it promises."""

    def due(self) -> DueDate:
        found = self.counter.desk.preview(draft_of(self.counter.desk)).due
        assert found is not None
        return found


@pytest.fixture
def city(tmp_path: Path) -> Iterator[CityProcess]:
    with CityProcess(tmp_path / "city.db", tmp_path / "city.log") as made:
        yield made


@pytest.fixture
def desk(city: CityProcess, tmp_path: Path) -> Iterator[Desk]:
    with HubProcess(tmp_path / "hub", city, UNIT) as hub:
        made = Desk(tmp_path / "counter", hub)
        yield made
        made.stop()


def told(city: CityProcess, command: str, tmp_path: Path, content: Any) -> int:
    """Import at the city, beside the running process, as an administrator does."""
    file = tmp_path / "told.json"
    file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return imported(city, command, file)


def days_off(first: date, count: int) -> list[dict[str, Any]]:
    return [
        {"day": (first + timedelta(days=n)).isoformat(), "working": False, "reason": "Nghỉ đột xuất"}
        for n in range(count)
    ]


def test_a_day_off_of_the_city_moves_the_due_date_of_a_counter(desk: Desk, city: CityProcess, tmp_path: Path) -> None:
    before = desk.due().due
    file = tmp_path / "out.json"
    assert main(["calendar", "export", str(file), "--store", city.store, "--role", "city", "--practice"]) == 0
    table = json.loads(file.read_text("utf-8"))["city"]
    table["days"] = days_off(datetime.now(before.tzinfo).date(), 60)
    assert told(city, "calendar", tmp_path, table) == 0
    assert desk.until(lambda: desk.due().due > before + timedelta(days=40))
    receipt = desk.counter.desk.register(draft_of(desk.counter.desk))
    assert receipt.due_at is not None
    assert receipt.due_at > before + timedelta(days=40)


def test_a_wrong_calendar_changes_nothing_anywhere(
    desk: Desk, city: CityProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(city, "calendar", tmp_path, {"national": {"known": [], "days": [{"day": "2026-13-01"}, 7]}}) == 1
    said = capsys.readouterr().err
    assert "national.days[0].day: not_a_date" in said
    assert "national.days[0].reason: missing" in said
    assert "national.days[1]: not_an_object" in said
    client = city.client()
    assert client.reference("").revision == ""
    client.close()


def test_the_offices_words_come_down_to_its_papers(desk: Desk, city: CityProcess, tmp_path: Path) -> None:
    office = {
        "unit": UNIT,
        "valid_from": "2026-01-01",
        "phone": "0292 000 111",
        "address": "Số 1 đường Mẫu",
        "electronic_code": "H13.00.77",
    }
    assert told(city, "organisation", tmp_path, {"offices": [office]}) == 0
    # Its code is taken at the next start: numbers in reserve belong to the one of this start.
    draft = draft_of(desk.counter.desk)
    receipt = desk.counter.desk.register(draft)
    assert desk.until(lambda: desk.counter.desk.receipt(draft.id).head.phone == "0292 000 111")
    assert desk.counter.desk.receipt(draft.id).head.address == "Số 1 đường Mẫu"
    assert receipt.code.startswith(SETTINGS.electronic_code)
