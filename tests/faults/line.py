"""A counter whose only way to the city is a bad line; as a command, the long run with its figures.

python -m tests.faults.line --dossiers 5000
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from counter_app.devices.clock import SteppedClock
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.storage import outbox
from counter_app.storage.events import events_of
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity, Patience
from counter_app.sync.codes import new_code
from counter_app.sync.courier import Courier
from counter_app.sync.wire import EnrolRequest
from tests.faults import proxy
from tests.faults.proxy import Fault, Proxy, Reordered
from tests.storage.made import UNIT
from tests.sync.made import Desk

PATIENCE = Patience(connect=3, read=5, whole=10)

EVERY_FAULT: dict[str, tuple[Fault, ...]] = {
    "nothing_arrives": (proxy.nothing_arrives, proxy.nothing_arrives, proxy.nothing_arrives),
    "retry_after_timeout_does_not_double": (proxy.answer_lost, proxy.answer_lost, proxy.answer_lost),
    "delivered_twice": (proxy.delivered_twice,),
    "request_cut_in_its_head": (proxy.request_cut(30),) * 2,
    "request_cut_in_its_body": (proxy.request_cut(900),) * 2,
    "request_cut_before_its_last_byte": (proxy.request_cut(-1),) * 2,
    "answer_cut_in_its_head": (proxy.answer_cut(20),) * 2,
    "answer_cut_before_its_last_byte": (proxy.answer_cut(-1),) * 2,
    "record_not_dropped_when_the_server_answers_with_an_error": (proxy.answered("500 Internal Server Error"),) * 2,
    "server_busy": (proxy.answered("503 Service Unavailable", b"", "Retry-After: 7"),),
    "gateway_without_server": (proxy.answered("502 Bad Gateway", b"<html>bad gateway</html>"),) * 2,
    "captive_portal": (proxy.answered("200 OK", proxy.PORTAL, "Content-Type: text/html"),),
    "captive_portal_redirects": (proxy.answered("302 Found", b"", "Location: http://127.0.0.1:9/login"),),
    "truncated_json": (proxy.answered("200 OK", b'{"ring":{"time":"2026', "Content-Type: application/json"),),
    "another_programs_json": (proxy.answered("200 OK", b'{"ok": true}', "Content-Type: application/json"),),
    "broken_gzip": (proxy.answered("200 OK", b"\x1f\x8b\x08nonsense", "Content-Encoding: gzip"),),
}


class Line:
    """A counter whose only way to the city is a proxy."""

    def __init__(self, city: CityProcess, folder: Path, plan: Iterator[Fault], closing: ExitStack) -> None:
        with Store.open(city.store, role="city", practice=True, alone=False) as beside:
            code = new_code(beside, UNIT, "", datetime.now(VIETNAM))
        direct = city.client()
        answer = direct.enrol(EnrolRequest(code=code))
        direct.close()
        self.city, self.slot = city, answer.slot
        self.desk = Desk.open(folder, answer.device, answer.slot)
        closing.callback(self.desk.store.close)
        self.proxy = closing.enter_context(Proxy(city.port, plan))
        self.token = answer.token
        self.clock = SteppedClock(datetime.now(VIETNAM))
        self._closing = closing
        self.courier = self.new_courier()

    def new_courier(self, most_events: int = 40) -> Courier:
        address = Address(f"http://127.0.0.1:{self.proxy.port}")
        client = HttpCity(address, practice=True, token=self.token, patience=PATIENCE)
        self._closing.callback(client.close)
        return Courier(self.desk.store, client, self.clock, chance=lambda: 0.5, most_events=most_events)

    def open_events(self) -> list[str]:
        with self.desk.store.reading() as reading:
            return [entry.last_answer for entry in outbox.unsent(reading)]

    def drain(self, most: int = 400) -> None:
        """Step until all is delivered; the pauses pass on the courier's own clock."""
        for _ in range(most):
            with self.desk.store.reading() as reading:
                if not outbox.state(reading).waiting:
                    return
            self.clock.step(timedelta(seconds=self.courier.step()))
        raise AssertionError(f"still waiting: {self.open_events()[:3]}")

    def city_events(self) -> list[tuple[UUID, str]]:
        """Return id and hash of every event that the city has of this counter."""
        query = text("SELECT id, hash FROM event WHERE device = :device").bindparams(device=self.desk.device)
        with Store.open(self.city.store, role="city", practice=True, alone=False) as above, above.reading() as reading:
            return [(UUID(bytes=bytes(row[0])), bytes(row[1]).hex()) for row in reading.ask(query)]

    def doubled_codes(self) -> int:
        """Return how many dossier codes the city has twice."""
        query = text("SELECT count(*) - count(DISTINCT code) FROM dossier")
        with Store.open(self.city.store, role="city", practice=True, alone=False) as above, above.reading() as reading:
            return int(reading.ask(query)[0][0])

    def check_equal(self) -> None:
        """The city has every event of the counter exactly once, as it was written."""
        with Store.open(self.city.store, role="city", practice=True, alone=False) as above, above.reading() as reading:
            for id_ in self.desk.ids:
                held = events_of(reading, id_)
                with self.desk.store.reading() as own:
                    assert sorted(event.id for event in held) == sorted(event.id for event in events_of(own, id_))
                    assert {event.hash for event in held} == {event.hash for event in events_of(own, id_)}


