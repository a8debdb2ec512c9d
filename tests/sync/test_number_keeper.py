"""Official numbers kept at hand: never two dossiers with one, every gap with its reason, nobody ever waits for them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.storage import enrolments, numbers, outbox, voids
from counter_app.storage.store import Store
from tests.storage.made import ELECTRONIC_CODE
from tests.sync.number_rig import MONDAY, Counter, Line, Ring, World

TODAY = MONDAY.date()
TOMORROW = TODAY + timedelta(days=1)


class Office:
    """A city and counters below it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.world = folder, World()
        self.city = Ring(Store.open(folder / "city.db", role="city", practice=True), self.world)
        self.counters: list[Counter] = []

    def counter(self) -> Counter:
        slot = len(self.counters)
        device = self.city.enrol(f"quay-{slot + 1}", slot)
        made = Counter(self.folder / f"{device.id}.db", self.world, Line(self.city, device), device.slot)
        self.counters.append(made)
        return made

    def all_is_explained(self) -> None:
        codes = [code for counter in self.counters for code in counter.codes]
        assert len(codes) == len(set(codes))
        for ahead in range(-1, 10):
            day = TODAY + timedelta(days=ahead)
            assert self.city.register(day).unexplained == ()
            for counter in self.counters:
                assert counter.numbers_register(day).unexplained == ()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    for counter in made.counters:
        counter.store.close()
    made.city.store.close()


def test_registering_never_waits_for_a_lease(office: Office) -> None:
    counter = office.counter()
    counter.line.away = True
    counter.keep()
    assert counter.number() == 100_000
    counter.line.away = False
    counter.keep()
    assert [counter.number() for _ in range(2)] == [1, 2]
    counter.deliver()
    office.all_is_explained()


def test_numbers_stay_small_and_follow_each_other_in_an_office(office: Office) -> None:
    one, two = office.counter(), office.counter()
    taken = []
    for _ in range(10):
        for counter in (one, two):
            counter.keep()
            taken += [counter.number(), counter.number()]
    assert max(taken) <= 40 + 2 * 6, "no more is out than each counter's two blocks"
    for counter in (one, two):
        counter.deliver()
    office.all_is_explained()


def test_t_num_a_lost_answer_brings_the_same_block_again(office: Office) -> None:
    one, two = office.counter(), office.counter()
    one.line.faults = ["unanswered"]
    one.keep()
    two.keep()
    assert two.number() == 7
    one.restart()
    one.keep()
    assert [one.number() for _ in range(2)] == [1, 2]
    assert len({asked.request for asked in one.line.asked}) == 1


def test_t_num_a_doubled_question_changes_nothing(office: Office) -> None:
    one, two = office.counter(), office.counter()
    one.line.faults = ["doubled"] * 3
    one.keep()
    two.keep()
    assert (one.number(), two.number()) == (1, 7)


def test_t_num_reuse_a_restored_store_uses_nothing_that_its_old_epoch_was_leased(office: Office) -> None:
    one, two = office.counter(), office.counter()
    one.line.faults = ["unanswered"]
    one.keep()
    with one.store.renewing():
        pass
    one.restart()
    one.keep()
    assert one.number() == 7, "the block of the question that it had open goes to nobody"
    two.keep()
    assert two.number() == 13
    found = office.city.register(TODAY)
    assert [(void.first, void.last, void.reason) for void in found.void] == [(1, 6, voids.RESTORED)]
    for counter in (one, two):
        counter.deliver()
    office.all_is_explained()


def test_tomorrows_numbers_are_there_in_the_evening(office: Office) -> None:
    counter = office.counter()
    counter.keep()
    office.world.at = MONDAY.replace(hour=16)
    counter.keep()
    counter.line.away = True
    office.world.pass_(hours=16)
    assert counter.register() == numbers.dossier_code(ELECTRONIC_CODE, TOMORROW, 1)


def test_rests_are_given_back_when_the_day_is_over_and_stand_in_both_registers(office: Office) -> None:
    counter = office.counter()
    counter.keep()
    for _ in range(2):
        counter.register()
    counter.deliver()
    assert [(one.first, one.last, one.device) for one in office.city.register(TODAY).out] == [(3, 6, "quay-1")]
    assert [(one.first, one.last, one.device) for one in counter.numbers_register(TODAY).out] == [(3, 6, "")]
    office.world.pass_(days=1)
    counter.keep()
    for found in (office.city.register(TODAY), counter.numbers_register(TODAY)):
        assert found.taken == (1, 2)
        assert [(void.first, void.last, void.reason) for void in found.void] == [(3, 6, voids.UNUSED)]
        assert found.unexplained == ()
        assert found.out == ()


