"""Choosing who writes among the office's accounts, with and without a PIN."""

from datetime import date, timedelta

import pytest

from counter_app.domain.account import Account
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import RECEIVED, REPRINTED, new_id
from counter_app.domain.own_codes import make_badge
from counter_app.domain.pin import hash_pin
from counter_app.storage import accounts
from counter_app.usecases.identity import Identity
from counter_app.usecases.officers import Officers
from tests.usecases.conftest import MONDAY, SETTINGS, Bench, draft_of

LAN, MAI, NAM = make_badge(1), make_badge(2), make_badge(3)
KEPT = hash_pin("204816", bytes(16))


def account(code: str, name: str, **more: object) -> Account:
    given = {"role": "receiving", "unit": SETTINGS.unit, "valid_from": date(2026, 1, 1), **more}
    return Account(code, name, **given)  # type: ignore[arg-type]


def tell(bench: Bench, *those: Account) -> None:
    with bench.counter.store.transaction() as tx:
        accounts.replace(tx, those)


def refused(bench: Bench, code: str, pin: str = "") -> tuple[str, dict[str, str]]:
    with pytest.raises(OfficerCanMend) as caught:
        bench.desk.choose_officer(code, pin)
    return caught.value.code, caught.value.facts


def test_without_accounts_any_name_is_typed_as_before(bench: Bench) -> None:
    assert bench.desk.officers() == ()
    bench.desk.set_officer("Võ Thị Gõ")
    assert bench.desk.officer_now() == "Võ Thị Gõ"
    assert bench.desk.register(draft_of(bench.desk)).officer == "Võ Thị Gõ"


def test_only_those_of_this_office_in_force_today_are_offered(bench: Bench) -> None:
    today = MONDAY.date()
    tell(
        bench,
        account(LAN, "Nguyễn Thị Lan", role="leader"),
        account(MAI, "Đỗ Thị Mai", valid_to=today),
        account(NAM, "Trần Văn Nam", valid_to=today - timedelta(days=1)),
        account(make_badge(4), "Lý Thị Mới", valid_from=today + timedelta(days=1)),
        account(make_badge(5), "Hồ Văn Nghỉ", active=False),
        account(make_badge(6), "Bùi Văn Xa", unit="31135"),
    )
    rows = bench.desk.officers()
    assert [(row.code, row.name, row.role, row.pin, row.writes) for row in rows] == [
        (LAN, "Nguyễn Thị Lan", "leader", False, False),
        (MAI, "Đỗ Thị Mai", "receiving", False, False),
    ]
    for code in (NAM, make_badge(4), make_badge(5), make_badge(6), make_badge(99)):
        assert refused(bench, code) == ("officer_unknown", {"badge": code})


def test_who_is_chosen_stands_in_events_and_on_papers(bench: Bench) -> None:
    tell(bench, account(LAN, "Nguyễn Thị Lan"), account(MAI, "Đỗ Thị Mai"))
    assert bench.desk.choose_officer(MAI, "") == "Đỗ Thị Mai"
    assert [row.writes for row in bench.desk.officers()] == [False, True]
    draft = draft_of(bench.desk)
    assert bench.desk.register(draft).officer == "Đỗ Thị Mai"
    assert bench.desk.dossier(draft.id).timeline[0].officer == "Đỗ Thị Mai"


def test_two_of_one_name_are_told_apart_by_their_badges(bench: Bench) -> None:
    tell(bench, account(LAN, "Nguyễn Thị Lan"), account(MAI, "Nguyễn Thị Lan"))
    assert bench.desk.choose_officer(MAI, "") == f"Nguyễn Thị Lan ({MAI})"
    assert {row.code: row.writes for row in bench.desk.officers()} == {LAN: False, MAI: True}


def test_three_wrong_pins_cost_thirty_seconds_and_each_further_one_again(bench: Bench) -> None:
    tell(bench, account(LAN, "Nguyễn Thị Lan", pin=KEPT), account(MAI, "Đỗ Thị Mai", pin=KEPT))
    before = bench.desk.officer_now()
    assert refused(bench, LAN) == ("pin_wanted", {"badge": LAN})
    assert refused(bench, LAN, "1111") == ("pin_wrong", {"left": "2"})
    assert refused(bench, LAN, "2222") == ("pin_wrong", {"left": "1"})
    assert refused(bench, LAN, "3333") == ("pin_wait", {"seconds": "30"})
    assert refused(bench, LAN, "204816")[0] == "pin_wait", "the right one as well"
    assert bench.desk.officer_now() == before
    assert bench.desk.choose_officer(MAI, "204816") == "Đỗ Thị Mai", "nobody else has to wait"
    bench.clock.step(timedelta(seconds=29))
    assert refused(bench, LAN, "204816") == ("pin_wait", {"seconds": "2"})
    bench.clock.step(timedelta(seconds=1))
    assert refused(bench, LAN, "4444") == ("pin_wait", {"seconds": "30"})
    bench.clock.step(timedelta(seconds=30))
    assert bench.desk.choose_officer(LAN, "204816") == "Nguyễn Thị Lan"
    assert refused(bench, LAN, "1111") == ("pin_wrong", {"left": "2"}), "after the right one it begins anew"


def test_putting_the_clock_forward_shortens_no_wait(bench: Bench) -> None:
    tell(bench, account(LAN, "Nguyễn Thị Lan", pin=KEPT))
    for wrong in ("1111", "2222", "3333"):
        refused(bench, LAN, wrong)
    bench.clock.put_right(MONDAY + timedelta(hours=1))
    assert refused(bench, LAN, "204816")[0] == "pin_wait"


def test_who_is_put_out_writes_nothing_more_until_somebody_is_chosen(bench: Bench) -> None:
    office, store = bench.desk.office, bench.counter.store
    identity = Identity(SETTINGS.device, SETTINGS.device_name, 1, office, bench.clock, SETTINGS.officer)
    officers = Officers(store, identity)
    tell(bench, account(LAN, "Nguyễn Thị Lan"), account(MAI, "Đỗ Thị Mai"))
    assert not officers.arrived(), "who typed a name before accounts came goes on"
    officers.choose(LAN)
    assert not officers.arrived()
    tell(bench, account(LAN, "Nguyễn Thị Lan", active=False), account(MAI, "Đỗ Thị Mai"))
    assert officers.arrived()
    assert identity.writer == ""
    with pytest.raises(OfficerCanMend, match="officer_missing"):
        identity.event(RECEIVED, new_id(), {}, unit=office.unit)
    out = identity.event(REPRINTED, new_id(), {}, unit=office.unit)
    assert out.officer == "Nguyễn Thị Lan", "a paper that is out is told of, by who asked for it"
    officers.choose(MAI)
    assert identity.event(RECEIVED, new_id(), {}, unit=office.unit).officer == "Đỗ Thị Mai"
