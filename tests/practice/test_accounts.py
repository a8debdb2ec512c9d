"""The practice office's invented officers: seeded once at the practice city, choosable at the practice counter."""

from datetime import date
from pathlib import Path

from counter_app.domain.account import ROLES, overlapping, wrong_fields
from counter_app.domain.own_codes import make_badge
from counter_app.practice.accounts import PIN, invented
from counter_app.practice.city_process import CityProcess
from counter_app.practice.play import BADGES, seed_officers
from counter_app.storage import accounts
from counter_app.storage.store import Store
from tests.rings.whole_counters import WholeCounter
from tests.storage.made import UNIT


def test_they_are_sound_and_of_every_counter_role() -> None:
    those = invented(UNIT)
    assert [wrong_fields(one) for one in those] == [()] * len(those)
    assert overlapping(those) == ()
    assert {one.role for one in those} <= set(ROLES)
    assert all(one.in_force(date(2026, 11, 23)) for one in those)


def test_they_come_down_and_can_be_chosen(tmp_path: Path) -> None:
    with CityProcess(tmp_path / "city.db", tmp_path / "city.log") as city:
        counter = WholeCounter(tmp_path / "counter", city)
        seed_officers(city, UNIT)
        desk = counter.counter.desk
        assert counter.until(lambda: len(desk.officers()) == len(invented(UNIT)))
        free, asked = (make_badge(number) for number in BADGES)
        assert desk.choose_officer(free, "") == "Lê Thị Tập"
        assert desk.choose_officer(asked, PIN) == "Trần Văn Mẫu"
        counter.stop()


def test_what_was_changed_stays(tmp_path: Path) -> None:
    with CityProcess(tmp_path / "city.db", tmp_path / "city.log") as city:
        seed_officers(city, UNIT)
        with Store.open(city.store, role="city", practice=True, alone=False) as beside:
            with beside.transaction() as tx:
                accounts.replace(tx, invented(UNIT)[:1])
            seed_officers(city, UNIT)
            with beside.reading() as reading:
                assert len(accounts.every(reading)) == 1