def test_a_counter_that_was_off_for_a_week_gives_back_at_first_contact(office: Office) -> None:
    counter, other = office.counter(), office.counter()
    counter.keep()
    counter.register()
    office.world.at = MONDAY.replace(hour=17)
    counter.keep()  # tomorrow's, too
    counter.store.close()
    office.world.pass_(days=7)
    other.keep()
    counter.store = Store.open(counter.path, practice=True)
    counter.restart()
    counter.keep()
    counter.deliver()
    assert [(void.first, void.last) for void in office.city.register(TODAY).void] == [(2, 6)]
    assert [(void.first, void.last) for void in office.city.register(TOMORROW).void] == [(1, 6)]
    assert counter.number() in range(1, 13)
    counter.deliver()
    office.all_is_explained()


def test_a_clock_that_is_a_day_behind_numbers_nothing_into_the_closed_day(office: Office) -> None:
    counter = office.counter()
    counter.keep()
    counter.register()
    office.world.pass_(days=1)
    counter.keep()
    counter.off = -timedelta(days=1)  # the PC's clock, and nobody who knows better
    with pytest.raises(numbers.DayClosed):
        counter.register()
    counter.off = timedelta(0)  # the corrected time
    assert counter.register().split("-")[1] == f"{TOMORROW:%y%m%d}"
    counter.deliver()
    office.all_is_explained()


def test_a_clock_that_is_a_day_ahead_takes_nothing_from_the_city_for_the_day_after(office: Office) -> None:
    counter = office.counter()
    counter.off = timedelta(days=2)
    counter.keep()
    assert counter.number() == 100_000
    counter.off = timedelta(0)
    counter.keep()
    assert counter.number() == 1
    counter.deliver()
    office.all_is_explained()


def test_what_a_person_voids_is_told_above_with_his_reason(office: Office) -> None:
    counter = office.counter()
    counter.keep()
    with counter.store.transaction() as tx:
        numbers.skip(
            tx,
            electronic_code=ELECTRONIC_CODE,
            day=TODAY,
            slot=counter.slot,
            count=8,
            reason="giấy hỏng",
            officer="cb",
            at=office.world.at,
        )
    assert counter.number() == 100_002
    counter.line.faults = ["unanswered"]
    counter.keep()
    counter.keep()
    counter.deliver()
    found = office.city.register(TODAY)
    assert [(void.first, void.last, void.reason) for void in found.void] == [
        (1, 6, "giấy hỏng"),
        (100_000, 100_001, "giấy hỏng"),
    ]
    office.all_is_explained()


def test_a_revoked_devices_numbers_are_void_until_a_dossier_has_them(office: Office) -> None:
    counter = office.counter()
    counter.keep()
    counter.register()
    with office.city.store.transaction() as tx:
        enrolments.revoke(tx, "quay-1", office.world.at)
    found = office.city.register(TODAY)
    assert [(void.first, void.last, void.reason) for void in found.void] == [(1, 6, voids.REVOKED)]
    counter.deliver()
    assert [(void.first, void.last) for void in office.city.register(TODAY).void] == [(2, 6)]
    office.all_is_explained()


def test_a_city_restored_from_a_backup_leases_nothing_that_it_may_have_leased(office: Office) -> None:
    one, two = office.counter(), office.counter()
    one.keep()
    one.number()
    backup = office.city.store
    backup.copy_to(office.folder / "backup.db")
    two.keep()
    assert two.number() == 7
    backup.close()
    office.city.store = Store.open(office.folder / "backup.db", role="city", practice=True)
    office.city.__post_init__()
    with office.city.store.renewing():
        pass
    three = office.counter()
    three.keep()
    assert three.number() == 120_000
    assert [one.number() for _ in range(5)] == [2, 3, 4, 5, 6]
    for counter in (one, two, three):
        counter.keep()
        counter.deliver()
    office.all_is_explained()
    found = office.city.register(TODAY)
    assert [(void.first, void.last, void.reason) for void in found.void] == []
    two.number(), two.number()
    two.codes.remove(two.codes[-2])
    del two.unsent[0]
    two.deliver()
    assert [void.reason for void in office.city.register(TODAY).void] == [voids.FORGOTTEN]
    office.world.pass_(days=2)
    three.keep()
    assert three.number() == 1


def test_a_restored_city_is_told_again_what_is_void(office: Office) -> None:
    counter = office.counter()
    counter.keep()
    counter.register()
    counter.deliver()
    office.world.pass_(days=1)
    counter.keep()
    with counter.store.reading() as reading:
        assert not voids.untold(reading, 10)
    with counter.store.transaction() as tx:
        outbox.answered(tx, office.world.at, "another-epoch")
    counter.keep()
    with counter.store.transaction() as tx:
        outbox.answered(tx, office.world.at, "a-third-epoch")
    counter.line.away = True
    counter.keep()
    with counter.store.reading() as reading:
        assert [(one.first, one.last) for one in voids.untold(reading, 10)] == [(2, 6)]


def test_a_failing_ring_is_left_alone_for_a_minute(office: Office) -> None:
    counter = office.counter()
    counter.line.faults = ["lost"]
    assert counter.keeper.step() == 60
    assert counter.keeper.step() == 60
    assert len(counter.line.asked) == 1
