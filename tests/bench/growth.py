"""What a dossier costs the city when it has 100,000, 1,000,000 and 10,000,000 events: the work itself, without HTTP.

    python tests/bench/growth.py [--events 100000 1000000 10000000] [--rounds 60]

The stores are filled by PostgreSQL itself (grown_city.py), analysed, and then asked in turn, so that what else the
machine does falls on all of them alike; each question is about another unit, counter or dossier than the one before.
What is told is the lower quartile, for other work on the machine only ever adds. Flat means: the largest store's is at
most 1.5 times the smallest one's.
"""

import argparse
import hashlib
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import psycopg

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.domain.events import CORRECTED, Event, new_id
from counter_app.domain.times import VIETNAM
from counter_app.server import asking, intake, numbers, telling
from counter_app.server.door import CityClock, House
from counter_app.storage import news, uploads
from counter_app.storage.enrolments import EnrolledDevice, device_of
from counter_app.storage.events import events_of
from counter_app.storage.store import Store
from counter_app.sync import wire, wire_numbers
from tests.bench import grown_city, lives, machine
from tests.bench.grown_city import DEVICES, EPOCH
from tests.postgres_rig import Cluster, programs

FLAT: Final = 1.5


@dataclass
class Grown:
    """A city with so many events, and what is asked of it."""

    events: int
    store: Store
    house: House
    authors: dict[int, lives.Author] = field(default_factory=dict)
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    def counter(self, number: int | None = None) -> tuple[EnrolledDevice, lives.Author]:
        """Return one of the counters (or a certain one), and its pen behind what the city has of it."""
        number = self.dice.randrange(DEVICES) if number is None else number
        name, unit = grown_city.device_of(number)
        if number not in self.authors:
            self.authors[number] = lives.Author(name, unit, EPOCH, f"H13.new.{number:04d}")
            with self.store.reading() as reading:
                found = reading.connection.exec_driver_sql(
                    "SELECT device_seq, hash FROM event WHERE device = %s AND epoch = %s "
                    "ORDER BY device_seq DESC LIMIT 1",
                    (name, EPOCH),
                ).one()
            self.authors[number].follow(int(found[0]), bytes(found[1]).hex())
        return EnrolledDevice(name, name, unit, 10, None), self.authors[number]

    def dossier(self) -> tuple[UUID, str]:
        """Return one of the dossiers, and its code."""
        position = 4 * self.dice.randrange(self.events // 4) + 1
        with self.store.reading() as reading:
            found = reading.connection.exec_driver_sql("SELECT id, code FROM dossier WHERE position = %s", (position,))
            id_, code = found.one()
        return UUID(bytes=bytes(id_)), str(code)

    def unit(self) -> tuple[EnrolledDevice, int]:
        """Return a counter and how far its unit's feed has come."""
        device, _ = self.counter()
        with self.store.reading() as reading:
            return device, news.last_place(reading, device.unit)


Work = Callable[[], object]


def push_one(city: Grown) -> Work:
    device, author = city.counter()
    return _pushing(city, device, [author.receive()])


def push_lives(city: Grown) -> Work:
    device, author = city.counter()
    return _pushing(city, device, [event for _ in range(25) for event in author.life()])


def push_correction(city: Grown) -> Work:
    dossier, _ = city.dossier()
    with city.store.reading() as reading:
        known = events_of(reading, dossier)
    device, author = city.counter(int(known[0].device.removeprefix("quay-")))
    last = known[-1]
    change = {"phone": {"old": "", "new": "0912345678"}}
    event = Event(
        new_id(), dossier, last.unit, device.id, "", 0, (last.id,), CORRECTED, 1, last.at, 0, "can-bo-1",
        {"changes": change, "reason": "ghi nhầm"},
    )  # fmt: skip
    return _pushing(city, device, [author.seal(event)])


def _pushing(city: Grown, device: EnrolledDevice, events: list[Event]) -> Work:
    body = wire.pack(lives.packed(events))

    def push() -> None:
        said = intake.take(city.house, device, body)
        if any(one.state != "stored" for one in said.answers):
            raise RuntimeError(f"{said.answers[0]}")

    return push


def news_page(city: Grown) -> Work:
    device, last = city.unit()
    asked = wire.NewsAsked(after=f"{city.store.epoch}.{city.dice.randrange(max(1, last - telling.MOST_NEWS))}")
    return lambda: telling.tell(city.house, device, asked)


def news_none(city: Grown) -> Work:
    device, last = city.unit()
    asked = wire.NewsAsked(after=f"{city.store.epoch}.{last}")
    return lambda: telling.tell(city.house, device, asked)


def bells(city: Grown) -> Work:
    def look() -> None:
        with city.store.reading() as reading:
            news.marks(reading)

    return look


def state(city: Grown) -> Work:
    return lambda: asking.state(city.house, ())


def lookup(city: Grown) -> Work:
    _, code = city.dossier()
    return lambda: asking.state(city.house, (code,))


def token(city: Grown) -> Work:
    wanted = hashlib.sha256(str(city.dice.randrange(DEVICES)).encode()).digest()

    def find() -> None:
        with city.store.reading() as reading:
            if device_of(reading, wanted) is None:
                raise RuntimeError("no such device")

    return find


def lease(city: Grown) -> Work:
    device, _ = city.counter()
    today = datetime.now(VIETNAM).date().isoformat()
    asked = wire_numbers.LeaseRequest(
        request=uuid4(), epoch=EPOCH, electronic_code=f"H13.{city.dice.randrange(103)}", day=today, want=10
    )
    body = asked.model_dump_json().encode()

    def ask() -> None:
        if numbers.lease(city.house, device, body).model_dump()["nothing"]:
            raise RuntimeError("no numbers")

    return ask


def upload(city: Grown) -> Work:
    """Begin an upload as the file room does: is it begun already, how many are open, a row."""
    device, _ = city.counter()
    sha256 = f"{city.dice.getrandbits(256):064x}"

    def begin() -> None:
        with city.store.transaction() as tx:
            if uploads.same(tx, device.id, sha256, 300_000) is None and uploads.open_of(tx, device.id) < 500:
                uploads.add(tx, device.unit, device.id, sha256, 300_000, "", datetime.now(VIETNAM))

    return begin


WORKS: Final = {
    "push, one dossier": push_one,
    "push, 25 whole lives": push_lives,
    "push, one correction": push_correction,
    "news, a page of 200": news_page,
    "news, nothing new": news_none,
    "news, the common look": bells,
    "state": state,
    "lookup by code": lookup,
    "token": token,
    "number lease": lease,
    "upload begun": upload,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=60)
    args = parser.parse_args()
    found = programs()
    if found is None:
        print("postgresql: not installed")
        return
    cluster = Cluster(found, durable=True)
    try:
        cities = filled(cluster, args.events)
        measure(cities, args.rounds)
        for city in cities:
            city.store.close()
    finally:
        cluster.close()


def filled(cluster: Cluster, sizes: list[int]) -> list[Grown]:
    """Return a city of each size; each begins as a copy of the one before."""
    addresses: list[str] = []
    before, address = 0, ""
    hasty(cluster, on=True)
    for events in sizes:
        began = time.monotonic()
        template, address = address, cluster.database()
        if template:
            copied(template, address)
        else:
            Store.open(address, role="city", practice=True).close()
        grown_city.grow(address, before, events)
        before = events
        with psycopg.connect(address) as connection:
            row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        size = (row or (0,))[0] / 1e6
        print(f"  {events:,} events: {size:,.0f} MB, made in {time.monotonic() - began:.0f} s", flush=True)
        addresses.append(address)
    hasty(cluster, on=False)
    stores = [Store.open(place, role="city", practice=True) for place in addresses]
    return [Grown(events, one, House(one, True, b"", CityClock())) for events, one in zip(sizes, stores, strict=True)]


def hasty(cluster: Cluster, *, on: bool) -> None:
    """Let PostgreSQL not wait for the disk while it is filled; all is on the disk when it waits again."""
    with psycopg.connect(cluster.database(), autocommit=True) as connection:
        for setting in ("fsync = off", "full_page_writes = off", "max_wal_size = '8GB'", "autovacuum = off"):
            name = setting.partition(" ")[0]
            connection.execute(f"ALTER SYSTEM SET {setting}".encode() if on else f"ALTER SYSTEM RESET {name}".encode())
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CHECKPOINT")
    os.sync()


def copied(template: str, address: str) -> None:
    """Make the new database a copy of the other."""
    names = [one.partition("@/")[2].partition("?")[0] for one in (template, address)]
    with psycopg.connect(address.replace(f"/{names[1]}?", "/postgres?"), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (names[0],))
        connection.execute(f"DROP DATABASE {names[1]}".encode())
        connection.execute(f"CREATE DATABASE {names[1]} TEMPLATE {names[0]} STRATEGY file_copy".encode())


def measure(cities: list[Grown], rounds: int) -> None:
    took: dict[str, list[list[float]]] = {name: [[] for _ in cities] for name in WORKS}
    for number in range(rounds + 5):
        for name, prepare in WORKS.items():
            for at, city in random.sample(list(enumerate(cities)), len(cities)):
                work = prepare(city)
                began = time.perf_counter()
                work()
                if number >= 5:
                    took[name][at].append((time.perf_counter() - began) * 1000)
    sizes = ", ".join(f"{city.events:,}" for city in cities)
    print(f"milliseconds at {sizes} events, lower quartiles of {rounds}; {machine.load()}")
    worst = 0.0
    for name, each in took.items():
        costs = [machine.percentile(values, 0.25) for values in each]
        ratio = costs[-1] / costs[0]
        worst = max(worst, ratio)
        print(f"  {name:<24}" + "".join(f"{value:>10.2f}" for value in costs) + f"   {ratio:.2f} × (goal {FLAT})")
    print(f"growth: worst {worst:.2f} × from {cities[0].events:,} to {cities[-1].events:,} events; {machine.load()}")


if __name__ == "__main__":
    main()
