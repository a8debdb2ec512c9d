"""Whole lives of 10,000 dossiers from a counter by its hub to the city, in real processes ÷ the bare floor twice.

    python tests/bench/three_rings.py [--dossiers 10000] [--rounds 3] [--away 300] [--only sqlite|postgresql]

Each dossier has four events (lives.py). The floor sends the same bytes and writes the same rows (the outbox's at the
hub too) by the raw driver, `json`, `gzip` and `requests`, without models, checks and fold: once into a hub on SQLite,
then once into the city, one after the other (floor_city.py). Ours is the counter's courier, `counter-app serve --role
hub` and `counter-app serve`, all durable; the clock stops when the city has the last event. Then the same with another
counter of the office listening: when it has all of it. At last a day offline: two counters that were away with
`--away` dossiers each come back at once.
"""

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.synchronize import Event as Signal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.devices.clock import SystemClock
from counter_app.domain.heard import Heard
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.settings import Places
from counter_app.storage import outbox
from counter_app.storage.store import Store
from counter_app.sync import wire
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.courier import Courier
from counter_app.sync.listener import Place
from counter_app.sync.upward import Upward
from tests.bench import lives, machine, push
from tests.postgres_rig import Cluster, programs

UNIT = push.UNIT
PATIENCE = 600.0
LOOK = 0.05


@dataclass(frozen=True, slots=True)
class Rings:
    """A city and a hub below it, both new."""

    city: CityProcess
    hub: HubProcess

    def enrol(self, device: str) -> str:
        """Let a counter in at the hub; return its token."""
        client = self.hub.client()
        asked = wire.EnrolRequest(code=self.hub.enrolment_code(UNIT), device=device)
        token = client.enrol(asked).token
        client.close()
        return token

    def wait_for(self, events: int) -> float:
        """Return the moment at which the city has so many events."""
        client = self.city.client()
        end = time.monotonic() + PATIENCE
        while client.state().events < events:
            if time.monotonic() > end:
                raise RuntimeError(f"the city has {client.state().events} of {events}")
            time.sleep(LOOK)
        client.close()
        return time.monotonic()


@contextmanager
def rings(folder: Path, cluster: Cluster | None) -> Iterator[Rings]:
    place = str(folder / "city.db") if cluster is None else cluster.database()
    with (
        CityProcess(place, folder / "city.log") as city,
        HubProcess(folder / "hub", city, UNIT) as hub,
    ):
        yield Rings(city, hub)


def carried_up(rings: Rings, store: Path, token: str, events: int) -> tuple[float, float]:
    """Send all that waits in `store`; return the seconds until the hub and until the city had it."""
    found: list[float] = []
    waiting = threading.Thread(target=lambda: found.append(rings.wait_for(events)))
    with Store.open(store, practice=True) as opened:
        client = HttpCity(rings.hub.address, practice=True, token=token)
        courier = Courier(opened, client, SystemClock())
        client.greet()
        waiting.start()
        began = time.monotonic()
        while courier.step() == 0:
            continue
        at_hub = time.monotonic() - began
        with opened.reading() as reading:
            left = outbox.state(reading)
        client.close()
    if left.waiting or left.parked:
        raise RuntimeError(f"not all was delivered: {left}")
    waiting.join()
    return at_hub, found[0] - began


def be_counter(
    store: str, url: str, token: str, device: str, events: int, ready: Signal, go: Signal, said: Any
) -> None:
    """Be a counter in a process of its own: say when it has so many events and nothing that waits."""
    with Store.open(store, practice=True) as opened:
        changed = threading.Event()
        upward = Upward(
            opened,
            lambda: HttpCity(Address(url), practice=True, token=token),
            SystemClock(),
            Place(device, UNIT),
            Heard(),
            on_change=lambda kinds: changed.set(),
        )
        ready.set()
        go.wait()
        upward.start()
        while True:
            with opened.reading() as reading:
                newest = reading.connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM event").scalar_one()
                left = outbox.state(reading)
            if newest >= events and not left.waiting and not left.parked:
                break
            changed.wait(LOOK)
            changed.clear()
        said.put((device, time.monotonic()))
        upward.stop()


@dataclass(frozen=True, slots=True)
class Counters:
    """Counters as processes, all waiting for the same start."""

    ready: list[Signal]
    go: Signal
    said: Any
    processes: list[Any]

    @classmethod
    def of(cls, rings: Rings, stores: dict[str, Path], events: int) -> "Counters":
        spawn = multiprocessing.get_context("spawn")
        go, said = spawn.Event(), spawn.Queue()
        ready, processes = [], []
        for device, store in stores.items():
            ready.append(spawn.Event())
            given = (str(store), rings.hub.url, rings.enrol(device), device, events, ready[-1], go, said)
            processes.append(spawn.Process(target=be_counter, args=given))
            processes[-1].start()
        for one in ready:
            one.wait(60)
        return cls(ready, go, said, processes)

    def ended(self) -> dict[str, float]:
        """Return the moment at which each was done."""
        found = dict(self.said.get(timeout=PATIENCE) for _ in self.processes)
        for process in self.processes:
            process.join()
        return found