def bad_line(seed: int) -> Iterator[Fault]:
    """Every second push goes wrong somehow; the other half may bring a push that was held back before."""
    chance = random.Random(seed)
    late = Reordered()
    faults = [*(fault for plan in EVERY_FAULT.values() for fault in plan), late.hold]
    while True:
        yield chance.choice([proxy.passes, late.release])
        yield chance.choice(faults)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run over a bad line came to; `lost`, `doubled` and `changed` must be 0."""

    dossiers: int
    events: int
    pushes: int
    lost: int
    doubled: int
    changed: int
    foreign: int
    seconds_registering: float
    seconds_sending: float


def carry(at: Line, dossiers: int) -> Figures:
    """Register `dossiers` of three events each, send them over the line, and compare both stores event by event."""
    began = time.monotonic()
    for id_ in at.desk.register(dossiers):
        at.desk.correct(id_, request="bản sao")
        at.desk.reprint(id_)
    registered = time.monotonic()
    at.drain(most=400 + dossiers)
    sent = time.monotonic()
    below = {event.id: event.hash for event in at.desk.events()}
    above = at.city_events()
    times = Counter(id_ for id_, _ in above)
    return Figures(
        dossiers=dossiers,
        events=len(below),
        pushes=at.proxy.pushes,
        lost=len(below.keys() - times.keys()),
        doubled=sum(count - 1 for count in times.values()) + at.doubled_codes(),
        changed=sum(below.get(id_, hash_) != hash_ for id_, hash_ in above),
        foreign=len(times.keys() - below.keys()),
        seconds_registering=round(registered - began, 1),
        seconds_sending=round(sent - registered, 1),
    )


def main() -> int:
    """Run once and print the figures; status 1 when anything was lost, doubled or changed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.line", description=main.__doc__)
    parser.add_argument("--dossiers", type=int, default=5_000, help="how many, of three events each (default: 5000)")
    parser.add_argument("--seed", type=int, default=20261123, help="of the line's faults (default: 20261123)")
    parser.add_argument("--store", default="", metavar="URL", help="an empty PostgreSQL database (default: SQLite)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        home = Path(folder)
        city = closing.enter_context(CityProcess(args.store or str(home / "city.db"), home / "log"))
        figures = carry(Line(city, home, bad_line(args.seed), closing), args.dossiers)
    for name, value in asdict(figures).items():
        sys.stdout.write(f"{name.replace('_', ' '):>20} {value:>10,}\n")
    return 1 if figures.lost or figures.doubled or figures.changed else 0


if __name__ == "__main__":
    sys.exit(main())
