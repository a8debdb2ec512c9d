"""Counters and rings of other releases: they talk, or say clearly that they cannot; what is not understood is kept."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from counter_app.devices.clock import SystemClock
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.domain.events import Event, new_id
from counter_app.server.app import city_app
from counter_app.storage import dossiers, outbox
from counter_app.storage.events import events_of
from counter_app.storage.store import Store
from counter_app.storage.unapplied import unapplied
from counter_app.sync import wire, wire_numbers, wire_reference
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.courier import Courier
from counter_app.sync.protocols import Protocols
from counter_app.sync.ring_above import RingRefuses
from counter_app.sync.wire import EnrolRequest
from tests.domain.events_made import Device
from tests.server.chain import Chain
from tests.server.conftest import Served, Web
from tests.server.listening import listening
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


OLD, BOTH, NEW = Protocols(1, 1, 1), Protocols(1, 2, 1), Protocols(2, 2, 2)
NEW_BUT_TAKES_OLD, FAR = Protocols(2, 3, 1), Protocols(4, 5, 3)
REFUSED = ["version_too_old"] * 4
FINISHES = ["", "version_outdated", "version_outdated", ""]


@pytest.mark.parametrize(
    ("counter", "ring", "outcome"),
    [
        (OLD, OLD, [""] * 4),
        (OLD, BOTH, [""] * 4),
        (OLD, NEW, REFUSED),
        (OLD, NEW_BUT_TAKES_OLD, FINISHES),
        (OLD, FAR, REFUSED),
        (NEW_BUT_TAKES_OLD, FAR, FINISHES),
        (BOTH, OLD, [""] * 4),
        (BOTH, NEW, [""] * 4),
        (BOTH, FAR, REFUSED),
        (NEW, OLD, ["version_too_new"] * 4),
        (NEW, BOTH, [""] * 4),
        (FAR, NEW_BUT_TAKES_OLD, ["version_too_new"] * 4),
    ],
)
def test_releases_talk_or_say_that_they_cannot(
    city: Served, counter: Protocols, ring: Protocols, outcome: list[str]
) -> None:
    """Push, news, catalogue and counts, each asked of a ring of another release."""
    said = city.enrol()
    event = Device(said["device"]).received(new_id(), code="H13.35.07-261123-0001")
    with listening(city_app(replace(city.house, spoken=ring))) as (host, port):
        client = HttpCity(Address(f"http://{host}:{port}"), practice=True, token=said["token"], spoken=counter)
        assert asked(client, event) == outcome
        client.close()
    with city.house.store.reading() as reading:
        stored = events_of(reading, event.dossier)
    assert stored == (() if outcome[0] else (event,))


@pytest.mark.parametrize("number", ["1", "2", "3", "4"])
def test_a_ring_does_not_trust_what_the_asker_makes_of_its_range(city: Served, number: str) -> None:
    """Whoever does not look at it, as releases before it had one, is told by the ring itself."""
    said = city.enrol()
    web = Web(city_app(replace(city.house, spoken=Protocols(3, 3, 2))))
    event = Device(said["device"]).received(new_id(), code="H13.35.07-261123-0001")
    headers = city.headers(said["token"], **{wire.HEADER_PROTOCOL: number})
    outcome = [
        web.post("/sync/v1/events", content=packed(event), headers=headers),
        web.get("/sync/v1/news", headers=headers),
        web.post("/sync/v1/numbers", content=b"{}", headers=headers),
        web.post("/sync/v1/enrol", json={"code": city.code()}, headers=headers),
    ]
    codes = [answer.json().get("code", "") for answer in outcome]
    assert (
        codes
        == {
            "1": ["version_too_old"] * 4,
            "2": ["", "version_outdated", "version_outdated", "version_outdated"],
            "3": ["", "", "batch_unreadable", ""],
            "4": ["version_too_new"] * 4,
        }[number]
    )
    assert outcome[0].json()["ring"]["protocol"] == [3, 3]
    assert outcome[0].json()["ring"]["pushes"] == 2


def test_a_code_is_still_good_after_a_counter_that_was_too_old_to_begin(city: Served) -> None:
    code = city.code()
    with listening(city_app(replace(city.house, spoken=NEW_BUT_TAKES_OLD))) as (host, port):
        for spoken, outcome in ((OLD, "version_outdated"), (BOTH, "")):
            client = HttpCity(Address(f"http://{host}:{port}"), practice=True, spoken=spoken)
            try:
                client.enrol(EnrolRequest(code=code))
                told = ""
            except RingRefuses as error:
                told = error.code
            client.close()
            assert told == outcome


class Above:
    """The same address and store, first of one release, then of another; a counter's clients stay as they are."""

    def __init__(self, city: Served) -> None:
        self._apps = {spoken: city_app(replace(city.house, spoken=spoken)) for spoken in (OLD, BOTH, NEW)}
        self.spoken = OLD

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self._apps[self.spoken](scope, receive, send)


def test_a_ring_may_change_its_release_under_a_running_counter(city: Served) -> None:
    """What was agreed on holds no longer than the ring that it was agreed on with."""
    said = city.enrol()
    above = Above(city)
    with listening(above) as (host, port):
        client = HttpCity(Address(f"http://{host}:{port}"), practice=True, token=said["token"], spoken=BOTH)
        device = Device(said["device"])
        for place, spoken in enumerate((OLD, NEW, BOTH, OLD), 1):
            above.spoken = spoken
            first = asked(client, device.received(new_id(), code=f"H13.35.07-261123-{place:04d}"))
            again = asked(client, device.received(new_id(), code=f"H13.35.08-261123-{place:04d}"))
            assert set(again) == {""}
            assert set(first) <= {"", "version_too_old", "version_too_new"}
        client.close()


@pytest.mark.parametrize(("ring", "code"), [(NEW, "version_too_old"), (FAR, "version_too_old")])
def test_a_counter_that_is_too_old_goes_on_and_drains_once_it_is_updated(
    city: Served, tmp_path: Path, ring: Protocols, code: str
) -> None:
    said = city.enrol()
    app = city_app(replace(city.house, spoken=ring))
    with listening(app) as (host, port), Store.open(tmp_path / "c.db", practice=True) as store:
        desk = Desk(store, said["device"])
        at = Address(f"http://{host}:{port}")
        too_old = HttpCity(at, practice=True, token=said["token"])
        courier = Courier(store, too_old, SystemClock())
        desk.register(2)
        courier.step()
        desk.register(1)
        with store.reading() as reading:
            state = outbox.state(reading)
        assert (state.waiting, state.parked, state.error) == (3, 0, code)
        updated = HttpCity(at, practice=True, token=said["token"], spoken=ring)
        Courier(store, updated, SystemClock()).step()
        with store.reading() as reading:
            assert outbox.state(reading).waiting == 0
        for client in (too_old, updated):
            client.close()


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
    found = [*vars(wire).values(), *vars(wire_numbers).values(), *vars(wire_reference).values()]
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
