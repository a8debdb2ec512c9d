"""The city's application in this process, over a store on either database."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from counter_app.domain.times import VIETNAM
from counter_app.server.app import city_app
from counter_app.server.door import CityClock, House
from counter_app.storage.store import Store
from counter_app.sync import wire
from counter_app.sync.codes import hash_of, new_code
from tests.storage.made import UNIT

ADMIN = "administrators-token-of-a-test"


class Web:
    """Asks the application without a socket, one question at a time."""

    def __init__(self, app: FastAPI) -> None:
        self._transport = httpx.ASGITransport(app, raise_app_exceptions=False)

    def get(self, path: str, **given: Any) -> httpx.Response:
        return asyncio.run(self._ask("GET", path, given))

    def post(self, path: str, **given: Any) -> httpx.Response:
        return asyncio.run(self._ask("POST", path, given))

    def ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        return asyncio.run(self._ask(method, path, given))

    async def _ask(self, method: str, path: str, given: dict[str, Any]) -> httpx.Response:
        async with httpx.AsyncClient(transport=self._transport, base_url="http://city") as client:
            return await client.request(method, path, **given)


@dataclass
class Served:
    """A city and a browser-like client of it."""

    house: House
    web: Web

    def headers(self, token: str = "", **more: str) -> dict[str, str]:
        said = {wire.HEADER_VERSION: "0.1.0", wire.HEADER_PROTOCOL: "1", wire.HEADER_MODE: "practice"}
        return said | ({"Authorization": f"Bearer {token}"} if token else {}) | more

    def code(self, unit: str = UNIT) -> str:
        return new_code(self.house.store, unit, "", datetime.now(VIETNAM))

    def enrol(self, unit: str = UNIT) -> dict[str, Any]:
        answer = self.web.post("/sync/v1/enrol", json={"code": self.code(unit)}, headers=self.headers())
        assert answer.status_code == 200
        said: dict[str, Any] = answer.json()
        return said

    def push(self, token: str, body: bytes, **more: str) -> Any:
        return self.web.post("/sync/v1/events", content=body, headers=self.headers(token, **more))


@pytest.fixture(params=["sqlite", "postgresql"])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    place = tmp_path / "city.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(place, role="city", practice=True) as store:
        house = House(store, True, hash_of(ADMIN), CityClock())
        yield Served(house, Web(city_app(house)))