def measure(kind: str, home: Path, places: Places, cluster: Cluster | None, args: argparse.Namespace) -> None:
    events = args.dossiers * lives.EVENTS_OF_A_LIFE
    ratios, floors, own, hubs = [], [], [], []
    for number in range(args.rounds):
        folder = home / f"{kind}{number}"
        folder.mkdir()
        floors.append(sum(floor(places, folder, ring) for ring in (None, cluster)) / args.dossiers * 1000)
        push.reset(places)
        with rings(folder, cluster) as new:
            at_hub, at_city = carried_up(new, places.store, new.enrol("quay-do-ba-vong"), events)
        own.append(at_city / args.dossiers * 1000)
        hubs.append(at_hub / args.dossiers * 1000)
        ratios.append(own[-1] / floors[-1])
        print(
            f"  {kind} round {number}: floor {floors[-1]:.3f} ms, hub has it {hubs[-1]:.3f} ms, city {own[-1]:.3f} ms "
            f"a dossier ({machine.load()})",
            flush=True,
        )
    print(
        f"three rings, {kind}: ours {statistics.median(own):.3f} ms ÷ floor {statistics.median(floors):.3f} ms "
        f"a dossier of {lives.EVENTS_OF_A_LIFE} events = {statistics.median(ratios):.2f} (goal 1.5); {machine.load()}"
    )


def floor(places: Places, folder: Path, cluster: Cluster | None) -> float:
    """Return the seconds of one ring of the floor; the hub is the one on SQLite with an outbox."""
    push.reset(places)
    hub = not (folder / "floor-hub.db").exists()
    place = str(folder / ("floor-hub.db" if hub else "floor-city.db"))
    if cluster is not None:
        place = cluster.database()
    Store.open(place, role="hub" if hub else "city", practice=True).close()
    return push.floor(places, place, wire.MOST_EVENTS, forward=hub)[0]


def news(home: Path, places: Places, cluster: Cluster | None, args: argparse.Namespace) -> None:
    """Print when another counter of the office has what one sends."""
    events = args.dossiers * lives.EVENTS_OF_A_LIFE
    folder = home / "news"
    folder.mkdir()
    push.reset(places)
    with rings(folder, cluster) as new:
        token = new.enrol("quay-do-ba-vong")
        other = Counters.of(new, {"quay-ben-canh": folder / "other.db"}, events)
        other.go.set()
        began = time.monotonic()
        at_hub, at_city = carried_up(new, places.store, token, events)
        has_it = other.ended()["quay-ben-canh"] - began
    print(
        f"news: {args.dossiers} dossiers are at the hub after {at_hub:.1f} s, with the other counter after "
        f"{has_it:.1f} s, at the city after {at_city:.1f} s = {has_it / args.dossiers * 1000:.3f} ms a dossier "
        f"for the other counter; {machine.load()}"
    )


def away(home: Path, cluster: Cluster | None, args: argparse.Namespace) -> None:
    """Print how long two counters take that come back at once after a day without hub and city."""
    folder = home / "away"
    folder.mkdir()
    stores = {f"quay-vang-{number}": folder / f"counter{number}.db" for number in (1, 2)}
    for slot, (device, path) in enumerate(stores.items(), 10):
        with Store.open(path, practice=True) as store:
            lives.fill(store, device, UNIT, args.away, slot=slot)
    events = 2 * args.away * lives.EVENTS_OF_A_LIFE
    with rings(folder, cluster) as new:
        counters = Counters.of(new, stores, events)
        began = time.monotonic()
        counters.go.set()
        at_city = new.wait_for(events) - began
        both = max(counters.ended().values()) - began
    print(
        f"a day offline: two counters with {args.away} dossiers each have all of both after {both:.1f} s, the city "
        f"after {at_city:.1f} s (goal 10); {machine.load()}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--away", type=int, default=300)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    args = parser.parse_args()
    found = programs()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ending:
        home = Path(folder)
        places = Places.of(practice=True, home=home / "counter")
        places.home.mkdir(parents=True)
        with Store.open(places.store, practice=True) as store:
            lives.fill(store, "quay-do-ba-vong", UNIT, args.dossiers)
        cluster = None
        if args.only != "sqlite" and found:
            cluster = Cluster(found, durable=True)
            ending.callback(cluster.close)
        if args.only != "postgresql":
            measure("sqlite", home, places, None, args)
        if cluster is not None:
            measure("postgresql", home, places, cluster, args)
        news(home, places, cluster, args)
        away(home, cluster, args)


if __name__ == "__main__":
    main()
