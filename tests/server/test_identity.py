"""A counter's token while the counter runs: taken back, given anew, never used to send what is not wanted."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from counter_app.cli.enrol import enrol
from counter_app.devices.clock import SystemClock
from counter_app.domain.events import new_id
from counter_app.domain.heard import Heard
from counter_app.domain.times import VIETNAM
from counter_app.settings import Places, Settings, load
from counter_app.storage import enrolments, outbox
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.ring_above import RingRefuses
from counter_app.sync.token import keep_token, read_token
from counter_app.sync.upward import upward_of
from counter_app.ui import answers
from tests.domain.events_made import Device
from tests.server.conftest import Served
from tests.server.listening import listening
from tests.storage.made import ELECTRONIC_CODE
from tests.sync.made import Desk, packed

PATIENCE = 30.0


class Witness:
    """Notes what is asked of an application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.asked: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(f"{scope['method']} {scope['path'].rpartition('/')[2]}")
        await self._app(scope, receive, send)


class Running:
    """A counter with its real lanes, below a real city, from settings and a token of its own."""

    def __init__(self, home: Path, city: Served, url: str) -> None:
        self.city, self.url = city, url
        self.places = Places(home)
        self.let_in(Settings(electronic_code=ELECTRONIC_CODE))
        settings = load(self.places.settings)
        self.device = settings.device
        self.desk = Desk(Store.open(self.places.store, practice=True), settings.device, settings.slot)
        self.heard = Heard()
        self._changed = threading.Condition()
        self.upward = upward_of(
            self.places, settings, self.desk.store, SystemClock(), self.heard, on_change=lambda _: self._tell()
        )
        self.upward.start()

    def let_in(self, settings: Settings) -> None:
        """Enrol (again) with a new code, as `counter-app enrol` does beside the running counter."""
        enrol(self.places, settings, self.url, self.city.code(), None, practice=True)

    def put_out(self) -> None:
        with self.city.house.store.transaction() as tx:
            assert enrolments.revoke(tx, self.device, datetime.now(VIETNAM))

    def until(self, holds: Callable[[outbox.OutboxState], bool]) -> outbox.OutboxState:
        with self._changed:
            assert self._changed.wait_for(lambda: holds(self.state()), PATIENCE), self.state()
        return self.state()

    def state(self) -> outbox.OutboxState:
        with self.desk.store.reading() as reading:
            return outbox.state(reading)

    def register(self, count: int) -> None:
        self.desk.register(count)
        self.upward.wake()

    def close(self) -> None:
        assert self.upward.stop()
        self.desk.store.close()

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()


@pytest.fixture
def witness(city: Served) -> Witness:
    return Witness(city.web._transport.app)


@pytest.fixture
def running(city: Served, witness: Witness, tmp_path: Path) -> Iterator[Running]:
    with listening(witness) as (host, port):
        made = Running(tmp_path, city, f"http://{host}:{port}")
        yield made
        made.close()


def test_t_identity_a_counter_that_is_put_out_goes_on_alone_and_drains_when_let_in_again(
    running: Running, city: Served, witness: Witness
) -> None:
    running.register(2)
    running.until(lambda state: not state.waiting)
    running.put_out()
    running.register(3)
    state = running.until(lambda state: state.error == "token_refused")
    assert (state.waiting, state.parked) == (3, 0)
    with running._changed:
        assert running._changed.wait_for(lambda: running.heard.error == "token_refused", PATIENCE)
    before = witness.asked.count("POST events")
    running.register(1)
    running.upward.send_now()
    with running._changed:
        assert running._changed.wait_for(lambda: witness.asked.count("GET state") >= 1, PATIENCE)
    assert running.until(lambda state: state.waiting == 4).error == "token_refused"
    assert witness.asked.count("POST events") == before, "nobody's dossier goes where the counter is not wanted"

    running.let_in(load(running.places.settings))
    running.upward.send_now()
    state = running.until(lambda state: not state.waiting)
    assert (state.parked, state.error) == (0, "")
    with running._changed:
        assert running._changed.wait_for(lambda: not running.heard.error, PATIENCE)
    assert city.web.get("/sync/v1/state", headers=city.headers(read_token(running.places))).json()["events"] == 6


def test_t_identity_a_token_that_is_given_anew_is_used_without_a_restart(running: Running) -> None:
    """Rotation: the same device with a new code gets a new token, and the one before is good for nothing."""
    old = read_token(running.places)
    running.let_in(load(running.places.settings))
    assert read_token(running.places) != old
    running.register(2)
    state = running.until(lambda state: not state.waiting)
    assert (state.parked, state.error) == (0, "")
    stale = HttpCity(Address(running.url), practice=True, token=old)
    with pytest.raises(RingRefuses, match="token_refused"):
        stale.state()
    stale.close()


def test_what_the_strip_says_names_what_is_safe_and_what_to_do() -> None:
    for code, to_do in (
        ("token_refused", "counter-app enrol"),
        ("version_too_old", "Update"),
        ("version_too_new", "by itself"),
        ("not_trusted", "Call"),
    ):
        happened, safe, *_ = answers.ANSWERS[code].split(". ")
        assert happened
        assert "safe" in safe
        assert to_do in answers.ANSWERS[code]


def test_a_client_without_a_newer_token_asks_before_it_sends(city: Served, witness: Witness, tmp_path: Path) -> None:
    said = city.enrol()
    places = Places(tmp_path)
    keep_token(places, said["token"], practice=True)
    event = Device(said["device"]).received(new_id())
    with listening(witness) as (host, port):
        ring = HttpCity(Address(f"http://{host}:{port}"), practice=True, token="old", renewed=lambda: "")
        for _ in range(3):
            with pytest.raises(RingRefuses, match="token_refused"):
                ring.push(packed(event))
        assert witness.asked.count("POST events") == 1
        ring.close()
        ring = HttpCity(
            Address(f"http://{host}:{port}"), practice=True, token="old", renewed=lambda: read_token(places)
        )
        assert ring.push(packed(event)).answers[0].state == "stored"
        ring.close()
