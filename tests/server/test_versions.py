"""Counters and rings of other releases: they talk, or say clearly that they cannot; what is not understood is kept."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from counter_app.devices.clock import SystemClock
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.domain.events import Event, new_id
from counter_app.domain.heard import Heard
from counter_app.domain.times import VIETNAM
from counter_app.server.app import city_app
from counter_app.server.door import CityClock, House
from counter_app.storage import dossiers, outbox
from counter_app.storage.events import events_of
from counter_app.storage.store import Store
from counter_app.storage.unapplied import unapplied
from counter_app.sync import wire, wire_numbers
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.codes import new_code
from counter_app.sync.courier import Courier
from counter_app.sync.listener import Listener, Place
from counter_app.sync.wire import EnrolRequest
from tests.domain.events_made import Device
from tests.server.conftest import Served
from tests.server.listening import listening
from tests.storage.made import UNIT
from tests.sync.made import Desk, packed


def asked(ring: HttpCity, event: Event) -> list[str]:
    """Ask the ring for everything; return what came of each question."""
    said = []
    for ask in (
        lambda: ring.push(packed(event)),
        lambda: ring.news(wire.NewsAsked()),
        lambda: ring.catalogue(""),
        ring.state,
    ):
        try:
            ask()
            said.append("")
        except CounterError as error:
            said.append(error.code)
    return said


@pytest.mark.parametrize(
    ("counter", "ring", "outcome"),
    [
        (1, (1, 1), ""),
        (1, (1, 2), ""),
        (1, (2, 3), "version_too_old"),
        (2, (1, 1), "version_too_new"),
        (2, (1, 2), ""),
        (2, (2, 3), ""),
        (3, (1, 2), "version_too_new"),
    ],
)
def test_releases_talk_or_say_that_they_cannot(
    city: Served, monkeypatch: pytest.MonkeyPatch, counter: int, ring: tuple[int, int], outcome: str
) -> None:
    said = city.enrol()
    event = Device(said["device"]).received(new_id(), code="H13.35.07-261123-0001")
    monkeypatch.setattr(wire, "PROTOCOLS", ring)
    monkeypatch.setattr(wire, "PROTOCOL", counter)
    with listening(city.web._transport.app) as (host, port):
        client = HttpCity(Address(f"http://{host}:{port}"), practice=True, token=said["token"])
        assert set(asked(client, event)) == {outcome}
        client.close()
    with city.house.store.reading() as reading:
        stored = events_of(reading, event.dossier)
    assert stored == ((event,) if not outcome else ())


def test_a_counter_that_is_too_old_goes_on_and_drains_once_it_is_updated(
    city: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = city.enrol()
    with listening(city.web._transport.app) as (host, port), Store.open(tmp_path / "c.db", practice=True) as store:
        desk = Desk(store, said["device"])
        too_old = HttpCity(Address(f"http://{host}:{port}"), practice=True, token=said["token"])
        courier = Courier(store, too_old, SystemClock())
        monkeypatch.setattr(wire, "PROTOCOLS", (2, 2))
        desk.register(2)
        courier.step()
        desk.register(1)
        with store.reading() as reading:
            state = outbox.state(reading)
        assert (state.waiting, state.parked, state.error) == (3, 0, "version_too_old")
        monkeypatch.setattr(wire, "PROTOCOL", 2)
        updated = HttpCity(Address(f"http://{host}:{port}"), practice=True, token=said["token"])
        Courier(store, updated, SystemClock()).step()
        with store.reading() as reading:
            assert outbox.state(reading).waiting == 0
        for client in (too_old, updated):
            client.close()


class Chain:
    """City, hub and two counters' ways, stepped by hand over real HTTP."""

    def __init__(self, folder: Path, city: Served, closing: ExitStack) -> None:
        self._closing = closing
        self.city = city.house.store
        self.hub = closing.enter_context(Store.open(folder / "hub.db", role="hub", practice=True))
        self.below = closing.enter_context(Store.open(folder / "below.db", practice=True))
        above = self._serve(city.web._transport.app)
        code = new_code(self.city, UNIT, "", datetime.now(VIETNAM), "hub")
        let_in = self._client(above).enrol(EnrolRequest(code=code))
        house = House(self.hub, True, b"", CityClock(), role="hub")
        hub_at = self._serve(city_app(house))
        self.courier = Courier(self.hub, self._client(above, let_in.token), SystemClock())
        self.hub_hears = self._listener(self.hub, above, let_in.token, Place(let_in.device, UNIT, whole_unit=True))
        self.writer = self._enrolled(hub_at)
        self.device = Device(self.writer[0])
        self.writes = self._client(hub_at, self.writer[1])
        device, token = self._enrolled(hub_at)
        self.hears = self._listener(self.below, hub_at, token, Place(device, UNIT))

    def carry(self) -> None:
        for _ in range(3):
            self.courier.step()
        # Once: a second question waits above for what is new.
        self.hub_hears.step()
        self.hears.step()

    def _serve(self, app: Any) -> str:
        host, port = self._closing.enter_context(listening(app))
        return f"http://{host}:{port}"

    def _client(self, url: str, token: str = "") -> HttpCity:
        client = HttpCity(Address(url), practice=True, token=token)
        self._closing.callback(client.close)
        return client

    def _enrolled(self, url: str) -> tuple[str, str]:
        code = new_code(self.hub, UNIT, "", datetime.now(VIETNAM))
        answer = self._client(url).enrol(EnrolRequest(code=code))
        return answer.device, answer.token

    def _listener(self, store: Store, url: str, token: str, place: Place) -> Listener:
        heard = Heard(role="hub")
        return Listener(store, self._client(url, token), SystemClock(), place, heard)


