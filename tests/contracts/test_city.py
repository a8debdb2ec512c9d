"""The city in memory and the city as a process keep the same promises."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.practice.memory_city import MemoryCity
from counter_app.storage.store import Store
from counter_app.sync.city import HttpCity
from counter_app.sync.codes import new_code
from counter_app.sync.ring_above import RingAbove
from tests.contracts.ring_contract import RingContract


@dataclass
class InMemory:
    city: MemoryCity = field(default_factory=MemoryCity)

    def code(self, unit: str) -> str:
        code = secrets.token_hex(8).upper()
        self.city.mint(code, unit)
        return code

    def client(self, token: str = "", *, practice: bool = True) -> RingAbove:
        return self.city.door(token, practice=practice)


@dataclass
class InProcess:
    process: CityProcess
    closing: ExitStack

    def code(self, unit: str) -> str:
        with Store.open(self.process.store, role="city", practice=True, alone=False) as beside:
            return new_code(beside, unit, "", datetime.now(VIETNAM))

    def client(self, token: str = "", *, practice: bool = True) -> RingAbove:
        client = HttpCity(self.process.address, practice=practice, token=token)
        self.closing.callback(client.close)
        return client


class TestInMemory(RingContract):
    @pytest.fixture
    def city(self) -> InMemory:
        return InMemory()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def process(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityProcess]:
    folder = tmp_path_factory.mktemp("city")
    place = str(folder / "city.db")
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres").database()
    with CityProcess(place, folder / "log") as process:
        yield process


class TestAsAProcess(RingContract):
    """The real server over real HTTP, one process for each database."""

    @pytest.fixture
    def city(self, process: CityProcess) -> Iterator[InProcess]:
        with ExitStack() as closing:
            yield InProcess(process, closing)
