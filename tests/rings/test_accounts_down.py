"""Officers' accounts come down to the counters of their own unit, through a hub too, and stay without a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counter_app.__main__ import main
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.own_codes import make_badge
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.storage import accounts
from counter_app.storage.store import Store
from counter_app.sync.city import HttpCity
from tests.rings.whole_counters import WholeCounter, imported
from tests.storage.made import UNIT
from tests.usecases.conftest import draft_of

OTHER_UNIT = "31135"
LAN, MAI, FAR = make_badge(101), make_badge(102), make_badge(900)


def officer(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "role": "receiving", "unit": UNIT, "valid_from": "2026-01-01", **more}


OFFICERS = (
    officer(LAN, "Nguyễn Thị Lan", pin="204816"),
    officer(MAI, "Đỗ Thị Mai"),
    officer(FAR, "Bùi Văn Xa", unit=OTHER_UNIT, pin="777777"),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CityProcess]:
    on_database = request.param == "postgresql"
    store = request.getfixturevalue("postgres_url") if on_database else tmp_path / "city.db"
    with CityProcess(store, tmp_path / "city.log", workers=2 if on_database else 1) as made:
        yield made


@pytest.fixture
def hub(city: CityProcess, tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub", city, UNIT) as made:
        yield made


@pytest.fixture
def counter(hub: HubProcess, tmp_path: Path) -> Iterator[WholeCounter]:
    made = WholeCounter(tmp_path / "counter", hub)
    yield made
    made.stop()


def told(city: CityProcess, folder: Path, *officers: dict[str, Any]) -> None:
    file = folder / "officers.json"
    file.write_text(json.dumps({"accounts": officers}, ensure_ascii=False), "utf-8")
    assert imported(city, "accounts", file) == 0


def offered(counter: WholeCounter) -> list[str]:
    return [row.code for row in counter.counter.desk.officers()]


def held(store: Store) -> list[tuple[str, str]]:
    with store.reading() as reading:
        return [(one.code, one.unit) for one in accounts.every(reading)]


def test_a_counter_has_exactly_its_own_units_officers(
    city: CityProcess, hub: HubProcess, counter: WholeCounter, tmp_path: Path
) -> None:
    told(city, tmp_path, *OFFICERS)
    assert counter.until(lambda: offered(counter) == [LAN, MAI])
    assert held(counter.counter.store) == [(LAN, UNIT), (MAI, UNIT)]
    with Store.open(hub.store, role="hub", practice=True, alone=False) as beside:
        assert held(beside) == [(LAN, UNIT), (MAI, UNIT)]
    told(city, tmp_path, {**OFFICERS[1], "active": False})
    assert counter.until(lambda: offered(counter) == [LAN])


def test_without_hub_and_city_and_after_a_restart_they_are_there_with_their_pins(
    city: CityProcess, hub: HubProcess, counter: WholeCounter, tmp_path: Path
) -> None:
    told(city, tmp_path, *OFFICERS)
    assert counter.until(lambda: offered(counter) == [LAN, MAI])
    hub.stop()
    city.stop()
    counter.stop()
    counter.start()
    desk = counter.counter.desk
    with pytest.raises(OfficerCanMend, match="pin_wrong"):
        desk.choose_officer(LAN, "111111")
    assert desk.choose_officer(LAN, "204816") == "Nguyễn Thị Lan"
    assert desk.register(draft_of(desk)).officer == "Nguyễn Thị Lan"


def test_who_is_put_out_while_writing_writes_no_more(city: CityProcess, counter: WholeCounter, tmp_path: Path) -> None:
    told(city, tmp_path, *OFFICERS)
    assert counter.until(lambda: offered(counter) == [LAN, MAI])
    desk = counter.counter.desk
    desk.choose_officer(MAI, "")
    draft = draft_of(desk)
    told(city, tmp_path, {**OFFICERS[1], "valid_to": "2026-01-31"})
    assert counter.until(lambda: not desk.officer_now())
    with pytest.raises(OfficerCanMend, match="officer_missing"):
        desk.register(draft)
    desk.choose_officer(LAN, "204816")
    assert desk.register(draft).officer == "Nguyễn Thị Lan", "the same form, another officer"


def test_only_a_device_of_the_unit_is_told(city: CityProcess, hub: HubProcess, tmp_path: Path) -> None:
    told(city, tmp_path, *OFFICERS)
    far = WholeCounter(tmp_path / "far", city, unit=OTHER_UNIT)
    assert far.until(lambda: offered(far) == [FAR])
    assert held(far.counter.store) == [(FAR, OTHER_UNIT)]
    far.stop()
    administrator = city.client()
    assert administrator.reference("").accounts is None
    administrator.close()
    token = (hub.places.home / "token").read_text("ascii").strip()
    known = HttpCity(city.address, practice=True, token=token)
    first = known.reference("")
    assert first.accounts is not None
    assert [one.code for one in first.accounts] == [LAN, MAI]
    assert known.reference("", first.accounts_revision).accounts is None
    known.close()


def test_no_hash_and_no_pin_stands_in_a_log_a_list_or_an_export(
    city: CityProcess, hub: HubProcess, counter: WholeCounter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(city, tmp_path, *OFFICERS)
    assert counter.until(lambda: offered(counter) == [LAN, MAI])
    with counter.counter.store.reading() as reading:
        kept = next(one.pin for one in accounts.every(reading) if one.code == LAN)
    there = ["--store", city.store, "--role", "city", "--practice"]
    for file in (tmp_path / "out.csv", tmp_path / "out.json"):
        assert main(["accounts", "export", str(file), *there]) == 0
    main(["accounts", "import", str(tmp_path / "officers.json"), "--dry-run", "--replace", *there])
    main(["check", "--store", str(counter.counter.store.path), "--practice"])
    said = capsys.readouterr()
    texts = [said.out, said.err, repr(counter.counter.desk.officers())]
    texts += [path.read_text("utf-8") for path in (city.log, hub.log, tmp_path / "out.csv", tmp_path / "out.json")]
    assert "Nguyễn Thị Lan" in texts[0]
    for secret in ("204816", "777777", "scrypt", *kept.split("$")[-2:]):
        assert not any(secret in text for text in texts)
