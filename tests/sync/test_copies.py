"""What a courier does when the ring above shows that its store is a copy."""

from pathlib import Path

from counter_app.devices.clock import SystemClock
from counter_app.practice.memory_city import MemoryCity
from counter_app.storage import outbox
from counter_app.storage.store import Store
from counter_app.sync.courier import Courier
from tests.storage.made import UNIT
from tests.sync.faulty import FaultyDoor
from tests.sync.made import Desk

FAIL = "CREATE TRIGGER disk_fails BEFORE UPDATE OF hash ON event BEGIN SELECT RAISE(ABORT, 'disk'); END"


def carry(desk: Desk, door: FaultyDoor, steps: int = 4) -> None:
    courier = Courier(desk.store, door, SystemClock(), chance=lambda: 0.0)
    for _ in range(steps):
        courier.step()


def states(desk: Desk) -> tuple[int, int]:
    with desk.store.reading() as reading:
        state = outbox.state(reading)
        return state.waiting, state.parked


def run_sql(store: Store, sql: str) -> None:
    with store.transaction() as tx:
        tx.connection.exec_driver_sql(sql)


def test_t_clone_a_crash_between_refusal_and_new_seal_heals_by_itself(tmp_path: Path) -> None:
    """Refusal, new epoch and new seal are one transaction: either all is written down, or the answer is asked again."""
    city = MemoryCity()
    with Store.open(tmp_path / "one.db", practice=True) as store:
        one = Desk(store)
        one.store.copy_to(tmp_path / "two.db")
        one.register()
        carry(one, FaultyDoor(city, one.device, UNIT))
    with Store.open(tmp_path / "two.db", practice=True) as store:
        copy, old = Desk(store, slot=1), store.epoch
        copy.register(2)
        run_sql(store, FAIL)
        door = FaultyDoor(city, copy.device, UNIT)
        carry(copy, door)
        assert (states(copy), store.epoch) == ((2, 0), old)
        run_sql(store, "DROP TRIGGER disk_fails")
        carry(copy, door)
        assert states(copy) == (0, 0)
        assert store.epoch != old
        assert len(city.events) == 3
