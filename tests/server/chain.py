"""A city, a hub and two counters in this process, each over real HTTP and of any release."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from counter_app.devices.clock import SystemClock
from counter_app.domain.heard import Heard
from counter_app.domain.times import VIETNAM
from counter_app.server.app import city_app
from counter_app.server.door import CityClock, House
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.codes import new_code
from counter_app.sync.courier import Courier
from counter_app.sync.listener import Listener, Place
from counter_app.sync.protocols import SPOKEN, Protocols
from counter_app.sync.wire import EnrolRequest
from tests.domain.events_made import Device
from tests.server.conftest import Served
from tests.server.listening import listening
from tests.storage.made import UNIT


class Chain:
    """City, hub and two counters' ways, stepped by hand over real HTTP; each ring may be of another release."""

    def __init__(
        self,
        folder: Path,
        city: Served,
        closing: ExitStack,
        *,
        city_spoken: Protocols = SPOKEN,
        hub_spoken: Protocols = SPOKEN,
        counter_spoken: Protocols = SPOKEN,
    ) -> None:
        self._closing, self._city_served = closing, city
        self.city = city.house.store
        self.hub = closing.enter_context(Store.open(folder / "hub.db", role="hub", practice=True))
        self.below = closing.enter_context(Store.open(folder / "below.db", practice=True))
        # Everybody was let in while all were of one release.
        code = new_code(self.city, UNIT, "", datetime.now(VIETNAM), "hub")
        first = self._client(self._serve(city.web._transport.app), SPOKEN)
        self._let_in = first.enrol(EnrolRequest(code=code))
        first_at = self._serve(city_app(House(self.hub, True, b"", CityClock(), role="hub")))
        self.writer, (device, token) = self._enrolled(first_at), self._enrolled(first_at)
        self.device = Device(self.writer[0])
        hub_at = self._serve(city_app(House(self.hub, True, b"", CityClock(), role="hub", spoken=hub_spoken)))
        self.writes = self._client(hub_at, counter_spoken, self.writer[1])
        self.hears = self._listener(self.below, self._client(hub_at, counter_spoken, token), Place(device, UNIT))
        self.connect(city_spoken, hub_spoken)

    def connect(self, city_spoken: Protocols, hub_spoken: Protocols) -> None:
        """Let city and hub be of these releases from now on, as after an update and a start."""
        above = self._serve(city_app(replace(self._city_served.house, spoken=city_spoken)))
        clients = [self._client(above, hub_spoken, self._let_in.token) for _ in range(2)]
        self.courier = Courier(self.hub, clients[0], SystemClock())
        self.hub_hears = self._listener(self.hub, clients[1], Place(self._let_in.device, UNIT, whole_unit=True))

    def carry(self) -> None:
        for _ in range(3):
            self.courier.step()
        # Once: a second question waits above for what is new.
        self.hub_hears.step()
        self.hears.step()

    def _serve(self, app: Any) -> str:
        host, port = self._closing.enter_context(listening(app))
        return f"http://{host}:{port}"

    def _client(self, url: str, spoken: Protocols, token: str = "") -> HttpCity:
        client = HttpCity(Address(url), practice=True, token=token, spoken=spoken)
        self._closing.callback(client.close)
        return client

    def _enrolled(self, url: str) -> tuple[str, str]:
        code = new_code(self.hub, UNIT, "", datetime.now(VIETNAM))
        answer = self._client(url, SPOKEN).enrol(EnrolRequest(code=code))
        return answer.device, answer.token

    def _listener(self, store: Store, client: HttpCity, place: Place) -> Listener:
        return Listener(store, client, SystemClock(), place, Heard(role="hub"))