@pytest.fixture
def chain(tmp_path: Path, city: Served) -> Iterator[Chain]:
    with ExitStack() as closing:
        yield Chain(tmp_path, city, closing)


def test_what_nobody_here_understands_goes_up_and_comes_down_as_it_was_sealed(chain: Chain) -> None:
    """A newer counter writes kinds, versions and fields that this release does not know."""
    device, known, unknown = chain.device, new_id(), new_id()
    first = device.received(known, code="H13.35.07-261123-0001", weather={"sky": "xanh", "wind": [1, 2.5, None]})
    moved = device.write(known, "teleported", {"to": "mặt trăng", "ở": [{"đâu": "Cái Răng"}]}, first, schema=7)
    newer = device.write(known, "corrected", {"patch": [["request", "thay đổi"]]}, moved, schema=2)
    sealed = device.write(unknown, "received", {"number": "H13.35.07-261123-0002"}, schema=9)
    later = device.corrected(known, {"request": "bản sao"}, newer)
    events = [first, moved, newer, sealed, later]
    answers = chain.writes.push(packed(*events)).answers
    assert [answer.state for answer in answers] == ["stored"] * 5
    chain.carry()
    for store in (chain.hub, chain.city, chain.below):
        with store.reading() as reading:
            assert sorted(events_of(reading, known), key=lambda event: event.id) == [first, moved, newer, later]
            assert events_of(reading, unknown) == (sealed,)
            shown = dossiers.whole(reading, known)
            assert dossiers.line_of(reading, unknown) is None
            assert unapplied(reading) == ()
        assert shown is not None
        assert set(shown.not_understood) == {moved.id, newer.id}
        assert shown.fields["request"] == "bản sao"
        assert shown.fields["weather"] == {"sky": "xanh", "wind": [1, 2.5, None]}


def models() -> list[type[BaseModel]]:
    found = [*vars(wire).values(), *vars(wire_numbers).values()]
    return sorted(
        {one for one in found if isinstance(one, type) and issubclass(one, wire.Said)}, key=lambda m: m.__name__
    )


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_fields_of_newer_releases_are_passed_over(model: type[BaseModel]) -> None:
    assert model.model_config["extra"] == "ignore"


def test_a_batch_with_fields_of_a_newer_release_is_taken(city: Served) -> None:
    said = city.enrol()
    body = packed(Device(said["device"]).received(new_id(), code="H13.35.07-261123-0001")).decode()
    newer = '{"priority":3,"runs":[{"lane":"express",' + body.removeprefix('{"runs":[{')
    newer = newer.replace('"kind":"received"', '"signed":"AA==","kind":"received"')
    assert city.push(said["token"], newer.encode()).json()["answers"][0]["state"] == "stored"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_store_of_a_newer_release_is_refused_and_left(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = tmp_path / "city.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(place, role="city", practice=True) as store, store.transaction() as tx:
        tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for _ in range(2):
        with pytest.raises(OfficerCanMend, match="store_newer"):
            Store.open(place, role="city", practice=True)
