"""Numbers: disjoint by slot, in order, used up only by a commit, every gap in the register."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import grants, leases, number_register, numbers, voids
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, register

DAY = date(2026, 11, 23)


def take(store: Store, slot: int = 0, day: date = DAY) -> int:
    with store.transaction() as tx:
        return numbers.next_number(tx, ELECTRONIC_CODE, day, slot)


def leave(store: Store, slot: int, left: int) -> None:
    """Skip until `left` numbers of the slot are left."""
    total = len(numbers.own_numbers(slot))
    with store.transaction() as tx:
        numbers.skip(
            tx,
            electronic_code=ELECTRONIC_CODE,
            day=DAY,
            slot=slot,
            count=total - left,
            reason="thử",
            officer="x",
            at=START,
        )


def lease(store: Store, first: int, last: int, day: date = DAY) -> None:
    """Hold a block as if the ring above had leased it."""
    with store.transaction() as tx:
        asked = leases.wish(tx, uuid4(), ELECTRONIC_CODE, day, last - first + 1)
        assert leases.granted(tx, asked, first, last)


def test_slots_share_no_number_and_none_with_what_is_leased() -> None:
    end = numbers.FIRST_OWN
    for slot in range(numbers.SLOTS):
        own = numbers.own_numbers(slot)
        assert own.start == end, "they follow each other, from the last leased number on"
        end = own.stop
    assert grants.LAST_LEASED < numbers.FIRST_OWN


def test_unknown_slot_is_refused() -> None:
    for slot in (-1, numbers.SLOTS):
        with pytest.raises(OfficerCanMend, match="slot_unknown"):
            numbers.own_numbers(slot)


@pytest.mark.parametrize(("slot", "first"), [(0, 100_000), (1, 110_000), (10, 200_000), (499, 5_090_000)])
def test_first_numbers_without_a_lease(any_store: Store, slot: int, first: int) -> None:
    assert [take(any_store, slot) for _ in range(3)] == [first, first + 1, first + 2]
    assert take(any_store, slot, DAY + timedelta(days=1)) == first


def test_leased_numbers_come_first_lowest_before_the_others_and_then_ones_own(any_store: Store) -> None:
    lease(any_store, 51, 53)
    lease(any_store, 7, 8)
    lease(any_store, 1, 9, DAY + timedelta(days=1))
    assert [take(any_store, 3) for _ in range(7)] == [7, 8, 51, 52, 53, 130_000, 130_001]
    lease(any_store, 90, 90)
    assert [take(any_store, 3) for _ in range(2)] == [90, 130_002]


def test_numbers_leased_to_an_earlier_epoch_are_not_used_again(store: Store) -> None:
    lease(store, 1, 50)
    assert take(store) == 1
    with store.renewing():
        pass
    assert take(store) == 100_000
    with store.transaction() as tx:
        assert leases.close(tx, DAY, "", START) == 1
    with store.reading() as reading:
        found = number_register.register_of(reading, ELECTRONIC_CODE, DAY)
    assert [(void.first, void.last, void.reason) for void in found.void] == [(2, 50, voids.RESTORED)]


def test_nothing_is_numbered_into_a_day_that_is_closed(any_store: Store) -> None:
    lease(any_store, 1, 50)
    assert take(any_store) == 1
    with any_store.transaction() as tx:
        leases.close(tx, DAY + timedelta(days=1), "", START)
        numbers.close_through(tx, DAY)
    for day in (DAY, DAY - timedelta(days=1)):
        with pytest.raises(numbers.DayClosed, match="day_closed"):
            take(any_store, day=day)
    assert take(any_store, day=DAY + timedelta(days=1)) == 100_000
    with any_store.transaction() as tx:
        numbers.close_through(tx, DAY - timedelta(days=1))
    assert take(any_store) == 100_000, (
        "it was the ring above's clock that had been wrong; what was leased stays given back"
    )


def test_a_restored_copy_closes_its_leases_of_the_day_too(any_store: Store) -> None:
    lease(any_store, 1, 50)
    with any_store.transaction() as tx:
        register(tx)
        numbers.close_day(tx, DAY, blocks=[(ELECTRONIC_CODE, 0)], reason="phục hồi", officer="cb", at=START)
    with pytest.raises(numbers.NumbersExhausted):
        take(any_store)
    with any_store.reading() as reading:
        found = number_register.register_of(reading, ELECTRONIC_CODE, DAY)
    assert found.taken == (1,)
    assert [(void.first, void.last) for void in found.void] == [(2, 50), (100_000, 109_999)]
    assert found.unexplained == ()


def test_code_has_at_least_four_digits() -> None:
    assert numbers.dossier_code("H13.35.07", DAY, 7) == "H13.35.07-261123-0007"
    assert numbers.dossier_code("H13.35.07", DAY, 12_345) == "H13.35.07-261123-12345"


@pytest.mark.parametrize("slot", [0, 9, 42])
def test_used_up_numbers_are_named(any_store: Store, slot: int) -> None:
    leave(any_store, slot, 1)
    assert take(any_store, slot) == numbers.own_numbers(slot)[-1]
    for _ in range(2):
        with pytest.raises(numbers.NumbersExhausted, match="numbers_exhausted"):
            take(any_store, slot)
    assert take(any_store, slot, DAY + timedelta(days=1)) == numbers.own_numbers(slot)[0]


def test_skipped_numbers_stand_in_the_register(any_store: Store) -> None:
    with any_store.transaction() as tx:
        register(tx)
        numbers.skip(
            tx, electronic_code=ELECTRONIC_CODE, day=DAY, slot=0, count=2, reason="giấy hỏng", officer="cb", at=START
        )
        register(tx)
        register(tx, slot=1, device="quay-2")
    with any_store.reading() as reading:
        found = number_register.register_of(reading, ELECTRONIC_CODE, DAY)
    assert found.taken == (100_000, 100_003, 110_000)
    assert found.void == (voids.VoidNumbers(100_001, 100_002, "giấy hỏng", "cb", START),)
    assert found.unexplained == ()


def test_number_without_dossier_or_reason_is_shown(any_store: Store) -> None:
    with any_store.transaction() as tx:
        register(tx)
        numbers.next_number(tx, ELECTRONIC_CODE, DAY, 0)
        register(tx)
    with any_store.reading() as reading:
        assert number_register.register_of(reading, ELECTRONIC_CODE, DAY).unexplained == (100_001,)


def test_restored_copy_gives_out_no_more_of_the_day(any_store: Store) -> None:
    with any_store.transaction() as tx:
        register(tx)
        numbers.close_day(tx, DAY, blocks=[("H13.99", 3)], reason="phục hồi", officer="cb", at=START)
    for unit, slot in ((ELECTRONIC_CODE, 0), ("H13.99", 3)):
        with pytest.raises(numbers.NumbersExhausted), any_store.transaction() as tx:
            numbers.next_number(tx, unit, DAY, slot)
    assert take(any_store, 1) == 110_000
    assert take(any_store, 0, DAY + timedelta(days=1)) == 100_000
    with any_store.reading() as reading:
        found = number_register.register_of(reading, ELECTRONIC_CODE, DAY)
    assert [(void.first, void.last) for void in found.void] == [(100_001, 109_999)]


class Counting(RuleBasedStateMachine):
    """Commits, failures, skips and days in any order, against a plain count."""

    def __init__(self, store: Store, days: list[date]) -> None:
        super().__init__()
        self.store = store
        self.days = days
        self.given: dict[tuple[date, int], int] = {}
        self.dossiers: dict[date, list[int]] = {}
        self.skipped: dict[date, list[int]] = {}

    def _expected(self, day: date, slot: int) -> int:
        order = numbers.own_numbers(slot)
        at = self.given.get((day, slot), 0)
        self.given[day, slot] = at + 1
        return order[at]

    @rule(day=st.integers(0, 1), slot=st.sampled_from([0, 9, 10]), commit=st.booleans())
    def dossier(self, day: int, slot: int, commit: bool) -> None:
        when = START.replace(day=self.days[day].day, month=self.days[day].month, year=self.days[day].year)
        try:
            with self.store.transaction() as tx:
                made = register(tx, slot=slot, device=f"quay-{slot}", at=when)
                if not commit:
                    raise OfficerCanMend("changed_his_mind")
        except OfficerCanMend:
            return
        number = self._expected(self.days[day], slot)
        assert made.dossier.code == numbers.dossier_code(ELECTRONIC_CODE, self.days[day], number)
        self.dossiers.setdefault(self.days[day], []).append(number)

    @rule(day=st.integers(0, 1), slot=st.sampled_from([0, 9]), count=st.integers(0, 400))
    @precondition(lambda self: all(given < 5_000 for given in self.given.values()))
    def skip(self, day: int, slot: int, count: int) -> None:
        with self.store.transaction() as tx:
            voids = numbers.skip(
                tx,
                electronic_code=ELECTRONIC_CODE,
                day=self.days[day],
                slot=slot,
                count=count,
                reason="thử",
                officer="cb",
                at=START,
            )
        expected = [self._expected(self.days[day], slot) for _ in range(count)]
        assert [number for void in voids for number in range(void.first, void.last + 1)] == expected
        self.skipped.setdefault(self.days[day], []).extend(expected)

    @invariant()
    def register_is_complete(self) -> None:
        for day in self.days:
            with self.store.reading() as reading:
                found = number_register.register_of(reading, ELECTRONIC_CODE, day)
            assert list(found.taken) == sorted(self.dossiers.get(day, []))
            void = [number for one in found.void for number in range(one.first, one.last + 1)]
            assert sorted(void) == sorted(self.skipped.get(day, []))
            assert found.unexplained == ()


def test_any_day_keeps_a_complete_register(tmp_path: Path) -> None:
    with Store.open(tmp_path / "numbers.db", practice=True) as store:
        # Every run of the machine has two days of its own in the one store.
        days = iter(range(0, 1_000_000, 2))

        class InThisStore(Counting):
            def __init__(self) -> None:
                start = DAY + timedelta(days=next(days) % 3_000)
                super().__init__(store, [start, start + timedelta(days=1)])

        run_state_machine_as_test(
            InThisStore,
            settings=settings(
                max_examples=15,
                stateful_step_count=15,
                deadline=None,
                suppress_health_check=[HealthCheck.too_slow],
            ),
        )
