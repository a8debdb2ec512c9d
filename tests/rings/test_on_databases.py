"""Hub and city by several workers on PostgreSQL: counters below a hub below a city, workers killed, stores updated."""

import os
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.storage import schema
from counter_app.storage.store import Store
from counter_app.sync.wire import EnrolRequest, RingState
from counter_app.sync.wire_numbers import LeaseRequest
from tests.postgres_rig import Cluster
from tests.rings.counters import Office, code_of
from tests.storage.made import ELECTRONIC_CODE, UNIT
from tests.storage.older import copy_as, engine_of


def workers_of(ring: CityProcess) -> list[int]:
    """Return the ids of the processes that serve (the one that started them does not)."""
    children = Path(f"/proc/{ring.pid}/task/{ring.pid}/children").read_text("ascii").split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def state_of(ring: CityProcess) -> RingState:
    client = ring.client()
    try:
        return client.state()
    finally:
        client.close()


@pytest.fixture
def city(postgres: Cluster, tmp_path: Path) -> Iterator[CityProcess]:
    with CityProcess(postgres.database(), tmp_path / "city.log", workers=2) as made:
        yield made


@pytest.fixture
def hub(postgres: Cluster, tmp_path: Path, city: CityProcess) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub", city, UNIT, store=postgres.database(), workers=2) as made:
        yield made


@pytest.fixture
def counters(hub: HubProcess, tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    made = Office.below(hub, tmp_path, "quay-1"), Office.below(hub, tmp_path, "quay-2")
    yield made
    for one in made:
        one.close()


def test_t_kill_workers_die_and_nothing_is_lost(
    city: CityProcess, hub: HubProcess, counters: tuple[Office, Office]
) -> None:
    """What one worker took the counters at the other hear, and all of it comes to the city."""
    one, two = counters
    one.register(3)
    two.register(2)
    assert one.until(lambda: len(one.codes()) == 5), "heard what another worker's counter brought"
    assert two.until(lambda: len(two.codes()) == 5)
    for ring in (hub, city):
        victim, other = workers_of(ring)
        one.register(10)
        two.register(10)
        os.kill(victim, signal.SIGKILL)
        one.register(10)
        assert other != victim
    assert one.until(lambda: len(one.codes()) == 65 and not one.unsent() and not one.open_above())
    assert two.until(lambda: len(two.codes()) == 65 and not two.unsent() and not two.open_above())
    for ring in (hub, city):
        state = state_of(ring)
        assert (state.dossiers, state.events, state.gaps) == (65, 65, 0)


def test_t_num_workers_lease_no_number_twice(city: CityProcess) -> None:
    first = city.client()
    tokens = [first.enrol(EnrolRequest(code=code_of(city))).token for _ in range(2)]
    first.close()
    day = datetime.now(VIETNAM).date().isoformat()

    def lease(number: int) -> list[int]:
        ring = city.client(tokens[number % 2])
        got: list[int] = []
        for _ in range(8):
            asked = LeaseRequest(request=uuid4(), epoch="e1", electronic_code=ELECTRONIC_CODE, day=day, want=5)
            said, again = ring.lease(asked), ring.lease(asked)
            assert (said.first, said.last) == (again.first, again.last)
            got += range(said.first, said.last + 1)
        ring.close()
        return got

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for run in pool.map(lease, range(4)) for number in run]
    assert len(numbers) == len(set(numbers)) > 0


def test_a_hub_on_a_database_with_one_worker_carries_up(city: CityProcess, postgres: Cluster, tmp_path: Path) -> None:
    with HubProcess(tmp_path / "small", city, UNIT, store=postgres.database()) as hub:
        office = Office.below(hub, tmp_path, "quay-1")
        office.register(2)
        assert office.until(lambda: state_of(city).dossiers == 2)
        office.close()


def test_t_migrate_an_older_store_is_made_newer_while_counters_are_connected(postgres: Cluster, tmp_path: Path) -> None:
    """Counters knock all the while; what they could not send is drained by the new release, under their old tokens."""
    new, old = postgres.database(), postgres.database()
    city = CityProcess(new, tmp_path / "city.log", workers=2)
    with city:
        office = Office.below(city, tmp_path, "quay-1")
        office.register(3)
        assert office.until(lambda: not office.unsent())
    office.register(4)
    with Store.open(new, role="city", practice=True) as store:
        copy_as("0003", store, old, more=("device", "chain", "tally"))
    again = CityProcess(old, tmp_path / "city.log", workers=2, port=city.port)
    with again:
        assert office.until(lambda: not office.unsent())
        state = state_of(again)
        assert (state.dossiers, state.events, state.gaps) == (7, 7, 0)
        office.close()


def test_t_migrate_several_processes_that_start_at_once_migrate_once(postgres: Cluster, tmp_path: Path) -> None:
    old = postgres.database()
    with Store.open(tmp_path / "new.db", role="city", practice=True) as store:
        copy_as("0001", store, old)

    def open_it(_: int) -> str:
        with Store.open(old, role="city", practice=True) as opened:
            return opened.epoch

    with ThreadPoolExecutor(4) as pool:
        epochs = set(pool.map(open_it, range(4)))
    engine = engine_of(old)
    with engine.connect() as connection:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    engine.dispose()
    assert version == [schema.VERSIONS[-1]]
    assert len(epochs) == 1


def test_workers_end_with_the_process_that_started_them(city: CityProcess) -> None:
    """Else they would hold the port, and whoever starts the ring again would not know why."""
    state_of(city)
    assert len(workers_of(city)) == 2
    city.kill()
    while True:
        try:
            with socket.create_connection(("127.0.0.1", city.port), timeout=10) as open_yet:
                open_yet.recv(1)
        except ConnectionRefusedError:
            break
        except ConnectionResetError:
            continue
