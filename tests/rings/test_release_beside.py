"""A process of an older release beside a newer one on the same database: it takes nothing more and says so."""

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counter_app.practice.city_process import CityProcess, CityWouldNotStart
from counter_app.storage import outbox
from counter_app.sync.ring_above import RingAway
from counter_app.sync.wire import EnrolRequest
from tests.rings.counters import Office, code_of
from tests.storage.made import UNIT
from tests.storage.newer import migrate_back, migrate_further

if TYPE_CHECKING:
    from tests.postgres_rig import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if request.param == "sqlite":
        return tmp_path / "city.db"
    cluster: Cluster = request.getfixturevalue("postgres")
    return cluster.database()


def test_t_migrate_an_older_process_beside_a_newer_one_takes_nothing_more(place: Path | str, tmp_path: Path) -> None:
    """What it cannot take stays at the counter, and is taken by the release that knows the store."""
    log = tmp_path / "city.log"
    with CityProcess(place, log, workers=1 if isinstance(place, Path) else 2) as city:
        office = Office.below(city, tmp_path, "quay-1")
        office.register(3)
        assert office.until(lambda: not office.unsent())
        code = code_of(city)
        migrate_further(place)
        office.register(2)
        client = city.client()
        with pytest.raises(RingAway, match="busy") as refused:
            client.enrol(EnrolRequest(code=code))
        assert refused.value.facts["status"] == "503"
        assert client.greet().ring.practice
        client.close()

        def told() -> bool:
            with office.desk.store.reading() as reading:
                return outbox.state(reading).error == "busy"

        assert office.until(told)
        assert office.unsent() == 2
        assert "was made newer while this process served it" in log.read_text("utf-8")
        with pytest.raises(subprocess.CalledProcessError) as refuses:
            city.enrolment_code(UNIT)
        assert "store_newer: The store was made by a newer release." in refuses.value.stderr
        if not isinstance(place, Path):  # a SQLite store is served by one process
            with pytest.raises(CityWouldNotStart, match=r"store_newer: .*Update counter-app"):
                CityProcess(place, tmp_path / "older.log").start()
        migrate_back(place)
        office.upward.send_now()
        assert office.until(lambda: not office.unsent())
        office.close()
