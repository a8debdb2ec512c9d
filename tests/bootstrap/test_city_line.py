"""The counter's line to its city: by a pinned certificate, and never where everybody can read along."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from counter_app.bootstrap.counter import Counter, start_counter
from counter_app.cli.enrol import enrol
from counter_app.devices.clock import SystemClock
from counter_app.devices.drivers.simulated import SimulatedPrinter
from counter_app.practice.city_process import CityProcess
from counter_app.settings import Places, Settings, load
from counter_app.storage import outbox
from counter_app.storage.outbox import OutboxState
from counter_app.usecases.printing import Machines
from tests.usecases.conftest import SETTINGS, draft_of


class Open:
    """A counter with real settings that wakes who waits whenever something changed."""

    def __init__(self, home: Path, settings: Settings, *, practice: bool) -> None:
        self._changed = threading.Condition()
        printer = SimulatedPrinter("receipts", SystemClock())
        machines = Machines(receipts=printer, labels=printer, slips=printer)
        self.counter: Counter = start_counter(
            Places(home), settings, self._announce, practice=practice, machines=machines
        )

    def _announce(self, kinds: Iterable[str]) -> None:
        with self._changed:
            self._changed.notify_all()

    def wait_for(self, wanted: Callable[[OutboxState], bool]) -> OutboxState:
        with self._changed:
            assert self._changed.wait_for(lambda: wanted(self.state()), 30), self.state()
        return self.state()

    def state(self) -> OutboxState:
        with self.counter.store.reading() as reading:
            return outbox.state(reading)


@pytest.mark.parametrize("insecure", [False, True])
def test_a_real_counter_sends_nothing_without_encryption(tmp_path: Path, insecure: bool) -> None:
    opened = Open(tmp_path, replace(SETTINGS, city="http://192.0.2.1:8470", insecure=insecure), practice=False)
    try:
        assert opened.wait_for(lambda state: state.error != "").error == "address_insecure"
    finally:
        opened.counter.close()


def test_a_counter_sends_to_a_city_whose_certificate_it_pins(tmp_path: Path) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    ca, cert, key = tmp_path / "ca.pem", tmp_path / "cert.pem", tmp_path / "key.pem"
    authority.cert_pem.write_to_path(ca)
    issued.private_key_pem.write_to_path(key)
    issued.cert_chain_pems[0].write_to_path(cert)
    places = Places(tmp_path / "counter")
    with CityProcess(tmp_path / "city.db", tmp_path / "log", cert=cert, key=key) as city:
        assert city.url.startswith("https://")
        enrol(places, replace(SETTINGS, device=""), city.url, city.enrolment_code("31120"), ca, practice=True)
        opened = Open(places.home, load(places.settings), practice=True)
        try:
            opened.counter.desk.register(draft_of(opened.counter.desk))
            sent = opened.wait_for(lambda state: state.answered_at is not None and state.waiting == 0)
            assert (sent.parked, sent.error) == (0, "")
        finally:
            opened.counter.close()
